"""A meeting is begun: drafted like the last one of its kind, and opened."""

from collections.abc import Callable
from datetime import date, datetime

from app.services.timetable import usual_time
from app.terms import ActivityType
from db.model.errors import SuixingError
from ui.desktop.desk import Desk, Route

BEGIN = "new"


def begun_at(route: Route) -> tuple[ActivityType, str] | None:
    """Return the kind and the group of the meeting that a way leads to the beginning of."""
    word, _, rest = route.detail.partition(":")
    code, _, group = rest.partition(":")
    kind = next((k for k in ActivityType if k == code), None)
    return (kind, group) if route.page == "meetings" and word == BEGIN and kind else None


def start(
    desk: Desk,
    kind: ActivityType,
    group: str = "",
    day: date | None = None,
    failed: Callable[[SuixingError], None] | None = None,
) -> None:
    """Draft a meeting and open it; without a day it has none yet."""
    meetings, today = desk.book.meetings, desk.today()
    begins = datetime.combine(day, usual_time(meetings.last(kind, group))) if day else None
    desk.work.edit(
        lambda: meetings.new(kind, begins, desk.t, group=group, today=today),
        lambda made: desk.window.go(Route("meeting", made)) if made else None,
        failed or desk.window.problem,
    )
