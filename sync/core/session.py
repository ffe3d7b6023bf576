"""One meeting of two replicas: I say what I hold and give what you lack; you do the same.

The machine is blind to roles. A laptop that calls speaks first, from what it knew of the other side
last time; HQ hears first and answers from what it has just heard; a stick is one turn of speaking.
Each turn of `speak` gives what the other side is not known to hold, oldest first, within `room`.

An actor's chain may have grown two branches (a cloned disk): an *end* names the place on a chain by
number and hash, so both sides notice, and each gives the other the whole of a branch it lacks.
"""

from collections.abc import Iterable, Iterator, Mapping, Sequence
from typing import NamedTuple, Protocol

from sync.core.limits import MIB
from sync.core.message import Aside, End, Message, Part, Seen

ROOM = 8 * MIB
"""Bytes of packs in one turn; a single larger pack still goes."""
FIRST_ROOM = 30_000
"""The same in the first turn to whoever has nothing yet: work can begin with it."""
MARK = 8


class Branch(NamedTuple):
    """One branch of an actor's chain as it lies here.

    ``key`` is what its packs are kept under; for a second branch that is another name than
    ``actor``, and ``stops`` gives (seq, mark) -> number under that key, at the end of each pack.
    """

    actor: str
    key: str
    seq: int
    mark: bytes
    stops: Mapping[tuple[int, bytes], int] | None = None

    @property
    def end(self) -> int:
        """Return the number of the last change under the key."""
        return self.seq if self.stops is None else max(self.stops.values(), default=0)


class Parcel(NamedTuple):
    """A pack on the shelf, by the number of its last change under its key."""

    last: int
    body: bytes


class Shelf(Protocol):
    """What a replica holds, as the session asks for it."""

    def branches(self, scope: str) -> Sequence[Branch]:
        """Return every branch of every actor held in a scope."""

    def mark(self, scope: str, actor: str, seq: int) -> bytes:
        """Return the first 8 bytes of an actor's chain hash at `seq`; empty where not held."""

    def packs(self, scope: str, key: str, after: int) -> Iterable[Parcel]:
        """Return packs that hold anything after number `after`, in order."""

    def holds(self, scope: str, key: str, after: int) -> bool:
        """Tell whether there is a pack that holds anything after number `after`."""

    def receipts(self, scope: str, after: int) -> Sequence[bytes]:
        """Return receipts with numbers above `after`."""

    def receipt(self, scope: str) -> int:
        """Return the number up to which all receipts are here."""

    def paper(self, actor: str) -> bytes | None:
        """Return an actor's credential, None where the other side has it anyway."""


class Known(NamedTuple):
    """What is known of the other side in one scope."""

    ends: tuple[End, ...] = ()
    receipt: int = 0


class Extra(NamedTuple):
    """What else goes along in a turn."""

    peers: tuple[Seen, ...] = ()
    aside: tuple[Aside, ...] = ()
    wants: tuple[bytes, ...] = ()
    papers: tuple[bytes, ...] = ()


class Session:
    """Speaks and hears for one replica."""

    def __init__(
        self, scopes: Iterable[str], known: Mapping[str, Known] | None = None, room: int = ROOM
    ) -> None:
        """`scopes` that both may speak of, `known` what the other side held when last met."""
        self.scopes = tuple(scopes)
        self._known = dict(known or {})
        self._given: dict[tuple[str, str], int] = {}
        self._room = room

    def hear(self, message: Message) -> None:
        """Take in what the other side holds; its packs and receipts are the caller's to take."""
        for part in message.parts:
            self._known[part.scope] = Known(part.ends, part.receipt)
        self._given.clear()

    def known(self, scope: str) -> Known:
        """Return what the other side is known to hold."""
        return self._known.get(scope, Known())

    def speak(self, shelf: Shelf, extra: Extra = Extra()) -> Message:  # noqa: B008
        """Return this side's turn."""
        parts, papers, more = [], dict.fromkeys(extra.papers), False
        room = self._room
        for scope in self.scopes:
            branches = shelf.branches(scope)
            packs: list[bytes] = []
            for branch, parcel in self._lacking(shelf, scope, branches):
                if packs and room < len(parcel.body):
                    more = True
                    break
                room -= len(parcel.body)
                packs.append(parcel.body)
                self._given[scope, branch.key] = parcel.last
                paper = self._paper(shelf, scope, branch.actor)
                if paper is not None:
                    papers[paper] = None
            known = self.known(scope)
            receipts = tuple(shelf.receipts(scope, known.receipt))
            ends = tuple(End(bytes.fromhex(b.actor), b.seq, b.mark) for b in branches)
            parts.append(Part(scope, ends, tuple(packs), receipts, shelf.receipt(scope)))
        return Message(tuple(parts), tuple(papers), extra.peers, extra.aside, extra.wants, more)

    def owes(self, shelf: Shelf) -> bool:
        """Tell whether the other side is not known to hold everything that is here."""
        return any(
            shelf.holds(scope, branch.key, after)
            for scope in self.scopes
            for branch, after in self._behind(shelf, scope, shelf.branches(scope))
        )

    def _paper(self, shelf: Shelf, scope: str, actor: str) -> bytes | None:
        """Whoever holds an actor's changes has seen its credential."""
        if any(end.actor.hex() == actor for end in self.known(scope).ends):
            return None
        return shelf.paper(actor)

    def _lacking(
        self, shelf: Shelf, scope: str, branches: Sequence[Branch]
    ) -> Iterator[tuple[Branch, Parcel]]:
        for branch, after in self._behind(shelf, scope, branches):
            for parcel in shelf.packs(scope, branch.key, after):
                yield branch, parcel

    def _behind(
        self, shelf: Shelf, scope: str, branches: Sequence[Branch]
    ) -> Iterator[tuple[Branch, int]]:
        """Yield each branch that the other side lacks the end of, and how far it has it."""
        theirs = self.known(scope).ends
        for branch in branches:
            own = [e for e in theirs if e.actor.hex() == branch.actor]
            mine = [b for b in branches if b.actor == branch.actor]
            after = max((self._reach(shelf, scope, branch, mine, end) for end in own), default=0)
            after = max(after, self._given.get((scope, branch.key), 0))
            if after < branch.end:
                yield branch, after

    def _reach(
        self, shelf: Shelf, scope: str, branch: Branch, all_: Sequence[Branch], end: End
    ) -> int:
        """Return how far into `branch` an end of theirs lies; 0 where it is on another one."""
        if branch.stops is not None:
            return branch.stops.get((end.seq, end.mark), 0)
        if end.seq <= branch.seq:
            same = not end.mark or shelf.mark(scope, branch.actor, end.seq) == end.mark
            return end.seq if same else 0
        # Beyond everything here: on this branch as far as one can know, unless on a second one.
        second = any(b.stops and (end.seq, end.mark) in b.stops for b in all_)
        return 0 if second else end.seq
