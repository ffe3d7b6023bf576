"""The codecs there are: a numbered pair of functions each; the latest packs best.

A number never changes its meaning, so that every pack ever written can be read. Codec 1 is only
read any more. What codec 2 cannot say (a control character in a name) is said by codec 0.
"""

from collections.abc import Callable, Sequence
from types import MappingProxyType
from typing import NamedTuple

from db.model.change import Change, Json, OpId, canonical
from db.model.errors import PeerBroke
from sync.core import columns, columns1, plain
from sync.core.column import Base
from sync.core.columns import Run
from sync.core.limits import broke


class Codec(NamedTuple):
    """One way to write a run of one actor's changes; `encode` gives None where it cannot."""

    encode: Callable[[Sequence[Change], Base], bytes | None]
    decode: Callable[[Run, bytes, Base], list[Change]]


def nothing(_op: OpId) -> Json:
    """Hold no op's value: what is written so stands for itself."""
    return None


CODECS = MappingProxyType(
    {
        0: Codec(lambda changes, _: plain.encode(changes), plain.decode),
        1: Codec(lambda _changes, _base: None, columns1.decode),
        2: Codec(columns.encode, columns.decode),
    }
)


def smallest(changes: Sequence[Change], base: Base = nothing) -> tuple[int, bytes]:
    """Return (number, bytes) of the latest codec that gives the run back exactly.

    `base` gives the values of ops that every reader of the run holds before it.
    """
    run = Run(changes[0].scope, changes[0].actor, changes[0].seq, len(changes))
    wanted = [canonical(c) for c in changes]
    for number, codec in sorted(CODECS.items(), reverse=True):
        content = codec.encode(changes, base)
        if content is not None and _given(number, run, content, base) == wanted:
            return number, content
    raise broke("no codec")  # pragma: no cover - codec 0 is the hashed form itself


def _given(number: int, run: Run, content: bytes, base: Base) -> list[bytes]:
    try:
        return [canonical(c) for c in decoded(number, run, content, base)]
    except PeerBroke:
        # Values at the edge of what a form can say: another codec says them.
        return []


def decoded(number: int, run: Run, content: bytes, base: Base = nothing) -> list[Change]:
    """Read a run back. Raises PeerBroke on a codec this release lacks and on damaged content."""
    codec = CODECS.get(number)
    if codec is None:
        raise broke("a codec of a newer release")
    return codec.decode(run, content, base)
