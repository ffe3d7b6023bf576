"""One entry of the calendar: a meeting with its hour, or a day on which something falls due.

`open_title` names no person: it is what leaves the book in a calendar file.
"""

from collections.abc import Iterable, Mapping
from dataclasses import dataclass
from datetime import date, datetime, time
from types import MappingProxyType
from typing import Literal

from app.counting.periods import month_of, quarter_of
from app.said import Said

Source = Literal[
    "meeting", "month", "quarter", "year", "term", "probation", "plan", "resolution",
    "rectification", "contact", "document", "inspection", "end", "matter",
    "agreement", "turn", "joint_body", "milestone", "joint_plan", "booking", "loan",
    "deed", "review", "commitment", "round", "disclosure", "deliberation",
]  # fmt: skip
Area = Literal["meetings", "due", "joint", "service"]
_AREAS: Mapping[Source, Area] = MappingProxyType({
    "meeting": "meetings",
    "agreement": "joint", "turn": "joint", "joint_body": "joint", "milestone": "joint",
    "joint_plan": "joint", "booking": "joint", "loan": "joint",
    "matter": "service", "deed": "service", "review": "service", "commitment": "service",
    "round": "service", "disclosure": "service", "deliberation": "service",
})  # fmt: skip
"""What an entry is filtered by; what stands under none falls due."""
_LONGEST = 60


@dataclass(frozen=True, slots=True)
class Coming:
    """One entry of the calendar.

    ``key`` is the same on every computer of the branch and for as long as the matter is the same.
    ``start`` and ``end`` are the site's own time; without a start it is a matter of the whole day.
    ``short`` is its title where there is little room.
    ``record`` is what it opens (of ``kind``); empty, ``begin`` names the kind of meeting to begin.
    """

    source: Source
    key: str
    day: date
    title: Said | str
    start: datetime | None = None
    end: datetime | None = None
    record: str = ""
    kind: str = ""
    begin: str = ""
    group: str = ""
    held: bool = False
    unnamed: Said | str = ""
    short: Said | str = ""
    notice: bool = False

    @property
    def area(self) -> Area:
        """Return what it is filtered by."""
        return _AREAS.get(self.source, "due")

    @property
    def open_title(self) -> Said | str:
        """Return the title without any person's name."""
        return self.unnamed or self.title

    @property
    def is_due(self) -> bool:
        """Tell whether it is a day something is due on, and neither a meeting nor a booking."""
        return self.source not in ("meeting", "booking")

    @property
    def is_notice(self) -> bool:
        """Tell whether it only announces what ends later."""
        return self.notice or (self.source == "term" and not self.key.endswith("-0"))

    def is_late(self, today: date) -> bool:
        """Tell whether its day has passed and it is still open."""
        return self.is_due and not self.is_notice and self.day < today


def in_order(one: Coming) -> tuple[date, bool, datetime]:
    """Return what a list of entries is sorted by: the day, whole days first, then the hour."""
    return (one.day, one.start is not None, one.start or datetime.combine(one.day, time.min))


def brief(text: str | None, otherwise: str) -> Said | str:
    """Return the first line of a text, shortened; where there is none what else it is called."""
    line = (text or "").strip().split("\n", 1)[0]
    if not line:
        return Said(otherwise)
    return line if len(line) <= _LONGEST else line[: _LONGEST - 1] + "…"


def due_within(entries: Iterable[Coming], today: date) -> dict[str, list[Coming]]:
    """Return what is due apart by month, quarter and year of today; later is in none of them."""
    month, quarter = month_of(today), quarter_of(today)
    found: dict[str, list[Coming]] = {"month": [], "quarter": [], "year": [], "later": []}
    for one in entries:
        if not one.is_due:
            continue
        if one.day <= month.last:
            found["month"].append(one)
        elif one.day <= quarter.last:
            found["quarter"].append(one)
        elif one.day.year == today.year:
            found["year"].append(one)
        else:
            found["later"].append(one)
    return found
