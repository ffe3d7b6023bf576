"""Boxes 15, 16 and 18 on paper: the report, the closed loop, notices by number and never by name."""

from datetime import date

import pytest

from app.reports.boxes import box
from app.reports.noticecounts import NoticeCount, notices_sheet
from app.reports.paper import Table
from app.services.binding import Binder, Volume
from app.services.boxing import Shelf
from app.services.gathering import Sources
from app.services.sharedpapers import SharedPapers
from app.words import Catalogue
from app.workspace import Workspace

T = Catalogue("en")
FIRST, LAST = date(2026, 1, 1), date(2026, 6, 30)


@pytest.fixture
def filled(book: Workspace) -> Workspace:
    add = book.records.add
    partner = add("partner_organization", {"name": "一公司"})
    held = {"type": "joint_activity", "held_start": "2026-03-03T09:00:00", "state": "minuted"}
    add("activity", {**held, "title": "净土行", "partners": [partner]})
    member = add("member", {"name": "周建国", "joined_on": "2010-01-01"})
    notice = add("notice", {"title": "安全教育通知", "issued_on": "2026-03-01"})
    add("acknowledgement", {"about": notice, "member": member, "way": "signed"})
    matter = add("matter", {"title": "便道积水", "raised_on": "2026-03-01", "partner": partner})
    add("feedback", {"matter": matter, "on": "2026-04-01", "to_whom": "一公司", "text": "已修好"})
    return book


def shared(book: Workspace) -> SharedPapers:
    report, telling = book.press.joint_report, book.openness.telling
    return SharedPapers(book.records, report, book.press.matters, telling)


def volume(book: Workspace, number: int) -> Volume:
    sources = Sources(
        book.pen, book.now, lambda: T, book.syncing.held_since, book.checking.report,
        book.attachments.is_here, book.blobs.chunks, book.attachments.seen_of,
        papers=lambda: book.press.rosters, shared=lambda: shared(book),
    )  # fmt: skip
    shelf = Shelf(book.records, (), FIRST, LAST)
    (made,) = Binder(book.records, sources).volumes(shelf, box(number), sensitive=False)
    return made


def titles(made: Volume) -> list[str]:
    return [getattr(part, "title", "") for part in made.parts]


def test_the_box_of_joint_building_holds_the_report_of_its_period(filled: Workspace) -> None:
    assert "first half of 2026: joint-building report" in titles(volume(filled, 15))


def test_a_branch_that_builds_with_nobody_has_no_report(book: Workspace) -> None:
    assert titles(volume(book, 15)) == ["15 Joint building"]


def test_matters_stand_as_the_closed_loop_with_what_was_told(filled: Workspace) -> None:
    made = volume(filled, 16)
    assert "Closed-loop list of matters" in titles(made)
    assert "Matter" not in titles(made)
    (part,) = (p for p in made.parts if getattr(p, "title", "") == "Closed-loop list of matters")
    assert "已修好" in str(part)


def test_the_closed_loop_stands_as_on_the_last_day_of_its_period(book: Workspace) -> None:
    fields = {"title": "便道积水", "raised_on": "2024-03-01", "done_on": "2024-08-01"}
    matter = book.records.add("matter", {**fields, "state": "done", "result": "修好"})
    book.records.add(
        "feedback", {"matter": matter, "on": "2024-08-02", "to_whom": "村", "text": "好"}
    )
    for last, state in ((date(2024, 6, 30), "Registered"), (date(2024, 12, 31), "Done")):
        part, _ = shared(book).closed_loop({matter}, last, T)
        (table,) = (b for b in part.blocks if isinstance(b, Table))
        assert table.rows[0][-1] == state
        assert ("2024-08-02" in str(table.rows)) == (state == "Done")
        assert part.under[-1].startswith("As of ")


def test_notices_say_how_many_know_and_the_box_names_nobody(filled: Workspace) -> None:
    made = volume(filled, 18)
    (part,) = (p for p in made.parts if getattr(p, "title", "").startswith("Notices and"))
    (table,) = (b for b in getattr(part, "blocks", ()) if isinstance(b, Table))
    assert table.rows[0][2:] == ("安全教育通知", "", "1", "1")
    assert "周建国" not in str(made.parts)
    assert "周建国" not in str(made.lists)


def test_the_notice_of_a_meeting_lies_in_the_box_of_the_meeting(filled: Workspace) -> None:
    held = {"type": "general_meeting", "held_start": "2026-05-05T09:00:00"}
    meeting = filled.records.add("activity", held)
    told = {"title": "党员大会通知", "issued_on": "2026-05-01", "activity": meeting}
    filled.records.add("notice", told)
    assert "党员大会通知" not in str(volume(filled, 18).parts)
    assert "党员大会通知" in str(volume(filled, 4).parts)


def test_no_list_of_acknowledgements_leaves_with_the_folder(filled: Workspace) -> None:
    assert "Acknowledgement" not in [one.title for one in volume(filled, 18).lists]


def test_a_period_without_notices_has_no_sheet_of_them(book: Workspace) -> None:
    assert shared(book).notices(FIRST, LAST, T) is None


def test_the_sheet_counts_by_notice() -> None:
    rows = [
        NoticeCount(date(2026, 3, 1), "通知", "全体党员", 9, 7),
        NoticeCount(None, "另", "", 0, 0),
    ]
    sheet = notices_sheet(rows, T, branch="b", first=FIRST, last=LAST)
    (table,) = (b for b in sheet.blocks if isinstance(b, Table))
    assert [row[-2:] for row in table.rows] == [("9", "7"), ("0", "0")]


def test_a_box_of_many_registers_names_the_empty_ones_in_one_line(filled: Workspace) -> None:
    front = volume(filled, 16).parts[0]
    labels = [label for label, _ in getattr(front, "lines", ())]
    assert labels.count("Nothing on record") == 1
    assert "Suggestion" not in labels
    assert "Matter" in labels
