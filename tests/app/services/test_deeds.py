"""Deeds of a period as lists and tables: each sum in its own unit, nobody named who was helped."""

from datetime import date

import pytest
from hypothesis import given
from hypothesis import strategies as st

from app.services.deeds import amount, quantity, sum_rows
from app.services.listfiles import as_workbook
from app.workspace import Workspace
from tests.app.services.vanguard_book import enter

FIRST, LAST = date(2026, 1, 1), date(2026, 12, 31)


def t(msgid: str, /, **params: object) -> str:
    one, _, many = msgid.partition("|")
    return ((many or one) if params.get("n") != 1 else one).format(**params)


@pytest.fixture
def filled(book: Workspace) -> Workspace:
    for n, name in enumerate(("周建国", "阿旺", "李娜", "王强")):
        book.records.add("member", {"name": name, "number": n})
    enter(book)
    return book


def test_a_period_has_what_was_done_or_due_in_it(filled: Workspace) -> None:
    deeds = filled.vanguard.deeds
    year = deeds.period(FIRST, LAST)
    assert [d.title for d in year.deeds] == ["修好村口路灯", "给工棚装热水"]
    assert (year.sums.due, year.sums.done, year.sums.hours) == (2, 1, 12.5)
    march = deeds.period(date(2026, 3, 1), date(2026, 3, 31))
    assert (len(march.services), len(march.donations)) == (1, 0)
    assert deeds.period(date(2020, 1, 1), date(2020, 12, 31)).empty


def test_one_campaign_alone_where_it_is_asked_for(filled: Workspace) -> None:
    campaign = filled.records.add("campaign", {"title": "三个一线"})
    filled.records.add(
        "practical_deed", {"title": "送水", "campaign": campaign, "done_on": "2026-05-01"}
    )
    found = filled.vanguard.deeds.period(FIRST, LAST, campaign=campaign)
    assert [d.title for d in found.deeds] == ["送水"]
    assert (found.services, found.donations) == ((), ())


def test_what_has_no_day_is_told_and_in_no_period(filled: Workspace) -> None:
    filled.records.add("donation", {"title": "书"})
    assert filled.vanguard.deeds.undated() == 1
    assert len(filled.vanguard.deeds.period(FIRST, LAST).donations) == 2


def test_the_years_are_those_that_have_something_and_this_one(filled: Workspace) -> None:
    filled.records.add("volunteer_service", {"title": "植树", "on": "2019-03-12"})
    assert filled.vanguard.deeds.years(2030) == [2030, 2026, 2019]


def test_the_sums_name_no_member_and_the_workbook_has_four_sheets(filled: Workspace) -> None:
    tables = filled.vanguard.deeds.tables(filled.vanguard.deeds.period(FIRST, LAST), t)
    assert [len(table.rows) for table in tables] == [9, 2, 1, 2]
    told = " ".join(cell for row in tables[0].rows for cell in row)
    assert "周建国" not in told
    assert "3,000 元" in told
    assert "10,000 只" in told
    assert as_workbook(tables).startswith(b"PK")


def test_hours_nobody_knows_are_said(filled: Workspace) -> None:
    filled.records.add("volunteer_service", {"title": "缝补", "on": "2026-04-01", "others": 3})
    rows = dict(sum_rows(filled.vanguard.deeds.period(FIRST, LAST).sums, t))
    assert rows["Times without hours on record"] == "1"


@given(st.floats(0, 1e12))
def test_a_figure_reads_back_to_the_cent(value: float) -> None:
    assert float(quantity(value).replace(",", "")) == pytest.approx(value, abs=1e-6)


def test_an_amount_stands_with_its_unit() -> None:
    assert amount(3000, "元") == "3,000 元"
    assert amount(1234567.5, "元") == "1,234,567.5 元"
    assert amount(None, "元") == ""
    assert quantity(None) == ""
