"""One meeting with everything that belongs to it, read at once: the value that its pages show."""

from collections import defaultdict
from collections.abc import Iterable, Mapping, Sequence
from dataclasses import dataclass, field, replace
from datetime import date, datetime, timedelta
from functools import cached_property
from typing import TypeVar

from app.counting.attendance import Attendee, Branch, Quorum, Tally, quorum, roster, tally
from app.counting.held import KEPT, days_late, entered, together
from app.counting.judging import Electors, Judged, judged
from app.counting.shapes import STEPS, MeetingShape, shape_of
from app.counting.voting import AT_LEAST_HALF, DEVELOPMENT, Outcome, Share
from app.declare import RecordType
from app.records.cobuilding import Outcome as Result
from app.records.evidence import Attachment, PrintedForm, SignInSheet
from app.records.flow import FlowRecord, GroupMembership
from app.records.meeting import (
    Activity,
    AgendaItem,
    Attendance,
    Motion,
    MotionKind,
    Resolution,
    Speech,
    State,
)
from app.records.member import LeaveOrAbsence, Member, MemberStatusEvent
from app.records.organisation import OfficeHolding, PartyGroup
from app.records.oversight import Correction
from app.records.voting import ElectionCandidate, WrittenOpinion
from app.rules.rulebook import Rulebook
from app.rules.shipped import usual
from app.services.life import Life, read_life
from app.services.records import Records
from app.services.shared import Shared, read_shared
from app.site import site_time
from app.terms import ActivityType
from db.model.query import Where

R = TypeVar("R", bound=RecordType)


@dataclass(frozen=True)
class Meeting:
    """A meeting as the book has it now. ``linked`` are those held together with it."""

    activity: Activity
    branch: Branch
    groups: tuple[PartyGroup, ...] = ()
    entries: Mapping[str, Attendance] = field(default_factory=dict)
    items: tuple[AgendaItem, ...] = ()
    speeches: tuple[Speech, ...] = ()
    motions: tuple[Motion, ...] = ()
    resolutions: tuple[Resolution, ...] = ()
    attachments: tuple[Attachment, ...] = ()
    sheets: tuple[SignInSheet, ...] = ()
    linked: tuple[Activity, ...] = ()
    today: date = date.max
    candidates: tuple[ElectionCandidate, ...] = ()
    opinions: tuple[WrittenOpinion, ...] = ()
    forms: tuple[PrintedForm, ...] = ()
    corrections: tuple[Correction, ...] = ()
    life: Life | None = None
    rules: Rulebook = field(default_factory=usual)
    shared: Shared = field(default_factory=Shared)
    results: tuple[Result, ...] = ()

    @property
    def shape(self) -> MeetingShape:
        """Return what its kind asks for."""
        return shape_of(self.activity.type)

    @property
    def steps(self) -> tuple[str, ...]:
        """Return its steps; votes of another release's kind are shown where there are some."""
        steps = self.shape.steps
        if "vote" not in steps and (self.motions or self.resolutions):
            return tuple(step for step in STEPS if step in {*steps, "vote"})
        return steps

    @property
    def id(self) -> str:
        """Return the activity's id."""
        return self.activity.id

    @property
    def day(self) -> date:
        """Return the day it is held; today while it has none."""
        return self.activity.held_start.date() if self.activity.held_start else self.today

    @cached_property
    def people(self) -> tuple[Attendee, ...]:
        """Return everybody due, in the roster's order."""
        return roster(self.activity, self.day, self.branch, self.entries)

    @cached_property
    def tally(self) -> Tally:
        """Return the numbers of the sign-in."""
        return tally(self.people)

    @property
    def quorum(self) -> Quorum | None:
        """Return whether enough are there; None where nothing needs it."""
        return quorum(self.activity.type, self.tally)

    @property
    def archived(self) -> bool:
        """Tell whether it is filed away."""
        return self.activity.state in KEPT

    @property
    def marked(self) -> bool:
        """Tell whether anybody's attendance was written."""
        return any(e.status is not None for e in self.entries.values())

    @property
    def minuted(self) -> bool:
        """Tell whether anything was written down of it."""
        return bool(self.speeches) or bool((self.activity.minutes or "").strip())

    @cached_property
    def electors(self) -> Electors:
        """Return who may vote here, and who of them is here."""
        voters = [p for p in self.people if p.due and p.voter]
        return Electors(
            frozenset(p.id for p in voters), frozenset(p.id for p in voters if p.present)
        )

    def candidates_of(self, motion: str) -> tuple[ElectionCandidate, ...]:
        """Return the names of an election in the order of its ballot."""
        return tuple(c for c in self.candidates if c.motion == motion)

    def opinions_of(self, motion: str) -> tuple[WrittenOpinion, ...]:
        """Return the written opinions on a motion in the order they were entered."""
        return tuple(o for o in self.opinions if o.motion == motion)

    def judged(
        self, motion: Motion, candidates: Sequence[ElectionCandidate] | None = None
    ) -> Judged:
        """Return a motion judged with its written opinions and its (or these) candidates."""
        return judged(
            motion,
            self.electors,
            day=self.day,
            candidates=self.candidates_of(motion.id) if candidates is None else candidates,
            opinions=self.opinions_of(motion.id),
            committee=self.activity.type == ActivityType.committee_meeting,
            half=self._half,
        )

    @property
    def _half(self) -> Share:
        """Return how the rules in force read the half that must be there for an ordinary vote."""
        committee = self.activity.type == ActivityType.committee_meeting
        ruling = self.rules.on("R38" if committee else "R05", self.day)
        return AT_LEAST_HALF if ruling is None else ruling.share("present")

    def outcome(self, motion: Motion) -> Outcome:
        """Return what a motion's numbers amount to."""
        return self.judged(motion).outcome

    def person(self, member: str) -> Attendee | None:
        """Return one attendee."""
        return next((p for p in self.people if p.id == member), None)

    def groups_by_id(self) -> dict[str, str]:
        """Return the names of the groups by id, in the unit's order."""
        return {g.id: g.name for g in self.groups}

    def name(self, member: str | None) -> str:
        """Return a member's name, also of one who is not due."""
        return next((m.name for i, m in self.branch.roll if i == member), "")

    def speeches_on(self, item: str | None) -> tuple[Speech, ...]:
        """Return what was said on an item, in order."""
        return tuple(s for s in self.speeches if s.item == item)

    def concluded(self, item: AgendaItem) -> bool:
        """Tell whether an item has a resolution, a decided vote, or says that nothing was decided."""
        return (
            bool(item.no_decision)
            or any(r.item == item.id for r in self.resolutions)
            or any(m.item == item.id and self.outcome(m).decided for m in self.motions)
        )

    def with_entry(self, entry: Attendance) -> "Meeting":
        """Return the meeting with one attendance as it is about to be."""
        return replace(self, entries={**self.entries, entry.member: entry})


