"""What joint conferences decided, across all of them: what is late, what is open, what is done (row 32)."""

from collections.abc import Iterable, Mapping
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


def standing_of(resolution: Resolution, day: date, ended: date | None = None) -> Standing:
    """Return how a resolution stood on a day; late is what was open past its day.

    It was open until the day it was closed on; ``ended`` is that day where it names none itself.
    """
    over = resolution.closed_on or ended
    if resolution.state in OPEN or (over is not None and over > day):
        late = resolution.due_on is not None and resolution.due_on < day
        return "late" if late else "open"
    return "dropped" if resolution.state == ResolutionState.dropped else "done"


def matters(
    conferences: Iterable[Activity],
    resolutions: Iterable[Resolution],
    day: date,
    ended: Mapping[str, date] | None = None,
) -> list[Matter]:
    """Return every matter of every conference: late ones first, then open ones by their day.

    ``ended`` says of those that are over without a day when that was written, by id.
    """
    known, days = {c.id: c for c in conferences}, ended or {}
    found = [
        Matter(r, known[r.activity], standing_of(r, day, days.get(r.id)))
        for r in resolutions
        if r.activity in known
    ]
    return sorted(found, key=_rank)


def _rank(matter: Matter) -> tuple[int, int, str]:
    resolution, over = matter.resolution, matter.standing in ("done", "dropped")
    day = resolution.closed_on or resolution.due_on if over else resolution.due_on
    number = (day or (date.min if over else date.max)).toordinal()
    return _ORDER.index(matter.standing), -number if over else number, resolution.id
