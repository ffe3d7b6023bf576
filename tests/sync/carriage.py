"""The two ways that bytes get to HQ and back: by network, and as a file on a stick."""

from collections.abc import Sequence
from pathlib import Path
from typing import NamedTuple, Protocol

from db.model.errors import SuixingError
from db.model.progress import Silent
from sync.core.bundle import Front
from sync.core.message import REFUSAL, Aside, envelope, message_of, refusal_of
from sync.engine import Done
from sync.transports import bundle
from sync.transports.memory import Memory
from tests.sync.site import Headquarter, Laptop


class Outcome(NamedTuple):
    """What became of messages: a no, or what was set aside; the English of both."""

    no: str = ""
    aside: tuple[str, ...] = ()


class Way(Protocol):
    """One way to carry messages."""

    name: str

    def to_hq(self, hq: Headquarter, raw: bytes) -> Outcome:
        """Give HQ a message."""

    def to_laptop(self, hq: Headquarter, laptop: Laptop, raw: bytes) -> Done:
        """Give a laptop a message as HQ's, or a colleague's."""


def said(asides: Sequence[Aside]) -> tuple[str, ...]:
    """Return what is said of things set aside."""
    return tuple(filled(a.text, a.params) for a in asides)


def filled(text: str, params: dict[str, str]) -> str:
    for name, value in params.items():
        text = text.replace("{" + name + "}", value)
    return text


class Network:
    """HQ's door by HTTP, without the HTTP."""

    name = "http"

    def to_hq(self, hq: Headquarter, raw: bytes) -> Outcome:
        answer = envelope(hq.hub.exchange(raw))
        assert answer.genuine(hq.keys.sign_public)
        if answer.kind == REFUSAL:
            no = refusal_of(answer.inside)
            return Outcome(filled(no.text, no.params))
        return Outcome(aside=said(message_of(answer.inside).aside))

    def to_laptop(self, hq: Headquarter, laptop: Laptop, raw: bytes) -> Done:
        return laptop.engine().sync(Memory(lambda _: raw), Silent())


class Stick:
    """Real files."""

    name = "stick"

    def __init__(self, folder: Path) -> None:
        self.file = folder / "stick.sxbundle"

    def _written(self, messages: Sequence[bytes], reader: bytes) -> None:
        front = Front("一支部", "00" * 8, "", 0, 0)
        bundle.write(self.file, bundle.Cargo(front, messages), [reader], Silent())

    def to_hq(self, hq: Headquarter, raw: bytes) -> Outcome:
        self._written([raw], hq.keys.receive_public)
        (message,) = bundle.read(self.file, [hq.keys.receive], None, Silent()).messages
        try:
            return Outcome(aside=said(hq.hub.take(message, Silent()).aside))
        except SuixingError as error:
            return Outcome(str(error))

    def to_laptop(self, hq: Headquarter, laptop: Laptop, raw: bytes) -> Done:
        self._written([raw], laptop.keys.receive_public)
        found = bundle.read(self.file, [laptop.keys.receive], None, Silent())
        return laptop.engine().arrive(found.messages, self.file.name, Silent())
