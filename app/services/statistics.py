"""The statistics that reports ask for (domain 1.6), computed from records alone, each with its records.

Nothing here is typed in, and nothing puts people in an order: members stand as the roster has them.
"""

from collections.abc import Callable, Collection, Iterable, Mapping, Sequence
from dataclasses import dataclass
from datetime import date, timedelta
from typing import Literal, NamedTuple

from app.counting.monthly import participates, ratio
from app.counting.studied import COUNTED, counted_hours, hours_by_member
from app.records.meeting import HERE, Activity, AgendaItem, ItemKind, State
from app.records.member import ContactEntry, Member
from app.records.organisation import BranchType
from app.records.study import HoursKind, Reflection
from app.records.talks import HeartToHeartTalk
from app.rules.facts import Facts, Seat
from app.rules.hours import studies_in
from app.rules.terms import term_ends
from app.said import Said, say
from app.services.checking import Checking
from app.services.members import Members
from app.services.records import Pen, Records
from app.services.studying import Studied, Studying
from app.terms import ActivityType
from db.model.query import Where
from db.model.words import N_, Translate
from db.store import Store

Unit = Literal["share", "count", "minutes", "hours"]
REACHED_WITHIN = 90
"""Days without a meeting or a contact from which a member is named; local practice, R26."""
_TYPE, _CHUNK = ActivityType, 400


@dataclass(frozen=True, slots=True)
class Number:
    """One number: ``value`` None where nothing was there to count; ``records`` are what it counts.

    ``part`` of ``whole`` where it is a share. ``how`` says in a sentence what was counted.
    """

    key: str
    title: str
    unit: Unit
    value: float | None
    how: Said
    records: tuple[str, ...] = ()
    part: int = 0
    whole: int = 0


class Missed(NamedTuple):
    """One absence that nobody explained: who, at which meeting, on which day."""

    member: str
    meeting: str
    day: date


class Unmet(NamedTuple):
    """A member whom nobody met or reached for so many days; None: no day is on record."""

    member: str
    last: date | None
    days: int | None


@dataclass(frozen=True, slots=True)
class Statistics:
    """The numbers of a period. ``hours`` in the roster's order, ``unmet`` as of the last day."""

    first: date
    last: date
    numbers: tuple[Number, ...]
    missed: tuple[Missed, ...]
    hours: Mapping[str, Studied]
    unmet: tuple[Unmet, ...]
    unmet_after: int

    def number(self, key: str) -> Number | None:
        """Return one number by its key."""
        return next((n for n in self.numbers if n.key == key), None)


