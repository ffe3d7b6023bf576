from datetime import date

from app.reports.attendance import ACROSS, attendance_sheet, mark
from app.reports.paper import Note, Table
from app.services.meeting import Meeting, read_meetings
from tests.app.reports.book import Book, T

FIRST, LAST = date(2026, 1, 1), date(2026, 5, 31)


def meetings_of(book: Book) -> list[Meeting]:
    held = book.workspace.meetings.between(FIRST, LAST)[::-1]
    return read_meetings(book.workspace.records, held, LAST)


def tables(meetings: list[Meeting]) -> list[Table]:
    found = attendance_sheet(meetings, T, branch="支部", first=FIRST, last=LAST)
    return [b for b in found.blocks if isinstance(b, Table)]


def test_every_member_has_a_row_in_the_roster_s_order(book: Book) -> None:
    meetings = meetings_of(book)
    roster = [m.name for m in meetings[0].branch.members]
    for table in tables(meetings):
        assert [row[1] for row in table.rows[:-1]] == roster


def test_every_meeting_has_a_column_once(book: Book) -> None:
    meetings = meetings_of(book)
    heads = [h for table in tables(meetings) for h in table.head[2:-1]]
    assert len(heads) == len(meetings)
    assert all(len(table.head) <= ACROSS + 3 for table in tables(meetings))


def test_cells_agree_with_the_meeting(book: Book) -> None:
    meetings = meetings_of(book)[:ACROSS]
    table = tables(meetings)[0]
    for column, meeting in enumerate(meetings, 2):
        shown = [row[column] for row in table.rows[:-1]]
        here = sum(cell in {"√", "late", "online"} for cell in shown)
        assert here == meeting.tally.present
        assert table.rows[-1][column] == f"{meeting.tally.present}/{meeting.tally.due}"


def test_who_is_not_due_has_a_dot_and_who_is_not_recorded_nothing(book: Book) -> None:
    meeting = next(m for m in meetings_of(book) if m.id == book.meeting)
    person = next(p for p in meeting.people if p.unmarked)
    assert mark(person, T) == ""
    assert mark(None, T) == "·"


def test_a_period_without_meetings_says_so() -> None:
    found = attendance_sheet([], T, branch="支部", first=FIRST, last=LAST)
    assert found.blocks == (Note("No meeting in this period."),)
