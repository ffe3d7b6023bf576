"""One member's own record: what the branch holds of him, for him to read and to correct by hand."""

from collections.abc import Collection, Sequence
from dataclasses import dataclass
from datetime import date

from app.counting.studied import COUNTED, counted_hours, hours_by_member
from app.kinds import Kind
from app.records.flow import FlowRecord, GroupMembership
from app.records.member import ContactEntry, LeaveOrAbsence, Member, MemberStatusEvent
from app.records.organisation import OfficeHolding
from app.records.study import HoursKind, Reflection, StudyRecord
from app.reports.attendance import mark
from app.reports.paper import Block, Facts, Head, Note, Room, Sheet, Signing, Table
from app.reports.record import Name, said
from app.reports.wording import BLANK, numbered, on, or_blank, plain
from app.services.filing import leave_words
from app.services.meeting import Meeting
from app.services.studying import say_hours
from db.model.words import Translate


@dataclass(frozen=True)
class Holding:
    """Everything the book has of one member in a period, each in order of time."""

    member: Member
    meetings: Sequence[Meeting] = ()
    studies: Sequence[StudyRecord] = ()
    offices: Sequence[OfficeHolding] = ()
    events: Sequence[MemberStatusEvent] = ()
    leaves: Sequence[LeaveOrAbsence] = ()
    reflections: Sequence[Reflection] = ()
    groups: Sequence[tuple[str, GroupMembership]] = ()
    flows: Sequence[FlowRecord] = ()
    contacts: Sequence[ContactEntry] = ()
    counted: Collection[HoursKind] = COUNTED


def member_sheet(
    held: Holding, kind: Kind, t: Translate, name: Name, *, branch: str, first: date, last: date
) -> Sheet:
    """Return the member's own record; it is his, so nothing of it is held back."""
    shown = [f for f in kind.fields if f.type != "long"]
    body = held.member.record.body
    owned = [
        (t(f.title), _own(f.mark.sensitive, body.get(f.name)) or said(f, body.get(f.name), t, name))
        for f in shown
    ]
    sections = [
        (t("Offices"), _offices(held, t)),
        (t("Status changes"), _events(held, t)),
        (t("Party groups"), _groups(held, t)),
        (t("Floating"), _flows(held, t)),
        (t("Contact"), _contacts(held, t)),
        (t("Leave"), _leaves(held, t)),
        (t("Attendance"), _attendance(held, t)),
        (t("Study"), _study(held, t)),
        (t("Reflections"), _reflections(held, t)),
    ]
    blocks: list[Block] = [Facts(_paired(owned))]
    kept = [(words, found) for words, found in sections if found]
    for n, (words, found) in enumerate(kept, 1):
        blocks += [Head(numbered(n, t("1.")) + words), *found]
    blocks += [
        Head(numbered(len(kept) + 1, t("1.")) + t("Corrections by the member")),
        Room(3),
        Signing(
            ((t("Member (signature):"), ""), (t("Branch secretary (signature):"), "")), t("Date:")
        ),
    ]
    period = t("{start} to {end}", start=on(first, t), end=on(last, t))
    title = t("Record of the member {name}", name=plain(held.member.name))
    return Sheet(title=title, under=(plain(branch), period), blocks=tuple(blocks))


def _own(sensitive: bool, value: object) -> str:
    return plain(str(value)) if sensitive and value else ""


def _paired(cells: Sequence[tuple[str, str]]) -> tuple[tuple[str, ...], ...]:
    rows = [
        tuple(part for cell in cells[i : i + 2] for part in cell) for i in range(0, len(cells), 2)
    ]
    return tuple(rows)


def _offices(held: Holding, t: Translate) -> list[Block]:
    rows = tuple(
        (t(o.office.title_), on(o.from_on, t), on(o.to_on, t) if o.to_on else "")
        for o in held.offices
    )
    return [Table((-1, -1, -1), (t("Office"), t("From"), t("Until")), rows)] if rows else []


