from datetime import date

from app.reports.signin import GUESTS, SignIn, sign_in
from tests.app.reports.book import Book, T


def sheet(book: Book, serial: str = "20260522-1") -> SignIn:
    found = book.workspace.meetings.get(book.meeting, date(2026, 5, 22))
    assert found is not None
    return sign_in(found, T, branch="支部", serial=serial)


def test_everyone_due_has_a_row_and_nobody_has_signed(book: Book) -> None:
    found = sheet(book)
    assert sorted(row[1] for row in found.rows) == sorted(book.names())
    assert {row[3:5] for row in found.rows} == {("", "")}


def test_known_leave_stands_in_the_remarks_and_nothing_else(book: Book) -> None:
    notes = {row[1]: row[5] for row in sheet(book).rows if row[5]}
    assert notes
    assert all(note.startswith("Leave") for note in notes.values())


def test_group_and_post_stand_beside_the_name(book: Book) -> None:
    assert sheet(book).rows[0][2] == "第一党小组\n项目书记"


def test_there_is_room_for_those_without_vote(book: Book) -> None:
    rows = sheet(book).guest_rows
    assert [row[1] for row in rows[-GUESTS:]] == [""] * GUESTS
    assert rows[0][1].startswith("宋工")


def test_totals_are_for_the_hand_but_the_number_due(book: Book) -> None:
    assert sheet(book).totals == ("Due to attend 30", "Present ____", "Leave ____", "Absent ____")


def test_a_sheet_without_serial_has_a_blank(book: Book) -> None:
    assert sheet(book, "").facts[0][3] == "____"
