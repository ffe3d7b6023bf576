"""A laptop's line to HQ: one question, one answer, and neither is begun anew when the link breaks.

A question is on disk before its first byte is sent, and the same bytes are sent on every try, so that
what has arrived counts. It is forgotten when its answer is here.
"""

from typing import NamedTuple

import msgspec

from db.model.errors import Cancelled, LinkError, PeerBroke, Refused
from db.model.progress import Progress
from db.model.words import N_
from sync.carrier import Transport, Tray
from sync.core import direct
from sync.core.direct import Question
from sync.core.lean import Needs
from sync.core.message import NONE, envelope, packed
from sync.letters import said_no
from sync.replica import Replica
from sync.tenure import KeyRetired

_QUESTION, _ANSWER = "question", "answer"
_SAID_ANEW = (Needs.__name__, KeyRetired.__name__)
"""HQ's noes that are no refusal: the question is asked again in other words."""


class Heard(NamedTuple):
    """An answer, its question, and how many bytes went up and came down."""

    question: Question
    inside: bytes
    at: int
    up: int
    down: int


class Line:
    """Asks HQ over one carrier, for one replica; of each matter `about` one question may be open."""

    def __init__(
        self, replica: Replica, transport: Transport, progress: Progress, about: str = ""
    ) -> None:
        self._replica, self._transport, self._progress = replica, transport, progress
        self._hq, self._spool = replica.office.actor, replica.store.spool
        self._owner = self._hq + about
        self.way = transport.way

    def ask(self, kind: int, inside: bytes, at: int) -> Heard:
        """Ask at `at` (ms by this clock). Raises LinkError, PeerBroke, Refused, Cancelled."""
        raw = direct.asked(kind, self._replica.actor, at, inside, self._replica.shared())
        self._spool.keep(self._owner, _QUESTION, raw, at)
        return self._sent(raw, Tray())

    def waiting(self) -> Question | None:
        """Return the question that has no answer yet, None where there is none of this actor."""
        raw = self._spool.get(self._owner, _QUESTION)
        if raw is None:
            return None
        question = direct.question_of(raw)
        if question.sender == self._replica.actor and question.genuine(self._replica.shared()):
            return question
        self._spool.clear(self._owner)
        return None

    def again(self, question: Question) -> Heard:
        """Go on with a question of another day from where it broke off."""
        raw = question.front + question.inside + question.tag
        return self._sent(raw, Tray(self._spool.get(self._owner, _ANSWER) or b"", begun=True))

    def _sent(self, raw: bytes, tray: Tray) -> Heard:
        try:
            answer = self._transport.exchange(raw, self._progress, tray)
        except (Cancelled, LinkError):
            self._spool.keep(self._owner, _ANSWER, tray.arrived, self._replica.store.clock())
            raise
        self._spool.clear(self._owner)
        try:
            return self._heard(raw, answer)
        except (LinkError, PeerBroke) as error:
            if error.params.get("code") not in _SAID_ANEW:
                self._replica.refusals.turned_away(self._hq, error, self.way)
            raise

    def _heard(self, raw: bytes, answer: bytes) -> Heard:
        question = direct.question_of(raw)
        if not direct.is_direct(answer):
            raise self._no(answer, question)
        heard = direct.answer_of(answer, question, self._replica.shared())
        ahead = self._replica.store.clock() - heard.at
        self._replica.store.settings.put("clock_gap", ahead // 1000)
        return Heard(question, heard.inside, heard.at, len(raw), len(answer))

    def _no(self, raw: bytes, question: Question) -> Refused | PeerBroke:
        """Return HQ's signed no to a question as an error."""
        sealed = envelope(raw)
        if sealed.stamp.sender != self._hq:
            return PeerBroke(
                N_("This answer is not from the HQ this book is enrolled with."),
                safe=N_("It was not taken; nothing here was changed."),
                hint=N_("Check HQ's address in the settings."),
            )
        no = said_no(self._replica, sealed)
        if sealed.stamp.answers not in (question.name, NONE):
            return direct.elsewhere()
        return no


class FileLine:
    """Asks HQ about attached files, beside what is open of the records."""

    def __init__(self, replica: Replica, transport: Transport) -> None:
        self._replica, self._transport = replica, transport

    def ask(self, kind: int, inside: msgspec.Struct, progress: Progress) -> bytes:
        """Return the inside of HQ's answer. Raises LinkError, PeerBroke, Cancelled."""
        at = self._replica.store.clock()
        return self._line(kind, progress).ask(kind, packed(inside), at).inside

    def again(self, kind: int, progress: Progress) -> bytes | None:
        """Finish what a broken link left open of a kind, None where there is nothing.

        Raises LinkError, Cancelled.
        """
        line = self._line(kind, progress)
        question = line.waiting()
        if question is None or question.kind != kind:
            return None
        try:
            return line.again(question).inside
        except (Refused, PeerBroke):
            return None

    def _line(self, kind: int, progress: Progress) -> Line:
        return Line(self._replica, self._transport, progress, f"/{kind}")
