"""Who was heard of when: written down in groups, for a disk can be forced only so often a second."""

import threading

from db.store import Store
from sync.trust import Trust

MOST = 1000
"""Devices that are written down together at most."""


class Heard:
    """How far the devices were that called lately and brought nothing.

    What a power cut takes of it is said again at their next call.
    """

    def __init__(self, store: Store, trust: Trust) -> None:
        self._store, self._trust = store, trust
        self._lately: dict[str, tuple[dict[str, int], int]] = {}
        self._turn, self._gathers = threading.Lock(), False

    def gather(self) -> None:
        """Wait with writing for `settle`, which somebody will call within seconds."""
        self._gathers = True

    def of(self, actor: str, vector: dict[str, int], now: int) -> None:
        """Hear of a device at `now` (ms)."""
        with self._turn:
            self._lately[actor] = (vector, now)
        if not self._gathers or len(self._lately) >= MOST:
            self.settle()

    def settle(self) -> None:
        """Write down who was heard of since the last time."""
        with self._turn:
            lately, self._lately = self._lately, {}
        if lately:
            with self._store.engine.writing():
                # In one order, so that no two servers wait for each other's devices.
                for actor, (vector, now) in sorted(lately.items()):
                    self._trust.met(actor, vector, now)
