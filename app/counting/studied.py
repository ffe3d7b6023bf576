"""Study hours of each member, by form, and what applies to them (education regulation, 20 and 23).

The regulation speaks of hours of concentrated study and training. Which forms are that is a word of
rule R25; self-study is none unless HQ says so, and is shown beside the others. A study record counts
once per member of it and per calendar year; a filed meeting counts by the record that filing wrote,
or by itself where there is none. The regulation divides nothing for who came in during the year: the
whole number is shown, and since when they are here is said.
"""

import calendar
from collections.abc import Callable, Collection, Iterable, Mapping
from dataclasses import dataclass, field
from datetime import date

from app.counting.held import KEPT
from app.records.meeting import Activity
from app.records.member import Member, MemberStatusEvent, StatusEvent
from app.records.study import HoursKind, StudyRecord
from app.terms import ActivityType

_CAME = (StatusEvent.in_, StatusEvent.admit)
COUNTED = frozenset({HoursKind.concentrated, HoursKind.online, HoursKind.away})
"""The forms that count where no pack says otherwise."""
ByKind = Mapping[HoursKind, float]


@dataclass(frozen=True, slots=True)
class Studied:
    """One member's hours in a year, by form, and what applies to them.

    ``exempt``: the branch decided that there is no hard number. ``since``: the day of this year on
    which they came. ``trained``: whether one concentrated training is on record. ``counted``: the
    forms that count.
    """

    required: float
    by_kind: ByKind = field(default_factory=dict)
    exempt: bool = False
    since: date | None = None
    trained: bool = False
    counted: Collection[HoursKind] = COUNTED

    @property
    def total(self) -> float:
        """Return the hours of the year that count."""
        return counted_hours(self.by_kind, self.counted)

    def parts(self) -> tuple[float, ...]:
        """Return the hours that count by form, 0 for a form that does not."""
        kinds = ((kind, self.by_kind.get(kind, 0.0)) for kind in HoursKind)
        return tuple(hours if kind in self.counted else 0.0 for kind, hours in kinds)

    @property
    def beside(self) -> float:
        """Return the hours that are on record and do not count."""
        return round(sum(self.by_kind.values()) - self.total, 2)

    def pace_on(self, day: date) -> float:
        """Return where an even year would be on a day; 0 where no number applies."""
        return 0.0 if self.exempt else pace(self.required, day)


def pace(required: float, today: date) -> float:
    """Return the hours that an even year has brought by the end of a day."""
    days = 366 if calendar.isleap(today.year) else 365
    return round(required * today.timetuple().tm_yday / days, 1)


def counted_kinds(words: Iterable[str]) -> frozenset[HoursKind]:
    """Return the forms that a pack's words name."""
    named = frozenset(words)
    return frozenset(kind for kind in HoursKind if kind.value in named)


def counted_hours(by_kind: ByKind, counted: Collection[HoursKind] = COUNTED) -> float:
    """Return the sum of the forms that count."""
    return round(sum(hours for kind, hours in by_kind.items() if kind in counted), 2)


def studies_of(
    records: Iterable[StudyRecord],
    meetings: Iterable[Activity],
    here: Callable[[str], Iterable[str]],
    first: date,
    last: date,
) -> list[StudyRecord]:
    """Return what gives hours in a period: its study records, and filed meetings without one.

    ``here`` answers who was present at a meeting. A meeting's own study is a record that nobody
    stored, of concentrated study; a training is one also without hours. Meetings held as one give
    their hours once.
    """
    held = [m for m in meetings if m.state in KEPT and (m.hours or _trains(m))]
    records = list(records)
    written = {r.activity for r in records}
    covered = {_as_one(m) for m in held if m.id in written}
    found = [r for r in records if r.held_on is not None and first <= r.held_on <= last]
    for meeting in held:
        start = meeting.held_start
        if start is None or not first <= start.date() <= last or _as_one(meeting) in covered:
            continue
        covered.add(_as_one(meeting))
        found.append(_study_at(meeting, start.date(), here(meeting.id)))
    return found


def _as_one(meeting: Activity) -> str:
    return meeting.parent or meeting.id


def _trains(meeting: Activity) -> bool:
    return meeting.type == ActivityType.training


def _study_at(meeting: Activity, day: date, members: Iterable[str]) -> StudyRecord:
    return StudyRecord(
        topic=meeting.theme or meeting.title or "",
        held_on=day,
        hours=meeting.hours,
        members=list(members),
        lecturer=meeting.lecturer,
        activity=meeting.id,
        training=_trains(meeting) or None,
    )


def hours_by_member(studies: Iterable[StudyRecord]) -> dict[str, dict[HoursKind, float]]:
    """Return the hours of each member (id) who has any; who is named twice counts once."""
    found: dict[str, dict[HoursKind, float]] = {}
    for study in studies:
        if study.hours and study.hours > 0:
            for member in dict.fromkeys(study.members):
                mine = found.setdefault(member, {})
                mine[study.hours_kind] = mine.get(study.hours_kind, 0) + study.hours
    return found


def trainings_by_member(
    studies: Iterable[StudyRecord], meetings: Iterable[Activity]
) -> dict[str, int]:
    """Return how many concentrated trainings each member took part in.

    What filing wrote of a meeting of training is one, too.
    """
    trained = {m.id for m in meetings if _trains(m)}
    found: dict[str, int] = {}
    for study in studies:
        if study.training or study.activity in trained:
            for member in dict.fromkeys(study.members):
                found[member] = found.get(member, 0) + 1
    return found


def came_in(member: Member, events: Iterable[MemberStatusEvent], year: int) -> date | None:
    """Return the day of a year on which a member came to the branch, None for who was here before.

    ``events`` are the member's own. Somebody admitted that year studies from that day on, too.
    """
    days = [e.on for e in events if e.event in _CAME and e.on is not None and e.on.year == year]
    if member.joined_on is not None and member.joined_on.year == year:
        days.append(member.joined_on)
    return max(days, default=None)


def what_applies(usual: float, *offices: tuple[Collection[str], float]) -> Callable[[str], float]:
    """Return the hours a year for each member: more for those of whom an office asks more.

    ``offices`` are who holds one, and the hours asked of them.
    """
    return lambda member: max([usual, *(hours for held, hours in offices if member in held)])
