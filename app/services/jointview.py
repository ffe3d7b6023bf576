"""What joint building asks for now: what the rules find of it, whose turn it is, which agreements run out."""

from collections.abc import Callable
from dataclasses import dataclass
from datetime import datetime

from app.counting.agreements import Standing, Stood, renewals, stood, urgency
from app.counting.rotation import Turn, next_turn, on_duty, turns
from app.records.alliance import CobuildAgreement, DutyRotation
from app.services.checking import Checking
from app.services.home import Attention, attention_of
from app.services.records import Records

_RULES = frozenset({"R28", "R29"})
"""Rules of joint building that may point at a meeting; others point at a record of its place."""
_SOON = (Standing.expired, Standing.soon)


@dataclass(frozen=True, slots=True)
class JointNow:
    """What the first page of joint building says beside the coverage."""

    attention: tuple[Attention, ...]
    leading: tuple[Turn, ...]
    next: Turn | None
    ending: tuple[tuple[CobuildAgreement, Stood], ...]


class JointOverview:
    """Reads the book for the first page of joint building."""

    def __init__(self, records: Records, checking: Checking, now: Callable[[], datetime]) -> None:
        self._records, self._checking, self._now = records, checking, now

    def now(self) -> JointNow:
        """Return what is asked for today."""
        today = self._now().date()
        found = turns(self._records.all(DutyRotation))
        agreements = self._records.all(CobuildAgreement)
        renewed = renewals(agreements)
        stands = [(a, stood(a, today, renewed.get(a.id))) for a in agreements]
        ending = [pair for pair in stands if pair[1].standing in _SOON]
        return JointNow(
            tuple(self._attention()),
            tuple(on_duty(found, today)),
            next_turn(found, today),
            tuple(sorted(ending, key=lambda pair: urgency(pair[1]))),
        )

    def _attention(self) -> list[Attention]:
        kinds = self._records.kinds
        mine = {name for name, kind in kinds.items() if kind.shape.place == "joint"}
        return [
            attention_of(f)
            for f in self._checking.this_year().findings
            if not f.explained and (f.rule in _RULES or f.kind in mine)
        ]
