"""A pack: a run of one actor's changes, compressed and signed; the unit on the wire and in a file.

    3  "SXP"                 1  format version         1  codec          1  signature algorithm
    1+n scope (UTF-8)        8  actor                  varint first      varint last - first
    32 chain hash before     32 chain hash after       varint length     32 SHA-256 of the content
    64 signature over all of the above                 content

The signature is looked at before the content is unpacked, the chain after: a pack that is whole,
signed and chained says exactly what its author wrote, whoever carried it.
"""

import hashlib
from collections.abc import Sequence
from typing import NamedTuple

from db.model.change import Change, canonical, chained
from db.model.errors import WeBroke
from db.model.words import N_
from sync.core import codecs, signing
from sync.core.limits import CONTENT, MIB, OPS, broke
from sync.core.varints import Source, counted, varint

MAGIC, VERSION = b"SXP", 1
_PURPOSE = b"suixing pack 1"
_LAST = 1 << 53
_CLOCK = 1 << 62
"""Numbers and stamps below these fit every database and every JSON reader."""
RUN_BYTES, RUN_CHANGES = MIB // 2, 4000
"""A run ends before it grows beyond these; one change is never split."""


class Header(NamedTuple):
    """What a pack says of itself. `size` is where its content begins."""

    codec: int
    scope: str
    actor: str
    first: int
    last: int
    prev: bytes
    head: bytes
    length: int
    sha256: bytes
    signature: bytes
    size: int


class Opened(NamedTuple):
    """A pack that was looked at: its changes, the canonical bytes and the chain hash of each."""

    header: Header
    changes: tuple[Change, ...]
    heads: tuple[bytes, ...]
    bodies: tuple[bytes, ...]


def runs(changes: Sequence[Change]) -> list[list[Change]]:
    """Cut an actor's changes into runs that each fit one pack."""
    out: list[list[Change]] = []
    size = ops = 0
    for change in changes:
        size += len(canonical(change))
        ops += len(change.ops)
        fits = size <= RUN_BYTES and ops <= OPS // 2
        if out and fits and len(out[-1]) < RUN_CHANGES:
            out[-1].append(change)
        else:
            out.append([change])
            size, ops = len(canonical(change)), len(change.ops)
    return out


def sealed(changes: Sequence[Change], prev: bytes, private: bytes) -> tuple[Header, bytes]:
    """Seal a run of one actor's changes that follows chain hash `prev`."""
    first = changes[0]
    head = prev
    for n, change in enumerate(changes):
        if (change.scope, change.actor, change.seq) != (first.scope, first.actor, first.seq + n):
            raise WeBroke(N_("A pack would have had a gap."))
        head = chained(head, change)
    codec, content = codecs.smallest(changes)
    if len(content) > CONTENT:
        raise WeBroke(N_("One change is too large to be sent."))
    front = (
        MAGIC
        + bytes([VERSION, codec, signing.ED25519])
        + counted(first.scope.encode())
        + bytes.fromhex(first.actor)
        + varint(first.seq)
        + varint(len(changes) - 1)
        + prev
        + head
        + varint(len(content))
        + hashlib.sha256(content).digest()
    )
    body = front + signing.sign(private, _PURPOSE, front) + content
    return header_of(body), body


def header_of(body: bytes) -> Header:
    """Read a pack's header. Raises PeerBroke when it is none, cut, or of a newer format."""
    source = Source(body)
    if source.take(len(MAGIC)) != MAGIC:
        raise broke("not a pack")
    version, codec, algorithm = source.byte(), source.byte(), source.byte()
    if version != VERSION or algorithm != signing.ED25519:
        raise broke("a pack of a newer release")
    try:
        scope = source.counted().decode()
    except UnicodeDecodeError as error:
        raise broke("scope") from error
    actor = source.take(8).hex()
    first = source.varint()
    last = first + source.varint()
    prev, head = source.take(32), source.take(32)
    length, sha256 = source.varint(), source.take(32)
    signature = source.take(signing.LENGTH)
    if length > CONTENT or last - first >= OPS or not 1 <= first <= last < _LAST:
        raise broke("too large")
    if len(body) - source.at != length:
        raise broke("cut")
    return Header(
        codec, scope, actor, first, last, prev, head, length, sha256, signature, source.at
    )


def attested(body: bytes, public: bytes) -> Header:
    """Look at a pack from outside: content hash, signature of `public`. Raises PeerBroke.

    Its author says that the content is this, and what the chain hash before and after it is.
    """
    header = header_of(body)
    if hashlib.sha256(body[header.size :]).digest() != header.sha256:
        raise broke("changed on the way")
    front = body[: header.size - signing.LENGTH]
    if not signing.genuine(public, _PURPOSE, front, header.signature):
        raise broke("signature")
    return header


def unpacked(header: Header, body: bytes) -> Opened:
    """Look inside a pack that was attested: numbers, chain. Raises PeerBroke."""
    content = body[header.size :]
    changes = codecs.decoded(header.codec, header.scope, header.actor, content)
    numbers = [c.seq for c in changes]
    if numbers != list(range(header.first, header.last + 1)):
        raise broke("numbers")
    if not all(0 <= c.hlc < _CLOCK for c in changes):
        raise broke("clock")
    heads, bodies = _chain(header.prev, changes)
    if heads[-1] != header.head:
        raise broke("chain")
    return Opened(header, tuple(changes), heads, bodies)


def opened(body: bytes, public: bytes) -> Opened:
    """Look at a pack whole: content hash, signature of `public`, numbers, chain. Raises PeerBroke."""
    return unpacked(attested(body, public), body)


def _chain(head: bytes, changes: Sequence[Change]) -> tuple[tuple[bytes, ...], tuple[bytes, ...]]:
    heads, bodies = [], []
    try:
        for change in changes:
            bodies.append(canonical(change))
            head = hashlib.sha256(head + bodies[-1]).digest()
            heads.append(head)
    except (OverflowError, RecursionError, ValueError) as error:
        # Nested deeper than JSON is written: not from our encoder.
        raise broke("values") from error
    return tuple(heads), tuple(bodies)
