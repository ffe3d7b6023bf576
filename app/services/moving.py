"""A meeting's record on its way: reviewed, filed with the superior, archived, called off, opened again.

What each way needs is `app.counting.states`; here it is written.
"""

from datetime import date

from app.counting.states import Standing, is_closed, refusal, resting
from app.records.meeting import Activity, State
from app.said import Said
from app.services.edits import edit_of
from app.services.filing import filing_edits
from app.services.meeting import Meeting
from app.services.records import Records
from db.model.change import Json, child_id
from db.model.errors import InvalidRecord, NotFound
from db.model.record import Applied
from db.model.words import N_, Translate, Word


class Moving:
    """Writes a record's state, each way as one change; raises InvalidRecord where it may not go."""

    def __init__(self, records: Records) -> None:
        self._records = records

    def review(self, meeting: Meeting, by: str, on: date) -> Applied:
        """Write who reviewed the record and when; after filing it is added without moving it."""
        at, to = standing(meeting, reviewer=by), State.reviewed
        closed = is_closed(at.state)
        _must(at._replace(state=State.minuted) if closed else at, to, "reviewed_by")
        fields: dict[str, Json] = {"reviewed_by": by.strip(), "reviewed_on": on.isoformat()}
        if not closed:
            fields["state"] = to
        return self._change(meeting, fields)

    def report(self, meeting: Meeting, on: date, t: Translate) -> Applied:
        """File the record with the superior; one that is archived already has the day added."""
        if meeting.activity.state == State.archived:
            return self._change(meeting, {"filed_on": on.isoformat()})
        _must(standing(meeting), State.filed, "state")
        edits = filing_edits(self._records, meeting, on, t, to=State.filed)
        return self._records.write(edits)

    def archive(self, meeting: Meeting, today: date, t: Translate) -> Applied:
        """Archive the record; what is fixed with that is fixed already where it was filed before."""
        _must(standing(meeting), State.archived, "state")
        if meeting.activity.state == State.filed:
            fields: dict[str, Json] = {"state": State.archived, "archived_on": today.isoformat()}
            same = [a for a in meeting.linked if a.state == State.filed and _day(a) == meeting.day]
            edits = [edit_of(self._records, a.record, fields) for a in (meeting.activity, *same)]
            return self._records.write(edits)
        return self._records.write(filing_edits(self._records, meeting, today, t))

    def reopen(self, meeting: Meeting, reason: str) -> Applied:
        """Open a filed record again, as its next version; a meeting called off is on again."""
        activity = meeting.activity
        notice = self._records.raw(child_id(meeting.id, "notice"))
        at = standing(meeting, reason=reason, notified=notice is not None and not notice.deleted)
        to = resting(at) if at.state == State.cancelled else State.reopened
        _must(at, to, "state_reason")
        fields: dict[str, Json] = {"state": to, "state_reason": reason.strip()}
        if to == State.reopened:
            fields |= {"version": (activity.version or 1) + 1, "archived_on": None}
            fields |= {"filed_on": None, "reviewed_by": None, "reviewed_on": None}
        return self._change(meeting, fields)

    def cancel(self, meeting: Meeting, reason: str) -> Applied:
        """Call a meeting off; the reason stays with it."""
        _must(standing(meeting, reason=reason), State.cancelled, "state_reason")
        fields: dict[str, Json] = {"state": State.cancelled, "state_reason": reason.strip()}
        return self._change(meeting, fields)

    def correct(
        self,
        meeting: Meeting,
        text: str,
        today: date,
        *,
        by: str,
        entry: str = "",
        reason: str = "",
    ) -> str:
        """Append a correction to a closed record, `entry` says to what of it; return its id."""
        if not meeting.archived:
            raise InvalidRecord(N_("What is not filed yet is put right where it stands."))
        if not text.strip():
            raise InvalidRecord(N_("What is right is still empty."), field="text")
        fields: dict[str, Json] = {
            "about": meeting.id, "text": text.strip(), "by": by,
            "on": today.isoformat(), "field": entry.strip() or None, "reason": reason.strip() or None,
        }  # fmt: skip
        return self._records.add("correction", {k: v for k, v in fields.items() if v is not None})

    def _change(self, meeting: Meeting, fields: dict[str, Json]) -> Applied:
        found = self._records.get(Activity, meeting.id)
        if found is None:
            raise NotFound(N_("There is no record {id}."), id=meeting.id)
        return self._records.write([edit_of(self._records, found.record, fields)])


def standing(
    meeting: Meeting, *, reviewer: str = "", reason: str = "", notified: bool = False
) -> Standing:
    """Return what a meeting's record has that its next state asks for."""
    activity = meeting.activity
    return Standing(
        activity.state,
        notified=notified,
        marked=meeting.marked,
        minuted=meeting.minuted or bool(meeting.attachments),
        recorder=meeting.name(activity.recorder),
        reviewer=reviewer,
        reason=reason,
    )


def _day(activity: Activity) -> date | None:
    return activity.held_start.date() if activity.held_start else None


def _must(at: Standing, to: State, field: str) -> None:
    said = refusal(at, to)
    if said:
        words = {name: Word(value.msgid) for name, value in said.params if isinstance(value, Said)}
        raise InvalidRecord(said.msgid, field=field, **words)
