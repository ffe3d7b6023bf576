"""A second branch of one actor's chain, kept under a name of its own.

A cloned disk writes other changes under numbers that are taken. Both branches are kept; the one
that came second gets a fresh actor, named by its first change, and its changes, with the ids they
gave and use among themselves, are read under that name. The signed packs stay as they are.
"""

import hashlib
import re

import msgspec

from db.model.change import Change, Json, Op, OpId

_ID = re.compile(r"([0-9a-f]{16})\.([1-9][0-9]{0,17})\.([0-9]{1,9})")


class Fork(msgspec.Struct, frozen=True):
    """A second branch of `actor` that leaves the first at number `start`; kept as `alias`.

    ``ends`` are (last number, chain hash in hex) of its packs, as their author numbered them.
    """

    actor: str
    alias: str
    start: int
    ends: tuple[tuple[int, str], ...] = ()

    def number(self, seq: int) -> int:
        """Return a number of the actor's as one of the alias's."""
        return seq - self.start + 1

    def holds(self, last: int, head: bytes) -> bool:
        """Tell whether one of its packs ends with this number and hash (or the beginning of one)."""
        return any(n == last and found.startswith(head.hex()) for n, found in self.ends)

    def named(self, op: OpId) -> OpId:
        """Return an op's id as it reads under the alias."""
        return _text(op, self)


def alias_of(actor: str, head: bytes) -> str:
    """Return the name of the branch whose first change has chain hash `head`."""
    return hashlib.sha256(actor.encode() + head).hexdigest()[:16]


def renamed(change: Change, fork: Fork) -> Change:
    """Return a change of the branch as it reads under the alias."""
    ops = tuple(
        Op(
            op.kind,
            _text(op.record, fork),
            op.field,
            _value(op.value, fork),
            tuple(_text(p, fork) for p in op.pred),
        )
        for op in change.ops
    )
    seq = fork.number(change.seq)
    return msgspec.structs.replace(change, actor=fork.alias, seq=seq, ops=ops)


def _value(value: Json, fork: Fork) -> Json:
    if isinstance(value, str):
        return _text(value, fork)
    if isinstance(value, list):
        return [_value(v, fork) for v in value]
    return value


def _text(text: str, fork: Fork) -> str:
    if fork.actor not in text:
        return text
    parts = text.split("+")
    if not all(_ID.fullmatch(p) for p in parts):
        return text
    return "+".join(_id(p, fork) for p in parts)


def _id(part: str, fork: Fork) -> str:
    actor, seq, n = part.split(".")
    if actor != fork.actor or int(seq) < fork.start:
        return part
    return f"{fork.alias}.{fork.number(int(seq))}.{n}"
