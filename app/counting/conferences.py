"""What joint conferences decided, across all of them: what is late, what is open, what is done (row 32)."""

from collections.abc import Iterable
from datetime import date
from typing import Literal, NamedTuple

from app.records.meeting import Activity, Resolution, ResolutionState

Standing = Literal["late", "open", "done", "dropped"]
_ORDER: tuple[Standing, ...] = ("late", "open", "done", "dropped")
OPEN = (ResolutionState.open, ResolutionState.doing)


class Matter(NamedTuple):
    """One resolution with the conference that took it, and how it stands on a day."""

    resolution: Resolution
    conference: Activity
    standing: Standing


def standing_of(resolution: Resolution, day: date) -> Standing:
    """Return how a resolution stands; late is what is open past its day."""
    if resolution.state in OPEN:
        late = resolution.due_on is not None and resolution.due_on < day
        return "late" if late else "open"
    return "dropped" if resolution.state == ResolutionState.dropped else "done"


def matters(
    conferences: Iterable[Activity], resolutions: Iterable[Resolution], day: date
) -> list[Matter]:
    """Return every matter of every conference: late ones first, then open ones by their day."""
    known = {c.id: c for c in conferences}
    found = [
        Matter(r, known[r.activity], standing_of(r, day))
        for r in resolutions
        if r.activity in known
    ]
    return sorted(found, key=_rank)


def _rank(matter: Matter) -> tuple[int, int, str]:
    resolution, over = matter.resolution, matter.standing in ("done", "dropped")
    day = resolution.closed_on or resolution.due_on if over else resolution.due_on
    number = (day or (date.min if over else date.max)).toordinal()
    return _ORDER.index(matter.standing), -number if over else number, resolution.id
