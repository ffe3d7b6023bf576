"""The index of words: kept in step with the records, or, at HQ, brought up when somebody looks.

A book of a branch is searched all day and indexed at once. HQ takes in thousands of months that
hardly anybody searches, and splitting their text into characters costs as much as everything else:
there the index follows *later*, from where in the log it was last brought up to.
"""

from collections.abc import Iterable, Mapping
from typing import NamedTuple

import msgspec

from db import codec
from db.engines.sqlite import Engine
from db.model.change import from_canonical
from db.model.kind import KindSpec
from db.search import segmented, text_of

_STEP = 500
"""Changes indexed in one transaction."""
_UPTO = "search/place"


class Indexed(NamedTuple):
    """What is to be found of a record: its words, none where it is deleted or holds no text."""

    record: str
    text: str
    fresh: bool
    """The record was not in the index before."""


class Index:
    """Writes ``record_fts`` of one engine."""

    def __init__(self, engine: Engine, kinds: Mapping[str, KindSpec], *, later: bool) -> None:
        self._engine, self._kinds, self.later = engine, kinds, later

    def words(
        self, records: Iterable[tuple[str, str, Mapping[str, object], bool]]
    ) -> list[Indexed]:
        """Return what to index of (id, kind, body, whether it is new); nothing where that is later."""
        if self.later:
            return []
        found = (Indexed(r, self._text(kind, body), fresh) for r, kind, body, fresh in records)
        return [one for one in found if one.text or not one.fresh]

    def _text(self, kind: str, body: Mapping[str, object]) -> str:
        spec = self._kinds.get(kind)
        if spec is None:
            return segmented(text_of(body.values()))
        return segmented(text_of(body.get(f.name) for f in spec.fields if f.searched))

    def keep(self, scope: str, words: Iterable[Indexed]) -> None:
        """Write what `words` said, inside a transaction in which the records are already written."""
        said = {one.record: one for one in words}
        places = dict(self._places(scope, list(said)))
        full = [(places[r], one.text) for r, one in said.items() if one.text]
        if full:
            self._engine.many("insert or replace into record_fts(rowid, text) values(?, ?)", full)
        empty = [(places[r],) for r, one in said.items() if not one.text]
        if empty:
            self._engine.many("delete from record_fts where rowid = ?", empty)

    def _places(self, scope: str, records: list[str]) -> Iterable[tuple[str, int]]:
        for start in range(0, len(records), _STEP):
            part = records[start : start + _STEP]
            marks = ",".join("?" * len(part))
            yield from self._engine.rows(
                f"select id, place from record where scope = ? and id in ({marks})", (scope, *part)
            )

    def clear(self) -> None:
        """Forget every word, inside a transaction; the index is then made anew."""
        self._engine.run("delete from record_fts")
        self._engine.run("delete from setting where name = ?", (_UPTO,))

    def catch_up(self) -> int:
        """Index what came since this was last asked; return how many records that was.

        Each step is its own transaction: one that is cut off is done again, to the same end.
        """
        done = 0
        while self.later and (step := self._step()):
            done += step
        return done

    def _step(self) -> int:
        with self._engine.writing():
            row = self._engine.one("select value from setting where name = ?", (_UPTO,))
            upto = 0 if row is None else int(msgspec.json.decode(row[0]))
            lines = self._engine.rows(
                "select place, scope, body from log where place > ? order by place limit ?",
                (upto, _STEP),
            )
            touched: dict[str, set[str]] = {}
            for _, scope, body in lines:
                ops = from_canonical(scope, body).ops
                touched.setdefault(scope, set()).update(op.record for op in ops)
            done = sum(self._again(scope, sorted(records)) for scope, records in touched.items())
            if lines:
                self._engine.run(
                    "insert into setting values(?, ?) "
                    "on conflict(name) do update set value = excluded.value",
                    (_UPTO, str(lines[-1][0])),
                )
        return done

    def _again(self, scope: str, records: list[str]) -> int:
        found: list[Indexed] = []
        for start in range(0, len(records), _STEP):
            part = records[start : start + _STEP]
            marks = ",".join("?" * len(part))
            rows = self._engine.rows(
                f"select id, kind, body, deleted from record where scope = ? and id in ({marks})",
                (scope, *part),
            )
            found += [
                Indexed(r, "" if gone else self._text(kind, codec.decoded(body)), fresh=False)
                for r, kind, body, gone in rows
            ]
        self.keep(scope, found)
        return len(found)
