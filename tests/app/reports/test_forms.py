from dataclasses import replace
from datetime import date

from app.records.meeting import Motion, MotionKind
from app.records.voting import ElectionCandidate
from app.reports.forms import agenda, minutes_form, tally_sheet
from app.reports.paper import Facts, Head, Room, Sheet, Table
from app.services.meeting import Meeting
from tests.app.reports.book import Book, T


def meeting(book: Book) -> Meeting:
    found = book.workspace.meetings.get(book.meeting, date(2026, 5, 22))
    assert found is not None
    return found


def minutes(book: Book) -> Sheet:
    return minutes_form(meeting(book), T, branch="支部", serial="20260522-A1M1")


def cells(sheet: Sheet) -> dict[str, str]:
    rows = [row for b in sheet.blocks if isinstance(b, Facts) for row in b.rows]
    return {row[i]: row[i + 1] for row in rows for i in range(0, len(row), 2)}


def test_the_minutes_have_room_for_each_item_and_every_field_of_a_record(book: Book) -> None:
    sheet = minutes(book)
    heads = [b.words for b in sheet.blocks if isinstance(b, Head)]
    assert len(heads) == len(meeting(book).items) + 1
    assert sum(isinstance(b, Room) for b in sheet.blocks) == len(heads)
    for field in (
        "Title", "Time", "Place", "How held", "Chair", "Recorder", "Not present, and why",
        "Attending without vote", "Validity", "Responsible", "Due on",
    ):  # fmt: skip
        assert field in cells(sheet)


def test_no_word_said_and_no_vote_counted_is_printed_before_it_was(book: Book) -> None:
    sheet = minutes(book)
    said = [s.summary for s in meeting(book).speeches if s.summary]
    text = repr(sheet)
    assert not [words for words in said if words in text]
    votes = [b for b in sheet.blocks if isinstance(b, Table) and "In favour" in b.head]
    assert {cell for table in votes for row in table.rows for cell in row} == {""}


def test_the_number_due_is_known_and_the_number_present_is_not(book: Book) -> None:
    table = next(b for b in minutes(book).blocks if isinstance(b, Table))
    assert table.rows[0] == ("Total", "30", "", "")


def test_a_form_carries_its_serial_and_none_before_it_is_printed(book: Book) -> None:
    seal = minutes(book).seal
    assert seal is not None
    assert "20260522-A1M1" in seal.lines[0]
    assert agenda(meeting(book), T, branch="支部", serial="").seal is None


def test_the_agenda_lists_the_items_in_their_order(book: Book) -> None:
    sheet = agenda(meeting(book), T, branch="支部", serial="x")
    table = next(b for b in sheet.blocks if isinstance(b, Table))
    assert [row[1] for row in table.rows] == [i.title for i in meeting(book).items]


def test_a_tally_sheet_counts_three_ways_for_each_name_and_has_lines_for_others(
    book: Book,
) -> None:
    one = Motion(activity="a", kind=MotionKind.election, title="选举", seats=1)
    names = tuple(ElectionCandidate(motion="", name=n) for n in ("甲", "乙"))
    held = replace(meeting(book), candidates=names)
    sheet = tally_sheet(held, one, T, branch="支部", serial="x")
    table = next(b for b in sheet.blocks if isinstance(b, Table))
    assert [row[0] for row in table.rows] == ["甲", "", "", "乙", "", "", "", "", ""]
    assert {row[2:] for row in table.rows} == {("", "")}
    ordinary = tally_sheet(held, Motion(activity="a"), T, branch="支部", serial="x")
    assert len(next(b for b in ordinary.blocks if isinstance(b, Table)).rows) == 3
