"""How a finding names a meeting: by its day and its type."""

from datetime import date

from app.records.meeting import Activity
from app.said import Said, say
from db.model.words import N_


def meeting_said(activity: Activity) -> Said:
    """Return `4月16日支委会`; without a day the type alone."""
    kind = Said(activity.type.title_)
    if activity.held_start is None:
        return kind
    return say(N_("{meeting} of {day}"), day=activity.held_start.date(), meeting=kind)


def day_of(activity: Activity) -> date | None:
    """Return the day a meeting is held."""
    return activity.held_start.date() if activity.held_start else None
