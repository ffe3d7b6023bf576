"""Reads what gave hours in a period, for the pages and for paper: study records and filed meetings."""

from collections.abc import Sequence
from datetime import date

from app.counting.held import KEPT
from app.counting.studied import studies_of
from app.records.meeting import HERE, Activity, Attendance
from app.records.study import StudyRecord
from app.services.records import Records
from app.terms import ActivityType
from db.model.query import Where

_ALL = 1_000_000


def studies_between(
    records: Records, first: date, last: date, meetings: Sequence[Activity] | None = None
) -> list[StudyRecord]:
    """Return what gave hours in a period, by day; ``meetings`` are its `hour_givers`, if at hand."""

    def here(meeting: str) -> list[str]:
        entries = records.all(Attendance, where={"activity": meeting})
        return [e.member for e in entries if e.due and e.status in HERE]

    if meetings is None:
        meetings = hour_givers(records, first, last)
    within = _between("held_on", first, last.isoformat())
    stored = records.all(StudyRecord, where=within, order=("held_on",), limit=_ALL)
    found = studies_of(stored, meetings, here, first, last)
    return sorted(found, key=lambda s: s.held_on or date.max)


def studies_of_plans(records: Records, items: Sequence[str] | None = None) -> list[StudyRecord]:
    """Return the studies that name a plan item as what they did: of these items, or of all."""
    named = Where("plan_item", "!=", None) if items is None else Where("plan_item", "in", [*items])
    return records.all(StudyRecord, where=(named,), limit=_ALL)


def hour_givers(records: Records, first: date, last: date) -> list[Activity]:
    """Return the filed meetings of a period that give hours or are a training."""
    within = _between("held_start", first, f"{last.isoformat()}T23:59:59")
    found: dict[str, Activity] = {}
    for gives in (Where("hours", "!=", None), Where("type", "=", ActivityType.training.value)):
        held = records.all(Activity, where=(*within, gives), limit=_ALL)
        found |= {a.id: a for a in held if a.state in KEPT}
    return list(found.values())


def _between(field: str, first: date, last: str) -> tuple[Where, Where]:
    return Where(field, ">=", first.isoformat()), Where(field, "<=", last)
