"""Runs a carrier's exchanges beside the caller, who can leave within a moment whatever the link does.

A dead link says nothing for minutes, and no library lets go of a socket it is reading. So the
exchange has a thread of its own; the caller looks at it several times a second, hands its progress
on, and on a stop leaves it behind. What it still sends ends at its next block, what it still hears
is thrown away: an exchange may be repeated at any time.
"""

import threading
from types import TracebackType
from typing import Protocol, Self

from db.model.errors import SuixingError, WeBroke
from db.model.progress import Progress, Stoppable
from db.model.words import N_
from sync.carrier import Tray

LOOK = 0.1
"""Seconds between two looks."""


class Closing(Protocol):
    """A carrier that is closed after its last exchange."""

    way: str

    def exchange(self, request: bytes, progress: Progress, tray: Tray) -> bytes:
        """Return HQ's answer."""

    def __exit__(
        self,
        kind: type[BaseException] | None,
        error: BaseException | None,
        trace: TracebackType | None,
        /,
    ) -> object:
        """Close it."""


class Apart:
    """A carrier that can be left at once."""

    def __init__(self, carrier: Closing, look: float = LOOK) -> None:
        self._carrier, self._look = carrier, look
        self.way = carrier.way

    def exchange(self, request: bytes, progress: Progress, tray: Tray) -> bytes:
        """Return HQ's answer. Raises what the carrier does, and Cancelled within `look` seconds.

        What had come by then lies on the tray, as after a link that broke.
        """
        passage = _Passage(self._carrier, request, tray)
        passage.start()
        try:
            while not passage.over.wait(self._look):
                passage.report(progress)
            passage.report(progress)
        except BaseException:
            passage.heard.stop()
            raise
        return passage.result()

    def __enter__(self) -> Self:
        """Be the carrier for several exchanges."""
        return self

    def __exit__(
        self,
        kind: type[BaseException] | None,
        error: BaseException | None,
        trace: TracebackType | None,
    ) -> None:
        """Close the carrier."""
        self._carrier.__exit__(kind, error, trace)


class _Passage(threading.Thread):
    """One exchange. A daemon: the program ends without waiting for a dead link."""

    def __init__(self, carrier: Closing, request: bytes, tray: Tray) -> None:
        super().__init__(name="exchange", daemon=True)
        self._carrier, self._request, self._tray = carrier, request, tray
        self.heard, self.over = Stoppable(), threading.Event()
        self._answer: bytes | None = None
        self._failure: SuixingError | None = None

    def run(self) -> None:
        try:
            self._answer = self._carrier.exchange(self._request, self.heard, self._tray)
        except SuixingError as error:
            self._failure = error
        finally:
            self.over.set()

    def report(self, progress: Progress) -> None:
        """Hand on how far it is."""
        progress.step(self.heard.done, self.heard.total, self.heard.what)

    def result(self) -> bytes:
        """Return the answer, or raise what went wrong."""
        if self._failure is not None:
            raise self._failure
        if self._answer is None:
            raise WeBroke(
                N_("The exchange ended without an answer."),
                safe=N_("Everything is still on this computer."),
                hint=N_("Try again."),
            )
        return self._answer
