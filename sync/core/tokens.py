"""How many values msgpack or JSON would become, counted before one of them is made.

A million empty arrays are a megabyte on the wire and a hundred in memory; the length of what came
bounds nothing. So the values are counted first, without making any.
"""

from sync.core.limits import broke
from sync.core.varints import Source

_MOST_IN_JSON = 4_000_000
_LENGTHS = {0xC4: 1, 0xC5: 2, 0xC6: 4, 0xD9: 1, 0xDA: 2, 0xDB: 4}
"""Bytes of the length before a binary or a text, by its first byte."""
_EXTENDED = {0xC7: 1, 0xC8: 2, 0xC9: 4}
_FIXED = dict(zip(range(0xCA, 0xD9), (4, 8, 1, 2, 4, 8, 1, 2, 4, 8, 2, 3, 5, 9, 17), strict=True))
"""Bytes that follow the first one of numbers and of extensions of one length."""
_HOLDING = {0xDC: (2, 1), 0xDD: (4, 1), 0xDE: (2, 2), 0xDF: (4, 2)}
"""Bytes of the count, and values for each, of arrays and maps."""


def few_in_msgpack(raw: bytes, most: int) -> None:
    """Raise PeerBroke where msgpack holds more than `most` values, or is cut."""
    source, wanted, met = Source(raw), 1, 0
    while wanted:
        wanted, met = wanted - 1, met + 1
        wanted += _passed(source)
        if met + wanted > most:
            raise broke("too many values")


def _passed(source: Source) -> int:
    """Pass over one value's own bytes; return how many values stand inside it."""
    first = source.byte()
    if first in _LENGTHS:
        source.take(_number(source, _LENGTHS[first]))
    elif first in _EXTENDED:
        source.take(_number(source, _EXTENDED[first]) + 1)
    elif first in _HOLDING:
        width, each = _HOLDING[first]
        return _number(source, width) * each
    elif 0x80 <= first < 0xA0:
        return (first & 0x0F) * (2 if first < 0x90 else 1)
    else:
        source.take(first & 0x1F if 0xA0 <= first < 0xC0 else _FIXED.get(first, 0))
    return 0


def _number(source: Source, width: int) -> int:
    return int.from_bytes(source.take(width), "big")


def few_in_json(raw: bytes | str, most: int = _MOST_IN_JSON) -> None:
    """Raise PeerBroke where JSON may hold more than `most` values; signs in texts count too."""
    if isinstance(raw, str):
        met = sum(raw.count(sign) for sign in ",[{")
    else:
        met = sum(raw.count(bytes([sign])) for sign in b",[{")
    if met > most:
        raise broke("too many values")
