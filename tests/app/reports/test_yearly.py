"""The year's parts of the ledger say on paper what the page says on the screen."""

from datetime import date

import pytest

from app.reports.paper import Table
from app.reports.yearly import attendance_part, hours_part, meetings_part, trend_part, year_parts
from app.services.gathering import Shown
from app.services.yearly import YearView
from tests.app.reports.book import Book, T, said, words


@pytest.fixture
def view(book: Book) -> YearView:
    return book.workspace.yearly.view(2026)


def table(part: object) -> Table:
    return next(b for b in getattr(part, "blocks", ()) if isinstance(b, Table))


def test_each_picture_has_its_table_beneath(view: YearView) -> None:
    for part in year_parts(view, T, branch="支部"):
        assert isinstance(part.blocks[-1], Table), part.title


def test_members_stand_in_the_rosters_order(view: YearView) -> None:
    names = [p.name for p in view.people]
    assert [row[0] for row in table(attendance_part(view, T, branch="b")).rows][:-1] == names
    assert [row[0] for row in table(hours_part(view, T, branch="b")).rows] == names


def test_the_sums_are_those_of_the_year(view: YearView) -> None:
    rows = table(attendance_part(view, T, branch="b")).rows
    whole = rows[-1]
    assert int(whole[1]) == sum(int(row[1]) for row in rows[:-1])
    assert int(whole[2]) == sum(int(row[2]) for row in rows[:-1])
    months = table(trend_part(view, T, branch="b")).rows
    assert [sum(map(int, row[1:4])) for row in months] == [int(row[4]) for row in months]


def test_the_year_at_a_glance_names_the_months_of_each_state(view: YearView) -> None:
    rows = {row[0]: row for row in table(meetings_part(view, T, branch="b")).rows}
    assert "1" in rows["Committee meeting"][1]


def test_an_empty_year_is_printed_too() -> None:
    empty = YearView(2026, 5, view_day())
    for part in year_parts(empty, T, branch="b"):
        assert part.blocks


def test_the_parts_make_a_paper(book: Book, view: YearView) -> None:
    parts = year_parts(view, T, branch="支部")
    shown = Shown((), tuple(book.workspace.members.roster()))
    pdf = book.exporter.parts_pdf(parts, "2026", shown)
    text = words(pdf)
    for part in parts:
        assert said(part.title) in text
    assert said(view.people[0].name) in text


def view_day() -> date:
    return date(2026, 5, 21)


def test_a_ledger_of_a_quarter_or_more_has_the_years_pictures(book: Book) -> None:
    exporting = book.workspace.exporting
    title = said(book.workspace.exporting.words()("Attendance by member and month"))
    assert title in words(exporting.ledger_pdf(date(2026, 1, 1), date(2026, 5, 21)))
    assert title not in words(exporting.ledger_pdf(date(2026, 5, 1), date(2026, 5, 21)))
