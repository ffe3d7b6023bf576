"""Measures the link to HQ: how long its exchanges took, and how many bytes a second that was.

What counts is the whole way: trips, bytes and HQ's own work. A few hundred bytes say nothing about
a link, they are all trip; so a speed is only named once enough went over.
"""

import time
from collections.abc import Callable
from typing import NamedTuple

from db.model.progress import Progress
from sync.carrier import Transport, Tray

TELLING = 4_000
"""Bytes, both ways, from which on an exchange says how fast a link is."""


class Link(NamedTuple):
    """How long a link was used (ms), and its bytes a second; 0 where that cannot be told."""

    ms: int = 0
    speed: int = 0


class Meter:
    """A carrier with a clock (seconds, any beginning) beside it."""

    def __init__(self, carrier: Transport, now: Callable[[], float] = time.monotonic) -> None:
        self._carrier, self._now = carrier, now
        self.way = carrier.way
        self._seconds, self._bytes = 0.0, 0

    def exchange(self, request: bytes, progress: Progress, tray: Tray) -> bytes:
        """Return HQ's answer, as the carrier does; raises what it raises."""
        began, fresh = self._now(), not tray.begun
        answer = self._carrier.exchange(request, progress, tray)
        self._seconds += self._now() - began
        if fresh:
            # Of what is taken up again, nobody here knows how much went over just now.
            self._bytes += len(request) + len(answer)
        return answer

    def link(self) -> Link:
        """Return what was measured until now."""
        ms = round(self._seconds * 1000)
        if self._bytes < TELLING or ms <= 0:
            return Link(ms)
        return Link(ms, max(1, self._bytes * 1000 // ms))
