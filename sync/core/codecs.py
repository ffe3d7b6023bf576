"""The codecs there are: a numbered pair of functions each; the encoder keeps the smallest.

A number never changes its meaning, so that every pack ever written can be read.
"""

from collections.abc import Callable, Sequence
from types import MappingProxyType
from typing import NamedTuple

from db.model.change import Change, canonical
from sync.core import columns, plain
from sync.core.limits import broke


class Codec(NamedTuple):
    """One way to write a run of one actor's changes."""

    encode: Callable[[Sequence[Change]], bytes]
    decode: Callable[[str, str, bytes], list[Change]]


CODECS = MappingProxyType(
    {0: Codec(plain.encode, plain.decode), 1: Codec(columns.encode, columns.decode)}
)


def smallest(changes: Sequence[Change]) -> tuple[int, bytes]:
    """Return (number, bytes) of the codec that makes the run smallest and gives it back exactly."""
    tried = sorted(
        ((number, codec.encode(changes)) for number, codec in CODECS.items()),
        key=lambda found: len(found[1]),
    )
    wanted = [canonical(c) for c in changes]
    scope, actor = changes[0].scope, changes[0].actor
    for number, content in tried:
        if [canonical(c) for c in decoded(number, scope, actor, content)] == wanted:
            return number, content
    raise broke("no codec")  # pragma: no cover - codec 0 is the hashed form itself


def decoded(number: int, scope: str, actor: str, content: bytes) -> list[Change]:
    """Read a run back. Raises PeerBroke on a codec this release lacks and on damaged content."""
    codec = CODECS.get(number)
    if codec is None:
        raise broke("a codec of a newer release")
    return codec.decode(scope, actor, content)
