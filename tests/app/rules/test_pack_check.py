"""What would have no effect is refused before it is sent; what has one is shown beforehand."""

import pytest

from app.rules.pack_check import changes, must_fit
from app.rules.pack_reading import read_pack
from app.rules.pack_values import PackWrong
from app.rules.shipped import shipped, shipped_text
from app.words import Catalogue

HEAD = '[pack]\nid = "group"\nversion = "2026.1"\ntitle_zh = "集团规则包"\n'


def rule(*lines: str) -> str:
    """Return a pack of one rule; its lines begin at 7."""
    return HEAD + "\n[[rule]]\n" + "\n".join(lines) + "\n"


def said(text: str) -> str:
    """Return what is said of a pack; nothing where it fits."""
    try:
        must_fit(read_pack(text), shipped())
    except PackWrong as error:
        return error.said(Catalogue("zh_CN"))
    return ""


FROM = "effective_from = 2026-01-01"


@pytest.mark.parametrize(
    "lines",
    [
        ('id = "R25"', FROM, "thresholds = { member_hours = 40 }"),
        ('id = "R25"', FROM, "thresholds = { secretary_hours = 56, committee_hours = 56 }"),
        ('id = "R04"', "off = true"),
        ('id = "R15"', "replaces = true", FROM, "thresholds = { late_days = 30 }"),
        ('id = "R01"', "replaces = true", 'scope = ["temporary"]', FROM, 'severity = "I"'),
        ('id = "R11"', 'part = "day"', FROM, 'severity = "W"'),
        ('id = "R19"', 'part = "alien"', FROM, 'thresholds = { terms = ["某某街道"] }'),
        ('id = "R39"', FROM, 'severity = "E"'),
        ('id = "R07"', FROM, 'scope = ["temporary"]', 'severity = "I"'),
    ],
)
def test_what_is_stricter_or_meant_may_be_sent(lines: tuple[str, ...]) -> None:
    assert said(rule(*lines)) == ""


@pytest.mark.parametrize(
    ("lines", "chinese"),
    [
        (
            ('id = "R25"', FROM, "thresholds = { member_hours = 31.5 }"),
            "第 9 行：member_hours = 31.5 比已适用的 32 更宽，不起作用。",
        ),
        (
            ('id = "R25"', "replaces = true", FROM, "thresholds = { member_hours = 20 }"),
            "第 6 行：R25 出自条例或事实核对（national），只能从严，不能替换或停用。",
        ),
        (
            ('id = "R16"', "off = true"),
            "第 6 行：R16 出自条例或事实核对（facts），只能从严，不能替换或停用。",
        ),
        (
            ('id = "R15"', FROM, "thresholds = { late_days = 7 }"),
            "第 9 行：late_days = 7 并不比 3 更严，确需如此则加 replaces = true。",
        ),
        (
            ('id = "R01"', FROM, 'severity = "I"'),
            "第 9 行：severity = I 比已适用的 W 更轻，不起作用。",
        ),
        (
            ('id = "R01"', "replaces = true", FROM, 'severity = "I"'),
            "第 6 行：R01 出自条例或事实核对（national），只能从严，不能替换或停用。",
        ),
        (
            (
                'id = "R01"',
                "replaces = true",
                'scope = ["temporary"]',
                FROM,
                "thresholds = { min_count = 0 }",
            ),
            "第 6 行：R01 只能对临时党支部降低级别。",
        ),
        (
            ('id = "R39"', FROM, 'scope = ["temporary"]', "thresholds = { max_months = 1 }"),
            "第 6 行：其他规则包对这些支部和日期没有 R39，须写级别 severity 和范围 scope。",
        ),
        (
            (
                'id = "R39"',
                "effective_from = 2020-01-01\neffective_to = 2021-01-01",
                'severity = "E"',
            ),
            "第 6 行：其他规则包对这些支部和日期没有 R39，须写级别 severity 和范围 scope。",
        ),
        (('id = "R01"', FROM), "第 6 行：R01 没有内容，须写阈值、级别或 off = true。"),
        (
            ('id = "R41"', FROM, 'thresholds = { any_of = ["dues"] }'),
            "第 9 行：any_of = [dues] 比已适用的 [organizational_life, dues, assigned_work] 更宽，不起作用。",
        ),
    ],
)
def test_what_would_have_no_effect_is_refused(lines: tuple[str, ...], chinese: str) -> None:
    assert said(rule(*lines)) == chinese


def test_the_programs_own_names_are_taken() -> None:
    text = rule('id = "R04"', "off = true").replace('"group"', '"practice"')
    assert said(text) == "第 1 行：practice 是程序自带规则包的名称，须另取 id。"


def test_what_a_pack_changes_is_told_value_by_value() -> None:
    pack = read_pack(
        rule('id = "R25"', FROM, 'severity = "E"', "thresholds = { secretary_hours = 56 }")
        + '\n[[rule]]\nid = "R04"\noff = true\neffective_from = 2026-01-01\n'
    )
    assert [tuple(change) for change in changes(pack, shipped())] == [
        ("R25", "secretary_hours", "-", "56"),
        ("R25", "severity", "W", "E"),
        ("R04", "min_count", "1", "-"),
        ("R04", "severity", "W", "-"),
    ]


def test_an_exported_pack_is_a_beginning_that_can_be_read() -> None:
    assert read_pack(shipped_text("practice")).id == "practice"
