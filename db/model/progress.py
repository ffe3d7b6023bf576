"""How long work reports and how it is stopped, without knowing who listens."""

from typing import Protocol

from db.model.errors import Cancelled


class Progress(Protocol):
    """Listens to one piece of long work."""

    def step(self, done: int, total: int, what: str = "") -> None:
        """Report `done` of `total` (0 when unknown). Raises Cancelled where the person stopped it."""


class Silent:
    """Listens to nothing and never stops the work."""

    def step(self, done: int, total: int, what: str = "") -> None:
        """Do nothing."""


class Stoppable:
    """Remembers the last step; `stop` makes the next step raise Cancelled."""

    def __init__(self) -> None:
        self.done, self.total, self.what, self._stopped = 0, 0, "", False

    def stop(self) -> None:
        """Ask the work to end at its next step."""
        self._stopped = True

    def step(self, done: int, total: int, what: str = "") -> None:
        """Keep the numbers; raise Cancelled once stopped."""
        if self._stopped:
            raise Cancelled
        self.done, self.total, self.what = done, total, what
