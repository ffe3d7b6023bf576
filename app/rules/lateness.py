"""Late entry is shown, never hidden and never judged (R15)."""

from collections.abc import Iterator
from datetime import date, datetime

from app.records.meeting import Activity
from app.rules.facts import Facts
from app.rules.finding import LOOK, WRITE, Finding, found
from app.rules.meeting_words import day_of, meeting_said
from app.rules.pack import Thresholds
from app.site import SITE
from db.model.stamp import moment
from db.model.words import N_


def site_time(hlc: int) -> datetime:
    """Return the moment of a stamp in the site's own time, naive."""
    found = moment(hlc)
    if found.year >= date.max.year:
        return found.replace(tzinfo=None)
    return found.astimezone(SITE).replace(tzinfo=None)


def days_late(activity: Activity, entered: datetime) -> int:
    """Return how many days after the meeting something was entered; 0 for the same day or before."""
    held = activity.held_end or activity.held_start
    return 0 if held is None else max(0, (entered.date() - held.date()).days)


def late_entries(facts: Facts, pack: Thresholds) -> Iterator[Finding | None]:
    """R15: a meeting is on record soon after it was held."""
    for activity in facts.held:
        entered = facts.entered.get(activity.id)
        days = days_late(activity, entered) if entered else 0
        if days <= pack.late_days:
            yield None
            continue
        yield found(
            "R15",
            "warning" if days > pack.very_late_days else "info",
            N_("{meeting} was entered {n} day after|{meeting} was entered {n} days after"),
            N_(
                "It is marked as it is: entered {n} day after|It is marked as it is: entered {n} days after"
            ),
            {"meeting": meeting_said(activity), "n": days},
            (activity.id, "activity", ""),
            actions=(WRITE, LOOK),
            day=day_of(activity),
        )
