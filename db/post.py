"""What syncing keeps beside the log: sealed packs, receipts, what was carried, peers, exchanges."""

from collections.abc import Iterable, Sequence
from typing import NamedTuple

import msgspec

from db.engines.engine import Engine, Row

_PEER = "actor, name, certificate, vector, seen"
_RECEIPT = "scope, actor, seq, head, number, at, body"


class Pack(NamedTuple):
    """A sealed run of one actor's changes: written once, passed on byte for byte."""

    scope: str
    actor: str
    first: int
    last: int
    head: bytes
    """Chain hash after `last`."""
    body: bytes


class Receipt(NamedTuple):
    """HQ's signed word that it holds `actor` up to `seq`, since `at` (ms)."""

    scope: str
    actor: str
    seq: int
    head: bytes
    number: int
    at: int
    body: bytes


class Carried(NamedTuple):
    """What was written to a stick and has no receipt yet."""

    scope: str
    actor: str
    seq: int
    at: int
    place: str


class Exchange(NamedTuple):
    """One meeting with HQ or a colleague: `way` http, stick-out, stick-in; counts and bytes."""

    at: int
    way: str
    sent: int
    got: int
    up: int
    down: int
    receipt: int | None
    note: str
    ms: int = 0
    """How long it was on the link."""
    speed: int = 0
    """Bytes a second over the link; 0 where too little went over it to tell."""


class Peer(NamedTuple):
    """A device we know of: its certificate and how far it has each actor's changes."""

    actor: str
    name: str
    certificate: bytes
    vector: dict[str, int]
    seen: int


class Refusal(NamedTuple):
    """What was refused or set aside: whose, which changes, why (a msgid with parameters), when.

    ``actor`` is empty where nobody vouches for the name, ``first`` and ``last`` are 0 for a whole
    message; ``who`` is the device as people know it, ``way`` http or stick. ``times`` so far,
    ``at`` ms at the last.
    """

    scope: str
    actor: str
    first: int
    last: int
    text: str
    params: dict[str, str]
    who: str
    way: str
    at: int
    times: int = 1


REFUSALS = 1000
"""So many matters are kept; the oldest give way."""


