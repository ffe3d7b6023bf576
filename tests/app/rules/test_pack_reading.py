"""A pack that is wrong is refused with its line, in both languages; nothing else ever happens."""

from collections.abc import Callable

import pytest
from hypothesis import given
from hypothesis import strategies as st

from app.paths import resources
from app.rules.pack import SHIPPED
from app.rules.pack_file import LARGEST
from app.rules.pack_reading import read_pack
from app.rules.pack_values import PackTooNew, PackWrong
from app.words import Catalogue

GOOD = """\
[pack]
id = "group"
version = "2026.1"
title_zh = "集团规则包"
title_en = "Group pack"
issuer = "集团党群工作部"

[[rule]]
id = "R15"  # 会后录入
severity = "W"
effective_from = 2026-01-01
thresholds = { late_days = 2 }

[[rule]]
id = "R25"
effective_from = 2026-01-01
[rule.thresholds]
member_hours = 40
secretary_hours = 56.0
"""


def refused(text: str | bytes) -> PackWrong:
    """Return why a pack is refused."""
    with pytest.raises(PackWrong) as caught:
        read_pack(text)
    return caught.value


def test_a_pack_says_what_it_says() -> None:
    pack = read_pack(GOOD)
    late, hours = pack.entries
    assert (pack.id, pack.version, pack.title.zh) == ("group", "2026.1", "集团规则包")
    assert (late.severity, late.thresholds, late.line) == ("warning", {"late_days": 2.0}, 8)
    assert hours.severity is None
    assert hours.thresholds == {"member_hours": 40.0, "secretary_hours": 56.0}


def test_windows_line_ends_and_a_byte_order_mark_are_fine() -> None:
    assert read_pack(GOOD.replace("\n", "\r\n").encode("utf-8-sig")) == read_pack(GOOD)


def changed(old: str, new: str) -> str:
    """Return the good pack with one thing put in place of another."""
    assert old in GOOD
    return GOOD.replace(old, new, 1)


@pytest.mark.parametrize(
    ("text", "chinese"),
    [
        (
            changed('"R15"  #', '"R15  #'),
            '第 9 行：不是 TOML 格式，常见原因是缺引号或括号：id = "R15  # 会后录入',
        ),
        (changed('"R15"', '"R99"'), "第 9 行：没有规则 R99，相近的有：R39。"),
        (
            changed("late_days", "late_day"),
            "第 12 行：R15 没有阈值 late_day，相近的有：late_days。",
        ),
        (
            changed("member_hours", "menber_hours"),
            "第 18 行：R25 没有阈值 menber_hours，相近的有：member_hours。",
        ),
        (
            changed("late_days = 2", 'late_days = "2"'),
            '第 12 行：late_days 不能是 "2"，应为：0-3650。',
        ),
        (
            changed("member_hours = 40", "member_hours = nan"),
            "第 18 行：member_hours 不能是 nan，应为：0-1000。",
        ),
        (
            changed("member_hours = 40", "member_hours = -1"),
            "第 18 行：member_hours 不能是 -1，应为：0-1000。",
        ),
        (
            changed('severity = "W"', 'severity = "X"'),
            '第 10 行：severity 不能是 "X"，应为其中之一：E、W、I。',
        ),
        (
            changed('severity = "W"', 'severty = "W"'),
            "第 10 行：这里没有 severty，相近的有：severity。",
        ),
        (
            changed("effective_from = 2026-01-01", 'effective_from = "2026-01-01"'),
            "第 11 行：effective_from 应为不带引号的日期，如 2026-05-11。",
        ),
        (
            changed("thresholds = {", "effective_to = 2025-12-31\nthresholds = {"),
            "第 12 行：R15 止于 2025-12-31，早于起始日 2026-01-01。",
        ),
        (
            changed("effective_from = 2026-01-01\n", ""),
            "第 8 行：R15 缺 effective_from（自哪一天起适用）。",
        ),
        (
            changed('"R25"', '"R15"\npart = "sam_day"'),
            "第 16 行：R15 没有分项 sam_day，相近的有：same_day。",
        ),
        (
            changed('severity = "W"', 'scope = ["temporay"]'),
            "第 10 行：没有支部类型 temporay，相近的有：temporary。",
        ),
        (
            changed('"2026.1"', "2026.1"),
            '第 3 行：version 应为带引号、以点分隔的数字，如 "2026.1"。',
        ),
        (changed('"集团规则包"', '"集团\\u202e规则包"'), "第 4 行：含有控制字符（U+202E）。"),
        (changed("会后录入", "会后\x07录入"), "第 9 行：含有控制字符（U+0007）。"),
        (changed('severity = "W"', "off = 1"), "第 10 行：off 不能是 1，应为：true, false。"),
        (GOOD.split("[[rule]]", maxsplit=1)[0], "第 1 行：规则包至少有一条 [[rule]]。"),
        (changed('title_zh = "集团规则包"\n', ""), "第 1 行：缺 title_zh。"),
        ("a = " + "[" * 3000, "第 1 行：括号嵌套过深。"),
        ("a" * 5000, "第 1 行：这一行过长，5000 个字符，最多 4000 个。"),
    ],
)
def test_a_wrong_pack_is_refused_with_its_line(text: str, chinese: str) -> None:
    assert refused(text).said(Catalogue("zh_CN")) == chinese


