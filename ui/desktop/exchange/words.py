"""Amounts of bytes and time as people say them."""

from db.model.words import Translate

_KB, _MB, _GB = 1_000, 1_000_000, 1_000_000_000
_SLOW = 2_500
"""Bytes a second that 2G gives at a site, on a day when it works."""


def size_words(size: int, t: Translate) -> str:
    """Return an amount: `18 KB`, `6.2 MB`; what is less than a kilobyte counts as one."""
    if size < _MB:
        return t("{n} KB", n=f"{max(1, round(size / _KB)) if size else 0:,}")
    if size < _GB:
        return t("{n} MB", n=f"{size / _MB:.1f}")
    return t("{n} GB", n=f"{size / _GB:.1f}")


def slow_words(size: int, t: Translate) -> str:
    """Return how long it takes over a slow mobile network."""
    seconds = max(1, round(size / _SLOW))
    if seconds < 90:
        return t("{n} s on 2G", n=seconds)
    return t("{n} min on 2G", n=round(seconds / 60))
