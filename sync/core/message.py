"""What two replicas say to each other, and the envelope it goes in.

The inside is msgpack arrays: a newer release may add to the end of any of them, an older one reads
what it knows. The envelope is signed by who sends it and names the message it answers, so that an
answer kept from yesterday, or one from somebody else, is none.

    3  "SXM"     1  version     1  kind     1  signature algorithm     8  sender     varint at (ms)
    8  nonce     8  nonce of the message answered (zeros: none)        varint length     message
    64 signature over the purpose and all of the above
"""

from typing import NamedTuple

import msgspec

from sync.core import signing
from sync.core.limits import MESSAGE, VALUES, Actor, Hash, Mark, Moment, Number, Scope, broke
from sync.core.tokens import few_in_msgpack
from sync.core.varints import Source, varint

MAGIC, VERSION = b"SXM", 1
SYNC, REFUSAL, BLOB = 1, 2, 3
NONE = bytes(8)
_PURPOSE = b"suixing message 1"


class End(msgspec.Struct, frozen=True, array_like=True):
    """How far one branch of an actor's chain is held; `mark` 8 bytes of the hash there, or none."""

    actor: Actor
    seq: Number
    mark: Mark = b""


class Part(msgspec.Struct, frozen=True, array_like=True):
    """Everything of one scope: what I hold, what you lack, receipts; `receipt` the last I know."""

    scope: Scope
    ends: tuple[End, ...] = ()
    packs: tuple[bytes, ...] = ()
    receipts: tuple[bytes, ...] = ()
    receipt: Number = 0


class Seen(msgspec.Struct, frozen=True, array_like=True):
    """What is known of another device: whose, when heard of (ms), how far it has each actor."""

    actor: Actor
    seen: Moment
    vector: dict[str, Number]


class Aside(msgspec.Struct, frozen=True, array_like=True):
    """A pack that was not taken, and why (a msgid with its parameters)."""

    scope: str
    actor: str
    first: int
    last: int
    text: str
    params: dict[str, str]


class Message(msgspec.Struct, frozen=True, array_like=True):
    """One side's turn. `more` says that it has further packs which did not fit in."""

    parts: tuple[Part, ...] = ()
    papers: tuple[bytes, ...] = ()
    peers: tuple[Seen, ...] = ()
    aside: tuple[Aside, ...] = ()
    wants: tuple[Hash, ...] = ()
    more: bool = False


class Refusal(msgspec.Struct, frozen=True, array_like=True):
    """HQ's no: a code, a msgid, its parameters, a way forward (a msgid)."""

    code: str
    text: str
    params: dict[str, str] = {}
    hint: str = ""


class Stamp(NamedTuple):
    """Who says it, when (ms), under which nonce, answering which."""

    sender: str
    at: int
    nonce: bytes
    answers: bytes = NONE


class Envelope(NamedTuple):
    """An envelope whose signature was not looked at yet."""

    kind: int
    stamp: Stamp
    inside: bytes
    signed: bytes
    signature: bytes

    def genuine(self, public: bytes) -> bool:
        """Tell whether the holder of a public key sent it."""
        return signing.genuine(public, _PURPOSE, self.signed, self.signature)


def enclosed(kind: int, stamp: Stamp, inside: bytes, private: bytes) -> bytes:
    """Return an envelope around `inside`."""
    front = (
        MAGIC
        + bytes([VERSION, kind, signing.ED25519])
        + bytes.fromhex(stamp.sender)
        + varint(stamp.at)
        + stamp.nonce
        + stamp.answers
        + varint(len(inside))
        + inside
    )
    return front + signing.sign(private, _PURPOSE, front)


def envelope(raw: bytes) -> Envelope:
    """Open an envelope. Raises PeerBroke when it is none, cut, too large, or of a newer format."""
    if len(raw) > MESSAGE:
        raise broke("too large")
    source = Source(raw)
    if source.take(len(MAGIC)) != MAGIC:
        raise broke("not a message")
    version, kind, algorithm = source.byte(), source.byte(), source.byte()
    if version != VERSION or algorithm != signing.ED25519:
        raise broke("a message of a newer release")
    sender, at = source.take(8).hex(), source.varint()
    stamp = Stamp(sender, at, source.take(8), source.take(8))
    inside = source.counted()
    signed, signature = raw[: source.at], source.rest()
    if len(signature) != signing.LENGTH:
        raise broke("cut")
    return Envelope(kind, stamp, inside, signed, signature)


def packed(message: msgspec.Struct) -> bytes:
    """Return a message as msgpack."""
    return msgspec.msgpack.encode(message)


def message_of(inside: bytes) -> Message:
    """Read a message. Raises PeerBroke."""
    few_in_msgpack(inside, VALUES)
    try:
        return msgspec.msgpack.decode(inside, type=Message)
    except (msgspec.MsgspecError, ValueError, RecursionError) as error:
        raise broke("message") from error


def refusal_of(inside: bytes) -> Refusal:
    """Read a refusal. Raises PeerBroke."""
    few_in_msgpack(inside, VALUES)
    try:
        return msgspec.msgpack.decode(inside, type=Refusal)
    except (msgspec.MsgspecError, ValueError, RecursionError) as error:
        raise broke("refusal") from error


class Parcel(msgspec.Struct, frozen=True, array_like=True):
    """One attached file of a scope, whole."""

    scope: Scope
    sha: Hash
    content: bytes


def parcel_of(inside: bytes) -> Parcel:
    """Read a file. Raises PeerBroke."""
    few_in_msgpack(inside, VALUES)
    try:
        return msgspec.msgpack.decode(inside, type=Parcel)
    except (msgspec.MsgspecError, ValueError, RecursionError) as error:
        raise broke("file") from error
