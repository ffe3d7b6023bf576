"""Filing a meeting: the one entry that feeds attendance, study hours, what was due, what is to be done.

Filing writes down what was so far computed from the roster: who was due, who was on leave and why,
how many could vote. From then on the record does not move when the roster does.
"""

from dataclasses import dataclass
from datetime import date

from app.counting.attendance import Attendee, due_ids
from app.counting.shapes import shape_of
from app.records.meeting import (
    Activity,
    Attendance,
    Presence,
    ResolutionState,
    Role,
    State,
)
from app.records.member import LeaveOrAbsence, LeaveReason
from app.records.study import StudyRecord
from app.said import Said
from app.services.edits import edit_of
from app.services.meeting import Meeting, held_at
from app.services.records import Records
from app.services.voting import settled_edits
from db.model.change import Json, child_id
from db.model.record import Edit
from db.model.words import Translate


@dataclass(frozen=True, slots=True)
class Feeds:
    """What one filing writes: whom hours are given, how many marks, which dues it meets, what is to do."""

    people: int
    hours: float
    marks: int
    meets: tuple[Said | str, ...]
    resolutions: int


def proposed_hours(meeting: Meeting) -> float:
    """Return the study hours: as entered, else the meeting's length in half hours; 0 for work."""
    activity = meeting.activity
    if activity.hours is not None:
        return activity.hours
    if not shape_of(activity.type).studies or activity.held_end is None:
        return 0.0
    span = held_at(activity)
    seconds = (span[1] - span[0]).total_seconds() if span else 0
    return max(0.0, min(24.0, round(seconds / 1800) / 2))


def feeds(meeting: Meeting, *, given_elsewhere: bool = False) -> Feeds:
    """Return what filing will write."""
    linked = tuple(a.title or Said(a.type.title_) for a in _together(meeting))
    own = meeting.activity.title or Said(meeting.activity.type.title_)
    todo = sum(
        r.state in {ResolutionState.open, ResolutionState.doing} for r in meeting.resolutions
    )
    hours = 0.0 if given_elsewhere else proposed_hours(meeting)
    return Feeds(
        meeting.tally.present if hours else 0, hours, meeting.tally.due, (*linked, own), todo
    )


def study_id(activity: str) -> str:
    """Return the id of the study record of a meeting: filing twice writes the same one."""
    return child_id(activity, "study")


def hours_given_elsewhere(records: Records, meeting: Meeting) -> bool:
    """Tell whether a meeting held together with this one has given the hours already."""
    return any(records.get(StudyRecord, study_id(a.id)) is not None for a in meeting.linked)


def filing_edits(
    records: Records,
    meeting: Meeting,
    today: date,
    t: Translate,
    *,
    to: State = State.archived,
) -> list[Edit]:
    """Return the edits of one filing, which one undo takes back; `to` is filed or archived."""
    hours = proposed_hours(meeting)
    edits = [_closed(records, meeting.activity, today, hours, to)]
    edits += _roster(records, meeting, meeting.activity, t)
    edits += settled_edits(records, meeting, meeting.motions)
    for other in _together(meeting):
        edits.append(_closed(records, other, today, None, to))
        edits += _roster(records, meeting, other, t)
    if hours and meeting.tally.present and not hours_given_elsewhere(records, meeting):
        edits.append(_study(records, meeting, hours))
    return edits


def _together(meeting: Meeting) -> list[Activity]:
    """Return the meetings of the same day that are filed with this one."""
    return [
        a
        for a in meeting.linked
        if a.held_start is not None
        and a.held_start.date() == meeting.day
        and a.state not in {State.filed, State.archived, State.cancelled}
    ]


def _closed(
    records: Records, activity: Activity, today: date, hours: float | None, to: State
) -> Edit:
    day = "filed_on" if to == State.filed else "archived_on"
    fields: dict[str, Json] = {"state": to, day: today.isoformat()}
    if hours is not None and activity.hours is None and hours:
        fields["hours"] = hours
    return edit_of(records, activity.record, fields)


def _roster(records: Records, meeting: Meeting, activity: Activity, t: Translate) -> list[Edit]:
    """Return who was there, of those due at that meeting; what its own sheet says stands."""
    if activity.id == meeting.id:
        due = {p.id for p in meeting.people if p.due}
        marked = {member for member, entry in meeting.entries.items() if entry.status is not None}
    else:
        due = set(due_ids(activity, meeting.day, meeting.branch))
        entries = records.all(Attendance, where={"activity": activity.id})
        marked = {entry.member for entry in entries if entry.status is not None}
    return [
        records.edit_new("attendance", _entry(activity.id, person, t))
        for person in meeting.people
        if person.id in due and person.id not in marked
    ]


def _entry(activity: str, person: Attendee, t: Translate) -> dict[str, Json]:
    entry = person.entry
    fields: dict[str, Json] = {
        "activity": activity,
        "member": person.id,
        "due": True,
        "role": Role.voting if person.voter else Role.non_voting,
        "status": person.status,
    }
    if entry is not None and entry.arrival is not None:
        fields["arrival"] = entry.arrival.isoformat()
    if entry is not None and entry.reason:
        fields["reason"] = entry.reason
    elif person.status == Presence.leave and person.leave is not None:
        fields["reason"] = leave_words(person.leave, t)
    return fields


def leave_words(leave: LeaveOrAbsence, t: Translate) -> str:
    """Return a leave's reason: the words a person gave it, else the kind."""
    if leave.note:
        return leave.note
    return t(leave.reason.title_) if leave.reason is not None else ""


def reason_words(person: Attendee, t: Translate) -> str:
    """Return why somebody is not there: as written, a code of a leave in words, else the known leave."""
    written = (person.entry.reason or "") if person.entry is not None else ""
    coded = next((r for r in LeaveReason if r == written), None)
    if coded is not None:
        return t(coded.title_)
    return written or (leave_words(person.leave, t) if person.leave is not None else "")


def _study(records: Records, meeting: Meeting, hours: float) -> Edit:
    activity = meeting.activity
    fields: dict[str, Json] = {
        "topic": activity.theme or activity.title or "",
        "held_on": meeting.day.isoformat(),
        "hours": hours,
        "members": [p.id for p in meeting.people if p.due and p.present],
        "activity": activity.id,
    }
    if activity.lecturer:
        fields["lecturer"] = activity.lecturer
    return records.edit_new("study_record", fields, id=study_id(activity.id))
