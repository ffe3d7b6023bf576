"""A message without what its reader knows anyhow.

Two that have met know a good deal of each other: which scope and actor the laptop writes with, where
its chain was when they met, what the question said that is answered now. What follows from that is
left out and put in again by the reader, so that correcting one attendance costs four hundred bytes
with the receipt and HTTP's own lines, not a thousand.

The inside is a msgpack array like that of `sync.core.message`, empty ends cut off:
    [parts, papers, peers, aside, wants, more]     part = [scope, ends, packs, receipts, receipt]
    scope    empty: the laptop's own; "^": HQ's channel      ends  nil: those that the question named
    end      [actor, seq, mark], actor empty: the laptop's; mark empty: that of the pack which ends there
    pack     varint 0 and the whole pack, or place of its actor in ends + 1, the first bytes of the
             chain hash before it, and the pack from its codec on: the reader holds what comes before
    receipt  varint 0 and the whole receipt, or its number, its time as folded difference to the
             message's, places in the question's ends (a count, then each), and the signature: it
             says that HQ holds just what the laptop named
"""

from collections.abc import Callable, Iterable, Sequence
from typing import Annotated, Any, NamedTuple

import msgspec

from db.model.errors import PeerBroke
from db.model.words import N_
from sync.core import signing
from sync.core.limits import VALUES, Hash, Mark, Number, Scope, broke
from sync.core.message import Aside, End, Message, Part, Seen
from sync.core.pack import MARK, VERSION, front_of, header_of
from sync.core.receipt import Holding, Statement, rebuilt, unchecked
from sync.core.tokens import few_in_msgpack
from sync.core.varints import Source, folded, unfolded, varint

_CHANNEL = "^"
_HINT = 4
"""Bytes of the chain hash before a pack that tell whether both mean the same place."""

HeadOf = Callable[[str, str, int], bytes | None]
"""Gives the chain hash of (scope, actor, seq) where it is held."""


class Needs(PeerBroke):
    """The reader does not hold what was left out: it must be said whole."""

    def __init__(self) -> None:
        super().__init__(
            N_("HQ holds less than was thought."),
            safe=N_("Everything is still on this computer."),
            hint=N_("Try again; everything is sent whole."),
        )


class Facts(NamedTuple):
    """What both ends know: the laptop and its scope, when this is said (ms), the question.

    ``head`` is what this end holds; ``holds`` how far the other one is known to hold each
    (scope, actor), for the writer alone. ``channel`` is HQ's scope.
    """

    laptop: str
    scope: str
    at: int
    head: HeadOf
    question: Message | None = None
    holds: Callable[[str, str], int] = lambda _scope, _actor: 0
    channel: str = ""

    def asked(self, scope: str) -> tuple[End, ...]:
        """Return the ends that the question named in a scope."""
        parts = self.question.parts if self.question else ()
        return next((p.ends for p in parts if p.scope == scope), ())


class _End(msgspec.Struct, frozen=True, array_like=True):
    actor: Annotated[bytes, msgspec.Meta(max_length=8)]
    seq: Number
    mark: Mark = b""


class _Part(msgspec.Struct, frozen=True, array_like=True):
    scope: Scope = ""
    ends: tuple[_End, ...] | None = ()
    packs: tuple[bytes, ...] = ()
    receipts: tuple[bytes, ...] = ()
    receipt: Number = 0


class _Message(msgspec.Struct, frozen=True, array_like=True):
    parts: tuple[_Part, ...] = ()
    papers: tuple[bytes, ...] = ()
    peers: tuple[Seen, ...] = ()
    aside: tuple[Aside, ...] = ()
    wants: tuple[Hash, ...] = ()
    more: bool = False


def written(message: Message, facts: Facts) -> bytes:
    """Return a message without what its reader knows."""
    parts = [_shortened(part, facts) for part in message.parts]
    rest = [message.papers, message.peers, message.aside, message.wants, message.more]
    return msgspec.msgpack.encode(_trimmed([parts, *rest]))


def read(inside: bytes, facts: Facts) -> Message:
    """Return the whole message. Raises PeerBroke, Needs where this end lacks what was left out."""
    found = _parsed(inside)
    parts = tuple(_whole(part, facts) for part in found.parts)
    return Message(parts, found.papers, found.peers, found.aside, found.wants, found.more)


def papers_in(inside: bytes) -> tuple[bytes, ...]:
    """Return the credentials in a message, which say who its writer is. Raises PeerBroke."""
    return _parsed(inside).papers


def _parsed(inside: bytes) -> _Message:
    few_in_msgpack(inside, VALUES)
    try:
        return msgspec.msgpack.decode(inside, type=_Message)
    except (msgspec.MsgspecError, ValueError, RecursionError) as error:
        raise broke("message") from error


def _trimmed(items: list[Any]) -> list[Any]:
    while items and not items[-1]:
        items.pop()
    return items


# Writing


