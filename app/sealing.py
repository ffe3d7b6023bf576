"""Texts that only one key opens: sealed by anybody who knows its public half, for one place alone.

A sealed box (Bernstein's `crypto_box_seal`, built here of X25519, HKDF and ChaCha20-Poly1305): every
text has a key of its own, agreed between a throw-away key pair and the branch's public half, so the
writer keeps nothing that opens it again. The *place* (kind, record, field) is part of the agreement:
a sealed text that was moved to another record opens for nobody. Texts are filled up to a power of
two, at least 256 bytes, so that the length tells nearly nothing.

    "sealed1." base64url of   8 key's name   32 throw-away public half   box: 4 length, text, zeros, tag
"""

import base64
import binascii
import hashlib
from collections.abc import Callable
from os import urandom
from typing import NamedTuple

from cryptography.exceptions import InvalidTag
from cryptography.hazmat.primitives.asymmetric.x25519 import X25519PrivateKey, X25519PublicKey
from cryptography.hazmat.primitives.ciphers.aead import ChaCha20Poly1305
from cryptography.hazmat.primitives.hashes import SHA256
from cryptography.hazmat.primitives.kdf.hkdf import HKDF

from db.model.errors import InvalidRecord, StoreDamaged
from db.model.words import N_

SEALED, WRAPPED = "sealed1.", "wrapped1."
MOST = 50_000
"""Longest text that is sealed, characters: filled up and in base64 it still fits its field."""
_LEAST = 256
_NAME, _PUBLIC, _LENGTH = 8, 32, 4
_PURPOSE = b"suixing sealed text 1\0"
# A key is used for one text alone: its nonce need not differ from any other.
_NONCE = bytes(12)


class Place(NamedTuple):
    """Where a sealed text stands; it opens there alone."""

    kind: str
    record: str
    field: str

    @property
    def said(self) -> bytes:
        """Return the place as bytes."""
        return "\0".join(self).encode()


class Pair(NamedTuple):
    """Both halves of a key, 32 bytes each."""

    private: bytes
    public: bytes


def new_pair(entropy: Callable[[int], bytes] = urandom) -> Pair:
    """Return a new key."""
    return pair_of(entropy(32))


def pair_of(private: bytes) -> Pair:
    """Return a private half with its public one."""
    return Pair(
        private, X25519PrivateKey.from_private_bytes(private).public_key().public_bytes_raw()
    )


def name_of(public: bytes) -> bytes:
    """Return what a sealed text calls its key."""
    return hashlib.sha256(public).digest()[:_NAME]


def is_sealed(value: object) -> bool:
    """Tell whether a stored value is something that is not shown: a sealed text, a wrapped key."""
    return isinstance(value, str) and value.startswith((SEALED, WRAPPED))


def key_of(sealed: str) -> bytes:
    """Return the name of the key that opens a text. Raises StoreDamaged."""
    return _raw(sealed)[:_NAME]


def sealed(
    public: bytes, place: Place, text: str, entropy: Callable[[int], bytes] = urandom
) -> str:
    """Return a text sealed for one place. Raises InvalidRecord where it is too long."""
    if len(text) > MOST:
        raise InvalidRecord(
            N_("The text is too long to be sealed: {length} characters, at most {most}."),
            field=place.field,
            length=len(text),
            most=MOST,
        )
    once = new_pair(entropy)
    head = name_of(public) + once.public
    try:
        key = _agreed(once.private, public, head, place)
    except ValueError as error:
        raise StoreDamaged(
            N_("The branch's confidential key is damaged."),
            safe=N_("The text was not written."),
            hint=N_("Its holder can make a new one in the settings."),
        ) from error
    box = ChaCha20Poly1305(key).encrypt(_NONCE, _filled(text.encode()), head)
    return SEALED + base64.urlsafe_b64encode(head + box).decode().rstrip("=")


def opened(pair: Pair, place: Place, sealed: str) -> str:
    """Return the text. Raises StoreDamaged for another key or place, and where it was changed."""
    raw = _raw(sealed)
    head, box = raw[: _NAME + _PUBLIC], raw[_NAME + _PUBLIC :]
    try:
        key = _agreed(pair.private, head[_NAME:], head, place, pair.public)
        whole = ChaCha20Poly1305(key).decrypt(_NONCE, box, head)
        length = int.from_bytes(whole[:_LENGTH])
        # Anybody may seal, so what comes out may be no text at all.
        return whole[_LENGTH : _LENGTH + length].decode()
    except (InvalidTag, ValueError) as error:
        raise _damaged() from error


def _agreed(
    private: bytes, other: bytes, head: bytes, place: Place, public: bytes | None = None
) -> bytes:
    shared = X25519PrivateKey.from_private_bytes(private).exchange(
        X25519PublicKey.from_public_bytes(other)
    )
    salt = head + (other if public is None else public)
    return HKDF(SHA256(), 32, salt=salt, info=_PURPOSE + place.said).derive(shared)


def _filled(text: bytes) -> bytes:
    size = _LEAST
    while size < len(text) + _LENGTH:
        size *= 2
    return (len(text).to_bytes(_LENGTH) + text).ljust(size, b"\0")


def _raw(sealed: str) -> bytes:
    body = sealed.removeprefix(SEALED)
    try:
        raw = base64.b64decode(body + "=" * (-len(body) % 4), altchars=b"-_", validate=True)
    except (binascii.Error, ValueError) as error:
        raise _damaged() from error
    if not sealed.startswith(SEALED) or len(raw) < _NAME + _PUBLIC + _LEAST:
        raise _damaged()
    return raw


def _damaged() -> StoreDamaged:
    return StoreDamaged(
        N_("This sealed text does not open: it was changed, or moved here from another record."),
        safe=N_("Nothing was changed by the attempt."),
        hint=N_("The history of the record has what stood here before."),
    )
