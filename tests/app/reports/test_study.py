from datetime import date

from app.records.member import Member
from app.records.study import HoursKind, StudyRecord
from app.reports.paper import Table
from app.reports.study import hours_of, study_sheet
from app.services.studying import say_hours
from tests.app.reports.book import Book, T

FIRST, LAST = date(2026, 1, 1), date(2026, 12, 31)


def study(hours: float | None, kind: HoursKind, *members: str) -> StudyRecord:
    return StudyRecord(topic="学习", hours=hours, hours_kind=kind, members=list(members))


def test_hours_are_summed_by_member_and_form() -> None:
    found = hours_of(
        [
            study(2, HoursKind.concentrated, "a", "b", "a"),
            study(1.5, HoursKind.self_study, "a"),
            study(None, HoursKind.online, "b"),
        ]
    )
    assert found["a"].by_kind == {HoursKind.concentrated: 2, HoursKind.self_study: 1.5}
    assert (found["a"].total, found["b"].total) == (3.5, 2)


def test_the_ledger_has_every_member_and_what_the_study_page_counts(book: Book) -> None:
    records = book.workspace.records
    members, studies = records.all(Member), records.all(StudyRecord)
    found = study_sheet(members, studies, T, branch="支部", first=FIRST, last=LAST)
    by_member, listed = (b for b in found.blocks if isinstance(b, Table))
    counted = book.workspace.studying.year(2026, [m.id for m in members], LAST)
    expected = [(m.name, say_hours(counted[m.id].total)) for m in members]
    assert [(row[1], row[-1]) for row in by_member.rows] == expected
    assert [row[0] for row in listed.rows] == sorted(row[0] for row in listed.rows)


def test_nothing_studied_is_said() -> None:
    found = study_sheet([], [], T, branch="支部", first=FIRST, last=LAST)
    assert "No study recorded in this period." in str(found.blocks)
