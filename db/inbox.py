"""Packs that are on disk and not yet in the log: HQ takes what comes first, and reads it afterwards.

What was not read when the power failed stands here at the next start. A pack that cannot be taken
(a newer release wrote it, its author is not enrolled) stays with its reason and holds up no other.
"""

from collections.abc import Iterable, Sequence
from typing import NamedTuple

import msgspec

from db.engines.engine import Engine


class Letter(NamedTuple):
    """One pack as it came: `mark` begins the chain hash it claims, `source` names its file."""

    scope: str
    actor: str
    first: int
    last: int
    mark: bytes
    source: str
    body: bytes

    @property
    def name(self) -> "Name":
        """Return what tells it from others."""
        return (self.scope, self.actor, self.first, self.mark)


Name = tuple[str, str, int, bytes]
"""Scope, actor, first number and mark of a letter."""


class Refusal(NamedTuple):
    """Why a letter was not taken: a msgid with its parameters."""

    name: Name
    text: str
    params: dict[str, str]


class Refused(NamedTuple):
    """A letter that was not taken."""

    scope: str
    actor: str
    first: int
    last: int
    source: str
    text: str
    params: dict[str, str]


_THIS = "scope = ? and actor = ? and first = ? and mark = ?"


class Inbox:
    """Reads and writes the table ``inbox`` of one engine."""

    def __init__(self, engine: Engine) -> None:
        self._engine = engine

    def put(self, letters: Sequence[Letter]) -> None:
        """Keep letters, inside a transaction; one that lies here already stays as it is."""
        self._engine.many(
            "insert into inbox(scope, actor, first, last, mark, source, body, reason) "
            "values(?,?,?,?,?,?,?,'') on conflict do nothing",
            letters,
        )

    def some(self, scope: str) -> bool:
        """Tell whether a scope has letters to read."""
        row = self._engine.one(
            "select 1 from inbox where scope = ? and reason = '' limit 1", (scope,)
        )
        return row is not None

    def scopes(self, after: str = "", limit: int = 1000) -> list[str]:
        """Return scopes that have letters to read, in order, those behind `after`."""
        rows = self._engine.rows(
            "select distinct scope from inbox where scope > ? and reason = '' "
            "order by scope limit ?",
            (after, limit),
        )
        return [row[0] for row in rows]

    def count(self, scope: str | None = None) -> int:
        """Return how many letters there are, read in vain or not at all, of one scope or of all."""
        row = self._engine.one(
            "select count(*) from inbox where cast(:scope as text) is null or scope = :scope",
            {"scope": scope},
        )
        return int(row[0]) if row else 0

    def changes(self) -> int:
        """Return how many changes the letters hold that are to be read."""
        row = self._engine.one("select sum(last - first + 1) from inbox where reason = ''")
        return int(row[0]) if row and row[0] else 0

    def letters(self, scope: str, most: int) -> tuple[list[Letter], bool]:
        """Return a scope's letters in order, up to about `most` bytes, and whether there are more."""
        names = self._engine.rows(
            "select scope, actor, first, mark from inbox where scope = ? and reason = '' "
            "order by actor, first limit 1001",
            (scope,),
        )
        found: list[Letter] = []
        for name in names[:1000]:
            if found and sum(len(letter.body) for letter in found) >= most:
                return found, True
            row = self._engine.one(
                "select scope, actor, first, last, mark, source, body from inbox where " + _THIS,
                name,
            )
            if row is not None:
                found.append(Letter(*row))
        return found, len(names) > 1000

    def drop(self, names: Iterable[Name]) -> None:
        """Take letters out, inside a transaction: they are in the log now."""
        self._engine.many("delete from inbox where " + _THIS, names)

    def refuse(self, refusals: Iterable[Refusal]) -> None:
        """Leave letters where they are, with the reason, inside a transaction."""
        self._engine.many(
            "update inbox set reason = ? where " + _THIS,
            [(msgspec.json.encode([r.text, r.params]).decode(), *r.name) for r in refusals],
        )

    def retry(self) -> None:
        """Read those once more that were read in vain: this release may know how."""
        with self._engine.writing():
            self._engine.run("update inbox set reason = '' where reason <> ''")

    def refused(self) -> list[Refused]:
        """Return the letters that were read in vain."""
        rows = self._engine.rows(
            "select scope, actor, first, last, source, reason from inbox where reason <> '' "
            "order by scope, actor, first"
        )
        return [Refused(*row[:5], *msgspec.json.decode(row[5])) for row in rows]
