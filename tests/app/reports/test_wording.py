from datetime import datetime

import pytest
from hypothesis import given
from hypothesis import strategies as st

from app.reports import wording
from tests.app.reports.book import T


def test_what_nobody_sees_is_left_out() -> None:
    assert wording.plain("周\u200b建\ufeff国\ufe0f\u202e") == "周建国"


def test_a_kangxi_radical_is_set_as_its_hanzi() -> None:
    assert wording.plain("⼀⼈⼯⽂⾼") == "一人工文高"


def test_a_tab_and_a_line_break_within_a_name_are_a_space() -> None:
    assert wording.plain("a\tb\nc\u00a0d\u2028e") == "a b c d e"


def test_paragraphs_lose_the_blanks_people_indent_with() -> None:
    assert wording.paragraphs("　　第一段。\r\n\n  第二段。 \n") == ("第一段。", "第二段。")
    assert wording.paragraphs(None) == ()


def test_nothing_is_a_blank_and_nought_is_a_number() -> None:
    assert [wording.or_blank(v) for v in (None, "", "  ", 0)] == ["____", "____", "____", "0"]


def test_times_are_said_to_the_minute_and_unknown_ones_are_blanks() -> None:
    start, end = (
        datetime.fromisoformat("2026-05-22 19:30"),
        datetime.fromisoformat("2026-05-22 21:05"),
    )
    assert wording.span(start, end, T) == "22 May 2026 (Friday) 19:30 to 21:05"
    assert wording.span(start, None, T) == "22 May 2026 (Friday) 19:30 to ____"
    assert wording.span(start, datetime.fromisoformat("2026-05-23 01:00"), T).endswith(
        "23 May 2026 (Saturday) 01:00"
    )
    assert wording.span(None, end, T) == wording.at(None, T) == wording.on(None, T) == "____"


@pytest.mark.parametrize(
    ("n", "text"), [(1, "一"), (10, "十"), (11, "十一"), (20, "二十"), (99, "九十九")]
)
def test_numbers_are_written_as_headings_have_them(n: int, text: str) -> None:
    assert wording.hanzi(n) == text
    assert wording.numbered(n, "（一）") == f"（{text}）"
    assert wording.numbered(n, "(1)") == f"({n}) "


def test_numbers_that_headings_never_reach_stay_digits() -> None:
    assert [wording.hanzi(n) for n in (0, 100, 4600)] == ["0", "100", "4600"]


@given(st.text())
def test_a_line_stays_one_line_and_saying_it_twice_changes_nothing(text: str) -> None:
    once = wording.plain(text)
    assert len(once.splitlines()) <= 1
    assert wording.plain(once) == once
