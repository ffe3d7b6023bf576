"""A link to HQ that loses, repeats, delays and damages what it carries."""

from collections.abc import Callable
from typing import Protocol

import msgspec

from db.model.errors import Offline, TimedOut
from db.model.progress import Progress
from tests.simulation.machine import flipped

FAULTS = ("lost", "unanswered", "twice", "late", "stale", "bent", "misheard")
"""The request is lost · the answer is · the request arrives twice · some day · an old answer comes
· a bit of the request flips · of the answer."""


class Trouble(msgspec.Struct, frozen=True, omit_defaults=True):
    """A fault, the request of a sync that it befalls, and which bit flips (place: 0 to 1)."""

    fault: str = ""
    at: int = 1
    place: float = 0.0
    bit: int = 0


NO_TROUBLE = Trouble()


class Ether(Protocol):
    """What lies between a laptop and HQ."""

    stale: list[bytes]
    """Answers that never arrived."""

    def ask(self, request: bytes) -> bytes:
        """Return HQ's answer. Raises Offline where HQ died over it."""

    def ask_again(self, request: bytes) -> bytes:
        """Hand HQ a request it has had; nothing may come of it but an answer."""

    def delay(self, request: bytes) -> None:
        """Keep a request that arrives some day."""


class Link:
    """Carries one laptop's exchanges; the fault befalls one request of them."""

    way = "http"

    def __init__(self, ether: Ether, gone: Callable[[], bool], trouble: Trouble) -> None:
        """`gone` tells whether the laptop has died."""
        self._ether, self._gone, self._trouble = ether, gone, trouble
        self._left, self._spot = trouble.at, (trouble.place, trouble.bit)
        self.struck = ""
        """The fault that came to pass."""

    def exchange(self, request: bytes, progress: Progress) -> bytes:
        """Carry a request, and an answer back, if all goes well."""
        progress.step(0, len(request), "")
        if self._gone():
            raise Offline("dead")
        self._left -= 1
        if self._left or not self._trouble.fault:
            return self._ether.ask(request)
        return self._struck(request, self._trouble.fault)

    def _struck(self, request: bytes, fault: str) -> bytes:
        if fault == "stale" and not self._ether.stale:
            return self._ether.ask(request)
        self.struck = fault
        if fault == "lost":
            raise Offline("lost")
        if fault == "late":
            self._ether.delay(request)
            raise TimedOut("late")
        if fault == "bent":
            return self._ether.ask(flipped(request, *self._spot))
        answer = self._ether.ask(request)
        if fault == "unanswered":
            self._ether.stale.append(answer)
            raise Offline("unanswered")
        if fault == "stale":
            return self._ether.stale[-1]
        if fault == "misheard":
            return flipped(answer, *self._spot)
        return self._ether.ask_again(request)
