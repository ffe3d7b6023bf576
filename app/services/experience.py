"""What a member lived through in the branch, as one line of time: read from records, never told."""

from collections.abc import Mapping
from datetime import date
from typing import NamedTuple

from app.records.meeting import HERE, Activity, Attendance, Presence, Speech
from app.records.member import ContactEntry, LeaveOrAbsence, MemberStatusEvent
from app.records.organisation import OfficeHolding
from app.records.study import Reflection, StudyRecord
from app.services.records import Records
from app.services.studying import say_hours
from db.model.words import N_, Translate

ATTENDED = N_("{what}")
SPOKE = N_("{what}, spoke once|{what}, spoke {n} times")


class Event(NamedTuple):
    """One thing that happened: its day, its kind of record, its record, its words.

    ``text`` is a msgid; of its parameters those named in ``words`` are msgids too.
    """

    day: date
    kind: str
    record: str
    text: str
    params: Mapping[str, object]
    words: tuple[str, ...] = ()

    def said(self, t: Translate) -> str:
        """Return it in the reader's language."""
        params = {k: t(str(v)) if k in self.words else v for k, v in self.params.items()}
        return t(self.text, **params)


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
    spoken: dict[str, int] = {}
    for speech in records.all(Speech, where={"speaker": member}):
        spoken[speech.activity] = spoken.get(speech.activity, 0) + 1
    events = []
    for entry in records.all(Attendance, where={"member": member}):
        activity = records.get(Activity, entry.activity)
        if activity is None or activity.held_start is None or entry.status is None:
            continue
        what = activity.title or activity.theme or ""
        params: dict[str, object] = {"what": what or activity.type.title_}
        words = () if what else ("what",)
        text = ATTENDED
        if entry.status in HERE and activity.id in spoken:
            text, params["n"] = SPOKE, spoken[activity.id]
        elif entry.status is Presence.leave:
            text, params["reason"] = N_("{what}, on leave"), entry.reason or ""
        elif entry.status is Presence.absent:
            text = N_("{what}, absent")
        day = activity.held_start.date()
        events.append(Event(day, "activity", activity.id, text, params, words))
    return events


def _studies(records: Records, member: str) -> list[Event]:
    events = [
        Event(
            s.held_on,
            "study_record",
            s.id,
            N_("{form}, {hours} hours: {topic}"),
            {"form": s.hours_kind.title_, "hours": say_hours(s.hours or 0), "topic": s.topic},
            ("form",),
        )
        for s in records.all(StudyRecord)
        if member in s.members and s.held_on is not None and s.activity is None
    ]
    for r in records.all(Reflection, where={"member": member}):
        if r.held_on is not None:
            params = {"title": r.title or ""}
            events.append(Event(r.held_on, "reflection", r.id, N_("Wrote a reflection: {title}"), params))
    return events


def _contacts(records: Records, member: str) -> list[Event]:
    events = [
        Event(
            c.on,
            "contact_entry",
            c.id,
            N_("Contact, {how}: {result}"),
            {"how": c.method.title_ if c.method else "", "result": (c.result or "")[:60]},
            ("how",) if c.method else (),
        )
        for c in records.all(ContactEntry, where={"member": member})
    ]
    for leave in records.all(LeaveOrAbsence, where={"member": member}):
        what = leave.reason.title_ if leave.reason else LeaveOrAbsence.shape.title
        until = leave.to_on.isoformat() if leave.to_on else ""
        params = {"what": what, "until": until}
        text = N_("{what}, until {until}") if until else ATTENDED
        events.append(Event(leave.from_on, "leave_or_absence", leave.id, text, params, ("what",)))
    return events


def _offices(records: Records, member: str) -> list[Event]:
    events = []
    for held in records.all(OfficeHolding, where={"member": member}):
        for day, text in ((held.from_on, N_("Took office: {what}")), (held.to_on, N_("Left office: {what}"))):
            if day is not None:
                params = {"what": held.office.title_}
                events.append(Event(day, "office_holding", held.id, text, params, ("what",)))
    for change in records.all(MemberStatusEvent, where={"member": member}):
        if change.on is not None:
            params = {"what": change.event.title_}
            events.append(Event(change.on, "member_status_event", change.id, ATTENDED, params, ("what",)))
    return events
