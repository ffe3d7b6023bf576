"""Papers of a pack say what the records say: figures that add up, the outcome apart, gaps as signs."""

from datetime import date

from app.counting.dimensions import EVERYBODY, UNTAGGED, Stay, Tagged, by_tag, coverage
from app.records.cobuilding import Outcome
from app.reports.paper import Facts, Head, Sheet, Table
from app.reports.tags import coverage_sheet, tags_sheet
from app.services.dimensions import CoverageView, Evidence, TagReport
from app.tags.shipped import shipped
from app.words import Catalogue

T = Catalogue("zh_CN")
TEN = next(pack for pack in shipped() if pack.id == "shigong")
TITLES = {TEN.token(tag): tag.title.zh for tag in TEN.tags}
KINDS = {
    "activity": "Meeting or activity", "plan_item": "Plan item", "matter": "Matter",
    "cobuild_agreement": "Joint-building agreement", "practical_deed": "Practical deed",
}  # fmt: skip
FIRST, LAST = date(2026, 1, 1), date(2026, 12, 31)
ITEMS = (
    Tagged("a1", "activity", date(2026, 3, 5), ("shigong.site", "shigong.gain"), ("u1",)),
    Tagged("m1", "matter", date(2026, 4, 5), ("shigong.difficulty",), ("u1",), done=False),
    Tagged("d1", "practical_deed", date(2026, 5, 5)),
)


def name(word: str) -> str:
    """Return what a record or a tag is called here."""
    return TITLES.get(word) or {"u1": "河北分公司", "a1": "共建日"}.get(word, word)


def sheet() -> Sheet:
    """Return the report of the three items."""
    outcome = Outcome(about="a1", label="口罩", number=10000, unit="个", at_least=True)
    evidence = {"a1": Evidence((outcome,), "", 2)}
    report = TagReport(TEN, FIRST, LAST, by_tag(ITEMS, TEN.tokens), {}, evidence)
    return tags_sheet(report, T, name, KINDS, branch="甲支部")


def tables(made: Sheet) -> list[Table]:
    """Return the tables of a sheet."""
    return [block for block in made.blocks if isinstance(block, Table)]


def heads(made: Sheet) -> list[str]:
    """Return the headings of a sheet."""
    return [block.words for block in made.blocks if isinstance(block, Head)]


def test_the_figures_of_each_tag_add_up_and_those_without_one_come_last() -> None:
    rows = tables(sheet())[0].rows
    assert rows[1] == ("阵地共用", "1", "0", "0", "0", "0", "1")
    assert rows[-1] == ("未标这个包的标签", "0", "0", "0", "1", "0", "1")
    assert all(sum(map(int, row[1:-1])) == int(row[-1]) for row in rows)


def test_the_outcome_comes_after_the_nine_with_its_evidence() -> None:
    made = sheet()
    assert heads(made)[-3:] == ["十、成果：同心共赢（1）", "共建日", "十一、未标这个包的标签（1）"]
    (facts,) = [block for block in made.blocks if isinstance(block, Facts)]
    assert facts.rows == (("口罩", "10,000 个以上"), ("附件", "2 件"))


def test_what_is_not_done_yet_says_so() -> None:
    found = tables(sheet())[1:]
    states = {row[3]: row[5:] for table in found for row in table.rows}
    assert states == {"共建日": (), "m1": ("还没有",), "d1": ()}


def test_where_all_is_done_no_column_of_states_stands_empty() -> None:
    for table in tables(sheet())[1:]:
        assert len(table.head) == len(table.widths) == len(table.rows[0])
        assert ("状态" in table.head) == any(row[-1] == "还没有" for row in table.rows)


def test_units_that_lack_everything_are_named_in_one_line() -> None:
    stays = [Stay("u1"), Stay("u2"), Stay("u3")]
    found = coverage(ITEMS, stays, TEN.inputs, 2026, date(2026, 5, 21))
    names = {"u1": "河北分公司", "u2": "二公司", "u3": "三公司"}
    made = coverage_sheet(CoverageView(TEN, found, names), T, name, branch="甲支部")
    _grid, lacking = tables(made)
    assert [row[0] for row in lacking.rows] == ["河北分公司"]
    assert "各项都还没有开展：二公司、三公司" in str(made.blocks)


def test_coverage_shows_four_signs_a_cell_and_names_what_lacks_all_year() -> None:
    found = coverage(ITEMS, [Stay("u1")], TEN.inputs, 2026, date(2026, 5, 21))
    made = coverage_sheet(CoverageView(TEN, found, {"u1": "河北分公司"}), T, name, branch="甲支部")
    grid, lacking = tables(made)
    assert grid.head[:3] == ("单位", "组织共建", "阵地共用")
    assert grid.head[-1] == "未标"
    own = dict(zip(grid.head, grid.rows[1], strict=True))
    assert own["单位"] == "河北分公司"
    assert own["阵地共用"] == "1 – · ·"
    assert own["难题共克"] == "– △ · ·"
    assert own["组织共建"] == "– – · ·"
    assert own["未标"] == "· · · ·"
    assert lacking.rows[0][0] == "河北分公司"
    assert "组织共建" in lacking.rows[0][1]
    assert "阵地共用" not in lacking.rows[0][1]
    assert "难题共克" not in lacking.rows[0][1]
    assert {cell.seen for cell in found.at(EVERYBODY, UNTAGGED)} == {"open"}
