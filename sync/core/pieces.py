"""Attached files on the wire: in pieces, each of which says where in its file it belongs.

Whoever receives a file is the one who knows how much of it is here, and says so in every answer; the
sender goes on from that number and keeps none of its own. A piece that comes twice, late, or across
the end of what is held therefore does no harm, and a cut costs at most the piece that was under way.

A file is shared within its scope. Where HQ holds the same content from another branch, it does not
take it again, but asks for a *proof*: SHA-256(salt ‖ content). Knowing a file's name is not enough.
"""

import hashlib
from collections.abc import Iterable
from enum import IntEnum
from typing import TypeVar

import msgspec

from sync.core.limits import broke

PIECES, WISHES = 4, 5
"""Kinds of message: files for HQ, answered by `Holdings`; files from HQ, answered by `Pieces`."""
LEAST, MOST = 8 * 1024, 512 * 1024
"""Bytes of content in one request or answer; between them it follows the speed of the link."""
NAMES = 256
"""Most files spoken of in one request."""
_QUICK, _SLOW = 2_000, 8_000


class State(IntEnum):
    """What the receiver says of a file; a number it does not know is one to leave alone."""

    OPEN = 0
    WHOLE = 1
    UNWANTED = 2
    BROKEN = 3
    PROVE = 4


class Piece(msgspec.Struct, frozen=True, array_like=True):
    """Part of a file of `total` bytes, from `offset` on; without content or proof, a question."""

    sha: bytes
    total: int
    offset: int
    content: bytes = b""
    proof: bytes = b""


class Pieces(msgspec.Struct, frozen=True, array_like=True):
    """Pieces of files of one scope, in the order in which they are to be put together."""

    scope: str
    pieces: tuple[Piece, ...] = ()


class Holding(msgspec.Struct, frozen=True, array_like=True):
    """How many bytes of a file are held without a gap; `salt` where a proof is asked for."""

    sha: bytes
    have: int
    state: int = State.OPEN
    salt: bytes = b""


class Holdings(msgspec.Struct, frozen=True, array_like=True):
    """The answer to pieces."""

    scope: str
    holdings: tuple[Holding, ...] = ()


class Wish(msgspec.Struct, frozen=True, array_like=True):
    """A file that is lacking from `offset` on."""

    sha: bytes
    offset: int = 0


class Wishes(msgspec.Struct, frozen=True, array_like=True):
    """Files that are lacking, the dearest first; the answer's pieces hold at most `room` bytes.

    A file that is not to be had is answered by a piece with a total of 0.
    """

    scope: str
    wishes: tuple[Wish, ...]
    room: int


Said = TypeVar("Said", bound=Pieces | Holdings | Wishes)


def read(inside: bytes, kind: type[Said]) -> Said:
    """Read what was said of files. Raises PeerBroke for anything that cannot be."""
    try:
        said = msgspec.msgpack.decode(inside, type=kind)
    except (msgspec.MsgspecError, ValueError, RecursionError) as error:
        raise broke("files") from error
    if isinstance(said, Pieces):
        _plausible((p.sha, p.total, p.offset, p.offset + len(p.content)) for p in said.pieces)
    elif isinstance(said, Holdings):
        _plausible((h.sha, h.have, 0, h.have) for h in said.holdings)
    else:
        _plausible((w.sha, w.offset, 0, w.offset) for w in said.wishes)
    return said


def _plausible(said: Iterable[tuple[bytes, int, int, int]]) -> None:
    for n, (sha, total, start, end) in enumerate(said):
        if n >= NAMES or len(sha) != 32 or not 0 <= start <= end <= total:
            raise broke("files")


def fresh(have: int, piece: Piece) -> bytes:
    """Return what a piece adds to the first `have` bytes; nothing where there would be a gap."""
    return piece.content[have - piece.offset :] if piece.offset <= have else b""


def paced(size: int, ms: int) -> int:
    """Return how much to send next, after `size` bytes took `ms`: some seconds' worth."""
    if ms < _QUICK:
        return min(size * 2, MOST)
    return max(size // 2, LEAST) if ms > _SLOW else size


def proof(salt: bytes, chunks: Iterable[bytes]) -> bytes:
    """Return what only somebody who has the file can say."""
    digest = hashlib.sha256(salt)
    for chunk in chunks:
        digest.update(chunk)
    return digest.digest()