def test_the_refusal_is_said_in_english_too() -> None:
    error = refused(changed("late_days", "late_day"))
    assert (
        error.said(Catalogue("en")) == "Line 12: R15 has no threshold late_day; near it: late_days."
    )


def test_two_entries_for_one_day_contradict_each_other() -> None:
    error = refused(
        changed('"R25"', '"R15"').replace("[rule.thresholds]\n", "").split("member_h")[0]
    )
    assert error.said(Catalogue("zh_CN")) == "第 14 行：R15 在这些日子已有规定，见第 8 行。"


def test_one_rule_may_stand_twice_for_different_days() -> None:
    first = changed("thresholds = {", "effective_to = 2026-06-30\nthresholds = {")
    later = '\n[[rule]]\nid = "R15"\neffective_from = 2026-07-01\nthresholds = { late_days = 1 }\n'
    assert len(read_pack(first + later).entries) == 3


def test_all_that_is_wrong_is_told_in_the_order_of_lines() -> None:
    error = refused(changed("late_days", "late_day").replace('"2026.1"', '"x"'))
    assert [problem.line for problem in error.problems] == [3, 12]


def test_a_large_file_is_not_even_parsed() -> None:
    error = refused(b"#" * (LARGEST + 1))
    assert error.params["size"] == LARGEST + 1


def test_a_file_of_another_encoding_is_said_to_be_one() -> None:
    assert refused(GOOD.encode("gb18030")).said(Catalogue("zh_CN")) == (
        "第 4 行：文件不是 UTF-8 文本，另存为 UTF-8 即可。"
    )


def test_a_pack_for_a_later_release_is_known_as_one() -> None:
    with pytest.raises(PackTooNew):
        read_pack(changed('id = "group"', 'id = "group"\nformat = 2\nsomething_new = 1'))


def reads(read: Callable[[], object]) -> bool:
    """Tell whether it was read; anything but a refusal with a line is a mistake."""
    try:
        read()
    except PackWrong as error:
        refusal = error
    else:
        return True
    assert refusal.problems[0].line >= 1
    assert refusal.said(Catalogue("zh_CN")).startswith(f"第 {refusal.problems[0].line} 行：")
    return False


@given(st.binary(max_size=400))
def test_no_bytes_break_the_reading(raw: bytes) -> None:
    reads(lambda: read_pack(raw))


@given(st.text(max_size=400))
def test_no_text_breaks_the_reading(text: str) -> None:
    reads(lambda: read_pack(text))


SHIPPED_TEXTS = [resources("rules", f"{name}.toml").read_text("utf-8") for name in SHIPPED]
PIECES = st.sampled_from(
    (
        *('"', "'", '"""', "'''", "[", "]", "{", "}", "=", ",", "\n", "#", "[[rule]]", "\\", "."),
        *("true", "nan", "-inf", "1e400", "9" * 5000, "2026-02-30", "0x", "rule", "\u202e", "\0"),
    )
)


@given(st.sampled_from([GOOD, *SHIPPED_TEXTS]), st.data())
def test_a_pack_that_was_cut_or_stirred_is_read_or_refused(text: str, data: st.DataObject) -> None:
    for _ in range(data.draw(st.integers(1, 4))):
        at = data.draw(st.integers(0, len(text)))
        length = data.draw(st.integers(0, 60))
        text = text[:at] + data.draw(PIECES | st.text(max_size=20)) + text[at + length :]
    reads(lambda: read_pack(text))


VALUES = st.recursive(
    st.none() | st.booleans() | st.integers() | st.floats() | st.text(max_size=8) | st.dates(),
    lambda inner: st.lists(inner, max_size=3),
    max_leaves=4,
)


def written(value: object) -> str:
    """Return a value as TOML."""
    if isinstance(value, bool):
        return str(value).lower()
    if isinstance(value, list):
        return "[" + ", ".join(written(each) for each in value) + "]"
    if isinstance(value, str):
        return '"' + "".join(c if c.isalnum() else f"\\U{ord(c):08x}" for c in value) + '"'
    return '""' if value is None else str(value)


@given(
    st.sampled_from(
        (
            *("id", "part", "title_zh", "source", "confidence", "period", "scope", "requires"),
            *("severity", "generally", "effective_from", "effective_to", "thresholds", "off"),
        )
    ),
    VALUES,
)
def test_any_value_in_any_place_is_read_or_refused(key: str, value: object) -> None:
    rule = {"id": '"R15"', "effective_from": "2026-01-01"} | {key: written(value)}
    lines = "".join(f"{name} = {said}\n" for name, said in rule.items())
    reads(lambda: read_pack(f'[pack]\nid = "a"\nversion = "1"\ntitle_zh = "a"\n[[rule]]\n{lines}'))
