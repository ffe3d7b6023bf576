"""Who is due at a meeting, who was there, and whether that is enough to decide anything.

The roster is that of the meeting's own day: who had joined by then, was not yet away for good, held
an office, was already a full member. Once a meeting is filed its roster is what was written then.

Who floats out of the branch stands on the sheet but is not due while away; who floats in is due and
has no vote. A vote counts against all who had one: who floats out keeps theirs here, with the formal
relation, so their absence is no smaller quorum (the reduced list of an election needs a decision).
"""

from collections.abc import Collection, Iterable, Iterator, Mapping, Sequence
from dataclasses import dataclass
from datetime import date
from functools import cached_property
from typing import Generic, NamedTuple, Protocol, TypeVar

from app.counting.held import KEPT
from app.counting.standing import Life, by_member, covers
from app.counting.voting import AT_LEAST_HALF
from app.records.flow import FlowRecord, GroupMembership
from app.records.meeting import (
    HERE,
    Activity,
    Attendance,
    Presence,
    Role,
)
from app.records.member import LeaveOrAbsence, Member, MemberStatusEvent, Relation
from app.records.organisation import COMMITTEE, OfficeHolding
from app.terms import ActivityType

OPEN_TO_ALL = (
    ActivityType.joint_conference,
    ActivityType.joint_activity,
    ActivityType.training,
    ActivityType.service_visit,
)
"""Held without a list of those due: whoever comes, comes."""

IN_THE_ROOM = (Presence.present, Presence.late)
"""Marks of those who came; online one may join while on leave."""

DECIDING = (
    ActivityType.general_meeting,
    ActivityType.committee_meeting,
    ActivityType.organizational_life_meeting,
    ActivityType.democratic_appraisal,
)
"""Meetings that need a quorum to decide (branch-work regulation 11 and 12)."""


@dataclass(frozen=True)
class Branch:
    """The people and offices of the branch as the book has them now."""

    members: tuple[Member, ...] = ()
    events: tuple[MemberStatusEvent, ...] = ()
    offices: tuple[OfficeHolding, ...] = ()
    leaves: tuple[LeaveOrAbsence, ...] = ()
    flows: tuple[FlowRecord, ...] = ()
    grouped: tuple[GroupMembership, ...] = ()

    @cached_property
    def roll(self) -> tuple[tuple[str, Member], ...]:
        """Return everybody with their id; asked for by every meeting of a year."""
        return tuple((m.id, m) for m in self.members)

    @cached_property
    def lives(self) -> Mapping[str, Life]:
        """Return each membership by the member's id."""
        events, flows = by_member(self.events), by_member(self.flows)
        return {i: Life.of(m, events.get(i, ()), flows.get(i, ())) for i, m in self.roll}

    @cached_property
    def _groups(self) -> Mapping[str, list[GroupMembership]]:
        return by_member(self.grouped)

    @cached_property
    def _days(self) -> dict[date, frozenset[str]]:
        return {}

    def on(self, day: date) -> tuple[Member, ...]:
        """Return who belonged to the branch on a day, in the roster's order."""
        here = self.ids_on(day)
        return tuple(m for i, m in self.roll if i in here)

    def ids_on(self, day: date) -> frozenset[str]:
        """Return the ids of who belonged to the branch on a day."""
        # Asked several times for each meeting, and never another answer.
        found = self._days.get(day)
        if found is None:
            found = frozenset(i for i, life in self.lives.items() if life.here(day))
            self._days[day] = found
        return found

    def afloat(self, day: date) -> frozenset[str]:
        """Return who floats out of the branch on a day."""
        out = {f.member for f in self.flows}
        return frozenset(i for i in out if i in self.lives and self.lives[i].afloat(day))

    def group_of(self, member: str, day: date) -> str | None:
        """Return the group somebody was in on a day; without a dated membership the one of now."""
        dated = self._groups.get(member, ())
        then = [g for g in dated if covers(g.from_on, g.to_on, day)]
        if then:
            return max(then, key=lambda g: (g.from_on or date.min, g.group)).group
        life = self.lives.get(member)
        return life.member.group if life is not None else None

    def committee(self, day: date) -> frozenset[str]:
        """Return who sat on the branch committee on a day."""
        return frozenset(
            o.member
            for o in self.offices
            if o.office in COMMITTEE and covers(o.from_on, o.to_on, day)
        )

    def away(self, day: date) -> dict[str, LeaveOrAbsence]:
        """Return the approved leave of each member who is away on a day."""
        return {x.member: x for x in self.leaves if covers(x.from_on, x.to_on, day)}


