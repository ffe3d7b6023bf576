"""The two coverages on paper: both percentages, each unit, and the lists of what lacks."""

from datetime import date

from app.counting.covered import Share, coverage, reach
from app.records.alliance import CoveredUnit
from app.reports.covered import (
    can_words,
    coverage_sheet,
    heads,
    lack_words,
    lacking,
    row,
    share_words,
)
from app.reports.paper import Facts, Head, Table
from app.words import Catalogue

T = Catalogue("zh_CN")
DAY = date(2026, 5, 21)
UNITS = [
    CoveredUnit(name="一标", full_members=5, set_up_on=date(2025, 1, 1), is_project=True),
    CoveredUnit(name="二标", full_members=4, is_project=True),
    CoveredUnit(name="三标", full_members=1, instructor="马福林"),
    CoveredUnit(name="四标", full_members=0),
    CoveredUnit(name="五标"),
]


def test_both_percentages_and_four_lists_are_printed() -> None:
    sheet = coverage_sheet(coverage(UNITS, DAY), T, branch="支部")
    facts = next(b for b in sheet.blocks if isinstance(b, Facts))
    assert facts.rows == (("党的组织覆盖", "1/2，50%"), ("党的工作覆盖", "2/5，40%"))
    table = next(b for b in sheet.blocks if isinstance(b, Table))
    assert len(table.rows) == 5
    titles = [b.words for b in sheet.blocks if isinstance(b, Head)]
    assert titles == [
        "一、没有建立党组织的重点项目：1 个", "二、应建未建：1 个", "三、应派未派：1 个", "四、还没有摸底：1 个",
    ]  # fmt: skip


def test_nothing_surveyed_has_no_percentage() -> None:
    assert share_words(Share(0, 0), T) == "还没有可计算的单位"
    sheet = coverage_sheet(coverage([], DAY), T, branch="支部")
    assert not [b for b in sheet.blocks if isinstance(b, Table)]


def test_a_line_says_what_the_number_proposes_and_what_the_unit_lacks() -> None:
    found = [reach(u, DAY) for u in UNITS]
    assert [can_words(r, T) for r in found] == [
        "是",
        "是（按人数）",
        "否（按人数）",
        "否（按人数）",
        "",
    ]
    assert [lack_words(r, T) for r in found] == ["", "应建未建", "", "应派未派", "还没有摸底"]
    assert all(len(row(r, T)) == len(heads(T)) for r in found)
    assert [r.unit.name for r in lacking(coverage(UNITS, DAY), "projects_without")] == ["二标"]
