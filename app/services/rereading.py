"""An open meeting is read again after every edit: only the parts that were touched.

Where a part cannot be told from the rest (its kind, what it is linked to, an election, the opinions
on an admission, a life meeting) nothing is answered, and it is read whole.
"""

from collections.abc import Collection, Mapping
from dataclasses import replace
from typing import Any, NamedTuple

from app.counting.voting import DEVELOPMENT
from app.declare import RecordType
from app.records.cobuilding import Outcome
from app.records.evidence import Attachment, PrintedForm, SignInSheet
from app.records.meeting import (
    Activity,
    AgendaItem,
    Attendance,
    Motion,
    MotionKind,
    Resolution,
    Speech,
)
from app.records.oversight import Correction
from app.records.plan import Explanation, Notice
from app.records.study import StudyRecord
from app.services.meeting import Meeting, by_owner
from app.services.records import Records
from app.services.shared import shared_is_same

Touched = tuple[str, str]
"""Kind and id of a record that changed."""


class _Part(NamedTuple):
    name: str
    model: type[RecordType]
    key: str = "activity"
    order: tuple[str, ...] = ()


_PARTS: Mapping[str, _Part] = {
    part.model.shape.name: part
    for part in (
        _Part("items", AgendaItem),
        _Part("speeches", Speech),
        _Part("motions", Motion),
        _Part("resolutions", Resolution, order=("made",)),
        _Part("sheets", SignInSheet),
        _Part("forms", PrintedForm, order=("made",)),
        _Part("corrections", Correction, "about", ("on", "made")),
        _Part("results", Outcome, "about"),
    )
}
_ENTRIES, _FILES, _ITSELF = (m.shape.name for m in (Attendance, Attachment, Activity))
_BESIDE = frozenset(m.shape.name for m in (Explanation, Notice, StudyRecord))
"""What its checks and steps ask for themselves: no part of the meeting."""
_KNOWN = frozenset({*_PARTS, _ENTRIES, _FILES, _ITSELF, *_BESIDE})


def read_again(records: Records, meeting: Meeting, touched: Collection[Touched]) -> Meeting | None:
    """Return a meeting with what was touched read again; None where it must be read whole."""
    kinds = {kind for kind, _ in touched}
    if not kinds <= _KNOWN or meeting.life is not None:
        return None
    if any(kind == _ITSELF and record != meeting.id for kind, record in touched):
        return None
    found: dict[str, Any] = {
        part.name: tuple(
            by_owner(records, part.model, part.key, [meeting.id], part.order)[meeting.id]
        )
        for kind, part in _PARTS.items()
        if kind in kinds
    }
    if _ITSELF in kinds:
        found["activity"] = records.get(Activity, meeting.id)
    if _ENTRIES in kinds:
        entries = by_owner(records, Attendance, "activity", [meeting.id])[meeting.id]
        found["entries"] = {e.member: e for e in entries}
    if found.get("activity", meeting) is None:
        return None
    fresh = replace(meeting, **found)
    if not _alike(meeting, fresh):
        return None
    return _with_files(records, fresh) if {_FILES, AgendaItem.shape.name} & kinds else fresh


def _alike(before: Meeting, after: Meeting) -> bool:
    """Tell whether both are of one kind and hang on the same others, without votes that have parts."""
    was, now = before.activity, after.activity
    motions = (*before.motions, *after.motions)
    parted = any(m.kind in DEVELOPMENT or m.kind == MotionKind.election for m in motions)
    same = (was.type, was.parent) == (now.type, now.parent) and shared_is_same(was, now)
    return same and not parted


def _with_files(records: Records, meeting: Meeting) -> Meeting:
    places = [meeting.id, *(item.id for item in meeting.items)]
    found = by_owner(records, Attachment, "belongs_to", places, ("made",))
    return replace(meeting, attachments=tuple(f for place in places for f in found[place]))
