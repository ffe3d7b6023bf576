"""A link to HQ that loses, repeats, delays, cuts and damages what it carries.

It does what `sync.transports.http` and HQ's web door do with one body, without the sockets between:
a question that broke off goes on where HQ has it, an answer that broke off where the laptop has it.
"""

from collections.abc import Callable
from typing import Protocol

import msgspec

from db.model.errors import Offline, TimedOut
from db.model.progress import Progress
from sync.carrier import Tray
from sync.core import direct
from tests.simulation.machine import flipped

FAULTS = (
    "lost",
    "unanswered",
    "twice",
    "late",
    "stale",
    "bent",
    "misheard",
    "cut up",
    "cut down",
)
"""The request is lost · the answer is · the request arrives twice · some day · an old answer comes
· a bit of the request flips · of the answer · the request breaks off · the answer does."""


class Trouble(msgspec.Struct, frozen=True, omit_defaults=True):
    """A fault, the request of a sync that it befalls, and where: a place (0 to 1) and a bit."""

    fault: str = ""
    at: int = 1
    place: float = 0.0
    bit: int = 0


NO_TROUBLE = Trouble()


class Door(Protocol):
    """HQ's door, as a link comes to it."""

    stale: list[bytes]
    """Answers that never arrived."""

    def ask(self, name: str, at: int, rest: bytes) -> bytes:
        """Answer a question whose rest from byte `at` has come. Raises Offline where HQ died."""

    def ask_again(self, request: bytes) -> bytes:
        """Answer a request that HQ has had; nothing else may come of it."""

    def delay(self, request: bytes) -> None:
        """Keep a request that arrives some day."""

    def broke_off(self, name: str, at: int, came: bytes) -> None:
        """Keep what came of a question from byte `at` on."""

    def answer(self, name: str, have: int) -> bytes | None:
        """Return the rest of an answer that HQ has given before."""

    def arrived(self, name: str) -> int:
        """Return how many bytes of a question have come."""


class Link:
    """Carries one laptop's exchanges; its trouble befalls one request of them."""

    way = "http"

    def __init__(self, door: Door, gone: Callable[[], bool], trouble: Trouble) -> None:
        """`gone` tells whether the laptop has died."""
        self._door, self._gone, self._trouble = door, gone, trouble
        self._left, self._spot = trouble.at, (trouble.place, trouble.bit)
        self.struck = ""
        """The fault that came to pass."""
        self.retried = False
        """It befell a question of another day, which is said anew when its answer is none."""

    def exchange(self, request: bytes, progress: Progress, tray: Tray) -> bytes:
        """Carry a request, and an answer back, if all goes well."""
        progress.step(0, len(request), "")
        if self._gone():
            raise Offline("dead")
        self._left -= 1
        fault = "" if self._left else self._trouble.fault
        if fault == "stale" and not self._door.stale:
            fault = ""
        if fault:
            self.struck, self.retried = fault, tray.begun
        if fault == "lost":
            raise Offline("lost")
        if fault == "late":
            self._door.delay(request)
            raise TimedOut("late")
        answer = self._answer(request, tray, fault)
        return self._received(request, answer, tray, fault)

    def _answer(self, request: bytes, tray: Tray, fault: str) -> bytes:
        """Bring the question to HQ, from where it broke off, and return the answer."""
        found = direct.name_of(request)
        name = "" if found is None else found.hex()
        sent = 0
        if tray.begun and name:
            rest = self._door.answer(name, len(tray.arrived))
            if rest is not None:
                return tray.arrived + rest
            sent = self._door.arrived(name)
        sent = sent if sent < len(request) else 0
        body = request[sent:]
        if fault == "cut up":
            self._door.broke_off(name, sent, body[: int(len(body) * self._spot[0])])
            raise Offline("cut")
        if fault == "bent":
            body = flipped(body, *self._spot)
        return self._door.ask(name, sent, body)

    def _received(self, request: bytes, answer: bytes, tray: Tray, fault: str) -> bytes:
        if fault == "unanswered":
            self._door.stale.append(answer)
            raise Offline("unanswered")
        if fault == "cut down":
            tray.arrived = answer[: int(len(answer) * self._spot[0])]
            raise Offline("cut")
        if fault == "stale":
            return self._door.stale[-1]
        if fault == "misheard":
            return flipped(answer, *self._spot)
        return self._door.ask_again(request) if fault == "twice" else answer
