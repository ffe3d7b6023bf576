"""Study hours of each member, by form, and what applies to them (education regulation, 20 and 23).

Hours count once per member of a study record and per calendar year. The regulation divides nothing
for who came in during the year: the whole number is shown, and since when they are here is said.
"""

import calendar
from collections.abc import Callable, Iterable, Mapping
from dataclasses import dataclass, field
from datetime import date

from app.records.member import Member, MemberStatusEvent, StatusEvent
from app.records.study import HoursKind, StudyRecord

_CAME = (StatusEvent.in_, StatusEvent.admit)
ByKind = Mapping[HoursKind, float]


@dataclass(frozen=True, slots=True)
class Studied:
    """One member's hours in a year, by form, and what applies to them.

    ``exempt``: the branch decided that there is no hard number. ``since``: the day of this year on
    which they came. ``trained``: whether one concentrated training is on record.
    """

    required: float
    by_kind: ByKind = field(default_factory=dict)
    exempt: bool = False
    since: date | None = None
    trained: bool = False

    @property
    def total(self) -> float:
        """Return all hours of the year."""
        return round(sum(self.by_kind.values()), 2)

    def pace_on(self, day: date) -> float:
        """Return where an even year would be on a day; 0 where no number applies."""
        return 0.0 if self.exempt else pace(self.required, day)


def pace(required: float, today: date) -> float:
    """Return the hours that an even year has brought by the end of a day."""
    days = 366 if calendar.isleap(today.year) else 365
    return round(required * today.timetuple().tm_yday / days, 1)


def hours_by_member(studies: Iterable[StudyRecord]) -> dict[str, dict[HoursKind, float]]:
    """Return the hours of each member (id) who has any; who is named twice counts once."""
    found: dict[str, dict[HoursKind, float]] = {}
    for study in studies:
        add_hours(found, study.members, study.hours, study.hours_kind)
    return found


def add_hours(
    found: dict[str, dict[HoursKind, float]],
    members: Iterable[str],
    hours: float | None,
    kind: HoursKind,
) -> None:
    """Add one study's hours to everybody who took part."""
    if hours and hours > 0:
        for member in dict.fromkeys(members):
            mine = found.setdefault(member, {})
            mine[kind] = mine.get(kind, 0) + hours


def came_in(member: Member, events: Iterable[MemberStatusEvent], year: int) -> date | None:
    """Return the day of a year on which a member came to the branch, None for who was here before.

    ``events`` are the member's own. Somebody admitted that year studies from that day on, too.
    """
    days = [e.on for e in events if e.event in _CAME and e.on is not None and e.on.year == year]
    if member.joined_on is not None and member.joined_on.year == year:
        days.append(member.joined_on)
    return max(days, default=None)


def what_applies(usual: float, higher: float, committee: frozenset[str]) -> Callable[[str], float]:
    """Return the hours a year for each member: a higher value for the committee where there is one."""
    return lambda member: higher if higher and member in committee else usual
