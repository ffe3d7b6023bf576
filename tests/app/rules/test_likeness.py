"""Texts taken over from an earlier record, and another unit's words left in one."""

from datetime import date
from typing import Any

from app.rules import likeness
from app.rules.facts import Facts
from app.rules.pack import Entry, Pack, Text
from app.rules.rulebook import Rulebook
from app.rules.shelves import Passage
from app.rules.shipped import shipped
from app.words import Catalogue
from tests.app.rules.conftest import facts, passed, told

LAST_YEAR = (
    "一年来支部坚持学习制度，每月集中学习一次；存在的差距是联系职工不够，下工区的时间少，"
    "下一步每周到班组一次，把隐患整改写进台账，月底前报综合部备查。"
)
ALIEN = Entry("R19", "alien", thresholds={"terms": ("街道", "社区", "第二项目部")})
HQ = Rulebook((*shipped(), Pack("hq", "1", Text("总部"), entries=(ALIEN,))))


def passage(record: str, day: str, text: str, kind: str = "reflection") -> Passage:
    return Passage(record, kind, "text", record, date.fromisoformat(day), text, "a")


def given(*texts: Passage, **more: Any) -> Facts:
    return facts(texts=texts, members={"a": {"name": "王磊"}}, **more)


def test_a_text_of_last_year_is_told_with_its_source_and_its_share() -> None:
    old, new = passage("o", "2025-04-01", LAST_YEAR), passage("n", "2026-04-01", LAST_YEAR)
    (same,) = told(likeness.same_again, given(old, new))
    assert (same.rule, same.severity, same.record) == ("R19", "info", "n")
    said = same.said(Catalogue("en"))
    assert "100 %" in said
    assert "1 Apr" in said


def test_only_the_periods_own_texts_are_told() -> None:
    old, new = passage("o", "2024-04-01", LAST_YEAR), passage("n", "2025-04-01", LAST_YEAR)
    assert not told(likeness.same_again, given(old, new))


def test_short_agreement_is_nobodys_copy() -> None:
    old, new = passage("o", "2026-02-01", "同意。"), passage("n", "2026-03-01", "同意。")
    assert not told(likeness.same_again, given(old, new))


def test_a_long_text_is_told_from_a_lesser_likeness_on() -> None:
    longer = LAST_YEAR * 12
    fresh = "本季度围绕架梁安全组织了三次夜间巡查，查出的问题当场整改，资料由王磊整理归档，"
    half = longer[: len(longer) * 2 // 3] + "".join(f"{fresh}第{n}次。" for n in range(6))
    texts = (passage("o", "2026-02-01", longer), passage("n", "2026-03-01", half))
    share = dict(told(likeness.same_again, given(*texts))[0].what.params)["percent"]
    assert isinstance(share, int)
    assert 60 <= share < 100


def test_words_of_another_unit_are_told_where_hq_lists_them() -> None:
    text = passage("n", "2026-03-01", "在街道社区的支持下完成了本月任务。")
    assert not told(likeness.other_units_words, given(text))
    (alien,) = told(likeness.other_units_words, given(text), HQ)
    assert dict(alien.what.params)["words"] == ("街道", "社区")


def test_the_branchs_own_name_is_no_other_units_word() -> None:
    text = passage("n", "2026-03-01", "第二项目部党支部召开会议。")
    own = given(text, branch={"name": "第二项目部党支部"})
    assert passed(likeness.other_units_words, own, HQ) == 1
    other = given(text, branch={"name": "第一项目部党支部"})
    assert told(likeness.other_units_words, other, HQ)
