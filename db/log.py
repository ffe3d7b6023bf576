"""The log: every change this replica holds, per actor without gaps, with a hash chain."""

from collections.abc import Iterable, Iterator
from typing import NamedTuple

from db.engines.engine import Engine, Row
from db.model.change import GENESIS, Change, OpId, author_of, canonical, from_canonical


class Vector(dict[str, int]):
    """Version vector: actor -> highest seq held without a gap (0 where nothing is held)."""

    def __missing__(self, actor: str) -> int:
        return 0


class Logged(NamedTuple):
    """A change as the log holds it, with the chain hash after it."""

    change: Change
    head: bytes


class Line(NamedTuple):
    """A change as it goes into the log: with its canonical bytes and the chain hash after it."""

    change: Change
    body: bytes
    head: bytes


class Tip(NamedTuple):
    """Where an actor's chain ends."""

    seq: int
    head: bytes


_LOG = ("scope", "actor", "seq", "hlc", "by", "what", "body", "head")
_TOUCH = ("scope", "record", "actor", "seq")


class Lines(NamedTuple):
    """Rows as the tables ``log`` and ``touch`` take them."""

    log: list[Row]
    touch: list[Row]


class Log:
    """Reads and appends the log of one engine; knows nothing of records."""

    def __init__(self, engine: Engine) -> None:
        self._engine = engine

    def vector(self, scope: str) -> Vector:
        """Return how far this replica holds each actor's changes."""
        # Jumps from actor to actor in the index; grouping would walk every change of the scope.
        rows = self._engine.rows(
            "with recursive each(actor) as (select min(actor) from log where scope = :scope "
            "union all select (select min(actor) from log where scope = :scope "
            "and actor > each.actor) from each where each.actor is not null) "
            "select actor, (select max(seq) from log l where l.scope = :scope "
            "and l.actor = each.actor) from each where actor is not null",
            {"scope": scope},
        )
        return Vector(rows)

    def held(self, scope: str, actor: str) -> int:
        """Return how far this replica holds one actor's changes, 0 for none."""
        row = self._engine.one(
            "select max(seq) from log where scope = ? and actor = ?", (scope, actor)
        )
        return int(row[0]) if row and row[0] else 0

    def tip(self, scope: str, actor: str) -> Tip:
        """Return where an actor's chain ends; number 0 where nothing of it is held."""
        row = self._engine.one(
            "select seq, head from log where scope = ? and actor = ? order by seq desc limit 1",
            (scope, actor),
        )
        return Tip(0, GENESIS) if row is None else Tip(int(row[0]), bytes(row[1]))

    def scopes(self) -> tuple[str, ...]:
        """Return every scope the log holds something of."""
        return tuple(r[0] for r in self._engine.rows("select distinct scope from log"))

    def head(self, scope: str, actor: str, seq: int) -> bytes | None:
        """Return the chain hash after `seq`, None where it is not held."""
        if seq == 0:
            return GENESIS
        row = self._engine.one(
            "select head from log where scope = ? and actor = ? and seq = ?", (scope, actor, seq)
        )
        return None if row is None else bytes(row[0])

    def heads(self, scope: str, actor: str, first: int, last: int) -> dict[int, bytes]:
        """Return the chain hash after each change held from `first` to `last`."""
        rows = self._engine.rows(
            "select seq, head from log where scope = ? and actor = ? and seq between ? and ?",
            (scope, actor, first, last),
        )
        return {seq: bytes(head) for seq, head in rows}

    def get(self, scope: str, actor: str, seq: int) -> Logged | None:
        """Return one change."""
        row = self._engine.one(
            "select body, head from log where scope = ? and actor = ? and seq = ?",
            (scope, actor, seq),
        )
        return None if row is None else Logged(from_canonical(scope, row[0]), bytes(row[1]))

    def since(self, scope: str, actor: str, after: int, limit: int = 10_000) -> list[Logged]:
        """Return an actor's changes after seq `after`, in order."""
        rows = self._engine.rows(
            "select body, head from log where scope = ? and actor = ? and seq > ? "
            "order by seq limit ?",
            (scope, actor, after, limit),
        )
        return [Logged(from_canonical(scope, body), bytes(head)) for body, head in rows]

    def all(self, scope: str) -> Iterator[Change]:
        """Yield every change of a scope, by actor and number."""
        actor, seq = "", 0
        while True:
            rows = self._engine.rows(
                "select actor, seq, body from log where scope = ? and (actor, seq) > (?, ?) "
                "order by actor, seq limit 2000",
                (scope, actor, seq),
            )
            if not rows:
                return
            yield from (from_canonical(scope, body) for _, _, body in rows)
            actor, seq, _ = rows[-1]

    def latest(self, scope: str, limit: int = 50, actor: str | None = None) -> list[Change]:
        """Return the latest changes by their stamp, newest first."""
        rows = self._engine.rows(
            "select body from log where scope = :scope "
            "and (cast(:actor as text) is null or actor = :actor) "
            "order by hlc desc, actor desc, seq desc limit :limit",
            {"scope": scope, "actor": actor, "limit": limit},
        )
        return [from_canonical(scope, r[0]) for r in rows]

    def touching(self, scope: str, record: str) -> list[Change]:
        """Return every change that touched a record, by stamp."""
        rows = self._engine.rows(
            "select l.body from touch t join log l using(scope, actor, seq) "
            "where t.scope = ? and t.record = ? order by l.hlc, l.actor, l.seq",
            (scope, record),
        )
        return [from_canonical(scope, r[0]) for r in rows]

    def hlc_of(self, scope: str, op: OpId) -> int:
        """Return the stamp of an op that is in the log; 0 where it is not."""
        row = self._engine.one(
            "select hlc from log where scope = ? and actor = ? and seq = ?",
            (scope, *author_of(op)),
        )
        return 0 if row is None else int(row[0])

    def greatest_hlc(self, scope: str, most: int) -> int:
        """Return the greatest stamp of a scope up to `most`, 0 where there is none."""
        row = self._engine.one(
            "select max(hlc) from log where scope = ? and hlc <= ?", (scope, most)
        )
        return 0 if row is None or row[0] is None else int(row[0])

    def last_hlc(self, scope: str, actor: str) -> int:
        """Return the stamp of an actor's last change, 0 where there is none."""
        row = self._engine.one(
            "select hlc from log where scope = ? and actor = ? order by seq desc limit 1",
            (scope, actor),
        )
        return 0 if row is None else int(row[0])

    def append(self, lines: Lines) -> None:
        """Add changes inside a transaction; the predecessor of each is there or among them."""
        self._engine.fill("log", _LOG, lines.log)
        self._engine.fill("touch", _TOUCH, lines.touch)

    def replace(self, change: Change, head: bytes) -> None:
        """Rewrite the last change of an actor that nobody else has seen (see `Store.write`)."""
        self._engine.run(
            "update log set hlc = ?, body = ?, head = ? where scope = ? and actor = ? and seq = ?",
            (change.hlc, canonical(change), head, change.scope, change.actor, change.seq),
        )

    def set_aside(self, change: Change) -> None:
        """Keep a change until the one before it has come."""
        self._engine.run(
            "insert into waiting(scope, actor, seq, body) values(?,?,?,?) on conflict do nothing",
            (change.scope, change.actor, change.seq, canonical(change)),
        )

    def waiting(self, scope: str, actor: str) -> set[int]:
        """Return the numbers of an actor's changes that wait."""
        rows = self._engine.rows(
            "select seq from waiting where scope = ? and actor = ?", (scope, actor)
        )
        return {seq for (seq,) in rows}

    def take_waiting(self, scope: str, actor: str, seq: int) -> Change | None:
        """Take the change with this number out of the waiting ones."""
        row = self._engine.one(
            "select body from waiting where scope = ? and actor = ? and seq = ?",
            (scope, actor, seq),
        )
        if row is None:
            return None
        self._engine.run(
            "delete from waiting where scope = ? and actor = ? and seq = ?", (scope, actor, seq)
        )
        return from_canonical(scope, row[0])


def lines_of(fresh: Iterable[Line]) -> Lines:
    """Return the rows of changes that are new."""
    log: list[Row] = []
    touch: list[Row] = []
    for change, body, head in fresh:
        scope, actor, seq = change.scope, change.actor, change.seq
        log.append((scope, actor, seq, change.hlc, change.by, change.what, body, head))
        records = dict.fromkeys(op.record for op in change.ops)
        touch += [(scope, record, actor, seq) for record in records]
    return Lines(log, touch)
