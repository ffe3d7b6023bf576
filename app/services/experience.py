"""What a member lived through in the branch, as one line of time: read from records, never told."""

from collections import Counter
from datetime import date
from typing import NamedTuple

from app.records.meeting import Activity, Attendance, Presence, Speech
from app.records.member import ContactEntry, LeaveOrAbsence, MemberStatusEvent
from app.records.organisation import OfficeHolding
from app.records.study import Reflection, StudyRecord
from app.said import Said, say
from app.services.records import Records
from app.services.studying import say_hours
from db.model.words import N_


class Event(NamedTuple):
    """One thing that happened: its day, its kind of record, its record, its words."""

    day: date
    kind: str
    record: str
    said: Said


def experience(records: Records, member: str) -> list[Event]:
    """Return what happened to a member, latest first."""
    events = [
        *_meetings(records, member),
        *_studies(records, member),
        *_contacts(records, member),
        *_offices(records, member),
    ]
    return sorted(events, key=lambda e: e.day, reverse=True)


def _meetings(records: Records, member: str) -> list[Event]:
    spoken = Counter(s.activity for s in records.all(Speech, where={"speaker": member}))
    events = []
    for entry in records.all(Attendance, where={"member": member}):
        activity = records.get(Activity, entry.activity)
        if activity is not None and activity.held_start is not None and entry.status is not None:
            title = activity.title or activity.theme
            what = title or say(activity.type.title_)
            said = _at_meeting(what, entry.status, spoken[activity.id])
            events.append(Event(activity.held_start.date(), "activity", activity.id, said))
    return events


def _at_meeting(what: object, status: Presence, spoken: int) -> Said:
    if status is Presence.leave:
        return say(N_("{what}, on leave"), what=what)
    if status is Presence.absent:
        return say(N_("{what}, absent"), what=what)
    if spoken:
        return say(N_("{what}, spoke once|{what}, spoke {n} times"), what=what, n=spoken)
    return what if isinstance(what, Said) else say("{what}", what=what)


def _studies(records: Records, member: str) -> list[Event]:
    events = []
    for s in records.all(StudyRecord):
        if member in s.members and s.held_on is not None and s.activity is None:
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
        said = say(N_("{how}: {result}"), how=how, result=(c.result or "")[:60]) if c.result else how
        events.append(Event(c.on, "contact_entry", c.id, said))
    for leave in records.all(LeaveOrAbsence, where={"member": member}):
        what = say(leave.reason.title_ if leave.reason else LeaveOrAbsence.shape.title)
        said = say(N_("{what}, until {until}"), what=what, until=leave.to_on) if leave.to_on else what
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
            said = say(change.event.title_)
            events.append(Event(change.on, "member_status_event", change.id, said))
    return events
