"""A pack: a run of one actor's changes and the actor's word on where its chain is after them.

    3  "SXP"      1  version, 2      1  signature algorithm      1+n scope (UTF-8)      8  actor
    32 chain hash before             1  codec        varint first        varint last - first
    varint number of earlier seals, each: varint its number - first, 64 signature
    64 signature at last             8  of the chain hash after last     content

A *seal* is the signature under "in this scope, at this number, my chain has this hash". The chain
hash covers every change before it (`db.model.change.chained`), so one seal at the end vouches for
the whole run however it was packed: anybody may pack runs anew, join them and cut them at a seal,
and still nobody but the author can say what is in them. (The same idea signs the tree heads of
Certificate Transparency, RFC 9162.) The seal is looked at after the content was unpacked, within
the bounds of `sync.core.limits`; whoever brings packs has been made sure of before.
"""

from collections.abc import Iterable, Sequence
from typing import NamedTuple

from db.model.change import Change, canonical, following
from db.model.errors import WeBroke
from db.model.words import N_
from sync.core import codecs, pack1, signing
from sync.core.codecs import nothing
from sync.core.column import Base
from sync.core.columns import Run
from sync.core.limits import CONTENT, MIB, MOST_SCOPE, OPS, broke
from sync.core.varints import Source, counted, varint

MAGIC, VERSION = b"SXP", 2
MARK = 8
_PURPOSE = b"suixing pack 2"
_LAST = 1 << 53
_CLOCK = 1 << 62
"""Numbers and stamps below these fit every database and every JSON reader."""
RUN_BYTES, RUN_CHANGES = MIB // 4, 4000
"""A run ends before it grows beyond these (about a month); one change is never split."""
JOINED_BYTES = 8 * MIB
"""Canonical bytes that go into one joined pack at most, unless one run is larger."""
_SEALS = 4096


class Seal(NamedTuple):
    """The author's signature on its chain at `last`."""

    last: int
    signature: bytes


class Header(NamedTuple):
    """What a pack says of itself. `mark` begins the hash after it, `size` is where content begins."""

    version: int
    codec: int
    scope: str
    actor: str
    first: int
    last: int
    prev: bytes
    mark: bytes
    seals: tuple[Seal, ...]
    size: int
    signed: pack1.Rest | None = None

    @property
    def run(self) -> Run:
        """Return which changes it holds."""
        return Run(self.scope, self.actor, self.first, self.last - self.first + 1)


class Sealed(NamedTuple):
    """A fresh pack, with the chain hash after it."""

    header: Header
    body: bytes
    head: bytes


class Opened(NamedTuple):
    """A pack that was looked at: its changes, the chain hash after each, their canonical bytes."""

    header: Header
    changes: tuple[Change, ...]
    heads: tuple[bytes, ...]
    bodies: tuple[bytes, ...]


def runs(changes: Sequence[Change], most: int = RUN_BYTES) -> list[list[Change]]:
    """Cut an actor's changes into runs that each fit one pack."""
    out: list[list[Change]] = []
    size = ops = 0
    for change in changes:
        size += len(canonical(change))
        ops += len(change.ops)
        fits = size <= most and ops <= OPS // 2
        if out and fits and len(out[-1]) < RUN_CHANGES:
            out[-1].append(change)
        else:
            out.append([change])
            size, ops = len(canonical(change)), len(change.ops)
    return out


def sealed(changes: Sequence[Change], prev: bytes, private: bytes, base: Base = nothing) -> Sealed:
    """Seal a run of one actor's changes that follows chain hash `prev`.

    `base` gives the values of ops that every reader of the pack will hold before it.
    """
    heads, _ = _chain(prev, changes)
    first = changes[0]
    signature = signing.sign(
        private, _PURPOSE, _said(first.scope, first.actor, changes[-1].seq, heads[-1])
    )
    header, body = written(changes, prev, heads[-1], (Seal(changes[-1].seq, signature),), base)
    return Sealed(header, body, heads[-1])


def _said(scope: str, actor: str, seq: int, head: bytes) -> bytes:
    return counted(scope.encode()) + bytes.fromhex(actor) + varint(seq) + head


