"""What the rules look at: one branch's records of a period, read once and held as values."""

from collections.abc import Iterator, Mapping, Sequence
from dataclasses import dataclass, field
from datetime import date, datetime, timedelta
from functools import cached_property
from typing import NamedTuple

from app.records.meeting import (
    HERE,
    Activity,
    ActivityType,
    AgendaItem,
    Motion,
    Presence,
    Resolution,
    Role,
    SignInSheet,
    State,
)
from app.records.member import LeaveOrAbsence, Member, MemberStatusEvent
from app.records.organisation import COMMITTEE, Branch, OfficeHolding, PartyGroup, TermOfOffice
from app.records.study import StudyRecord

HELD = (State.minuted, State.reviewed, State.filed, State.archived, State.reopened)
"""States in which a meeting counts as held (domain 6: state >= minuted)."""
KEPT = (State.filed, State.archived)
"""States in which a meeting's study hours have flowed to those present."""


class Seat(NamedTuple):
    """One member's attendance at one meeting."""

    id: str
    activity: str
    member: str
    due: bool
    role: Role
    status: Presence | None
    reason: str

    @property
    def here(self) -> bool:
        """Tell whether the member counts as present."""
        return self.status in HERE


class Span(NamedTuple):
    """A period that a rule counts in: its name in explanations, its first and last day."""

    key: str
    first: date
    last: date
    number: int
    """The month 1 to 12, or the quarter 1 to 4."""


@dataclass(frozen=True)
class Facts:
    """Records of one branch. Deleted records and cancelled meetings are not among them.

    ``activities`` are those of the year up to ``last`` at least, by start; rules about single
    records look at `in_period`. ``entered`` says when a meeting's outcome was entered, where that
    was late. ``counted_from`` is the day from which this book is kept: before it nothing is missed.
    """

    today: date
    first: date
    last: date
    branch: Branch | None = None
    groups: Sequence[PartyGroup] = ()
    members: Mapping[str, Member] = field(default_factory=dict)
    activities: Sequence[Activity] = ()
    seats: Mapping[str, Sequence[Seat]] = field(default_factory=dict)
    motions: Mapping[str, Sequence[Motion]] = field(default_factory=dict)
    items: Mapping[str, Sequence[AgendaItem]] = field(default_factory=dict)
    resolutions: Mapping[str, Sequence[Resolution]] = field(default_factory=dict)
    sheets: Mapping[str, Sequence[SignInSheet]] = field(default_factory=dict)
    spoken: frozenset[str] = frozenset()
    """Meetings that hold at least one speech."""
    studies: Sequence[StudyRecord] = ()
    leaves: Sequence[LeaveOrAbsence] = ()
    events: Sequence[MemberStatusEvent] = ()
    offices: Sequence[OfficeHolding] = ()
    terms: Sequence[TermOfOffice] = ()
    entered: Mapping[str, datetime] = field(default_factory=dict)
    counted_from: date = date.min

    @cached_property
    def in_period(self) -> tuple[Activity, ...]:
        """Return the meetings of the period."""
        return tuple(
            a
            for a in self.activities
            if a.held_start is not None and self.first <= a.held_start.date() <= self.last
        )

    @cached_property
    def held(self) -> tuple[Activity, ...]:
        """Return the meetings of the period that count as held."""
        return tuple(a for a in self.in_period if a.state in HELD)

    @property
    def has_committee(self) -> bool:
        """Tell whether the branch has a committee: as it says, else by the offices held."""
        if self.branch is not None and self.branch.has_committee is not None:
            return self.branch.has_committee
        return any(o.office in COMMITTEE and o.to_on is None for o in self.offices)

    def seats_of(self, activity: str) -> Sequence[Seat]:
        """Return the attendance of a meeting."""
        return self.seats.get(activity, ())

    def events_of(self, member: str) -> list[MemberStatusEvent]:
        """Return what happened to a membership, by date; what has no date is left out."""
        dated = [(e.on, e) for e in self.events if e.member == member and e.on is not None]
        return [event for _, event in sorted(dated, key=lambda pair: pair[0])]

    def name(self, member: str) -> str:
        """Return a member's name; the id where the member is not in the book."""
        found = self.members.get(member)
        return found.name if found else member

    def sessions(self, kind: ActivityType, span: Span) -> list[Activity]:
        """Return the meetings of a type that count as held in a span."""
        return [
            a
            for a in self.activities
            if a.type == kind
            and a.state in HELD
            and a.held_start is not None
            and span.first <= a.held_start.date() <= span.last
        ]

    def months(self) -> Iterator[Span]:
        """Yield the months of the period that are over and that this book covers."""
        for span in months_of(self.first, self.last):
            if span.last < self.today and self._covers(span):
                yield span

    def quarters(self) -> Iterator[Span]:
        """Yield the quarters that ended in the period and that this book covers."""
        for span in quarters_of(self.first, self.last):
            if span.last < self.today and self._covers(span):
                yield span

    def _covers(self, span: Span) -> bool:
        branch = self.branch
        if branch is not None:
            # A rule binds from the first full period of a branch, and not after its end.
            if branch.established_on is not None and branch.established_on > span.first:
                return False
            if branch.dissolved_on is not None and branch.dissolved_on < span.last:
                return False
        return span.last >= self.counted_from


def months_of(first: date, last: date) -> Iterator[Span]:
    """Yield the months whose last day lies between two days."""
    at = first.replace(day=1)
    while (end := next_month(at) - timedelta(days=1)) <= _month_end(last):
        yield Span(f"{at:%Y-%m}", at, end, at.month)
        at = next_month(at)


def quarters_of(first: date, last: date) -> Iterator[Span]:
    """Yield the quarters whose last month is among the months between two days."""
    for month in months_of(first, last):
        if month.number % 3 == 0:
            number = month.number // 3
            start = date(month.first.year, month.number - 2, 1)
            yield Span(f"{start.year}-Q{number}", start, month.last, number)


def quarter_of(day: date) -> Span:
    """Return the quarter a day lies in."""
    number = (day.month - 1) // 3 + 1
    start = date(day.year, number * 3 - 2, 1)
    end = next_month(date(day.year, number * 3, 1)) - timedelta(days=1)
    return Span(f"{day.year}-Q{number}", start, end, number)


def month_of(day: date) -> Span:
    """Return the month a day lies in."""
    start = day.replace(day=1)
    return Span(f"{start:%Y-%m}", start, _month_end(day), day.month)


def next_month(day: date) -> date:
    """Return the first day of the month after."""
    return date(day.year + day.month // 12, day.month % 12 + 1, 1)


def months_after(day: date, months: int) -> date:
    """Return the same day so many calendar months later; the month's last where it has none."""
    place = day.year * 12 + day.month - 1 + months
    first = date(place // 12, place % 12 + 1, 1)
    return min(first.replace(day=1) + timedelta(days=day.day - 1), _month_end(first))


def _month_end(day: date) -> date:
    return next_month(day) - timedelta(days=1)
