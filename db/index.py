"""The index of words: kept in step with the records, or, at HQ, brought up when somebody looks.

A book of a branch is searched all day and indexed at once. HQ takes in thousands of months that
hardly anybody searches, and splitting their text into characters costs as much as everything else:
there the index follows *later*, branch by branch, from where in each actor's log it was brought up
to.
"""

from collections.abc import Iterable, Mapping, Sequence
from typing import NamedTuple

from db import codec
from db.engines.engine import Engine
from db.log import Log
from db.model.kind import KindSpec
from db.search import Looking, text_of, words_of
from db.settings import Settings

_STEP = 500
"""Changes indexed in one transaction."""
_UPTO = "indexed"


class Indexed(NamedTuple):
    """What is to be found of a record: its words, none where it is deleted or holds no text."""

    record: str
    text: str


class Index:
    """Says which words are to be found of the records of one engine, and finds them."""

    def __init__(
        self,
        engine: Engine,
        log: Log,
        settings: Settings,
        kinds: Mapping[str, KindSpec],
        *,
        later: bool,
    ) -> None:
        self._engine, self._log, self._settings = engine, log, settings
        self._kinds, self.later = kinds, later
        self._words = words_of(engine)

    def words(
        self, records: Iterable[tuple[str, str, Mapping[str, object], bool]]
    ) -> list[Indexed]:
        """Return what to index of (id, kind, body, whether it is new); nothing where that is later."""
        if self.later:
            return []
        found = ((Indexed(r, self._text(kind, body)), fresh) for r, kind, body, fresh in records)
        return [one for one, fresh in found if one.text or not fresh]

    def _text(self, kind: str, body: Mapping[str, object]) -> str:
        spec = self._kinds.get(kind)
        values = (
            body.values() if spec is None else (body.get(f.name) for f in spec.fields if f.searched)
        )
        return self._words.cut(text_of(values))

    def keep(self, scope: str, words: Iterable[Indexed]) -> None:
        """Write what `words` said, inside a transaction in which the records are already written."""
        said = dict(words)
        if said:
            self._words.put(scope, said)

    def forget(self, scope: str) -> None:
        """Forget every word of a scope, inside a transaction; they are then indexed anew."""
        self._words.forget(scope)
        self._settings.of(scope).put(_UPTO, None)

    def looking(self, scope: str, words: str) -> Looking | None:
        """Return how to find in a scope what a person typed; None when there is nothing to find."""
        found = self._words.looking(words)
        if found is not None:
            self.catch_up(scope)
        return found

    def catch_up(self, scope: str) -> int:
        """Index what came since this was last asked; return how many records that was.

        Each step is its own transaction: one that is cut off is done again, to the same end.
        """
        done = 0
        if self.later:
            for actor, held in self._log.vector(scope).items():
                while (step := self._step(scope, actor, held)) is not None:
                    done += step
        return done

    def _step(self, scope: str, actor: str, held: int) -> int | None:
        settings = self._settings.of(scope)
        with self._engine.writing():
            self._engine.claim((scope,))
            upto = dict(settings.get(_UPTO, {}))
            after = upto.get(actor, 0)
            if after >= held:
                return None
            changes = [one.change for one in self._log.since(scope, actor, after, _STEP)]
            records = sorted({op.record for change in changes for op in change.ops})
            self._again(scope, records)
            settings.put(_UPTO, {**upto, actor: changes[-1].seq})
        return len(records)

    def _again(self, scope: str, records: Sequence[str]) -> None:
        for start in range(0, len(records), _STEP):
            part = records[start : start + _STEP]
            marks = ",".join("?" * len(part))
            rows = self._engine.rows(
                f"select id, kind, body, deleted from record where scope = ? and id in ({marks})",
                (scope, *part),
            )
            self.keep(
                scope,
                [
                    Indexed(r, "" if gone else self._text(kind, codec.decoded(body)))
                    for r, kind, body, gone in rows
                ],
            )
