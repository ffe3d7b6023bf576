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


class Starting:
    """Follows the ways out of a page; a meeting is begun from it at once, and once.

    The list of meetings need not be drawn on the way, nor the page that is being left.
    """

    def __init__(self, desk: Desk) -> None:
        self._desk = desk
        self.under_way = False

    def follow(self, route: Route) -> None:
        """Go a way; one to a new meeting begins it, unless one is being begun."""
        begun = begun_at(route)
        if begun is None:
            self._desk.window.go(route)
        elif not self.under_way:
            self.under_way = True
            start(self._desk, *begun, failed=self._say)

    def end(self) -> None:
        """Say that the page was left."""
        self.under_way = False

    def _say(self, error: SuixingError) -> None:
        self.end()
        self._desk.window.problem(error)


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
