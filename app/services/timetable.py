"""What is held when: titles by kind and period, what a period still lacks, days that suggest themselves."""

from collections.abc import Iterable, Sequence
from datetime import date, time, timedelta
from typing import NamedTuple

from app.counting.attendance import Branch, due_ids
from app.counting.held import HELD
from app.counting.periods import Span, month_of, quarter_of
from app.counting.shapes import shape_of
from app.records.meeting import Activity, State
from app.records.organisation import PartyGroup
from app.said import QUARTERS, Month, Said, say
from app.terms import ActivityType
from db.model.words import N_

Types = ActivityType
_USUAL_TIME = time(19, 30)

SHORT = {
    kind: shape_of(kind).short
    for kind in (
        Types.general_meeting,
        Types.committee_meeting,
        Types.group_meeting,
        Types.themed_party_day,
        Types.party_lecture,
    )
}
"""Words for the regular kinds where there is little room: in a filter, on a day of a month."""


def usual_title(kind: ActivityType, day: date, group: str = "") -> Said:
    """Return the title that people would give: 第二季度党员大会, 支部委员会会议（5月）."""
    month = Month(day.year, day.month)
    match kind:
        case Types.general_meeting:
            return say(
                N_("{quarter} general meeting"), quarter=Said(QUARTERS[quarter_of(day).number - 1])
            )
        case Types.committee_meeting:
            return say(N_("Branch committee meeting ({month})"), month=month)
        case Types.group_meeting:
            return say(N_("Meeting of {group}"), group=group) if group else Said(kind.title_)
        case Types.party_lecture | Types.themed_party_day:
            return say(N_("{month}: {kind}"), month=month, kind=Said(kind.title_))
        case Types.organizational_life_meeting | Types.democratic_appraisal:
            return say(N_("{kind} of {year}"), kind=Said(kind.title_), year=day.year)
    return Said(kind.title_)


def short_title(activity: Activity, groups: Iterable[PartyGroup]) -> Said:
    """Return a name that fits a day of the month's picture: 支委会, 一组会."""
    group = next((g for g in groups if g.id == activity.group), None)
    if activity.type == Types.group_meeting and group is not None:
        return short_group(group)
    return Said(SHORT.get(activity.type, activity.type.title_))


def short_group(group: PartyGroup) -> Said:
    """Return a group's meeting in two or three characters; without a number, its name."""
    said = ordinal(group)
    return (
        say(N_("{name}"), name=group.name)
        if said is None
        else say(N_("Group {ordinal}"), ordinal=said)
    )


def ordinal(group: PartyGroup) -> Said | None:
    """Return a group's number in a word; None without one, or beyond ten."""
    if group.number and group.number <= len(_ORDINALS):
        return Said(_ORDINALS[group.number - 1])
    return None


_ORDINALS = (
    N_("one"), N_("two"), N_("three"), N_("four"), N_("five"),
    N_("six"), N_("seven"), N_("eight"), N_("nine"), N_("ten"),
)  # fmt: skip


class Asked(NamedTuple):
    """One meeting that a period asks for: of which kind (and group), and the ``meetings`` there are.

    ``group`` is the group's id, empty where the whole branch or its committee meets.
    """

    kind: ActivityType
    span: Span
    meetings: tuple[Activity, ...]
    group: str = ""
    name: str = ""

    @property
    def title(self) -> Said:
        """Return what is asked for, in words."""
        return (
            say(N_("Meeting of {group}"), group=self.name) if self.group else Said(self.kind.title_)
        )

    @property
    def until(self) -> date:
        """Return the last day for it."""
        return self.span.last

    @property
    def held(self) -> bool:
        """Tell whether it was held."""
        return any(a.state in HELD for a in self.meetings)

    @property
    def planned(self) -> str:
        """Return the id of a meeting that is arranged for it and not held yet, else nothing."""
        return next((a.id for a in self.meetings if a.state not in HELD), "")


def asked_on(
    today: date,
    activities: Sequence[Activity],
    groups: Sequence[PartyGroup],
    *,
    committee: bool,
) -> list[Asked]:
    """Return what this month and this quarter ask for, done or not (regulation 11 to 16).

    ``committee`` says whether the branch has one. ``activities`` are those of the quarter at least.
    The home page and the meetings page both show this.
    """
    month, season = month_of(today), quarter_of(today)
    wanted = [(Types.committee_meeting, month, "", "")] if committee else []
    wanted += [(Types.group_meeting, month, g.id, g.name) for g in groups]
    wanted += [
        (Types.themed_party_day, month, "", ""),
        (Types.general_meeting, season, "", ""),
        (Types.party_lecture, season, "", ""),
    ]
    return [
        Asked(kind, span, within(kind, span, activities, group), group, name)
        for kind, span, group, name in wanted
    ]


def within(
    kind: ActivityType, span: Span, activities: Iterable[Activity], group: str = ""
) -> tuple[Activity, ...]:
    """Return the meetings of a kind, or of one group, that have a day in a period."""
    return tuple(
        a
        for a in activities
        if a.type == kind
        and (not group or a.group == group)
        and a.state != State.cancelled
        and a.held_start is not None
        and span.first <= a.held_start.date() <= span.last
    )


def suggested_day(
    lacking: Asked, today: date, activities: Iterable[Activity], branch: Branch
) -> tuple[date, int] | None:
    """Return a working day on which nothing else is held and the fewest are away, and how many are.

    The latest such day of the period: whoever has put it off so far will need the time.
    """
    taken = {a.held_start.date() for a in activities if a.held_start}
    wanted = Activity(type=lacking.kind, group=lacking.group or None)
    best: tuple[date, int] | None = None
    day = max(today + timedelta(days=1), lacking.until - timedelta(days=13))
    while day <= lacking.until:
        if day.weekday() < 5 and day not in taken:
            away = len(branch.away(day).keys() & due_ids(wanted, day, branch))
            if best is None or away <= best[1]:
                best = (day, away)
        day += timedelta(days=1)
    return best


def usual_time(last: Activity | None) -> time:
    """Return when a meeting begins where nobody says otherwise: as the last one of its kind did."""
    return last.held_start.time() if last is not None and last.held_start else _USUAL_TIME
