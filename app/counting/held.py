"""When a meeting was held and beside which others, and how long after it was entered (R15, R16).

A meeting is often planned days before it is held, so the stamp of its record alone says nothing.
What was entered is its outcome, and the first of it is that somebody was there: late is who marks
the first person present late. Leave is noted beforehand, and a meeting is filed whenever there is
time for it; neither says when it was put on record.
"""

from collections.abc import Iterable
from datetime import datetime

from app.records.meeting import HERE, Activity, Attendance, State
from app.site import site_time

HELD = (State.minuted, State.reviewed, State.filed, State.archived, State.reopened)
"""States in which a meeting counts as held (domain 6: state >= minuted)."""
KEPT = (State.filed, State.archived)
"""States in which a meeting is closed: its roster is the one written, its hours have flowed."""


def entered(activity: Activity, entries: Iterable[Attendance]) -> datetime:
    """Return when a meeting's outcome was first entered, in the site's time.

    ``entries`` are its own. Where nobody is marked present it is the making of the record.
    """
    first = min((e.record.made for e in entries if e.id and e.status in HERE), default=0)
    return site_time(max(activity.record.made, first))


def days_late(activity: Activity, at: datetime) -> int:
    """Return how many days after the meeting something was entered; 0 for the same day or before."""
    end = activity.held_end or activity.held_start
    return 0 if end is None else max(0, (at.date() - end.date()).days)


def starts(activity: Activity) -> datetime:
    """Return when a meeting begins; before all others where that is not written."""
    return activity.held_start or datetime.min  # noqa: DTZ901 - site time is naive


def overlap(first: Activity, second: Activity) -> bool:
    """Tell whether two meetings, the earlier first, were surely on at the same time.

    One without an end is sure of its start alone.
    """
    begins, next_begins = starts(first), starts(second)
    return next_begins == begins or next_begins < max(first.held_end or begins, begins)


def together(first: Activity, second: Activity) -> bool:
    """Tell whether two meetings were held as one: one names the other, or both name a third."""
    if first.parent and first.parent == second.parent:
        return True
    return first.parent == second.id or second.parent == first.id
