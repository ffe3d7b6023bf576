"""A receipt: HQ's signed word that it holds certain actors up to a number, and since when.

"Delivered" is only ever said on a receipt. One receipt may name several actors of one scope.
"""

from typing import NamedTuple

import msgspec

from sync.core import signing
from sync.core.limits import VALUES, Actor, Hash, Moment, Number, Scope, broke
from sync.core.tokens import few_in_msgpack

_PURPOSE = b"suixing receipt 1"


class Holding(msgspec.Struct, frozen=True, array_like=True):
    """HQ holds `actor` up to `seq`, where its chain hash is `head`."""

    actor: Actor
    seq: Number
    head: Hash


class Statement(msgspec.Struct, frozen=True, array_like=True):
    """What a receipt says; `at` ms since 1970 by HQ's clock, `number` from 1 in each scope."""

    scope: Scope
    number: Number
    at: Moment
    holds: tuple[Holding, ...]


class _Signed(msgspec.Struct, frozen=True, array_like=True):
    statement: bytes
    signature: bytes


class Read(NamedTuple):
    """A receipt that was looked at, with its bytes."""

    statement: Statement
    body: bytes


def signed(statement: Statement, private: bytes) -> bytes:
    """Return the receipt as bytes."""
    raw = msgspec.msgpack.encode(statement)
    return rebuilt(statement, signing.sign(private, _PURPOSE, raw))


def rebuilt(statement: Statement, signature: bytes) -> bytes:
    """Return a receipt as bytes, of what it says and HQ's signature on that."""
    return msgspec.msgpack.encode(_Signed(msgspec.msgpack.encode(statement), signature))


def read(body: bytes, public: bytes) -> Read:
    """Look at a receipt. Raises PeerBroke when HQ's key `public` did not sign it."""
    if not signed_by(body, public):
        raise broke("receipt signature")
    return Read(unchecked(body), body)


def signed_by(body: bytes, public: bytes) -> bool:
    """Tell whether the holder of a key signed a receipt. Raises PeerBroke where it is none."""
    paper = _parted(body)[0]
    return signing.genuine(public, _PURPOSE, paper.statement, paper.signature)


def unchecked(body: bytes) -> Statement:
    """Read a receipt whose signature was looked at when it came. Raises PeerBroke."""
    return _parted(body)[1]


def _parted(body: bytes) -> tuple[_Signed, Statement]:
    try:
        paper = msgspec.msgpack.decode(body, type=_Signed)
        few_in_msgpack(paper.statement, VALUES)
        return paper, msgspec.msgpack.decode(paper.statement, type=Statement)
    except (msgspec.MsgspecError, ValueError, RecursionError) as error:
        raise broke("receipt") from error
