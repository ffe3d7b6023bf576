"""A record's paper lists what hangs on it, each kind once, without the field that says the same in each."""

from app.reports.paper import Head, Table
from app.services.hanging_papers import below
from app.words import Catalogue
from app.workspace import Workspace


def test_an_apprenticeship_prints_its_milestones(book: Workspace) -> None:
    pair = book.records.add("mentorship", {"mentor": "甲", "apprentice": "乙"})
    book.records.add("milestone", {"mentorship": pair, "title": "独立点检", "due_on": "2026-03-01"})
    found = book.records.raw(pair)
    assert found is not None
    told = below(book.records, found, Catalogue())
    (head, table) = told.blocks
    assert isinstance(head, Head)
    assert isinstance(table, Table)
    assert table.head == ("序号", "标题", "期限", "完成日期")
    assert table.rows == (("1", "独立点检", "2026-03-01", ""),)
    assert len(told.records) == 1
    assert book.exporting.record_pdf(pair).startswith(b"%PDF")


def test_numbers_on_a_plan_print_their_source(book: Workspace) -> None:
    plan = book.records.add("plan", {"title": "共建计划"})
    book.records.add(
        "outcome",
        {"about": plan, "label": "提油同比", "number": 51, "unit": "%", "source": "九月报表"},
    )
    found = book.records.raw(plan)
    assert found is not None
    table = below(book.records, found, Catalogue()).blocks[1]
    assert isinstance(table, Table)
    assert table.rows == (("1", "提油同比", "51%", "九月报表"),)


def test_nothing_hangs_below_a_member(book: Workspace) -> None:
    member = book.records.add("member", {"name": "甲"})
    found = book.records.raw(member)
    assert found is not None
    assert below(book.records, found, Catalogue()).blocks == ()