def surely_away(leave: LeaveOrAbsence, day: date) -> bool:
    """Tell whether a leave says that somebody was elsewhere on a day, so that no sheet may differ.

    Of a leave without an end only the first day is sure: who is present has come back from it.
    """
    return leave.from_on <= day <= (leave.to_on or leave.from_on)


def belonged(
    member: Member,
    day: date,
    events: Sequence[MemberStatusEvent],
    flows: Sequence[FlowRecord] = (),
) -> bool:
    """Tell whether somebody was in the branch on a day; `events` and `flows` are theirs."""
    return Life.of(member, events, flows).here(day)


def may_vote(
    member: Member,
    day: date,
    events: Sequence[MemberStatusEvent] = (),
    flows: Sequence[FlowRecord] = (),
) -> bool:
    """Tell whether a member had the right to vote on a day; `events` and `flows` are theirs.

    Whom a meeting makes a full member had no vote at that meeting. Source: election rules 2020, 5.
    """
    return Life.of(member, events, flows).may_vote(day)


@dataclass(frozen=True, slots=True)
class Attendee:
    """One person of a meeting: what the sheet says, or what a known leave says."""

    id: str
    member: Member
    due: bool
    voter: bool
    probationary: bool
    entry: Attendance | None = None
    leave: LeaveOrAbsence | None = None
    afloat: bool = False
    group: str | None = None
    """The group they were in on the day."""

    @property
    def counts(self) -> bool:
        """Tell whether their vote counts among those due, whether or not they are."""
        return self.voter and (self.due or self.afloat)

    @property
    def status(self) -> Presence | None:
        """Return what is written; unwritten, an approved leave counts as leave."""
        if self.entry is not None and self.entry.status is not None:
            return self.entry.status
        return Presence.leave if self.leave is not None else None

    @property
    def present(self) -> bool:
        """Tell whether they were there."""
        return self.status in HERE

    @property
    def placed(self) -> bool:
        """Tell whether they are here for organisational life only."""
        return self.member.relation_here == Relation.life_only

    @property
    def unmarked(self) -> bool:
        """Tell whether nothing is known of them yet."""
        return self.status is None


class Mark(Protocol):
    """What a sign-in sheet says of one person, whole or in short."""

    @property
    def due(self) -> bool:
        """Tell whether they were expected."""

    @property
    def role(self) -> Role:
        """Return in what role they attended."""

    @property
    def status(self) -> Presence | None:
        """Return what is marked, None while nothing is."""


M = TypeVar("M", bound=Mark)


class Row(NamedTuple, Generic[M]):
    """One person on the roster of a meeting."""

    id: str
    member: Member
    due: bool
    voter: bool
    entry: M | None
    afloat: bool = False
    """Floating out, and not on the sheet: shown, not due, and yet with a vote to count against."""

    @property
    def counts(self) -> bool:
        """Tell whether their vote counts among those due, whether or not they are."""
        return self.voter and (self.due or self.afloat)


def rows(
    activity: Activity, day: date, branch: Branch, entries: Mapping[str, M]
) -> Iterator[Row[M]]:
    """Yield everybody due at a meeting, and whoever else has an entry, in the roster's order."""
    closed = activity.state in KEPT and bool(entries)
    due = frozenset(entries) if closed else due_ids(activity, day, branch)
    afloat = afloat_ids(activity, day, branch)
    optional = activity.type in OPEN_TO_ALL
    # In its own meeting a committee member decides as one; that of a temporary branch is appointed,
    # and its members' relation may be elsewhere (branch-work regulation 8 and 12).
    seats = (
        branch.committee(day) if activity.type == ActivityType.committee_meeting else frozenset()
    )
    for person, member in branch.roll:
        entry = entries.get(person)
        floats = entry is None and person in afloat
        if entry is None and person not in due and not floats:
            continue
        voter = branch.lives[person].may_vote(day) or person in seats
        voter = voter and (entry is None or entry.role == Role.voting)
        marked = entry is not None and entry.due and entry.status is not None
        is_due = marked if optional else (entry.due if entry is not None else not floats)
        yield Row(person, member, is_due, voter, entry, floats)


