"""What a member lived through in the branch, as one line of time: read from records, never told."""

from collections import Counter
from datetime import date
from typing import NamedTuple

from app.counting.held import starts
from app.counting.together import took_place
from app.records.flow import FlowDirection, FlowRecord, GroupMembership, LostContactCase
from app.records.meeting import Activity, Attendance, Presence, Speech, State
from app.records.member import ContactEntry, LeaveOrAbsence, MemberStatusEvent
from app.records.organisation import OfficeHolding
from app.records.study import Reflection, StudyRecord
from app.said import Said, say
from app.services.parts import among
from app.services.records import Records
from app.services.studying import say_hours
from db.model.query import Where
from db.model.words import N_

_FEW = 400


class Event(NamedTuple):
    """One thing that happened: its day, its kind of record, its record, its words."""

    day: date
    kind: str
    record: str
    said: Said


def experience(records: Records, member: str, since: date = date.min) -> list[Event]:
    """Return what happened to a member from a day on, latest first."""
    events = [
        *_meetings(records, member, since),
        *_studies(records, member, since),
        *_contacts(records, member),
        *_offices(records, member),
        *_moves(records, member),
    ]
    return sorted((e for e in events if e.day >= since), key=lambda e: e.day, reverse=True)


def standing_events(records: Records, member: str) -> list[Event]:
    """Return what happened to a membership alone, latest first: no meetings, no studies."""
    events = [*_contacts(records, member), *_offices(records, member), *_moves(records, member)]
    return sorted(events, key=lambda e: e.day, reverse=True)


def experiences(records: Records, member: str) -> int:
    """Return how many entries `experience` has in all, without reading them."""
    own = Where("member", "=", member)
    asked = [
        records.query("study_record", where=(*_studied_by(member), Where("held_on", "!=", None))),
        records.query("reflection", where=(own, Where("held_on", "!=", None))),
        records.query("contact_entry", where=(own,)),
        records.query("leave_or_absence", where=(own,)),
        records.query("office_holding", where=(own, Where("from_on", "!=", None))),
        records.query("office_holding", where=(own, Where("to_on", "!=", None))),
        records.query("member_status_event", where=(own, Where("on", "!=", None))),
        records.query("group_membership", where=(own, Where("from_on", "!=", None))),
        records.query("flow_record", where=(own, Where("from_on", "!=", None))),
        records.query("flow_record", where=(own, Where("to_on", "!=", None))),
        records.query("lost_contact_case", where=(own, Where("opened_on", "!=", None))),
    ]
    return sum(records.count(query) for query in asked) + _attended(records, own)


def _attended(records: Records, own: Where) -> int:
    """Return at how many meetings that took place somebody is on record."""
    marked = (own, Where("status", "!=", None))
    mine = [a for _, a in records.parts.of("attendance", ("activity",), where=marked) if a]
    dated = (*among(set(mine)), Where("held_start", "!=", None))
    states = records.parts.of("activity", ("state",), where=dated)
    held = {name for name, state in states if state != State.cancelled}
    return sum(name in held for name in mine)


def _studied_by(member: str) -> tuple[Where, ...]:
    # A list of ids is kept as text, in which an id stands once or not at all.
    return Where("members", "like", f'"{member}"'), Where("activity", "=", None)


def _meetings(records: Records, member: str, since: date) -> list[Event]:
    held = Where("held_start", ">=", since.isoformat())
    meetings = {a.id: a for a in records.all(Activity, where=(held,))}
    spoken = Counter(s.activity for s in records.all(Speech, where={"speaker": member}))
    events = []
    # The few meetings of a year are asked for by name, the many of ten years are not.
    some = (Where("activity", "in", list(meetings)),) if len(meetings) <= _FEW else ()
    for entry in records.all(Attendance, where=(Where("member", "=", member), *some)):
        activity = meetings.get(entry.activity)
        if activity is not None and entry.status is not None and took_place(activity):
            what = activity.title or activity.theme or say(activity.type.title_)
            said = _at_meeting(what, entry.status, spoken[activity.id])
            day = starts(activity).date()
            events.append(Event(day, "activity", activity.id, said))
    return events