def entered_late(meeting: Meeting) -> int:
    """Return the days of a late entry, 0 when it was in time or nearly (R15)."""
    if not meeting.id:
        return 0
    days = days_late(meeting.activity, entered(meeting.activity, meeting.entries.values()))
    ruling = meeting.rules.on("R15", meeting.day)
    return days if ruling is not None and days > ruling.number("late_days") else 0


def last_kept(meeting: Meeting) -> datetime:
    """Return when anything of a meeting was last written, in the site's time."""
    parts = (*meeting.entries.values(), *meeting.items, *meeting.speeches, *meeting.motions)
    stamps = [p.record.touched for p in (*parts, *meeting.resolutions) if p.id]
    last = max((meeting.activity.record.touched, *stamps))
    return site_time(last)


def read_branch(records: Records) -> Branch:
    """Return the members, offices, comings and goings, leaves, flows and groups over time."""
    return Branch(
        tuple(records.all(Member)),
        tuple(records.all(MemberStatusEvent, order=("on",))),
        tuple(records.all(OfficeHolding)),
        tuple(records.all(LeaveOrAbsence)),
        tuple(records.all(FlowRecord)),
        tuple(records.all(GroupMembership)),
    )


def read_meetings(
    records: Records,
    activities: Sequence[Activity],
    today: date,
    branch: Branch | None = None,
    rules: Rulebook | None = None,
) -> list[Meeting]:
    """Return meetings with all that belongs to them, in a handful of queries for any number."""
    branch = branch or read_branch(records)
    groups, ids = tuple(records.all(PartyGroup)), [a.id for a in activities]
    entries = by_owner(records, Attendance, "activity", ids)
    items = by_owner(records, AgendaItem, "activity", ids)
    speeches = by_owner(records, Speech, "activity", ids)
    motions = by_owner(records, Motion, "activity", ids)
    resolutions = by_owner(records, Resolution, "activity", ids, order=("made",))
    sheets = by_owner(records, SignInSheet, "activity", ids)
    forms = by_owner(records, PrintedForm, "activity", ids, order=("made",))
    polled = [m.id for of in motions.values() for m in of if m.kind == MotionKind.election]
    candidates = by_owner(records, ElectionCandidate, "motion", polled, order=("number",))
    written_on = [m.id for of in motions.values() for m in of if m.kind in DEVELOPMENT]
    opinions = by_owner(records, WrittenOpinion, "motion", written_on, order=("made",))
    files = by_owner(records, Attachment, "belongs_to", _places(ids, items), order=("made",))
    linked = _linked(records, activities)
    corrections = by_owner(records, Correction, "about", ids, order=("on", "made"))
    lives, results = read_life(records, activities), by_owner(records, Result, "about", ids)
    return [
        Meeting(
            a,
            branch,
            groups,
            {e.member: e for e in entries[a.id]},
            tuple(items[a.id]),
            tuple(speeches[a.id]),
            tuple(motions[a.id]),
            tuple(resolutions[a.id]),
            tuple(f for place in _places([a.id], items) for f in files[place]),
            tuple(sheets[a.id]),
            linked[a.id],
            today,
            candidates=tuple(c for m in motions[a.id] for c in candidates[m.id]),
            opinions=tuple(o for m in motions[a.id] for o in opinions[m.id]),
            forms=tuple(forms[a.id]),
            corrections=tuple(corrections[a.id]),
            life=lives.get(a.id),
            rules=rules or usual(),
            shared=read_shared(records, a),
            results=tuple(results[a.id]),
        )
        for a in activities
    ]


