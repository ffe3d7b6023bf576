"""The envelope of what goes straight from a laptop to HQ and back: small, and sealed by a shared key.

A laptop and HQ know each other's X25519 keys from the certificate, so both can work out one secret
that nobody else has (Diffie and Hellman; RFC 7748), and a 16-byte HMAC says what a 64-byte signature
would: this is from the other one, whole. Nobody needs to prove it to a third; what must be proved to
others, packs and receipts, is signed itself. A bundle has several readers and keeps the signed
envelope of `sync.core.message`.

    question  2 "S2"   1 kind         8 sender   varint at (ms)   8 name   inside   16 tag
    answer    2 "S2"   1 kind + 128   varint at, as folded difference to the question's
              inside   16 tag over the question's tag and all of the above

The *name* begins the hash of everything else in the question: what has arrived of it, and the answer
to it, are asked for by that name when a link was cut (`sync.core.door`).
"""

import hashlib
import hmac
from typing import NamedTuple

from cryptography.hazmat.primitives.asymmetric.x25519 import X25519PrivateKey, X25519PublicKey
from cryptography.hazmat.primitives.hashes import SHA256
from cryptography.hazmat.primitives.kdf.hkdf import HKDF

from db.model.errors import PeerBroke
from db.model.words import N_
from sync.core.limits import MESSAGE, broke
from sync.core.varints import Source, folded, unfolded, varint

MAGIC = b"S2"
NAME, TAG = 8, 16
_ANSWER = 0x80
_PURPOSE = b"suixing direct 2"


class Question(NamedTuple):
    """A question whose tag was not looked at yet; `front` is all before the inside."""

    kind: int
    sender: str
    at: int
    name: bytes
    inside: bytes
    front: bytes
    tag: bytes

    def genuine(self, key: bytes) -> bool:
        """Tell whether whoever shares `key` asked it."""
        return hmac.compare_digest(self.tag, _tag(key, b"up", self.front + self.inside))


class Answer(NamedTuple):
    """An answer that was looked at."""

    kind: int
    at: int
    inside: bytes


def shared(private: bytes, public: bytes, laptop: bytes, office: bytes) -> bytes:
    """Return the key that a laptop and HQ share; `laptop` and `office` are their public keys."""
    secret = X25519PrivateKey.from_private_bytes(private).exchange(
        X25519PublicKey.from_public_bytes(public)
    )
    return HKDF(SHA256(), 32, salt=None, info=_PURPOSE + laptop + office).derive(secret)


def asked(kind: int, sender: str, at: int, inside: bytes, key: bytes) -> bytes:
    """Return a question."""
    head = MAGIC + bytes([kind]) + bytes.fromhex(sender) + varint(at)
    front = head + hashlib.sha256(head + inside).digest()[:NAME]
    return front + inside + _tag(key, b"up", front + inside)


def is_direct(raw: bytes) -> bool:
    """Tell this envelope from the signed one."""
    return raw.startswith(MAGIC)


def name_of(beginning: bytes) -> bytes | None:
    """Return the name in the beginning of a question, None where there is too little of it."""
    source = Source(beginning)
    if not is_direct(beginning) or source.left < len(MAGIC) + 1 + 8 + 10 + NAME:
        return None
    source.take(len(MAGIC) + 1 + 8)
    source.varint()
    return source.take(NAME)


def question_of(raw: bytes) -> Question:
    """Open a question. Raises PeerBroke when it is none, cut or too large."""
    source, kind = _opened(raw)
    sender, at = source.take(8).hex(), source.varint()
    name = source.take(NAME)
    front = raw[: source.at]
    inside = source.take(source.left - TAG)
    return Question(kind, sender, at, name, inside, front, source.rest())


def answered(question: Question, at: int, inside: bytes, key: bytes) -> bytes:
    """Return the answer to a question."""
    front = MAGIC + bytes([question.kind | _ANSWER]) + varint(folded(at - question.at)) + inside
    return front + _tag(key, b"down", question.tag + front)


def answer_of(raw: bytes, question: Question, key: bytes) -> Answer:
    """Open the answer to a question. Raises PeerBroke on any other, and on one by somebody else."""
    source, kind = _opened(raw)
    at = question.at + unfolded(source.varint())
    inside = source.take(source.left - TAG)
    front, tag = raw[: source.at], source.rest()
    if not hmac.compare_digest(tag, _tag(key, b"down", question.tag + front)):
        raise elsewhere()
    if kind != question.kind | _ANSWER:
        raise broke("kind of answer")
    return Answer(question.kind, at, inside)


def elsewhere() -> PeerBroke:
    """Return the error of an answer that is none to this question, or not from who was asked."""
    return PeerBroke(
        N_("This is an answer to something else."),
        safe=N_("It was not taken; nothing here was changed."),
        hint=N_("Try again."),
    )


def _opened(raw: bytes) -> tuple[Source, int]:
    if len(raw) > MESSAGE:
        raise broke("too large")
    source = Source(raw)
    if source.take(len(MAGIC)) != MAGIC:
        raise broke("not a message")
    kind = source.byte()
    if source.left < TAG:
        raise broke("cut")
    return source, kind


def _tag(key: bytes, way: bytes, message: bytes) -> bytes:
    return hmac.digest(key, way + message, "sha256")[:TAG]