def _at_meeting(what: object, status: Presence, spoken: int) -> Said:
    if status is Presence.leave:
        return say(N_("{what}, on leave"), what=what)
    if status is Presence.absent:
        return say(N_("{what}, absent"), what=what)
    if spoken:
        return say(N_("{what}, spoke once|{what}, spoke {n} times"), what=what, n=spoken)
    return what if isinstance(what, Said) else say("{what}", what=what)


def _studies(records: Records, member: str, since: date) -> list[Event]:
    events = []
    held = Where("held_on", ">=", since.isoformat())
    for s in records.all(StudyRecord, where=(*_studied_by(member), held)):
        if member in s.members and s.held_on is not None:
            said = say(
                N_("{form}, {hours} hours: {topic}"),
                form=say(s.hours_kind.title_),
                hours=say_hours(s.hours or 0),
                topic=s.topic,
            )
            events.append(Event(s.held_on, "study_record", s.id, said))
    for r in records.all(Reflection, where={"member": member}):
        if r.held_on is not None:
            said = say(N_("Wrote a reflection: {title}"), title=r.title or "")
            events.append(Event(r.held_on, "reflection", r.id, said))
    return events


def _contacts(records: Records, member: str) -> list[Event]:
    events = []
    for c in records.all(ContactEntry, where={"member": member}):
        how = say(c.method.title_ if c.method else ContactEntry.shape.title)
        said = (
            say(N_("{how}: {result}"), how=how, result=(c.result or "")[:60]) if c.result else how
        )
        events.append(Event(c.on, "contact_entry", c.id, said))
    for leave in records.all(LeaveOrAbsence, where={"member": member}):
        what = say(leave.reason.title_ if leave.reason else LeaveOrAbsence.shape.title)
        said = (
            say(N_("{what}, until {until}"), what=what, until=leave.to_on) if leave.to_on else what
        )
        events.append(Event(leave.from_on, "leave_or_absence", leave.id, said))
    return events


def _offices(records: Records, member: str) -> list[Event]:
    events = []
    for held in records.all(OfficeHolding, where={"member": member}):
        office = say(held.office.title_)
        if held.from_on is not None:
            said = say(N_("Took office: {what}"), what=office)
            events.append(Event(held.from_on, "office_holding", held.id, said))
        if held.to_on is not None:
            said = say(N_("Left office: {what}"), what=office)
            events.append(Event(held.to_on, "office_holding", held.id, said))
    for change in records.all(MemberStatusEvent, where={"member": member}):
        if change.on is not None:
            said = _changed(change)
            events.append(Event(change.on, "member_status_event", change.id, said))
    return events


def _changed(change: MemberStatusEvent) -> Said:
    what = say(change.event.title_)
    if change.counterpart:
        what = say(N_("{what}: {other}"), what=what, other=change.counterpart)
    if change.document:
        what = say(N_("{what} ({document})"), what=what, document=change.document)
    return what


def _moves(records: Records, member: str) -> list[Event]:
    """Return groups, floating and searches."""
    events, mine = [], {"member": member}
    for group in records.all(GroupMembership, where=mine):
        if group.from_on is not None:
            said = say(N_("Moved to {group}"), group=records.name(group.group))
            events.append(Event(group.from_on, "group_membership", group.id, said))
    for flow in records.all(FlowRecord, where=mine):
        out = flow.direction == FlowDirection.out
        if flow.from_on is not None:
            said = say(N_("Floating out") if out else N_("Floating in"))
            if flow.counterpart:
                said = say(N_("{what}: {other}"), what=said, other=flow.counterpart)
            events.append(Event(flow.from_on, "flow_record", flow.id, said))
        if flow.to_on is not None:
            said = say(N_("Floating out ended") if out else N_("Floating in ended"))
            events.append(Event(flow.to_on, "flow_record", flow.id, said))
    events += [
        Event(case.opened_on, "lost_contact_case", case.id, say(N_("A search was opened")))
        for case in records.all(LostContactCase, where=mine)
        if case.opened_on is not None
    ]
    return events
