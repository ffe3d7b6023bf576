"""What one user action did, as a value: the word that every floor and every laptop shares.

A replica is a set of changes; the tables people see are a pure function of that set. A change is
atomic and immutable, numbered 1, 2, 3 ... per (scope, actor) without gaps, and holds ops: "set one
field of one record, replacing these". Deleting is setting ``deleted``; undoing and resolving are
setting values again. An op's id is ``actor.seq.n``; a record's id is the id of its creating op.
"""

import hashlib
from typing import Any, TypeAlias

import msgspec

Json: TypeAlias = Any
"""A JSON value: None, bool, int (64 bit), float, str, list or dict of the same."""

OpId: TypeAlias = str
"""``actor.seq.n``, for example ``9f2c6a11d03b77e4.12.0``."""

DELETED = "deleted"
"""The field that every kind has: true when the record was deleted."""

GENESIS = bytes(32)
"""What the first change of a chain follows."""


class Op(msgspec.Struct, frozen=True, array_like=True):
    """Set one field of one record; ``pred`` names the ops its author saw there and replaced.

    A deleting op's ``pred`` names every value that its author saw in the record: an edit that is
    not among them was made by someone who did not know of the deletion, and is kept.
    """

    kind: str
    record: str
    field: str
    value: Json
    pred: tuple[OpId, ...] = ()


class Change(msgspec.Struct, frozen=True):
    """What one user action did.

    ``actor`` 16 hex digits, ``seq`` from 1, ``hlc`` milliseconds since 1970 << 16 | counter,
    ``by`` the writer's name as it was then, ``what`` one short verb (see `WHAT`). ``scope`` is
    where it belongs; it is not hashed, so that a branch that enrols late keeps its history.
    """

    scope: str
    actor: str
    seq: int
    hlc: int
    by: str
    what: str
    ops: tuple[Op, ...]

    def op_id(self, n: int) -> OpId:
        """Return the id of the n-th op."""
        return f"{self.actor}.{self.seq}.{n}"


WHAT = ("new", "edit", "delete", "import", "undo", "resolve", "set-up")
"""Verbs of `Change.what` that this release writes; others are kept and shown as an edit."""

_ENCODER = msgspec.json.Encoder(order="deterministic")


class _Body(msgspec.Struct, frozen=True, array_like=True):
    actor: str
    seq: int
    hlc: int
    by: str
    what: str
    ops: tuple[Op, ...]


def canonical(change: Change) -> bytes:
    """Return the one byte form of a change (UTF-8 JSON, object keys sorted) that is hashed."""
    return _ENCODER.encode(
        _Body(change.actor, change.seq, change.hlc, change.by, change.what, change.ops)
    )


def from_canonical(scope: str, body: bytes) -> Change:
    """Read `canonical` back. Raises msgspec.MsgspecError on anything else."""
    b = msgspec.json.decode(body, type=_Body)
    return Change(scope, b.actor, b.seq, b.hlc, b.by, b.what, b.ops)


def chained(previous: bytes, change: Change) -> bytes:
    """Return the chain hash after `change`: SHA-256 of the hash before it and its bytes."""
    return following(previous, canonical(change))


def following(previous: bytes, body: bytes) -> bytes:
    """Return the chain hash after a change whose canonical bytes are `body`."""
    return hashlib.sha256(previous + body).digest()


def author_of(op: OpId) -> tuple[str, int]:
    """Return (actor, seq) of an op id."""
    actor, seq, _ = op.rsplit(".", 2)
    return actor, int(seq)


def child_id(*parents: str) -> str:
    """Return the id of a record that two people may create for the same thing.

    Attendance of member M at activity K is one record whoever enters it, so its id comes from its
    parents and two entries of it meet as siblings of one field, not as two rows.
    """
    return "+".join(parents)
