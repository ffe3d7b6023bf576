"""Amounts and times as people say them."""

import pytest
from hypothesis import given
from hypothesis import strategies as st

from app.words import Catalogue
from ui.desktop.exchange.words import (
    detail_words,
    link_words,
    pair_words,
    size_words,
    step_words,
    time_words,
)

T = Catalogue("zh_CN")


@pytest.mark.parametrize(
    ("seconds", "words"),
    [
        (0, "1 秒"),
        (7.4, "7 秒"),
        (89, "89 秒"),
        (90, "2 分钟"),
        (5399, "90 分钟"),
        (7200, "2 小时"),
    ],
)
def test_times(seconds: float, words: str) -> None:
    assert time_words(seconds, T) == words


def test_a_time_is_that_of_the_last_link_or_of_2g() -> None:
    assert link_words(18_000, 2_500, T) == "按上次网速约 7 秒"
    assert link_words(18_000, 0, T) == "2G 约 7 秒"


@pytest.mark.parametrize(
    ("done", "total", "words"),
    [
        (18_000, 28_000, "18 / 28 KB"),
        (0, 300, "0 / 1 KB"),
        (300, 300, "1 / 1 KB"),
        (27_999, 28_000, "27 / 28 KB"),
        (500_000, 6_200_000, "0.5 / 6.2 MB"),
    ],
)
def test_a_part_is_said_in_the_unit_of_the_whole(done: int, total: int, words: str) -> None:
    assert pair_words(done, total, T) == words


def test_an_exchange_says_its_bytes_and_the_rest_of_the_time() -> None:
    assert step_words(18_000, 28_000, "sending", 4, T) == "已发 18 / 28 KB，还要约 4 秒"
    assert step_words(9_000, 9_000, "receiving", 0, T) == "已收 9 / 9 KB"
    assert step_words(192, 340, "19 / 34", 0, T) == "192 / 340"
    assert step_words(5, 0, "sending", 0, T) == ""


def test_what_is_sent_is_not_yet_answered() -> None:
    assert detail_words(28_000, 28_000, "sending", T) == "都已送出，等总部答复。"
    assert detail_words(1, 28_000, "sending", T) == "可以继续做别的事。"
    assert detail_words(0, 3, "taking in", T) == "正在收下"


@given(st.integers(0, 10**13), st.integers(0, 10**13))
def test_every_amount_can_be_said(done: int, total: int) -> None:
    assert size_words(total, T)
    assert "/" in pair_words(done, total, T)
