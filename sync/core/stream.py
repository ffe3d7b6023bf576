"""A sealed stream: bytes of any length encrypted in boxes, so that neither end holds them whole.

Each box is up to 64 KiB under ChaCha20-Poly1305; its nonce is its number and a mark on the last, so
that boxes cut off, swapped or left out are noticed (the STREAM construction: Hoang, Reyhanitabar,
Rogaway, Vizar, "Online authenticated-encryption and its nonce-reuse misuse-resistance", 2015).
"""

from collections.abc import Iterable, Iterator

from cryptography.exceptions import InvalidTag
from cryptography.hazmat.primitives.ciphers.aead import ChaCha20Poly1305

from sync.core.limits import broke

BOX = 1 << 16
TAG = 16


def boxes(pieces: Iterable[bytes], key: bytes, bound: bytes) -> Iterator[bytes]:
    """Yield the boxes of a stream under a key used for nothing else, bound to `bound`."""
    cipher, number, held = ChaCha20Poly1305(key), 0, b""
    for piece in pieces:
        held += piece
        # The last box is only known at the end, so one full box is always held back.
        while len(held) > BOX:
            yield cipher.encrypt(_nonce(number, last=False), held[:BOX], bound)
            number, held = number + 1, held[BOX:]
    yield cipher.encrypt(_nonce(number, last=True), held, bound)


def unboxed(sealed: Iterable[tuple[bytes, bool]], key: bytes, bound: bytes) -> Iterator[bytes]:
    """Yield the pieces again from (box, is the last). Raises PeerBroke as soon as one is not whole."""
    cipher = ChaCha20Poly1305(key)
    for number, (box, last) in enumerate(sealed):
        try:
            yield cipher.decrypt(_nonce(number, last=last), box, bound)
        except (InvalidTag, ValueError) as error:
            raise broke("changed on the way") from error


def _nonce(number: int, *, last: bool) -> bytes:
    return number.to_bytes(11, "big") + bytes([last])