def written(
    changes: Sequence[Change], prev: bytes, head: bytes, seals: Sequence[Seal], base: Base
) -> tuple[Header, bytes]:
    """Return a pack that ends at the last of `seals`, where the chain hash is `head`."""
    first = changes[0]
    if [c.seq for c in changes] != list(range(first.seq, first.seq + len(changes))) or any(
        (c.scope, c.actor) != (first.scope, first.actor) for c in changes
    ):
        raise WeBroke(N_("A pack would have had a gap."))
    codec, content = codecs.smallest(changes, base)
    if len(content) > CONTENT:
        raise WeBroke(N_("One change is too large to be sent."))
    *earlier, final = seals
    body = (
        front_of(first.scope, first.actor, prev)
        + bytes([codec])
        + varint(first.seq)
        + varint(len(changes) - 1)
        + varint(len(earlier))
        + b"".join(varint(s.last - first.seq) + s.signature for s in earlier)
        + final.signature
        + head[:MARK]
        + content
    )
    return header_of(body), body


def front_of(scope: str, actor: str, prev: bytes) -> bytes:
    """Return how a pack begins: what a reader may know beforehand."""
    front = MAGIC + bytes([VERSION, signing.ED25519]) + counted(scope.encode())
    return front + bytes.fromhex(actor) + prev


def header_of(body: bytes) -> Header:
    """Read a pack's header. Raises PeerBroke when it is none, cut, or of a newer format."""
    source = Source(body)
    if source.take(len(MAGIC)) != MAGIC:
        raise broke("not a pack")
    version = source.byte()
    codec = source.byte() if version == 1 else 0
    if version not in (1, VERSION) or source.byte() != signing.ED25519:
        raise broke("a pack of a newer release")
    scope, actor = _scope(source), source.take(8).hex()
    if version == 1:
        found = pack1.rest(source, len(body))
        seals = (Seal(found.last, found.signature),)
        mark = found.head[:MARK]
        header = Header(1, codec, scope, actor, *found[:3], mark, seals, found.size, found)
    else:
        header = _header(source, scope, actor)
    if header.last - header.first >= OPS or not 1 <= header.first <= header.last < _LAST:
        raise broke("too large")
    if len(body) - header.size > CONTENT:
        raise broke("too large")
    return header


def _scope(source: Source) -> str:
    try:
        return source.counted(4 * MOST_SCOPE).decode()
    except UnicodeDecodeError as error:
        raise broke("scope") from error


def _header(source: Source, scope: str, actor: str) -> Header:
    prev, codec, first = source.take(32), source.byte(), source.varint()
    last, count = first + source.varint(), source.varint()
    if count > _SEALS:
        raise broke("too many seals")
    seals = [Seal(first + source.varint(), source.take(signing.LENGTH)) for _ in range(count)]
    seals.append(Seal(last, source.take(signing.LENGTH)))
    mark = source.take(MARK)
    numbers = [s.last for s in seals]
    if numbers != sorted(set(numbers)):
        raise broke("seals")
    return Header(VERSION, codec, scope, actor, first, last, prev, mark, tuple(seals), source.at)


def opened(body: bytes, public: bytes, base: Base = nothing) -> Opened:
    """Look at a pack whole: numbers, chain, seals of `public`. Raises PeerBroke, Awaits.

    `base` gives the values of ops held here, None for others.
    """
    header = header_of(body)
    if header.signed is not None:
        pack1.checked(body, public, header.signed)
    found = read(body, base)
    _check(found, public)
    return found


def read(body: bytes, base: Base) -> Opened:
    """Return what is in a pack whose seals were looked at when it came. Raises PeerBroke, Awaits."""
    header = header_of(body)
    changes = codecs.decoded(header.codec, header.run, body[header.size :], base)
    numbers = [c.seq for c in changes]
    if numbers != list(range(header.first, header.last + 1)):
        raise broke("numbers")
    if not all(0 <= c.hlc < _CLOCK for c in changes):
        raise broke("clock")
    found = Opened(header, tuple(changes), *_chain(header.prev, changes))
    if found.heads[-1][:MARK] != header.mark:
        raise broke("changed on the way")
    return found


def _check(pack: Opened, public: bytes) -> None:
    header = pack.header
    if header.signed is not None:
        if pack.heads[-1] != header.signed.head:
            raise broke("chain")
        return
    for seal in header.seals:
        head = pack.heads[seal.last - header.first]
        said = _said(header.scope, header.actor, seal.last, head)
        if not signing.genuine(public, _PURPOSE, said, seal.signature):
            raise broke("signature")


def _chain(head: bytes, changes: Iterable[Change]) -> tuple[tuple[bytes, ...], tuple[bytes, ...]]:
    """Return the chain hash after each change, and the bytes that were hashed."""
    heads, bodies = [], []
    try:
        for change in changes:
            body = canonical(change)
            head = following(head, body)
            heads.append(head)
            bodies.append(body)
    except (OverflowError, RecursionError, ValueError) as error:
        # Nested deeper than JSON is written: not from our encoder.
        raise broke("values") from error
    return tuple(heads), tuple(bodies)