def roster(
    activity: Activity, day: date, branch: Branch, entries: Mapping[str, Attendance]
) -> tuple[Attendee, ...]:
    """Return everybody due at a meeting, and whoever else has an entry, in the roster's order."""
    # Once filed, a leave that was noted since changes nothing.
    away = {} if activity.state in KEPT and entries else branch.away(day)
    return tuple(
        Attendee(
            r.id,
            r.member,
            r.due,
            r.voter,
            branch.lives[r.id].probationary(day),
            r.entry,
            away.get(r.id),
            r.afloat,
            branch.group_of(r.id, day),
        )
        for r in rows(activity, day, branch, entries)
    )


class Voters(NamedTuple):
    """Members with a vote at one meeting: how many were due, how many of them were there."""

    due: int
    here: int


def voters(activity: Activity, day: date, branch: Branch, entries: Mapping[str, M]) -> Voters:
    """Count those with a vote among those due, as `tally` does from attendees."""
    due = [r for r in rows(activity, day, branch, entries) if r.counts]
    return Voters(len(due), sum(r.entry is not None and r.entry.status in HERE for r in due))


def has_committee(said: bool | None, seated: Collection[str]) -> bool:
    """Tell whether a branch has a committee: as its record says, else by those who sit on it.

    A secretary and a deputy are none: a committee has three members at least (regulation 20).
    """
    return len(seated) >= 3 if said is None else said


def due_ids(activity: Activity, day: date, branch: Branch) -> frozenset[str]:
    """Return who is due by the meeting's kind: everyone, the committee, or one group."""
    here = branch.ids_on(day)
    if activity.type == ActivityType.committee_meeting:
        return branch.committee(day) & here
    return _of_group(activity, day, branch, here - branch.afloat(day))


def afloat_ids(activity: Activity, day: date, branch: Branch) -> frozenset[str]:
    """Return who stands on the sheet without being due, because they float out on the day.

    A committee counts its members wherever they are, and where all may come nobody is missed.
    """
    if activity.type == ActivityType.committee_meeting or activity.type in OPEN_TO_ALL:
        return frozenset()
    return _of_group(activity, day, branch, branch.afloat(day) & branch.ids_on(day))


def _of_group(
    activity: Activity, day: date, branch: Branch, people: frozenset[str]
) -> frozenset[str]:
    if activity.type != ActivityType.group_meeting or not activity.group:
        return people
    return frozenset(i for i in people if branch.group_of(i, day) == activity.group)


@dataclass(frozen=True, slots=True)
class Tally:
    """The numbers of a meeting; guests are not among them."""

    due: int = 0
    present: int = 0
    leave: int = 0
    absent: int = 0
    open: int = 0
    voters_due: int = 0
    voters_present: int = 0
    full_due: int = 0
    full_present: int = 0
    probationary_due: int = 0
    probationary_present: int = 0
    placed_present: int = 0


def tally(people: Iterable[Attendee]) -> Tally:
    """Count those due; full and probationary members also apart (domain 2.8)."""
    listed = tuple(people)
    due = [p for p in listed if p.due]
    here = [p for p in due if p.present]
    return Tally(
        due=len(due),
        present=len(here),
        leave=sum(p.status == Presence.leave for p in due),
        absent=sum(p.status == Presence.absent for p in due),
        open=sum(p.unmarked for p in due),
        voters_due=sum(p.counts for p in listed),
        voters_present=sum(p.voter for p in here),
        full_due=sum(not p.probationary for p in due),
        full_present=sum(not p.probationary for p in here),
        probationary_due=sum(p.probationary for p in due),
        probationary_present=sum(p.probationary for p in here),
        placed_present=sum(p.placed for p in here),
    )


class Quorum(NamedTuple):
    """Whether enough are there: ``due`` entitled, ``present`` of them here, ``needed`` at least."""

    due: int
    present: int
    needed: int
    committee: bool

    @property
    def met(self) -> bool:
        """Tell whether the meeting may decide."""
        return self.due > 0 and self.present >= self.needed

    @property
    def missing(self) -> int:
        """Return how many more are needed."""
        return max(0, self.needed - self.present)


def quorum(kind: ActivityType, count: Tally) -> Quorum | None:
    """Return the quorum of a meeting; None where nothing needs one.

    General meeting: half or more of those entitled to vote (regulation 11). Committee: half or more
    of its members (regulation 12).
    """
    if kind not in DECIDING:
        return None
    if kind == ActivityType.committee_meeting:
        return Quorum(count.due, count.present, AT_LEAST_HALF.least(count.due), True)
    return Quorum(
        count.voters_due, count.voters_present, AT_LEAST_HALF.least(count.voters_due), False
    )