def _places(ids: Sequence[str], items: Mapping[str, Sequence[AgendaItem]]) -> list[str]:
    """Return what a file may be attached to: the meetings, and the items of their agendas."""
    return [*ids, *(item.id for activity in ids for item in items[activity])]


def by_owner(
    records: Records, model: type[R], key: str, ids: Sequence[str], order: tuple[str, ...] = ()
) -> defaultdict[str, list[R]]:
    """Return the records of a type that name these as theirs, by whom they name."""
    found: defaultdict[str, list[R]] = defaultdict(list)
    if ids:
        conditions = [Where(key, "in", list(ids))] if len(ids) > 1 else {key: ids[0]}
        for value in records.all(model, where=conditions, order=order, limit=100_000):
            found[getattr(value, key)].append(value)
    return found


def _linked(
    records: Records, activities: Sequence[Activity]
) -> defaultdict[str, tuple[Activity, ...]]:
    """Return per meeting its parent, those that name it as theirs, and those beside it under one."""
    ids = [a.id for a in activities]
    children = by_owner(
        records, Activity, "parent", [*ids, *{a.parent for a in activities if a.parent}]
    )
    parents: dict[str, Activity] = {}
    for activity in activities:
        if activity.parent and activity.parent not in parents:
            found = records.get(Activity, activity.parent)
            if found is not None:
                parents[activity.parent] = found
    linked: defaultdict[str, tuple[Activity, ...]] = defaultdict(tuple)
    for activity in activities:
        above = [parents[activity.parent]] if activity.parent in parents else []
        beside = [a for a in children[activity.parent or ""] if a.id != activity.id]
        linked[activity.id] = tuple(above + children[activity.id] + beside)
    return linked


def held_at(activity: Activity) -> tuple[datetime, datetime] | None:
    """Return start and end; two hours long where no end stands; None without a start."""
    if activity.held_start is None:
        return None
    return activity.held_start, activity.held_end or activity.held_start + timedelta(hours=2)


def overlapping(meeting: Meeting, others: Iterable[Activity]) -> list[Activity]:
    """Return meetings at the same time that are not held together with this one.

    Where no end is written it is the usual one: good enough to plan by.
    """
    mine = held_at(meeting.activity)
    if mine is None:
        return []
    found = []
    for other in others:
        theirs = held_at(other)
        if other.id == meeting.id or theirs is None or other.state == State.cancelled:
            continue
        if together(meeting.activity, other):
            continue
        if mine[0] < theirs[1] and theirs[0] < mine[1]:
            found.append(other)
    return found