class Counting:
    """Reads the book for its statistics."""

    def __init__(
        self,
        records: Records,
        store: Store,
        pen: Callable[[], Pen],
        checking: Checking,
        studying: Studying,
        members: Members,
    ) -> None:
        self._records, self._store, self._pen = records, store, pen
        self._checking, self._studying, self._members = checking, studying, members

    def of(self, first: date, last: date, *, unmet_after: int = REACHED_WITHIN) -> Statistics:
        """Return the statistics of a period."""
        facts = self._checking.facts(first, last)
        roster = self._members.roster()
        reflections = self._records.all(
            Reflection,
            where=(
                Where("held_on", ">=", first.isoformat()),
                Where("held_on", "<=", last.isoformat()),
            ),
        )
        numbers = (
            soundness(facts, last),
            participation(facts),
            *sessions(facts),
            led_study(facts),
            seminars(facts),
            Number(
                "reflections", N_("Reflections"), "count", len(reflections),
                Said(N_("Reflections written in the period")),
                tuple(r.id for r in reflections),
            ),
            *micro_lectures(facts),
            study_hours(facts, self._studying.counted(min(last, facts.today))),
        )  # fmt: skip
        day = min(last, facts.today)
        return Statistics(
            first,
            last,
            numbers,
            tuple(missed(facts)),
            self._studying.year(last.year, [m.id for m in roster], day),
            self.unmet(roster, day, unmet_after),
            unmet_after,
        )

    def unmet(self, roster: Sequence[Member], today: date, days: int) -> tuple[Unmet, ...]:
        """Return whom nobody met or reached for so many days, in the roster's order."""
        met = self._met_since(today - timedelta(days=days - 1), today)
        reached = [*self._contacts(), *self._talks()]
        found = []
        for member in (m for m in roster if m.id not in met):
            seen = [d for m, d in reached if m == member.id and d <= today]
            last = max([*seen, *self._meetings_of(member.id, today)], default=None)
            found.append(Unmet(member.id, last, (today - last).days if last else None))
        return tuple(found)

    def _meetings_of(self, member: str, today: date) -> Iterable[date]:
        """Yield the days of all meetings that one member was at."""
        here = [status.value for status in HERE]
        where = (Where("member", "=", member), Where("status", "in", here))
        query = self._records.query("attendance", where=where, order=("made",), limit=1_000_000)
        bodies = self._store.read.bodies(self._pen().scope, query)
        ids = [str(body.get("activity")) for _, body in bodies]
        for at in range(0, len(ids), _CHUNK):
            part = (Where("id", "in", ids[at : at + _CHUNK]),)
            yield from (
                a.held_start.date()
                for a in self._records.all(Activity, where=part)
                if a.state != State.cancelled and a.held_start and a.held_start.date() <= today
            )

    def _met_since(self, first: date, today: date) -> set[str]:
        """Return who was at a meeting, reached or talked with on some days."""
        near = [*self._meetings(first, today), *self._contacts(), *self._talks()]
        return {member for member, day in near if first <= day <= today}

    def _meetings(self, first: date, today: date) -> Iterable[tuple[str, date]]:
        between = (
            Where("held_start", ">=", first.isoformat()),
            Where("held_start", "<", (today + timedelta(days=1)).isoformat()),
        )
        held = [
            a
            for a in self._records.all(Activity, where=between)
            if a.state != State.cancelled and a.held_start is not None
        ]
        days = {a.id: a.held_start.date() for a in held if a.held_start}
        here, ids = {status.value for status in HERE}, list(days)
        for at in range(0, len(ids), _CHUNK):
            part = Where("activity", "in", ids[at : at + _CHUNK])
            query = self._records.query(
                "attendance", where=(part,), order=("made",), limit=1_000_000
            )
            for _, body in self._store.read.bodies(self._pen().scope, query):
                if body.get("status") in here:
                    yield str(body.get("member")), days[body["activity"]]

    def _contacts(self) -> Iterable[tuple[str, date]]:
        for one in self._records.all(ContactEntry, limit=1_000_000):
            if one.reached is not False:
                yield one.member, one.on

    def _talks(self) -> Iterable[tuple[str, date]]:
        # That two people talked is open; what was said is neither read nor needed.
        for talk in self._records.all(HeartToHeartTalk, limit=1_000_000):
            if talk.on is not None:
                yield from ((talk.initiator, talk.on), (talk.partner, talk.on))


def soundness(facts: Facts, day: date) -> Number:
    """Whether the branch is set up and its committee in its term (share of units: this one)."""
    branch = facts.branch
    end = term_ends(facts)
    temporary = branch is not None and BranchType.temporary in (branch.branch_type, branch.rules_as)
    if branch is None or (branch.dissolved_on is not None and branch.dissolved_on <= day):
        how, sound = Said(N_("The branch was dissolved")), False
    elif temporary:
        how, sound = Said(N_("A temporary branch has no term")), True
    elif end is None:
        how, sound = Said(N_("No term is on record")), False
    elif end < day:
        how, sound = (
            say(N_("The committee is out of its term since {day}"), day=end.isoformat()),
            False,
        )
    else:
        how, sound = (
            say(
                N_("The branch is set up, its committee in its term until {day}"),
                day=end.isoformat(),
            ),
            True,
        )
    return Number(
        "org_soundness_rate", N_("Organisation in order"), "share", float(sound), how,
        ("branch",), int(sound), 1,
    )  # fmt: skip


def participation(facts: Facts) -> Number:
    """Return the share of those present among those due, over every meeting held."""
    seats = [
        s for a in facts.held for s in facts.seats_of(a.id) if participates(a.state, due=s.due)
    ]
    here = sum(s.here for s in seats)
    return Number(
        "activity_participation_rate", N_("Participation"), "share", ratio(here, len(seats)),
        say(
            N_("{here} present of {due} due, over {n} meeting|{here} present of {due} due, over {n} meetings"),
            here=here, due=len(seats), n=len(facts.held),
        ),
        tuple(a.id for a in facts.held), here, len(seats),
    )  # fmt: skip


