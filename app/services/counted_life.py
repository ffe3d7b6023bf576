"""The numbers of organisational life and study (domain 1.6): meetings, attendance, lectures, hours.

Each says in a sentence what was counted and holds the records; members stand as the roster has them.
"""

from collections.abc import Collection, Iterable, Iterator, Sequence
from datetime import date
from typing import NamedTuple

from app.counting.lectured import lectures
from app.counting.monthly import participates, ratio
from app.counting.periods import Span
from app.counting.studied import COUNTED, counted_hours, hours_by_member
from app.records.meeting import Activity, AgendaItem, ItemKind, LectureDirection, LecturerCapacity
from app.records.member import Member
from app.records.organisation import BranchType
from app.records.study import HoursKind, Reflection
from app.rules.facts import Facts, Seat
from app.rules.hours import studies_in
from app.rules.terms import term_ends
from app.said import Month, Said, say
from app.services.numbered import Group, Number, count
from app.terms import ActivityType
from db.model.words import N_

_TYPE = ActivityType
_LIFE, _STUDY = Group.life, Group.study


class Missed(NamedTuple):
    """One absence that nobody explained: who, at which meeting, on which day."""

    member: str
    meeting: str
    day: date


def life_numbers(facts: Facts) -> Iterator[Number]:
    """Yield participation, meetings by kind, lectures by who spoke."""
    yield participation(facts)
    yield from sessions(facts)
    yield from lecture_register(facts)


def study_numbers(
    facts: Facts, reflections: Sequence[Reflection], counted: Collection[HoursKind]
) -> Iterator[Number]:
    """Yield led study, seminars, reflections, micro-lectures and hours."""
    yield led_study(facts)
    yield seminars(facts)
    how = N_("Reflections written in the period")
    yield count(_STUDY, "reflections", N_("Reflections"), how, [r.id for r in reflections])
    yield from micro_lectures(facts)
    yield study_hours(facts, counted)


def roster_complete(
    roster: Sequence[Member], groups: int, met: Collection[str], month: Span
) -> Number:
    """Return the share of members who have their place and were met or reached in a month (row 58).

    A place is a group, where the branch has groups. It says nothing of where anybody is.
    """
    placed = [m.id for m in roster if m.group or not groups]
    reached = [m.id for m in roster if m.id in met]
    both = tuple(m for m in placed if m in met)
    return Number(
        "roster_complete", Said(N_("Everybody has a place and was reached")), "share",
        ratio(len(both), len(roster)),
        say(
            N_("{placed} of {whole} in a group, {reached} met or reached in {month}"),
            placed=len(placed), whole=len(roster), reached=len(reached),
            month=Month(month.first.year, month.number),
        ),
        both, len(both), len(roster),
    )  # fmt: skip


def lecture_register(facts: Facts) -> Iterator[Number]:
    """Yield lectures by the capacity of who spoke; those given to a partner and received from one."""
    found = lectures(facts.held)
    for capacity in (*LecturerCapacity, None):
        ids = found.of(capacity)
        if ids:
            title = capacity.title_ if capacity else N_("Capacity not on record")
            yield count(
                _LIFE, f"lectures_{capacity.value if capacity else 'unsaid'}",
                say(N_("Party lecture: {who}"), who=Said(title)),
                N_("Lectures by who spoke; lectures are counted, never lecturers"), ids,
            )  # fmt: skip
    for direction in (LectureDirection.given, LectureDirection.received):
        ids = tuple(i for (_, d), mine in found.by.items() if d == direction for i in mine)
        if ids:
            yield count(
                _LIFE, f"lectures_{direction.value}",
                say(N_("Party lecture: {who}"), who=Said(direction.title_)),
                N_("Lectures given to a partner or received from one"), ids,
            )  # fmt: skip


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
        "org_soundness_rate", Said(N_("Organisation in order")), "share", float(sound), how,
        ("branch",), int(sound), 1, Group.organisation,
    )  # fmt: skip


def participation(facts: Facts) -> Number:
    """Return the share of those present among those due, over every meeting held."""
    seats = [
        s for a in facts.held for s in facts.seats_of(a.id) if participates(a.state, due=s.due)
    ]
    here = sum(s.here for s in seats)
    return Number(
        "activity_participation_rate", Said(N_("Participation")), "share", ratio(here, len(seats)),
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
            yield count(_LIFE, f"held_{kind.value}", kind.title_, N_("Held in the period"), held)


def led_study(facts: Facts) -> Number:
    """Count studies that somebody led: meetings of study, and studies outside, with a named lecturer."""
    meetings = [a.id for a in facts.held if a.type == _TYPE.study_session and a.lecturer]
    outside = [
        s.id
        for s in facts.studies
        if s.lecturer and not s.activity and _within(s.held_on, facts.first, facts.last)
    ]
    how = N_("Group studies, and studies outside meetings, that name who led them")
    return count(_STUDY, "led_study", N_("Led study"), how, (*meetings, *outside))


def seminars(facts: Facts) -> Number:
    """Count group studies that had something to discuss on their agenda."""
    found = tuple(
        a.id
        for a in facts.held
        if a.type == _TYPE.study_session and _discusses(facts.items.get(a.id, ()))
    )
    how = N_("Group studies with an item for discussion")
    return count(_STUDY, "seminars", N_("Seminars"), how, found)


def _discusses(items: Sequence[AgendaItem]) -> bool:
    return any(item.kind == ItemKind.discussion for item in items)


def micro_lectures(facts: Facts) -> Iterable[Number]:
    """Yield how many micro-lectures were held and how long they were on average."""
    held = [a for a in facts.held if a.type == _TYPE.party_lecture and a.micro]
    long = {a.id: m for a in held if (m := minutes_of(a)) is not None}
    ids = tuple(a.id for a in held)
    how = N_("Lectures marked as micro-lectures")
    yield count(_STUDY, "micro_lectures", N_("Micro-lectures"), how, ids)
    yield Number(
        "micro_lecture_minutes", Said(N_("Average length of a micro-lecture")), "minutes",
        round(sum(long.values()) / len(long), 1) if long else None,
        say(N_("Over {n} with start and end on record|Over {n} with start and end on record"), n=len(long)),
        tuple(long), group=_STUDY,
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
        "study_hours", Said(N_("Study hours, all members together")), "hours", round(total, 2),
        say(
            N_(
                "From {n} study; {beside} hours of self-study do not count|"
                "From {n} studies; {beside} hours of self-study do not count"
            )
            if beside > 0
            else N_("From {n} study|From {n} studies"),
            n=len(studies), beside=f"{round(beside, 2):g}",
        ),
        tuple(s.id or s.activity or "" for s in studies), group=_STUDY,
    )  # fmt: skip


def _within(day: date | None, first: date, last: date) -> bool:
    return day is not None and first <= day <= last