def _shortened(part: Part, facts: Facts) -> list[Any]:
    marks = {(h.actor, h.last): h.mark for h in map(header_of, part.packs)}
    same = bool(part.ends) and part.ends == facts.asked(part.scope)
    ends = None if same else [_end(end, marks, facts) for end in part.ends]
    packs = [_pack(body, part, facts) for body in part.packs]
    receipts = [_receipt(body, part.scope, facts) for body in part.receipts]
    scope = {facts.channel: _CHANNEL, facts.scope: ""}.get(part.scope, part.scope)
    short = _trimmed([scope, ends, packs, receipts, part.receipt])
    # An empty end would say that nothing is held.
    return [scope, None] if same and len(short) < 2 else short


def _end(end: End, marks: dict[tuple[str, int], bytes], facts: Facts) -> list[Any]:
    actor = end.actor.hex()
    said = marks.get((actor, end.seq)) == end.mark
    return _trimmed(
        [b"" if actor == facts.laptop else end.actor, end.seq, b"" if said else end.mark]
    )


def _pack(body: bytes, part: Part, facts: Facts) -> bytes:
    header = header_of(body)
    actors = [end.actor.hex() for end in part.ends]
    before = header.first - 1
    held = before == 0 or (
        facts.holds(part.scope, header.actor) >= before
        # What follows on a second branch does not follow what the reader holds of the first.
        and facts.head(part.scope, header.actor, before) == header.prev
    )
    if header.version != VERSION or header.scope != part.scope or not held:
        return varint(0) + body
    if actors.count(header.actor) != 1:
        return varint(0) + body
    front = front_of(header.scope, header.actor, header.prev)
    return varint(actors.index(header.actor) + 1) + header.prev[:_HINT] + body[len(front) :]


def _receipt(body: bytes, scope: str, facts: Facts) -> bytes:
    said, asked = unchecked(body), facts.asked(scope)
    named = [(end.actor, end.seq) for end in asked]
    places = [named.index((h.actor, h.seq)) for h in said.holds if (h.actor, h.seq) in named]
    marks = [asked[place].mark for place in places]
    actors = [end.actor for end in asked]
    # Of an actor with two ends, nobody here can tell which one the reader looks up.
    apart = all(actors.count(h.actor) == 1 for h in said.holds)
    if said.scope != scope or not apart or marks != [h.head[:MARK] for h in said.holds]:
        return varint(0) + body
    front = varint(said.number) + varint(folded(said.at - facts.at)) + varint(len(places))
    return front + b"".join(map(varint, places)) + body[-signing.LENGTH :]


# Reading


def _whole(part: _Part, facts: Facts) -> Part:
    scope = facts.channel if part.scope == _CHANNEL else part.scope or facts.scope
    asked = facts.asked(scope)
    named = asked if part.ends is None else _named(part.ends, facts)
    packs = tuple(_whole_pack(raw, scope, named, facts) for raw in part.packs)
    ends = named if part.ends is None else tuple(_marked(named, packs))
    receipts = tuple(_whole_receipt(raw, scope, asked, facts) for raw in part.receipts)
    return Part(scope, ends, packs, receipts, part.receipt)


def _named(ends: Sequence[_End], facts: Facts) -> tuple[End, ...]:
    own = bytes.fromhex(facts.laptop)
    if any(len(end.actor) not in {0, len(own)} for end in ends):
        raise broke("name")
    return tuple(End(end.actor or own, end.seq, end.mark) for end in ends)


def _marked(ends: Iterable[End], packs: Sequence[bytes]) -> Iterable[End]:
    """Put in the marks that stand in packs."""
    marks = {}
    for body in packs:
        header = header_of(body)
        marks[header.actor, header.last] = header.mark
    for end in ends:
        mark = end.mark or marks.get((end.actor.hex(), end.seq), b"")
        yield End(end.actor, end.seq, mark)


def _whole_pack(raw: bytes, scope: str, ends: Sequence[End], facts: Facts) -> bytes:
    source = Source(raw)
    place = source.varint()
    if place == 0:
        return source.rest()
    if place > len(ends):
        raise broke("name")
    actor, hint, rest = ends[place - 1].actor.hex(), source.take(_HINT), source.rest()
    first = _first(rest)
    prev = facts.head(scope, actor, first - 1) if first else None
    if prev is None or prev[:_HINT] != hint:
        raise Needs
    return front_of(scope, actor, prev) + rest


def _first(rest: bytes) -> int:
    source = Source(rest)
    source.byte()
    return source.varint()


def _whole_receipt(raw: bytes, scope: str, asked: Sequence[End], facts: Facts) -> bytes:
    source = Source(raw)
    number = source.varint()
    if number == 0:
        return source.rest()
    at, places = facts.at + unfolded(source.varint()), range(source.varint())
    if len(places) > len(asked):
        raise broke("receipt")
    holds = tuple(_holding(source.varint(), scope, asked, facts) for _ in places)
    return rebuilt(Statement(scope, number, at, holds), source.rest())


def _holding(place: int, scope: str, asked: Sequence[End], facts: Facts) -> Holding:
    if place >= len(asked):
        raise broke("receipt")
    end = asked[place]
    head = facts.head(scope, end.actor.hex(), end.seq)
    if head is None:
        raise Needs
    return Holding(end.actor, end.seq, head)