def missed(facts: Facts) -> Iterable[Missed]:
    """Yield absences without a reason, by meeting and in the order of its sheet."""
    for activity in facts.held:
        if activity.held_start is not None:
            for seat in facts.seats_of(activity.id):
                if _unexplained(seat):
                    yield Missed(seat.member, activity.id, activity.held_start.date())


def _unexplained(seat: Seat) -> bool:
    return seat.due and not seat.here and not seat.reason


def sessions(facts: Facts) -> Iterable[Number]:
    """Yield how many meetings of each kind were held."""
    for kind in ActivityType:
        held = tuple(a.id for a in facts.held if a.type == kind)
        if held:
            yield Number(
                f"held_{kind.value}", kind.title_, "count", len(held),
                Said(N_("Held in the period")), held,
            )  # fmt: skip


def led_study(facts: Facts) -> Number:
    """Count studies that somebody led: meetings of study, and studies outside, with a named lecturer."""
    meetings = [a.id for a in facts.held if a.type == _TYPE.study_session and a.lecturer]
    outside = [
        s.id
        for s in facts.studies
        if s.lecturer and not s.activity and _within(s.held_on, facts.first, facts.last)
    ]
    return Number(
        "led_study", N_("Led study"), "count", len(meetings) + len(outside),
        Said(N_("Group studies, and studies outside meetings, that name who led them")),
        (*meetings, *outside),
    )  # fmt: skip


def seminars(facts: Facts) -> Number:
    """Count group studies that had something to discuss on their agenda."""
    found = tuple(
        a.id
        for a in facts.held
        if a.type == _TYPE.study_session and _discusses(facts.items.get(a.id, ()))
    )
    return Number(
        "seminars", N_("Seminars"), "count", len(found),
        Said(N_("Group studies with an item for discussion")), found,
    )  # fmt: skip


def _discusses(items: Sequence[AgendaItem]) -> bool:
    return any(item.kind == ItemKind.discussion for item in items)


def micro_lectures(facts: Facts) -> Iterable[Number]:
    """Yield how many micro-lectures were held and how long they were on average."""
    held = [a for a in facts.held if a.type == _TYPE.party_lecture and a.micro]
    long = {a.id: m for a in held if (m := minutes_of(a)) is not None}
    ids = tuple(a.id for a in held)
    yield Number(
        "micro_lectures", N_("Micro-lectures"), "count", len(held),
        Said(N_("Lectures marked as micro-lectures")), ids,
    )  # fmt: skip
    yield Number(
        "micro_lecture_minutes", N_("Average length of a micro-lecture"), "minutes",
        round(sum(long.values()) / len(long), 1) if long else None,
        say(N_("Over {n} with start and end on record|Over {n} with start and end on record"), n=len(long)),
        tuple(long),
    )  # fmt: skip


def minutes_of(activity: Activity) -> float | None:
    """Return how long a meeting was, minutes; None where start or end is not on record."""
    start, end = activity.held_start, activity.held_end
    return (end - start).total_seconds() / 60 if start and end and end > start else None


def study_hours(facts: Facts, counted: Collection[HoursKind] = COUNTED) -> Number:
    """Return the hours that count of all members together; what does not count is said."""
    studies = studies_in(facts, facts.first, facts.last)
    all_hours = hours_by_member(studies).values()
    total = sum(counted_hours(mine, counted) for mine in all_hours)
    beside = sum(sum(mine.values()) for mine in all_hours) - total
    return Number(
        "study_hours", N_("Study hours, all members together"), "hours", round(total, 2),
        say(
            N_(
                "From {n} study; {beside} hours of self-study do not count|"
                "From {n} studies; {beside} hours of self-study do not count"
            )
            if beside > 0
            else N_("From {n} study|From {n} studies"),
            n=len(studies), beside=f"{round(beside, 2):g}",
        ),
        tuple(s.id or s.activity or "" for s in studies),
    )  # fmt: skip


def _within(day: date | None, first: date, last: date) -> bool:
    return day is not None and first <= day <= last


def value_of(number: Number, t: Translate) -> str:
    """Return a number as people read it; nothing counted is a dash, never a zero."""
    if number.value is None:
        return "—"
    if number.unit == "share":
        return f"{round(100 * number.value, 1):g}%"
    if number.unit == "minutes":
        return t("{n} min", n=f"{number.value:g}")
    return f"{number.value:g}"
