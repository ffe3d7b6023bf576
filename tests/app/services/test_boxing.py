"""A period's boxes counted: what is there, what is not, year by year without losing or doubling anything."""

from collections import Counter
from datetime import date

import pytest

from app.reports.boxes import BOXES, box
from app.rules.finding import Finding
from app.said import NOTHING
from app.services.boxing import Shelf
from app.workspace import Workspace

FIRST, LAST = date(2025, 1, 1), date(2026, 12, 31)


@pytest.fixture
def filled(book: Workspace) -> Workspace:
    """Two years: a meeting of each with a notice, a plan a year, a group without a day."""
    records = book.records
    member = records.add("member", {"name": "周建国"})
    records.add("party_group", {"name": "第一党小组"})
    records.add("contact_entry", {"member": member, "on": "2026-02-01"})
    for year in (2025, 2026):
        held = {"type": "general_meeting", "held_start": f"{year}-03-03T19:00:00"}
        meeting = records.add("activity", {**held, "state": "minuted"})
        records.add("notice", {"title": "通知", "activity": meeting})
        records.add("plan", {"title": f"{year}年计划", "from_on": f"{year}-01-01", "kind": "year"})
    called_off = {"type": "general_meeting", "held_start": "2026-04-04T19:00:00"}
    records.add("activity", {**called_off, "state": "cancelled"})
    return book


def shelf(book: Workspace, *findings: Finding) -> Shelf:
    return Shelf(book.records, findings, FIRST, LAST)


def listed(one: Shelf, number: int) -> Counter[str]:
    return Counter(record.id for part in one.registers(box(number)) for record in part.records)


def test_meetings_and_what_hangs_on_them_are_in_their_box_and_called_off_ones_are_not(
    filled: Workspace,
) -> None:
    outline = shelf(filled).outline(box(4))
    assert (outline.meetings, outline.records, outline.empty) == (2, 2, False)
    assert outline.pages > 6


def test_the_years_of_a_box_make_up_the_whole(filled: Workspace) -> None:
    whole = shelf(filled)
    for one in BOXES:
        years = [whole.of_year(year) for year in (2025, 2026)]
        held = sum((listed(year, one.number) for year in years), Counter[str]())
        assert set(held) == set(listed(whole, one.number))
        assert max(held.values(), default=1) == 1
        ids = [a.id for year in years for a in year.meetings(one)]
        assert ids == [a.id for a in whole.meetings(one)]


def test_findings_go_to_their_year(filled: Workspace) -> None:
    def found(about: str, day: date | None = None) -> Finding:
        return Finding("R01", "warning", NOTHING, NOTHING, about, day=day)

    # An id may begin with digits, and a finding may be about a year before the period.
    lost = [found("20261ab2"), found("x"), found("2019-04"), found("x", date(2030, 1, 1))]
    whole = shelf(filled, found("2026-Q1"), found("x", date(2026, 5, 1)), found("2026"), *lost)
    years = [len(whole.of_year(year).findings(box(4))) for year in (2025, 2026)]
    assert years == [4, 3]


def test_a_correction_is_in_the_box_of_what_it_corrects(filled: Workspace) -> None:
    meeting = shelf(filled).meetings(box(4))[0]
    filled.records.add("correction", {"about": meeting.id, "text": "应到 5 人"})
    kinds = [one.kind.name for one in shelf(filled).registers(box(4)) if one.records]
    assert kinds == ["notice", "correction"]
    assert "correction" not in [one.kind.name for one in shelf(filled).registers(box(5))]


def test_a_box_without_anything_says_so(book: Workspace) -> None:
    outline = shelf(book).outline(box(17))
    assert outline.empty
    assert outline.pages == 1


@pytest.mark.parametrize(
    ("type_", "number"), [("organizational_life_meeting", 9), ("democratic_appraisal", 10)]
)
def test_what_closes_a_year_is_filed_with_it_though_it_was_held_after(
    filled: Workspace, type_: str, number: int
) -> None:
    held = {"type": type_, "held_start": "2026-02-20T09:00:00", "state": "filed"}
    closing = filled.records.add("activity", {**held, "for_year": 2025})
    filled.records.add("life_meeting", {"activity": closing})

    def found(first: date, last: date) -> list[str]:
        part = Shelf(filled.records, (), first, last)
        return [a.id for a in part.meetings(box(number))]

    assert found(FIRST, date(2025, 12, 31)) == [closing]
    assert found(FIRST, date(2025, 6, 30)) == [], "a year that has not closed"
    # Of a folder without the year it is for, it is where it was held.
    assert found(date(2026, 1, 1), LAST) == [closing]
    whole = shelf(filled)
    assert [len(whole.of_year(y).meetings(box(number))) for y in (2025, 2026)] == [1, 0]
    if number == 9:
        assert listed(whole.of_year(2025), 9) == listed(whole, 9)


def test_a_closing_meeting_called_off_or_without_a_day_is_not_filed(filled: Workspace) -> None:
    closing = {"type": "organizational_life_meeting", "for_year": 2025}
    filled.records.add("activity", closing)
    called_off = {**closing, "held_start": "2026-02-20T09:00:00", "state": "cancelled"}
    filled.records.add("activity", called_off)
    assert shelf(filled).meetings(box(9)) == []


def test_an_exemplar_is_in_its_box_from_the_day_they_agreed(book: Workspace) -> None:
    silent = book.records.add(
        "exemplar", {"who": "周建国", "title": "先锋", "named_on": "2026-03-03"}
    )
    assert listed(shelf(book), 17) == {}
    book.records.change(silent, {"consent_on": "2026-04-01"})
    assert list(listed(shelf(book), 17)) == [silent]


def test_numbers_that_came_of_a_joint_activity_are_in_its_box(book: Workspace) -> None:
    held = {"type": "joint_activity", "held_start": "2026-03-03T19:00:00", "state": "minuted"}
    meeting = book.records.add("activity", held)
    fields = {"label": "参加单位", "number": 12, "unit": "家"}
    mine = book.records.add("outcome", {"about": meeting, **fields})
    deed = book.records.add("practical_deed", {"title": "修路", "due_on": "2026-04-01"})
    other = book.records.add("outcome", {"about": deed, **fields})
    assert mine in listed(shelf(book), 15)
    assert other not in listed(shelf(book), 15)
    assert other in listed(shelf(book), 16)


def test_a_matter_that_is_not_closed_is_in_every_later_book(book: Workspace) -> None:
    still = book.records.add("matter", {"title": "便道积水", "raised_on": "2025-03-03"})
    over = book.records.add(
        "matter", {"title": "停水", "raised_on": "2025-03-03", "closed_on": "2025-04-01"}
    )
    later = Shelf(book.records, (), date(2026, 1, 1), date(2026, 12, 31))
    assert still in listed(later, 16)
    assert over not in listed(later, 16)


def test_questions_about_a_disclosure_are_with_it_and_opinions_are_not(book: Workspace) -> None:
    shown = book.records.add("disclosure", {"title": "经费", "from_on": "2026-03-01"})
    asked = book.records.add("comment", {"about": shown, "kind": "question", "text": "几时公布"})
    said = book.records.add("comment", {"about": shown, "kind": "opinion", "text": "不同意"})
    book.records.add("opinion", {"text": "食堂", "received_on": "2026-03-01"})
    found = listed(shelf(book), 18)
    assert asked in found
    assert said not in found
    for one in BOXES:
        kinds = {part.kind.name for part in shelf(book).registers(one, sensitive=True)}
        assert "opinion" not in kinds