def _events(held: Holding, t: Translate) -> list[Block]:
    rows = tuple(
        (on(e.on, t), t(e.event.title_), plain(e.document or ""), plain(e.counterpart or ""))
        for e in held.events
    )
    head = (t("Date"), t("What happened"), t("Document"), t("From or to which organisation"))
    return [Table((-1, -1, -1, -1), head, rows)] if rows else []


def _groups(held: Holding, t: Translate) -> list[Block]:
    rows = tuple(
        (plain(name), on(g.from_on, t) if g.from_on else "", on(g.to_on, t) if g.to_on else "")
        for name, g in held.groups
    )
    return [Table((-1, -1, -1), (t("Party group"), t("From"), t("Until")), rows)] if rows else []


def _flows(held: Holding, t: Translate) -> list[Block]:
    rows = tuple(
        (
            t(f.direction.title_),
            on(f.from_on, t),
            on(f.to_on, t) if f.to_on else "",
            plain(f.counterpart or ""),
        )
        for f in held.flows
    )
    head = (t("Direction"), t("From"), t("Until"), t("Organisation at the other end"))
    return [Table((-1, -1, -1, -1), head, rows)] if rows else []


def _contacts(held: Holding, t: Translate) -> list[Block]:
    rows = tuple(
        (
            on(c.on, t),
            t(c.method.title_) if c.method else "",
            t("not reached") if c.reached is False else t("reached"),
            plain(c.result or ""),
        )
        for c in held.contacts
    )
    head = (t("Date"), t("How"), t("Reached"), t("Result"))
    return [Table((38, 24, 22, -1), head, rows, wide=(3,))] if rows else []


def _leaves(held: Holding, t: Translate) -> list[Block]:
    rows = tuple(
        (
            on(x.from_on, t),
            on(x.to_on, t),
            or_blank(leave_words(x, t)),
        )
        for x in held.leaves
    )
    return [Table((-1, -1, -1), (t("From"), t("Until"), t("Reason")), rows)] if rows else []


def _attendance(held: Holding, t: Translate) -> list[Block]:
    rows = []
    for meeting in held.meetings:
        person = meeting.person(held.member.id)
        if person is None:
            continue
        start = meeting.activity.held_start
        what = plain(meeting.activity.title or t(meeting.activity.type.title_))
        reason = person.entry.reason if person.entry else None
        rows.append(
            (on(start.date() if start else None, t), what, mark(person, t), plain(reason or ""))
        )
    head = (t("Date"), t("Meeting"), t("Attendance"), t("Reason"))
    return [Table((38, -2, 18, -1), head, tuple(rows), wide=(1,))] if rows else []


def _study(held: Holding, t: Translate) -> list[Block]:
    mine = hours_by_member(held.studies).get(held.member.id)
    if mine is None:
        return []
    total = counted_hours(mine, held.counted)
    beside = round(sum(mine.values()) - total, 2)
    rows = tuple(
        (
            on(s.held_on, t),
            plain(s.topic),
            t(s.hours_kind.title_),
            BLANK if s.hours is None else say_hours(s.hours),
        )
        for s in held.studies
    )
    head = (t("Date"), t("Topic"), t("Form"), t("Study hours"))
    said = t("{n} study hours in all.", n=say_hours(total) or "0")
    if beside:
        said = t(
            "{n} study hours count; {beside} more hours do not.",
            n=say_hours(total) or "0",
            beside=say_hours(beside),
        )
    return [Table((38, -2, 18, 22), head, rows, wide=(1,)), Note(said)]


def _reflections(held: Holding, t: Translate) -> list[Block]:
    rows = tuple((on(r.held_on, t), or_blank(r.title)) for r in held.reflections)
    return [Table((38, -1), (t("Date"), t("Title")), rows, wide=(1,))] if rows else []
