from datetime import date

from app.records.member import Member
from app.records.study import HoursKind, StudyRecord
from app.reports.paper import Table
from app.reports.study import study_sheet
from app.services.studying import say_hours
from tests.app.reports.book import Book, T

FIRST, LAST = date(2026, 1, 1), date(2026, 12, 31)


def study(hours: float | None, kind: HoursKind, *members: str) -> StudyRecord:
    return StudyRecord(topic="学习", hours=hours, hours_kind=kind, members=list(members))


def test_what_does_not_count_stands_after_the_total(book: Book) -> None:
    (one, *_) = book.workspace.records.all(Member)
    studies = [study(2, HoursKind.concentrated, one.id), study(1.5, HoursKind.self_study, one.id)]
    found = study_sheet([one], studies, T, branch="支部", first=FIRST, last=LAST)
    table = next(b for b in found.blocks if isinstance(b, Table))
    assert table.head[-2:] == ("Total", "Self-study, not counted")
    assert table.rows[0][-2:] == ("2", "1.5")


def test_the_ledger_has_every_member_and_what_the_study_page_counts(book: Book) -> None:
    records = book.workspace.records
    members, studies = records.all(Member), records.all(StudyRecord)
    found = study_sheet(members, studies, T, branch="支部", first=FIRST, last=LAST)
    by_member, listed = (b for b in found.blocks if isinstance(b, Table))
    counted = book.workspace.studying.year(2026, [m.id for m in members], LAST)
    expected = [(m.name, say_hours(counted[m.id].total) or "0") for m in members]
    assert [(row[1], row[-2]) for row in by_member.rows] == expected
    assert [row[0] for row in listed.rows] == sorted(row[0] for row in listed.rows)


def test_nothing_studied_is_said() -> None:
    found = study_sheet([], [], T, branch="支部", first=FIRST, last=LAST)
    assert "No study recorded in this period." in str(found.blocks)
