"""The sign-in sheet: one mark, the rest at once, a mark taken back; each is one change."""

from collections.abc import Iterable
from datetime import datetime

from app.counting.attendance import Attendee
from app.records.meeting import HERE, Attendance, Presence, Role, State
from app.services.edits import edit_of
from app.services.meeting import Meeting
from app.services.records import Records
from db.model.change import Json, child_id
from db.model.record import Applied, Edit


class Signing:
    """Writes attendance. The roster's rights are written with the mark, as they were that day."""

    def __init__(self, records: Records) -> None:
        self._records = records

    def mark(
        self,
        meeting: Meeting,
        member: str,
        status: Presence | None,
        *,
        at: datetime | None = None,
        reason: str | None = None,
    ) -> Applied:
        """Mark one person; None takes the mark back. `at` is stamped as arrival of those present."""
        person = meeting.person(member)
        role = Role.voting if person is None or person.voter else Role.non_voting
        mark = self._edit(meeting.id, member, role, status, at, reason)
        return self._records.write([mark, *self._signed_in(meeting.id, status in HERE)])

    def mark_rest(self, meeting: Meeting, at: datetime) -> Applied:
        """Mark everybody of whom nothing is known as present: one change, taken back by one undo."""
        marks = [self._mark_of(meeting, p, at) for p in waiting(meeting.people)]
        return self._records.write([*marks, *self._signed_in(meeting.id, bool(marks))])

    def _signed_in(self, activity: str, here: bool) -> list[Edit]:
        """Raise the state with the first who is there; leave is noted before anybody signs in."""
        stored = self._records.raw(activity) if here else None
        if stored is None or stored.get("state") not in {None, State.planned, State.notified}:
            return []
        return [edit_of(self._records, stored, {"state": State.signed_in})]

    def _mark_of(self, meeting: Meeting, person: Attendee, at: datetime) -> Edit:
        role = Role.voting if person.voter else Role.non_voting
        return self._edit(meeting.id, person.id, role, Presence.present, at, None)

    def give_reason(self, meeting: Meeting, member: str, reason: str) -> Applied:
        """Write why somebody is on leave or absent."""
        entry = meeting.entries.get(member)
        status = entry.status if entry is not None else None
        return self.mark(meeting, member, status or Presence.leave, reason=reason)

    def _edit(
        self,
        activity: str,
        member: str,
        role: Role,
        status: Presence | None,
        at: datetime | None,
        reason: str | None,
    ) -> Edit:
        fields: dict[str, Json] = {
            "status": status,
            "arrival": _stamp(at) if status in {Presence.present, Presence.late} else None,
            "reason": reason or None,
        }
        stored = self._records.raw(child_id(activity, member))
        if stored is None:
            who = {"activity": activity, "member": member, "role": role}
            return self._records.edit_new("attendance", {**who, **fields})
        changed = {k: v for k, v in fields.items() if stored.get(k) != v}
        return edit_of(self._records, stored, changed)


def _stamp(at: datetime | None) -> str | None:
    return None if at is None else at.replace(second=0, microsecond=0).isoformat()


def waiting(people: Iterable[Attendee]) -> list[Attendee]:
    """Return those due of whom nothing is known yet."""
    return [p for p in people if p.due and p.unmarked]


def marked(
    meeting: Meeting,
    member: str,
    status: Presence | None,
    at: datetime | None = None,
    reason: str | None = None,
) -> Meeting:
    """Return the meeting as it will be once a mark is written, so that a screen need not wait."""
    old = meeting.entries.get(member)
    person = meeting.person(member)
    voter = old.role if old is not None else _role(person)
    arrival = at if status in {Presence.present, Presence.late} else None
    entry = Attendance(
        activity=meeting.id, member=member, role=voter, status=status, arrival=arrival,
        reason=reason or None,
    )  # fmt: skip
    return meeting.with_entry(entry)


def _role(person: Attendee | None) -> Role:
    return Role.voting if person is None or person.voter else Role.non_voting
