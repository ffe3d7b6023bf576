"""Party and enterprise affairs laid open: what shows now, what was asked about it and answered."""

from collections.abc import Callable, Sequence
from dataclasses import dataclass
from datetime import date, datetime

from app.counting.openness import (
    Showing,
    days_left,
    showed_within,
    showing,
    unanswered,
)
from app.counting.periods import days_after
from app.records.openness import Comment, CommentKind, Disclosure
from app.services.records import Records
from db.model.errors import InvalidRecord, NotFound
from db.model.query import Where
from db.model.record import Applied
from db.model.words import N_

_ORDER = (Showing.now, Showing.coming, Showing.undated, Showing.past)
_AT_ONCE = 200
SOON = 3
"""So many days before its end the list says that it ends."""


@dataclass(frozen=True)
class Disclosed:
    """One disclosure on a day: where it stands, how long still, what was said and asked."""

    disclosure: Disclosure
    stands: Showing
    left: int | None
    comments: tuple[Comment, ...] = ()

    @property
    def questions(self) -> int:
        """Return how many questions were asked about it; remarks are none."""
        return sum(c.kind == CommentKind.question for c in self.comments)

    @property
    def waiting(self) -> tuple[Comment, ...]:
        """Return the questions without an answer."""
        return tuple(unanswered(self.comments))

    @property
    def ends_soon(self) -> bool:
        """Tell whether it is taken down within the next days."""
        return self.left is not None and self.left <= SOON


class Disclosing:
    """The use cases of disclosures in one book."""

    def __init__(self, records: Records, now: Callable[[], datetime]) -> None:
        self._records, self._now = records, now

    def all(self) -> list[Disclosed]:
        """Return all, those that show now first, the one that ends first among them on top."""
        found = self._whole(self._records.all(Disclosure))
        return sorted(found, key=_place)

    def get(self, disclosure: str) -> Disclosed:
        """Return one. Raises NotFound."""
        found = self._records.get(Disclosure, disclosure)
        if found is None:
            raise NotFound(N_("There is no record {id}."), id=disclosure)
        return self._whole([found])[0]

    def within(self, first: date, last: date) -> list[Disclosure]:
        """Return those that showed on any day of a period, earliest first."""
        found = self._records.all(Disclosure, where=(Where("from_on", "<=", last.isoformat()),))
        mine = [d for d in found if showed_within(d, first, last)]
        return sorted(mine, key=lambda d: d.from_on or date.min)

    def take_down(self, disclosure: str) -> Applied:
        """End it: today is the last day it showed."""
        return self._until(disclosure, self._now().date())

    def prolong(self, disclosure: str, days: int) -> Applied:
        """Let it show longer, counted from its last day or from today where that is past."""
        found = self.get(disclosure).disclosure
        last = max(found.to_on or date.min, self._now().date())
        return self._until(disclosure, days_after(last, days))

    def _until(self, disclosure: str, last: date) -> Applied:
        found = self.get(disclosure).disclosure
        if found.from_on is not None and last < found.from_on:
            raise InvalidRecord(
                N_("It would end before it begins."),
                field="to_on",
            )
        return self._records.change(disclosure, {"to_on": last.isoformat()})

    def _whole(self, disclosures: Sequence[Disclosure]) -> list[Disclosed]:
        today = self._now().date()
        said: dict[str, list[Comment]] = {}
        ids = [d.id for d in disclosures]
        for at in range(0, len(ids), _AT_ONCE):
            named = (Where("about", "in", ids[at : at + _AT_ONCE]),)
            for one in self._records.all(Comment, where=named, order=("on", "made")):
                said.setdefault(one.about, []).append(one)
        return [
            Disclosed(d, showing(d, today), days_left(d, today), tuple(said.get(d.id, ())))
            for d in disclosures
        ]


def _place(one: Disclosed) -> tuple[int, int, int]:
    first = one.disclosure.from_on or date.min
    left = one.left if one.left is not None else 10_000
    return _ORDER.index(one.stands), left, -first.toordinal()
