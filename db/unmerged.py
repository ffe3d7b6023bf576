"""The journal of packs that were taken and signed for, and are still to be merged into the log.

HQ commits the bytes first. What was not merged when the power failed stands here at the next start;
a pack that cannot be read (a newer release wrote it) stays, with the reason, and holds up no other.
"""

from collections.abc import Iterable, Sequence
from typing import NamedTuple

import msgspec

from db.engines.sqlite import Engine
from db.log import Tip
from db.post import Pack


class Unread(NamedTuple):
    """A pack that could not be merged: a msgid with its parameters."""

    scope: str
    actor: str
    first: int
    last: int
    text: str
    params: dict[str, str]


class Unmerged:
    """Reads and writes the journal of one engine."""

    def __init__(self, engine: Engine) -> None:
        self._engine = engine

    def add(self, packs: Sequence[Pack]) -> None:
        """Keep packs to be merged, inside a transaction; each follows the last one of its actor."""
        self._engine.many(
            "insert into pack(scope, actor, first, last, head, body) values(?,?,?,?,?,?)", packs
        )
        self._engine.many(
            "insert into unmerged(scope, actor, first, last, head, reason) values(?,?,?,?,?,'')",
            [pack[:5] for pack in packs],
        )

    def tip(self, scope: str, actor: str) -> Tip | None:
        """Return the end of the last pack of an actor that is still to be merged."""
        row = self._engine.one(
            "select last, head from unmerged where scope = ? and actor = ? "
            "order by first desc limit 1",
            (scope, actor),
        )
        return None if row is None else Tip(int(row[0]), bytes(row[1]))

    def holds(self, scope: str, actor: str, tip: Tip) -> bool:
        """Tell whether a pack that ends so is among them."""
        row = self._engine.one(
            "select head from unmerged where scope = ? and actor = ? and last = ?",
            (scope, actor, tip.seq),
        )
        return row is not None and bytes(row[0]) == tip.head

    def scopes(self, after: str = "", limit: int = 1000) -> list[str]:
        """Return scopes that have some, in order, those behind `after`."""
        rows = self._engine.rows(
            "select distinct scope from unmerged where scope > ? and reason = '' "
            "order by scope limit ?",
            (after, limit),
        )
        return [row[0] for row in rows]

    def some(self, scope: str) -> bool:
        """Tell whether a scope has some."""
        row = self._engine.one(
            "select 1 from unmerged where scope = ? and reason = '' limit 1", (scope,)
        )
        return row is not None

    def count(self, scope: str | None = None) -> int:
        """Return how many packs, of one scope or in all, are not among the records yet."""
        row = self._engine.one(
            "select count(*) from unmerged where :scope is null or scope = :scope",
            {"scope": scope},
        )
        return int(row[0]) if row else 0

    def packs(self, scope: str, most: int) -> tuple[list[Pack], bool]:
        """Return a scope's packs in order, up to about `most` bytes, and whether there are more."""
        rows = self._engine.rows(
            "select actor, first from unmerged where scope = ? and reason = '' "
            "order by actor, first limit 1000",
            (scope,),
        )
        found: list[Pack] = []
        for actor, first in rows:
            if found and sum(len(pack.body) for pack in found) >= most:
                return found, True
            row = self._engine.one(
                "select scope, actor, first, last, head, body from pack "
                "where scope = ? and actor = ? and first = ?",
                (scope, actor, first),
            )
            if row is not None:
                found.append(Pack(*row))
        return found, False

    def body(self, scope: str, actor: str, first: int) -> bytes:
        """Return the bytes of one of them."""
        row = self._engine.one(
            "select body from pack where scope = ? and actor = ? and first = ?",
            (scope, actor, first),
        )
        return b"" if row is None else bytes(row[0])

    def retry(self) -> None:
        """Try those that could not be read once more: this release may know how."""
        with self._engine.writing():
            self._engine.run("update unmerged set reason = '' where reason <> ''")

    def done(self, packs: Iterable[tuple[str, str, int]]) -> None:
        """Take packs (scope, actor, first) out of the journal, inside a transaction."""
        self._engine.many("delete from unmerged where scope = ? and actor = ? and first = ?", packs)

    def set_aside(self, unread: Unread) -> None:
        """Leave a pack out, with its reason, inside a transaction; `retry` tries it again."""
        scope, actor, first, _, text, params = unread
        self._engine.run(
            "insert into unmerged(scope, actor, first, last, head, reason) "
            "select scope, actor, first, last, head, :reason from pack "
            "where scope = :scope and actor = :actor and first = :first "
            "on conflict(scope, actor, first) do update set reason = excluded.reason",
            {
                "reason": msgspec.json.encode([text, params]).decode(),
                "scope": scope,
                "actor": actor,
                "first": first,
            },
        )

    def unread(self) -> list[Unread]:
        """Return the packs that could not be read."""
        rows = self._engine.rows(
            "select scope, actor, first, last, reason from unmerged where reason <> '' "
            "order by scope, actor, first"
        )
        return [
            Unread(scope, actor, first, last, *msgspec.json.decode(reason))
            for scope, actor, first, last, reason in rows
        ]
