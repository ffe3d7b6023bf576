"""A second branch of one actor's chain, kept under a name of its own.

A cloned disk writes other changes under numbers that are taken. Both branches are kept; the one
that came second gets a fresh actor, named by its first change, and its changes, with the ids they
gave and use among themselves, are read under that name. The signed packs stay as they are.
"""

import hashlib
import re
from collections.abc import Sequence
from functools import reduce

import msgspec

from db.model.change import Change, Json, Op

_ID = re.compile(r"([0-9a-f]{16})\.([1-9][0-9]{0,17})\.([0-9]{1,9})")


class Fork(msgspec.Struct, frozen=True):
    """A second branch of `actor` that leaves another at number `start`; kept as `alias`.

    ``parent`` is the alias of the branch it leaves, empty for the first.
    ``ends`` are (last number, chain hash in hex) of its packs, as their author numbered them.
    """

    actor: str
    alias: str
    start: int
    ends: tuple[tuple[int, str], ...] = ()
    parent: str = ""

    def number(self, seq: int) -> int:
        """Return a number of the actor's as one of the alias's."""
        return seq - self.start + 1

    def holds(self, last: int, head: bytes) -> bool:
        """Tell whether one of its packs ends with this number and hash (or the beginning of one)."""
        return any(n == last and found.startswith(head.hex()) for n, found in self.ends)


def alias_of(actor: str, head: bytes) -> str:
    """Return the name of the branch whose first change has chain hash `head`."""
    return hashlib.sha256(actor.encode() + head).hexdigest()[:16]


def named(text: str, line: Sequence[Fork]) -> str:
    """Return an id, or a text that is one, as it reads on the first branch of a line.

    `line` is that branch and those it grew from, the nearest first.
    """
    return reduce(_text, line, text)


def renamed(change: Change, line: Sequence[Fork]) -> Change:
    """Return a change of the first branch of a line as it reads under that branch's alias."""
    ops = tuple(
        Op(
            op.kind,
            named(op.record, line),
            op.field,
            _value(op.value, line),
            tuple(named(p, line) for p in op.pred),
        )
        for op in change.ops
    )
    seq = line[0].number(change.seq)
    return msgspec.structs.replace(change, actor=line[0].alias, seq=seq, ops=ops)


def _value(value: Json, line: Sequence[Fork]) -> Json:
    if isinstance(value, str):
        return named(value, line)
    if isinstance(value, list):
        return [_value(v, line) for v in value]
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
