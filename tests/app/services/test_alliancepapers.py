"""The papers and tables of an alliance are made from the book."""

from app.services.listfiles import as_xlsx
from app.words import Catalogue
from app.workspace import Workspace
from tests.app.reports.book import words

T = Catalogue("zh_CN")


def test_every_paper_is_printed_from_the_book(book: Workspace) -> None:
    add = book.records.add
    unit = add("partner_organization", {"name": "养护段党支部", "joined_on": "2019-06-01"})
    add("alliance_body", {"name": "领导小组", "work_duty": "定计划", "units": [unit]})
    add("duty_rotation", {"from_on": "2020-01-01"})
    add("covered_unit", {"name": "一标项目部", "full_members": 4})
    papers = book.press.alliance
    whole = words(papers.alliance_pdf())
    assert "养护段党支部" in whole
    assert "109国道项目联合党支部" in whole
    assert "定计划" in words(papers.bodies_pdf())
    assert "一标项目部" in words(papers.coverage_pdf())


def test_tables_have_a_cell_for_every_head(book: Workspace) -> None:
    add = book.records.add
    add("partner_organization", {"name": "养护段", "joined_on": "2019-06-01"})
    add("covered_unit", {"name": "一标项目部", "full_members": 4})
    held = add("activity", {"type": "joint_conference", "held_start": "2026-03-10T14:30:00"})
    add(
        "resolution",
        {"text": "修路", "activity": held, "owner_unit": "二公司", "due_on": "2026-03-30"},
    )
    papers = book.press.alliance
    tables = (papers.coverage_table(T), papers.growth_table(T), papers.matters_table(T))
    for table in tables:
        assert table.rows
        assert {len(row) for row in table.rows} == {len(table.heads)}
        assert as_xlsx(table)
    assert tables[0].rows[-2:][0][:2] == ("党的组织覆盖", "0/1，0%")
    assert tables[2].rows[0][:6] == ("修路", "联席会议", "2026-03-10", "二公司", "", "2026-03-30")
