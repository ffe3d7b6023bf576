"""The year's pictures hold the same facts as the pages they sum up."""

from collections.abc import Iterator
from datetime import date, datetime
from pathlib import Path

import pytest

from app.workspace import Workspace
from tests.app.samples import sampled

NOW = datetime(2026, 5, 21, 20, 14)  # noqa: DTZ001


@pytest.fixture
def book(tmp_path: Path) -> Iterator[Workspace]:
    made = sampled(tmp_path / "home", held=False, now=NOW).book
    yield made
    made.close()


def test_attendance_and_hours_are_those_of_the_roster_in_its_order(book: Workspace) -> None:
    view = book.yearly.view(2026)
    roster, year = book.members.roster(), book.members.year(2026)
    assert [p.member for p in view.people] == [m.id for m in roster]
    for person in view.people:
        total = year.sum(person.member)
        assert (person.year.due, person.year.here) == (total.due, total.present)
        assert tuple(t.step for t in person.months) == year.strip(person.member)
    assert sum(t.due for t in view.branch) == sum(p.year.due for p in view.people)


def test_the_trend_is_what_the_checks_say_of_the_same_days(book: Workspace) -> None:
    view = book.yearly.view(2026)
    assert (view.month, view.day, len(view.trend)) == (5, NOW.date(), 5)
    report = book.checking.report(date(2026, 1, 1), NOW.date())
    assert sum(m.wrong for m in view.trend) <= len(report.errors)
    assert sum(m.all for m in view.trend) <= len(report.findings)
    assert view.trend == book.yearly.trend(date(2026, 1, 1), NOW.date())


def test_a_year_before_the_book_and_one_to_come_are_no_error(book: Workspace) -> None:
    assert book.yearly.view(2020).month == 0
    assert book.yearly.view(2031).trend == ()
