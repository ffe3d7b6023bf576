"""Who was at which meeting of a period: members down, meetings across, in the roster's order."""

from collections.abc import Sequence
from datetime import date

from app.counting.attendance import Attendee
from app.records.meeting import Presence
from app.records.member import Member
from app.reports.paper import Block, Note, Sheet, Table
from app.reports.wording import on, plain
from app.services.meeting import Meeting
from db.model.words import N_, Translate

ACROSS = 9
"""Meetings beside each other in one table; more of them make another table below."""

_MARKS = {
    Presence.present: "√",
    Presence.late: N_("late"),
    Presence.online: N_("online"),
    Presence.leave: N_("leave"),
    Presence.absent: N_("absent"),
}
_NOT_DUE = "·"


def attendance_sheet(
    meetings: Sequence[Meeting], t: Translate, *, branch: str, first: date, last: date
) -> Sheet:
    """Return the attendance matrix of a period; members who were never due are left out."""
    title = t("Attendance record")
    members = _members(meetings)
    tables: list[Block] = [
        _table(meetings[start : start + ACROSS], members, t)
        for start in range(0, len(meetings), ACROSS)
    ]
    legend = t("√ present; a dot: not due; empty: not recorded.")
    period = t("{start} to {end}", start=on(first, t), end=on(last, t))
    empty = Note(t("No meeting in this period."))
    return Sheet(
        title=title,
        listed=title,
        under=(plain(branch), period),
        blocks=(Note(legend), *tables) if tables else (empty,),
    )


def _members(meetings: Sequence[Meeting]) -> list[Member]:
    found = {p.member.id: p.member for m in meetings for p in m.people}
    order = {who.id: n for m in meetings for n, who in enumerate(m.branch.members)}
    return sorted(found.values(), key=lambda member: order.get(member.id, len(order)))


def _table(meetings: Sequence[Meeting], members: Sequence[Member], t: Translate) -> Table:
    people = [{p.member.id: p for p in m.people} for m in meetings]
    rows = [
        (
            str(n),
            plain(member.name),
            *(mark(found.get(member.id), t) for found in people),
            _share([found[member.id] for found in people if member.id in found]),
        )
        for n, member in enumerate(members, 1)
    ]
    totals = tuple(f"{m.tally.present}/{m.tally.due}" if m.marked else "" for m in meetings)
    foot = ("", t("Present / due"), *totals, "")
    head = (t("No."), t("Name"), *(_head(m, t) for m in meetings), t("Present / due"))
    widths = (9.0, 22.0, *(-1.0 for _ in meetings), 20.0)
    return Table(widths, head, (*rows, foot), size=9)


def _head(meeting: Meeting, t: Translate) -> str:
    start = meeting.activity.held_start
    day = f"{start.month}-{start.day}" if start else ""
    return f"{day}\n{t(meeting.activity.type.title_)}"


def mark(person: Attendee | None, t: Translate) -> str:
    """Return what one cell shows; empty where nothing was written."""
    if person is None or not person.due:
        return _NOT_DUE
    return "" if person.status is None else t(_MARKS[person.status])


def _share(found: Sequence[Attendee]) -> str:
    due = [p for p in found if p.due]
    return f"{sum(p.present for p in due)}/{len(due)}" if due else ""
