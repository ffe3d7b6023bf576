"""What the rules look at: one branch's records of a period, read once and held as values."""

from collections import defaultdict
from collections.abc import Iterator, Mapping, Sequence
from dataclasses import dataclass, field
from datetime import date, datetime
from functools import cached_property
from typing import NamedTuple

from app.counting.attendance import Branch as People
from app.counting.attendance import Voters, has_committee, voters
from app.counting.held import HELD
from app.counting.periods import Span, halves_of, months_of, quarters_of
from app.records.evidence import SignInSheet
from app.records.flow import GroupMembership
from app.records.meeting import (
    HERE,
    Activity,
    AgendaItem,
    Mode,
    Motion,
    Presence,
    Resolution,
    Role,
)
from app.records.member import LeaveOrAbsence, Member, MemberStatusEvent
from app.records.organisation import COMMITTEE, Branch, OfficeHolding, PartyGroup, TermOfOffice
from app.records.study import StudyRecord
from app.rules.shared_shelves import Joint, Open, Service
from app.rules.shelves import Ballots, Growth, Life, Moves, Papers, Passage
from app.terms import ActivityType

_APART = (Mode.phone, Mode.paper_circulation)


def counts_as_meeting(activity: Activity) -> bool:
    """Tell whether people met: by phone or circulated paper only where the reason is on record."""
    return activity.mode not in _APART or bool(activity.mode_reason)


class Seat(NamedTuple):
    """One member's attendance at one meeting."""

    id: str
    activity: str
    member: str
    due: bool
    role: Role
    status: Presence | None
    reason: str
    arrival: str = ""
    """When they came, as it is written."""

    @property
    def here(self) -> bool:
        """Tell whether the member counts as present."""
        return self.status in HERE


@dataclass(frozen=True)
class Facts:
    """Records of one branch. Deleted records and cancelled meetings are not among them.

    ``activities`` are those of the years of the period at least, by start, and of half a year
    before them and a quarter after; rules about single records look at `in_period`. ``entered``
    says when a meeting's outcome was entered, where that was late. ``counted_from`` is the day from
    which this book is kept: before it nothing is missed. ``texts`` are those of the period's years
    and the year before, by day. ``clock_ahead`` how many seconds this laptop's clock was ahead of
    HQ's when they last met, None where they never did.
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
    grouped: Sequence[GroupMembership] = ()
    terms: Sequence[TermOfOffice] = ()
    entered: Mapping[str, datetime] = field(default_factory=dict)
    counted_from: date = date.min
    life: Life = field(default_factory=Life)
    moves: Moves = field(default_factory=Moves)
    papers: Papers = field(default_factory=Papers)
    ballots: Ballots = field(default_factory=Ballots)
    growth: Growth = field(default_factory=Growth)
    joint: Joint = field(default_factory=Joint)
    service: Service = field(default_factory=Service)
    openness: Open = field(default_factory=Open)
    texts: Sequence[Passage] = ()
    clock_ahead: int | None = None
    known_people: People | None = None
    """The people over time, where they were read before: asked by every meeting of a year."""

    @property
    def day(self) -> date:
        """Return the day as of which what has no meeting of its own is judged."""
        return min(self.last, self.today)

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

    @cached_property
    def by_id(self) -> dict[str, Activity]:
        """Return the meetings by their ids."""
        return {a.id: a for a in self.activities}

    @cached_property
    def people(self) -> People:
        """Return the members with their comings, offices, leaves, flows and groups over time."""
        if self.known_people is not None:
            return self.known_people
        return People(
            tuple(self.members.values()),
            tuple(self.events),
            tuple(self.offices),
            tuple(self.leaves),
            tuple(self.moves.flows),
            tuple(self.grouped),
        )

    @property
    def has_committee(self) -> bool:
        """Tell whether the branch has a committee today."""
        said = None if self.branch is None else self.branch.has_committee
        return has_committee(said, self.people.committee(self.today))

    def committee_on(self, day: date) -> bool:
        """Tell whether the branch had a committee on a day.

        What the branch's record says is of today. Of a day before, those who sat on it tell, where
        the book has offices at all; a committee that the record names may be small.
        """
        seated = self.people.committee(day)
        said = None if self.branch is None else self.branch.has_committee
        if day >= self.today or not any(o.office in COMMITTEE for o in self.offices):
            return has_committee(said, seated)
        return bool(seated) if said else len(seated) >= 3

    def voters(self, activity: Activity) -> Voters:
        """Return how many with a vote were due at a meeting, and how many of them there."""
        day = activity.held_start.date() if activity.held_start else self.last
        seats = {s.member: s for s in self.seats_of(activity.id)}
        return voters(activity, day, self.people, seats)

    def seats_of(self, activity: str) -> Sequence[Seat]:
        """Return the attendance of a meeting."""
        return self.seats.get(activity, ())

    def present_at(self, activity: str) -> list[str]:
        """Return who was due at a meeting and there."""
        return [s.member for s in self.seats_of(activity) if s.due and s.here]

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
        held = self._held_by_kind.get(kind, ())
        return [a for day, a in held if span.first <= day <= span.last]

    @cached_property
    def _held_by_kind(self) -> Mapping[ActivityType, Sequence[tuple[date, Activity]]]:
        """Return what counts as held of each type, with its day, in the order of `activities`."""
        found: defaultdict[ActivityType, list[tuple[date, Activity]]] = defaultdict(list)
        for a in self.activities:
            if a.state in HELD and a.held_start is not None and counts_as_meeting(a):
                found[a.type].append((a.held_start.date(), a))
        return found

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

    def halves(self) -> Iterator[Span]:
        """Yield the half-years that ended in the period and that this book covers."""
        for span in halves_of(self.first, self.last):
            if span.last <= self.last and span.last < self.today and self._covers(span):
                yield span

    def covers_year(self, year: int) -> bool:
        """Tell whether the branch was there for all of a year, and its book for some of it."""
        return self._covers(Span(f"{year}", date(year, 1, 1), date(year, 12, 31), 1))

    def _covers(self, span: Span) -> bool:
        branch = self.branch
        if branch is not None:
            # A rule binds from the first full period of a branch, and not after its end.
            if branch.established_on is not None and branch.established_on > span.first:
                return False
            if branch.dissolved_on is not None and branch.dissolved_on < span.last:
                return False
        return span.last >= self.counted_from
