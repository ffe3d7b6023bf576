"""Rows, marks and chips of the meetings of a year: what the list, the month and the calendar show."""

from collections.abc import Callable, Mapping, Sequence
from datetime import date, datetime
from typing import NamedTuple

from app.dates import say_date, say_weekday
from app.records.meeting import Activity, State
from app.records.organisation import PartyGroup
from app.services.meeting import Meeting
from app.services.meeting_noted import Noted
from app.services.timetable import SHORT, short_group, short_title
from app.terms import ActivityType
from db.model.record import Record
from db.model.words import N_, Translate
from ui.desktop.desk import Desk
from ui.desktop.meetings.standing import WHERE, Status, kind_words, status
from ui.desktop.widgets.month import MonthChip
from ui.desktop.widgets.rows import Cell, Chip, Column, Row, Text, Where

FILTERS = (("", N_("All")), *SHORT.items())
"""The kinds in the order of the filter."""


class Listed(NamedTuple):
    """One meeting of the year with what its list says of it."""

    meeting: Meeting
    status: Status
    where: str
    words: str
    """Everything a filter looks in, small letters."""


def listed(
    meeting: Meeting,
    noted: Sequence[Noted],
    where: Callable[[Record], str],
    now: datetime,
    t: Translate,
) -> Listed:
    """Return a meeting as the list shows it."""
    found = status(meeting, noted, now, t)
    place = (
        "open"
        if any(n.finding.rule == "conflict" for n in noted)
        else where(meeting.activity.record)
    )
    a = meeting.activity
    parts = [a.title, a.theme, a.place_text, a.lecturer, kind_words(a, meeting, t), found.text]
    parts += [t(WHERE[place]), *(i.title for i in meeting.items)]
    parts += [meeting.name(a.chair), meeting.name(a.recorder), a.minutes]
    parts += [meeting.name(s.speaker) for s in meeting.speeches]
    return Listed(meeting, found, place, "\n".join(p for p in parts if p).lower())


def fits(one: Listed, kind: str, text: str) -> bool:
    """Tell whether a meeting is of the kind filtered by, and has every word typed."""
    wanted = text.lower().split()
    kinds = {one.meeting.activity.type, *(a.type for a in one.meeting.linked)}
    return (not kind or kind in kinds) and all(word in one.words for word in wanted)


def columns(t: Translate) -> tuple[Column, ...]:
    """Return the columns of the list."""
    return (
        Column("date", t("Date"), 108, sort="date"),
        Column("title", t("Meeting"), sort="name"),
        Column("count", t("Present/due"), 92, "right"),
        Column("state", t("State"), 128),
        Column("where", t("Where it is"), 112),
    )


def row(one: Listed, t: Translate) -> Row:
    """Return one row: date, title with its kind, present of due, state, where it is."""
    meeting, a = one.meeting, one.meeting.activity
    cells: tuple[Cell, ...] = (
        Text(say_date(meeting.day, t), say_weekday(meeting.day, t))
        if a.held_start
        else Text(t("No date yet")),
        Text(a.title or t(a.type.title_), kind_words(a, meeting, t)),
        Text(counted(meeting, t)),
        Chip(one.status.tone, one.status.icon, one.status.text),
        Where(one.where, t(WHERE[one.where])),
    )
    return Row(meeting.id, cells, quiet=a.state == State.cancelled)


def counted(meeting: Meeting, t: Translate) -> str:
    """Return `27/30`, or `待开/30` before anybody signed in."""
    count = meeting.tally
    if not meeting.marked:
        return t("to come/{due}", due=count.due)
    return f"{count.present}/{count.due}"


def in_order(found: Sequence[Listed], key: str, *, descending: bool) -> list[Listed]:
    """Return the meetings by date or by title; those without a date stand first."""
    if key == "title":
        return sorted(found, key=lambda o: o.meeting.activity.title or "", reverse=descending)
    return sorted(
        found,
        key=lambda o: (_when(o.meeting.activity), o.meeting.id),
        reverse=descending,
    )


def _when(activity: Activity) -> str:
    return activity.held_start.isoformat() if activity.held_start else "~"


def marks(found: Sequence[Listed]) -> Mapping[date, str]:
    """Return the mark of each day; of several the one that needs most."""
    order = ("wrong", "part", "planned", "done", "open")
    days: dict[date, str] = {}
    for one in found:
        if one.meeting.activity.held_start is not None:
            day, mark = one.meeting.day, one.status.mark
            days[day] = min(days.get(day, mark), mark, key=order.index)
    return days


def chips(found: Sequence[Listed], t: Translate) -> list[MonthChip]:
    """Return the chips of the calendar; what is filed cannot be moved."""
    made = []
    for one in found:
        a = one.meeting.activity
        if a.held_start is None or a.state == State.cancelled:
            continue
        text = short_title(a, one.meeting.groups)(t)
        movable = not one.meeting.archived and not one.meeting.marked
        icon = "flag" if a.type == ActivityType.themed_party_day and movable else one.status.icon
        made.append(
            MonthChip(one.meeting.id, one.meeting.day, one.status.tone, icon, text, movable)
        )
    return made


def extra_chips(desk: Desk, year: int, month: int) -> list[MonthChip]:
    """Return the fixed themed day, and the days that suggest themselves for what is lacking."""
    found: list[MonthChip] = []
    today, book = desk.today(), desk.book
    branch = book.records.raw("branch")
    fixed = branch.get("themed_day") if branch else None
    if isinstance(fixed, int) and fixed <= 28:
        found.append(MonthChip("", date(year, month, fixed), "mute", "flag", desk.t("Fixed day")))
    if (year, month) == (today.year, today.month):
        for lacking in book.meetings.due(today):
            if lacking.held or lacking.planned or not lacking.group:
                continue
            day = book.meetings.suggested(lacking, today)
            group = book.records.get(PartyGroup, lacking.group)
            if day is not None and group is not None:
                text = short_group(group)(desk.t)
                found.append(MonthChip("", day[0], "wait", "clock", text))
    return found
