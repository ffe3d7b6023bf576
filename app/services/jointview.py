"""What joint building asks for now: what the rules find of it, whose turn it is, which agreements run out."""

from collections.abc import Callable
from dataclasses import dataclass
from datetime import datetime

from app.counting.agreements import Stood
from app.counting.rotation import Turn, next_turn, on_duty, turns
from app.records.alliance import CobuildAgreement, DutyRotation
from app.services.agreements import Agreements, is_urgent
from app.services.checking import Checking
from app.services.home import Attention, attention_of
from app.services.records import Records

_RULES = frozenset({"R28", "R29"})
"""Rules of joint building that may point at a meeting; others point at a record of its place."""


@dataclass(frozen=True, slots=True)
class JointNow:
    """What the first page of joint building says beside the coverage."""

    attention: tuple[Attention, ...]
    leading: tuple[Turn, ...]
    next: Turn | None
    ending: tuple[tuple[CobuildAgreement, Stood], ...]


class JointOverview:
    """Reads the book for the first page of joint building."""

    def __init__(
        self,
        records: Records,
        checking: Checking,
        agreements: Agreements,
        now: Callable[[], datetime],
    ) -> None:
        self._records, self._checking, self._now = records, checking, now
        self._agreements = agreements

    def now(self) -> JointNow:
        """Return what is asked for today."""
        today = self._now().date()
        found, listed = turns(self._records.all(DutyRotation)), self._agreements.listed(today)
        return JointNow(
            tuple(self._attention()),
            tuple(on_duty(found, today)),
            next_turn(found, today),
            tuple((line.agreement, line.stood) for line in listed if is_urgent(line)),
        )

    def _attention(self) -> list[Attention]:
        kinds = self._records.kinds
        mine = {name for name, kind in kinds.items() if kind.shape.place == "joint"}
        return [
            attention_of(f)
            for f in self._checking.this_year().findings
            if not f.explained and (f.rule in _RULES or f.kind in mine)
        ]
