"""A plan's form prints its lines and, where there are some, its numbers with where they were taken from."""

from datetime import date

from app.reports.paper import Table
from app.services.planning import Planning
from app.services.planpaper import plan_part
from app.words import Catalogue
from app.workspace import Workspace

TODAY = date(2026, 5, 21)


def tables(book: Workspace, plan: str) -> list[Table]:
    view = Planning(book.records).get(plan, TODAY)
    assert view is not None
    part, _ = plan_part(book.records, view, Catalogue(), "支部")
    return [b for b in part.blocks if isinstance(b, Table)]


def test_production_numbers_on_a_plan_name_their_source(book: Workspace) -> None:
    plan = book.records.add("plan", {"title": "共建计划"})
    owner = book.records.add("member", {"name": "周建国"})
    book.records.add("plan_item", {"plan": plan, "title": "联席会议", "owner": owner})
    assert len(tables(book, plan)) == 1
    book.records.add(
        "outcome",
        {"about": plan, "label": "提油同比", "number": 51, "unit": "%", "source": "九月报表"},
    )
    lines, numbers = tables(book, plan)
    assert "周建国" in lines.rows[0]
    assert numbers.rows == (("1", "提油同比", "51%", "九月报表"),)
    assert book.exporting.plan_pdf(plan).startswith(b"%PDF")