class Post:
    """Reads and writes the sync tables of one engine."""

    def __init__(self, engine: Engine) -> None:
        self._engine = engine

    def keep(self, pack: Pack) -> None:
        """Keep a sealed pack; one that is here already stays as it is."""
        with self._engine.writing():
            self._engine.run(
                "insert into pack(scope, actor, first, last, head, body) values(?,?,?,?,?,?) "
                "on conflict do nothing",
                (pack.scope, pack.actor, pack.first, pack.last, pack.head, pack.body),
            )

    def hold(self, packs: Sequence[Pack]) -> None:
        """Keep packs whose changes are in the log now, inside a transaction.

        One takes the place of a shorter one that waited here under the same first number.
        """
        self._engine.many(
            "insert into pack(scope, actor, first, last, head, body) values(?,?,?,?,?,?) "
            "on conflict(scope, actor, first) do update set last = excluded.last, "
            "head = excluded.head, body = excluded.body where excluded.last > pack.last",
            packs,
        )

    def replace(self, pack: Pack) -> None:
        """Keep a sealed pack in place of one that begins with the same number."""
        with self._engine.writing():
            self.drop(pack.scope, pack.actor, pack.first)
            self.keep(pack)

    def drop(self, scope: str, actor: str, first: int) -> None:
        """Forget the pack kept under a name that begins with this number."""
        with self._engine.writing():
            self._engine.run(
                "delete from pack where scope = ? and actor = ? and first = ?",
                (scope, actor, first),
            )

    def forget(self, scope: str, actor: str, first: int, last: int) -> None:
        """Forget the packs that begin with a number from `first` to `last`."""
        with self._engine.writing():
            self._engine.run(
                "delete from pack where scope = ? and actor = ? and first between ? and ?",
                (scope, actor, first, last),
            )

    def packs(self, scope: str, actor: str | None = None, after: int = 0) -> list[Pack]:
        """Return sealed packs that hold anything after seq `after`, in order."""
        rows = self._engine.rows(
            "select scope, actor, first, last, head, body from pack where scope = :scope "
            "and (cast(:actor as text) is null or actor = :actor) and last > :after "
            "order by actor, first",
            {"scope": scope, "actor": actor, "after": after},
        )
        return [Pack(*row) for row in rows]

    def ends(self, scope: str) -> dict[str, int]:
        """Return the last seq of each actor that is in a sealed pack here."""
        return dict(
            self._engine.rows(
                "select actor, max(last) from pack where scope = ? group by actor", (scope,)
            )
        )

    def sealed(self, scope: str, actor: str) -> int:
        """Return the last seq of an actor that is in a sealed pack here; 0 for none."""
        row = self._engine.one(
            "select max(last) from pack where scope = ? and actor = ?", (scope, actor)
        )
        return int(row[0]) if row and row[0] else 0

    def give_receipt(self, receipt: Receipt) -> None:
        """Keep a receipt, unless a later one of the same actor is here."""
        with self._engine.writing():
            self._engine.run(
                "insert into receipt(scope, actor, seq, head, number, at, body) "
                "values(?,?,?,?,?,?,?) on conflict(scope, actor) do update set "
                "seq=excluded.seq, head=excluded.head, number=excluded.number, at=excluded.at, "
                "body=excluded.body where excluded.seq > receipt.seq",
                receipt,
            )

    def receipts(self, scope: str) -> dict[str, Receipt]:
        """Return the latest receipt per actor."""
        rows = self._engine.rows(f"select {_RECEIPT} from receipt where scope = ?", (scope,))
        return {row[1]: Receipt(*row) for row in rows}

    def next_receipt_number(self, scope: str) -> int:
        """Return the number that the next receipt of a scope gets, from 1."""
        row = self._engine.one("select max(number) from receipt where scope = ?", (scope,))
        return (int(row[0]) if row and row[0] else 0) + 1

    def carry(self, carried: Sequence[Carried]) -> None:
        """Say what was written to a stick."""
        with self._engine.writing():
            self._engine.many(
                "insert into carried(scope, actor, seq, at, place) values(?,?,?,?,?) "
                "on conflict(scope, actor) do update set "
                "seq=excluded.seq, at=excluded.at, place=excluded.place",
                carried,
            )

    def carried(self, scope: str) -> dict[str, Carried]:
        """Return the highest seq per actor that is on a stick."""
        rows = self._engine.rows(
            "select scope, actor, seq, at, place from carried where scope = ?", (scope,)
        )
        return {row[1]: Carried(*row) for row in rows}

    def met(self, exchange: Exchange) -> None:
        """Add one line to the list of exchanges."""
        with self._engine.writing():
            self._engine.run(
                "insert into exchange(at, way, sent, got, up, down, receipt, note, ms, speed) "
                "values(?,?,?,?,?,?,?,?,?,?)",
                exchange,
            )

    def exchanges(self, limit: int = 200) -> list[Exchange]:
        """Return the latest exchanges, newest first."""
        rows = self._engine.rows(
            "select at, way, sent, got, up, down, receipt, note, ms, speed from exchange "
            "order by place desc limit ?",
            (limit,),
        )
        return [Exchange(*row) for row in rows]

    def last_speed(self) -> int:
        """Return the bytes a second of the latest exchange that could tell; 0 before one did."""
        row = self._engine.one(
            "select speed from exchange where speed > 0 order by place desc limit 1"
        )
        return 0 if row is None else int(row[0])

    def know(self, peer: Peer, scopes: Iterable[str] | None = None) -> None:
        """Keep what is known of a device, and in which scopes it may write where that is new."""
        with self._engine.writing():
            self._engine.run(
                "insert into peer(actor, name, certificate, vector, seen) values(?,?,?,?,?) "
                "on conflict(actor) do update set name=excluded.name, "
                "certificate=excluded.certificate, vector=excluded.vector, seen=excluded.seen",
                (
                    peer.actor,
                    peer.name,
                    peer.certificate,
                    msgspec.json.encode(peer.vector).decode(),
                    peer.seen,
                ),
            )
            if scopes is not None:
                self.place(peer.actor, scopes)

    def place(self, actor: str, scopes: Iterable[str]) -> None:
        """Keep in which scopes a device may write."""
        with self._engine.writing():
            self._engine.many(
                "insert into device(scope, actor) values(?, ?) on conflict do nothing",
                [(scope, actor) for scope in scopes],
            )
            self._engine.run("delete from device where scope = '' and actor = ?", (actor,))

    def strays(self) -> list[str]:
        """Return devices that an older release kept without their scopes."""
        return [r[0] for r in self._engine.rows("select actor from device where scope = ''")]

    def peer(self, actor: str) -> Peer | None:
        """Return one device, None where it is not known."""
        row = self._engine.one(f"select {_PEER} from peer where actor = ?", (actor,))
        return None if row is None else _peer(row)

    def peers(self) -> dict[str, Peer]:
        """Return the devices known, by actor: for a laptop, which knows its branch's."""
        rows = self._engine.rows(f"select {_PEER} from peer order by actor")
        return {row[0]: _peer(row) for row in rows}

    def peers_of(self, scope: str) -> dict[str, Peer]:
        """Return the devices that may ever have written in a scope, by actor."""
        actors = self._engine.rows(
            "select actor from device where scope = ? order by actor", (scope,)
        )
        found = (self.peer(actor) for (actor,) in actors)
        return {peer.actor: peer for peer in found if peer is not None}

    def call(self, scope: str, name: str) -> None:
        """Keep the name of a branch."""
        with self._engine.writing():
            self._engine.run(
                "insert into branch(scope, name) values(?, ?) "
                "on conflict(scope) do update set name = excluded.name",
                (scope, name),
            )

    def branch(self, scope: str) -> str | None:
        """Return the name of a branch, None where it is not known."""
        row = self._engine.one("select name from branch where scope = ?", (scope,))
        return None if row is None else str(row[0])

    def branch_called(self, name: str) -> str | None:
        """Return the scope of the branch of this name; asks every part of a divided database."""
        row = self._engine.one("select min(scope) from branch where name = ?", (name,))
        return None if row is None or row[0] is None else str(row[0])

    def branches(self) -> dict[str, str]:
        """Return the name of every branch, by scope, in the order of the names."""
        return dict(self._engine.rows("select scope, name from branch order by name, scope"))

    def refuse(self, refusal: Refusal) -> None:
        """Write down what was refused; the same matter again is counted, not repeated."""
        params = msgspec.json.encode(refusal.params).decode()
        with self._engine.writing():
            self._engine.run(
                "insert into refusal values(?,?,?,?,?,?,?,?,?,?) on conflict(scope, actor, text, "
                "first) do update set last=excluded.last, params=excluded.params, "
                "who=excluded.who, way=excluded.way, at=excluded.at, times=refusal.times + 1",
                (*refusal[:5], params, *refusal[6:]),
            )
            self._engine.run(
                "delete from refusal where at < (select at from refusal order by at desc "
                "limit 1 offset ?)",
                (REFUSALS - 1,),
            )

    def refusals(self, limit: int = REFUSALS) -> list[Refusal]:
        """Return what was refused, latest first."""
        rows = self._engine.rows("select * from refusal order by at desc limit ?", (limit,))
        return [_refusal(row) for row in rows]


def _peer(row: Row) -> Peer:
    actor, name, certificate, vector, seen = row
    return Peer(actor, name, bytes(certificate), msgspec.json.decode(vector), seen)


def _refusal(row: Row) -> Refusal:
    scope, actor, first, last, text, params, who, way, at, times = row
    said = msgspec.json.decode(params, type=dict[str, str])
    return Refusal(scope, actor, first, last, text, said, who, way, at, times)
