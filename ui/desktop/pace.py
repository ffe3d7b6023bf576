"""How fast long work goes just now, and how long the rest takes at that speed."""

import time
from collections import deque
from collections.abc import Callable

_WINDOW, _STEADY, _HEAD_START = 10.0, 3.0, 0.5
"""Seconds: what counts as just now, before a speed is worth saying, and what the system swallows."""


class Pace:
    """Hears `step` and answers `rest`; a new total is a new stretch of road."""

    def __init__(self, now: Callable[[], float] = time.monotonic) -> None:
        self._now = now
        self._total = 0
        self._began = now()
        self._seen: deque[tuple[float, int]] = deque()

    def step(self, done: int, total: int) -> None:
        """Hear how far it is."""
        now = self._now()
        if total != self._total or (self._seen and done < self._seen[-1][1]):
            self._seen.clear()
            self._total, self._began = total, now
        if now - self._began <= _HEAD_START:
            # A link takes the first blocks at once, into buffers: that is no speed.
            self._seen.clear()
        self._seen.append((now, done))
        while len(self._seen) > 2 and now - self._seen[1][0] >= _WINDOW:
            self._seen.popleft()

    def rest(self) -> int:
        """Return the seconds left, at least 1; 0 while that is not steady, or nothing is left."""
        if not self._seen:
            return 0
        (since, first), (_, done) = self._seen[0], self._seen[-1]
        passed, moved = self._now() - since, done - first
        if passed < _STEADY or moved <= 0 or done >= self._total:
            return 0
        return max(1, round((self._total - done) * passed / moved))
