"""The hybrid logical clock: display order and tie-breaks, never causality.

Source: Kulkarni et al., "Logical Physical Clocks", 2014. A stamp is milliseconds << 16 | counter.
"""

from collections.abc import Callable
from datetime import UTC, datetime
from typing import TypeAlias

Clock: TypeAlias = Callable[[], int]
"""Milliseconds since 1970 UTC, as this machine believes."""

AHEAD_MS = 3_600_000
"""A stamp from elsewhere further ahead than this does not pull our clock along."""


def tick(last: int, wall_ms: int) -> int:
    """Return the next stamp of our own, greater than `last` whatever the wall clock did."""
    return max(wall_ms << 16, last + 1)


def most(wall_ms: int) -> int:
    """Return the greatest stamp of others that our clock follows."""
    return (wall_ms + AHEAD_MS) << 16


def millis(hlc: int) -> int:
    """Return the wall-clock milliseconds in a stamp."""
    return hlc >> 16


def moment(hlc: int) -> datetime:
    """Return the moment of a stamp in UTC; one beyond the calendar gives the last it has."""
    try:
        return datetime.fromtimestamp(millis(hlc) / 1000, UTC)
    except (OverflowError, ValueError, OSError):
        return datetime.max.replace(tzinfo=UTC)
