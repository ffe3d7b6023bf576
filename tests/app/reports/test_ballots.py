from datetime import date

from app.records.meeting import Motion
from app.reports.ballots import ballots
from tests.app.reports.book import Book, T


def test_there_is_one_for_each_who_may_vote_and_none_names_anybody(book: Book) -> None:
    meeting = book.workspace.meetings.get(book.meeting, date(2026, 5, 22))
    assert meeting is not None
    found = ballots(meeting, Motion(activity=meeting.id, title="转正"), T, branch="支部")
    assert found.count == meeting.tally.voters_due
    assert found.motion == "转正"
    assert found.choices == ("In favour", "Against", "Abstains")
