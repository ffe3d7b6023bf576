"""What is closed stays as it was filed: a look at every edit before it is written here.

What arrives from another computer does not pass here; two values settled, and the undo of the filing
itself, do.
"""

from collections.abc import Mapping, Sequence
from types import MappingProxyType

from app.counting.states import is_closed, same_person
from app.records.meeting import State
from app.services.records import Records
from db.model.change import DELETED, Json
from db.model.errors import Closed, InvalidRecord
from db.model.record import Edit, Record
from db.model.words import N_

PART_OF: Mapping[str, str] = MappingProxyType(
    {
        "agenda_item": "activity",
        "attendance": "activity",
        "speech": "activity",
        "motion": "activity",
        "resolution": "activity",
        "life_meeting": "activity",
        "collected_opinion": "activity",
        "written_opinion": "motion",
        "election_candidate": "motion",
        "outcome": "about",
    }
)
"""Kinds that are part of a meeting's record, and the field that names what they are part of."""

GOES_ON: Mapping[str, frozenset[str]] = MappingProxyType(
    {
        "activity": frozenset({"plan_item"}),
        "resolution": frozenset({"state", "closed_on", "evidence"}),
        "life_meeting": frozenset({"report", "reported_on"}),
        "collected_opinion": frozenset({"answer"}),
    }
)
"""Fields that go on after filing: how far a decision is carried out, what was answered."""

ADDED = frozenset({"reviewed_by", "reviewed_on", "filed_on", "archived_on"})
"""Fields of a filed meeting that may be filled in once, and not changed."""

_SETTLING = frozenset({"resolve"})


class Closing:
    """Looks at edits: `look` is given to `Records.guard`."""

    def __init__(self, records: Records) -> None:
        self._records = records

    def look(self, edits: Sequence[Edit]) -> None:
        """Raise Closed for a change of what is filed, InvalidRecord for a review by its recorder."""
        if self._records.at_hand in _SETTLING:
            return
        opened = {edit.id for edit in edits if edit.kind == "activity" and self._opens(edit)}
        # A sheet of thirty marks is one meeting: it is asked once whether it takes new parts.
        taking: set[str] = set()
        for edit in edits:
            if edit.kind == "activity" and edit.id:
                self._look_at_meeting(edit, opened)
            elif edit.kind in PART_OF:
                self._look_at_part(edit, opened, taking)
            elif edit.kind == "correction":
                self._look_at_correction(edit)

    def _look_at_meeting(self, edit: Edit, opened: set[str]) -> None:
        stored = self._records.raw(edit.id)
        if stored is None:
            return
        changed = changed_in(edit, stored)
        if {"reviewed_by", "recorder"} & changed.keys():
            self._must_be_another({**stored.body, **changed})
        if edit.id in opened or not _closed(stored):
            return
        for field in changed:
            if not self._may_go_on(field, edit, stored):
                raise closed_record(stored, self._records)

    def _may_go_on(self, field: str, edit: Edit, stored: Record) -> bool:
        if field == "state":
            return (stored.get(field), edit.fields[field]) == (State.filed, State.archived)
        if field in ADDED:
            return stored.get(field) is None or self._records.at_hand == "undo"
        return field in GOES_ON["activity"]

    def _must_be_another(self, held: Mapping[str, Json]) -> None:
        reviewer, recorder = held.get("reviewed_by"), held.get("recorder")
        if not (isinstance(reviewer, str) and isinstance(recorder, str)):
            return
        if same_person(reviewer, self._records.name(recorder)):
            raise InvalidRecord(
                N_("The recorder cannot review the record alone."), field="reviewed_by"
            )

    def _look_at_part(self, edit: Edit, opened: set[str], taking: set[str]) -> None:
        stored = self._records.raw(edit.id) if edit.id else None
        changed = edit.fields if stored is None else changed_in(edit, stored)
        if not changed or (stored is not None and changed.keys() <= _going_on(edit.kind)):
            return
        key = PART_OF[edit.kind]
        if stored is None:
            whole = edit.fields.get(key)
            if str(whole) not in taking:
                self._look_at_whole(whole, opened, brought_in=True)
                taking.add(str(whole))
            return
        for whole in (edit.fields.get(key), stored.get(key)):
            self._look_at_whole(whole, opened, brought_in=self._records.at_hand == "undo")

    def _look_at_whole(self, whole: Json, opened: set[str], *, brought_in: bool) -> None:
        meeting = self._meeting(whole)
        if meeting is None or meeting.id in opened or not _closed(meeting):
            return
        if not (brought_in and self._came_closed(meeting.id)):
            raise closed_record(meeting, self._records)

    def _meeting(self, whole: Json) -> Record | None:
        """Return the meeting that a part belongs to, however deep it lies."""
        passed: set[str] = set()
        while isinstance(whole, str) and whole not in passed:
            # An outcome is about anything, so two of them may stand in a ring.
            passed.add(whole)
            found = self._records.raw(whole)
            if found is None or found.kind == "activity":
                return found
            whole = found.get(PART_OF[found.kind]) if found.kind in PART_OF else None
        return None

    def _look_at_correction(self, edit: Edit) -> None:
        stored = self._records.raw(edit.id) if edit.id else None
        if stored is None or self._records.at_hand == "undo" or not changed_in(edit, stored):
            return
        raise Closed(
            N_("A correction stays as it was written."),
            hint=N_("Append another one that says what is right."),
        )

    def _opens(self, edit: Edit) -> bool:
        """Tell whether an edit opens a closed meeting: again with a reason, or by undoing the filing."""
        stored = self._records.raw(edit.id) if edit.id else None
        if stored is None or not _closed(stored):
            return False
        to = edit.fields.get("state")
        if self._records.at_hand == "undo":
            if "state" not in edit.fields:
                return edit.fields.get(DELETED) is True and self._came_closed(edit.id)
            return not is_closed(_state(to))
        return to == State.reopened and bool(str(edit.fields.get("state_reason") or "").strip())

    def _came_closed(self, meeting: str) -> bool:
        """Tell whether a meeting came into the book as filed, from an older book: it was never filed here.

        Its parts are still being brought in; those that are there stay as they are.
        """
        return sum("state" in entry.fields for entry in self._records.history(meeting)) == 1


def changed_in(edit: Edit, stored: Record) -> dict[str, Json]:
    """Return the fields that an edit really changes; deleting is one."""
    return {
        field: value
        for field, value in edit.fields.items()
        if (stored.deleted != value if field == DELETED else stored.get(field) != value)
    }


def closed_record(meeting: Record, records: Records) -> Closed:
    """Return the error that says what can be done with a closed meeting instead."""
    return Closed(
        N_("“{meeting}” is filed; its record stays as it is."),
        hint=N_("Append a correction, or open it again with a reason."),
        meeting=records.name_of(meeting),
    )


def _going_on(kind: str) -> frozenset[str]:
    return GOES_ON.get(kind, frozenset())


def _closed(meeting: Record) -> bool:
    return not meeting.deleted and is_closed(_state(meeting.get("state")))


def _state(code: Json) -> State:
    return next((state for state in State if state == code), State.planned)
