"""A filed meeting opened again, as a secretary does it: with a reason."""

from datetime import date

from app.services.meeting import Meeting
from app.workspace import Workspace


def opened_again(book: Workspace, activity: str) -> Meeting:
    """Return a meeting that may be changed; one that is closed is opened again."""
    meeting = book.meetings.get(activity, date(2026, 5, 22))
    assert meeting is not None
    if meeting.archived:
        book.meetings.state.reopen(meeting, "有一处要改")
    return meeting
