"""What is held when: titles by kind and period, what a period still lacks, days that suggest themselves."""

import calendar
from collections.abc import Iterable, Sequence
from datetime import date, timedelta
from typing import NamedTuple

from app.counting.attendance import Branch, due_ids
from app.records.meeting import Activity, ActivityType, State
from app.records.organisation import PartyGroup
from app.said import QUARTERS, Month, Said, say
from db.model.words import N_

HELD = (State.minuted, State.reviewed, State.filed, State.archived, State.reopened)
"""States in which a meeting counts as held."""

Types = ActivityType


def quarter(day: date) -> int:
    """Return the quarter, 1 to 4."""
    return (day.month - 1) // 3 + 1


def month_ends(day: date) -> date:
    """Return the last day of a month."""
    return day.replace(day=calendar.monthrange(day.year, day.month)[1])


def quarter_ends(day: date) -> date:
    """Return the last day of a quarter."""
    return month_ends(day.replace(month=quarter(day) * 3, day=1))


def usual_title(kind: ActivityType, day: date, group: str = "") -> Said:
    """Return the title that people would give: 第二季度党员大会, 支部委员会会议（5月）."""
    month = Month(day.year, day.month)
    match kind:
        case Types.general_meeting:
            return say(N_("{quarter} general meeting"), quarter=Said(QUARTERS[quarter(day) - 1]))
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
    return Said(activity.type.title_)


def short_group(group: PartyGroup) -> Said:
    """Return a group's meeting in two or three characters; without a number, its name."""
    if group.number and group.number <= len(_ORDINALS):
        return say(N_("Group {ordinal}"), ordinal=Said(_ORDINALS[group.number - 1]))
    return say(N_("{name}"), name=group.name)


_ORDINALS = (
    N_("one"), N_("two"), N_("three"), N_("four"), N_("five"),
    N_("six"), N_("seven"), N_("eight"), N_("nine"), N_("ten"),
)


class Due(NamedTuple):
    """What a period still lacks. ``planned`` the id of a meeting that is arranged for it."""

    kind: ActivityType
    title: Said
    until: date
    group: str = ""
    planned: str = ""
    held: bool = False


def due_on(
    today: date,
    activities: Sequence[Activity],
    groups: Sequence[PartyGroup],
    *,
    committee: bool,
) -> list[Due]:
    """Return what this month and this quarter ask for, done or not (regulation 11 to 16).

    ``committee`` says whether the branch has one. ``activities`` are those of the quarter.
    """
    month, season = month_ends(today), quarter_ends(today)
    found: list[Due] = []
    if committee:
        found.append(_due(Types.committee_meeting, month, activities))
    found += [
        _due(Types.group_meeting, month, activities, group=g.id, name=g.name) for g in groups
    ]
    found.append(_due(Types.themed_party_day, month, activities))
    found.append(_due(Types.general_meeting, season, activities))
    found.append(_due(Types.party_lecture, season, activities))
    return found


def _due(
    kind: ActivityType,
    until: date,
    activities: Iterable[Activity],
    *,
    group: str = "",
    name: str = "",
) -> Due:
    quarterly = kind in {Types.general_meeting, Types.party_lecture}
    first = until.replace(day=1)
    if quarterly:
        first = first.replace(month=until.month - 2)
    mine = [
        a
        for a in activities
        if a.type == kind
        and (not group or a.group == group)
        and a.state != State.cancelled
        and a.held_start is not None
        and first <= a.held_start.date() <= until
    ]
    held = any(a.state in HELD for a in mine)
    planned = next((a.id for a in mine if a.state not in HELD), "")
    title = say(N_("Meeting of {group}"), group=name) if group else Said(kind.title_)
    return Due(kind, title, until, group, planned, held)


def suggested_day(
    lacking: Due, today: date, activities: Iterable[Activity], branch: Branch
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
