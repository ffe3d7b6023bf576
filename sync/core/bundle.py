"""The format of a bundle: packs and files in one encrypted file, sync by USB stick.

    8  "SXBUNDLE"    1  version    1  encryption    16  random    1  number of readers
    each reader: 8 of the SHA-256 of its key, 80 the stream's key for it (HPKE, RFC 9180: X25519,
    HKDF-SHA256, ChaCha20-Poly1305, bound to the random above)
    the sealed stream (`sync.core.stream`), bound to the SHA-256 of all of the above
    32  SHA-256 of all of the above

The hash at the end tells anybody whether the file is whole; only its readers learn anything else: a
found stick says neither whose it is nor what is on it. Inside the stream stand frames: 1 kind, 4
length, content. A *front* names the branch and what the bundle holds; a *message* is what HTTP would
have carried; a *file* begins with its SHA-256, its *pieces* follow, an empty piece ends it.
"""

import hashlib
from collections.abc import Iterable, Iterator
from typing import NamedTuple

import msgspec
from cryptography.exceptions import InvalidTag
from cryptography.hazmat.primitives.asymmetric.x25519 import X25519PrivateKey, X25519PublicKey
from cryptography.hazmat.primitives.hpke import AEAD, KDF, KEM, Suite

from sync.core.limits import FRONT as LARGEST_FRONT
from sync.core.limits import MESSAGE, Moment, broke
from sync.core.varints import Source

MAGIC, VERSION, HPKE = b"SXBUNDLE", 1, 1
FRONT, MESSAGE_FRAME, FILE, PIECE = 1, 2, 3, 4
KEY_ID, WRAPPED = 8, 80
MOST_READERS = 255
LARGEST_HEAD = len(MAGIC) + 2 + 16 + 1 + MOST_READERS * (KEY_ID + WRAPPED)
_PURPOSE = b"suixing bundle 1"
_FRAME_HEAD = 5


class Front(msgspec.Struct, frozen=True, array_like=True):
    """What a bundle says of itself to its readers; `made` ms by its writer's clock."""

    branch: str
    device: str
    holder: str
    made: Moment
    changes: int
    files: int = 0


class Head(NamedTuple):
    """The part before the stream."""

    random: bytes
    readers: dict[bytes, bytes]
    raw: bytes

    @property
    def bound(self) -> bytes:
        """Return what the stream is bound to."""
        return hashlib.sha256(self.raw).digest()


class Frame(NamedTuple):
    """One frame of the stream."""

    kind: int
    content: bytes


def key_id(public: bytes) -> bytes:
    """Return how a reader finds its own key."""
    return hashlib.sha256(public).digest()[:KEY_ID]


def head_for(readers: Iterable[bytes], key: bytes, random: bytes) -> bytes:
    """Return the part before the stream, for the X25519 public keys of its readers."""
    unique = list(dict.fromkeys(readers))[:MOST_READERS]
    wrapped = b"".join(
        key_id(r)
        + _suite().encrypt(key, X25519PublicKey.from_public_bytes(r), info=_PURPOSE + random)
        for r in unique
    )
    return MAGIC + bytes([VERSION, HPKE]) + random + bytes([len(unique)]) + wrapped


def head_of(raw: bytes) -> Head:
    """Read the part before the stream from the beginning of a file. Raises PeerBroke."""
    source = Source(raw)
    if raw[: len(MAGIC)] != MAGIC:
        raise broke("not a bundle")
    source.take(len(MAGIC))
    if (source.byte(), source.byte()) != (VERSION, HPKE):
        raise broke("a bundle of a newer release")
    random = source.take(16)
    readers = {source.take(KEY_ID): source.take(WRAPPED) for _ in range(source.byte())}
    return Head(random, readers, raw[: source.at])


def stream_key(head: Head, private: Iterable[bytes]) -> bytes | None:
    """Return the stream's key with one of the X25519 private keys; None where none is a reader."""
    for raw in private:
        key = X25519PrivateKey.from_private_bytes(raw)
        wrapped = head.readers.get(key_id(key.public_key().public_bytes_raw()))
        if wrapped is None:
            continue
        try:
            return _suite().decrypt(wrapped, key, info=_PURPOSE + head.random)
        except InvalidTag as error:
            raise broke("changed on the way") from error
    return None


def frame(kind: int, content: bytes) -> bytes:
    """Return a frame."""
    return bytes([kind]) + len(content).to_bytes(4, "big") + content


def frames(pieces: Iterable[bytes]) -> Iterator[Frame]:
    """Yield the frames of a stream. Raises PeerBroke."""
    held = bytearray()
    for piece in pieces:
        held += piece
        while len(held) >= _FRAME_HEAD:
            length = int.from_bytes(held[1:_FRAME_HEAD], "big")
            if length > MESSAGE:
                raise broke("too large")
            end = _FRAME_HEAD + length
            if len(held) < end:
                break
            yield Frame(held[0], bytes(held[_FRAME_HEAD:end]))
            del held[:end]
    if held:
        raise broke("cut")


def front_of(content: bytes) -> Front:
    """Read a front. Raises PeerBroke."""
    if len(content) > LARGEST_FRONT:
        raise broke("too large")
    try:
        return msgspec.msgpack.decode(content, type=Front)
    except (msgspec.MsgspecError, ValueError, RecursionError) as error:
        raise broke("front") from error


def _suite() -> Suite:
    return Suite(KEM.X25519, KDF.HKDF_SHA256, AEAD.CHACHA20_POLY1305)
