"""A sentence keeps days and months as values until it is shown in somebody's language."""

from datetime import date, datetime

from hypothesis import given
from hypothesis import strategies as st

from app.said import NOTHING, Month, Said, listed, one_after_another, say
from app.words import Catalogue

ENGLISH, CHINESE = Catalogue("en"), Catalogue("zh_CN")


def test_days_months_and_sentences_are_said_in_the_readers_language() -> None:
    words = say("{a}, {b}, {c}", a=date(2026, 5, 22), b=Month(2026, 5), c=Said("General meeting"))
    assert words(ENGLISH) == "22 May, May, General meeting"
    assert "5月22日" in words(CHINESE)
    assert "党员大会" in words(CHINESE)


def test_a_moment_has_its_time_and_a_number_no_idle_zero() -> None:
    words = say("{at} {n}", at=datetime(2026, 5, 22, 19, 30), n=4.0)  # noqa: DTZ001
    assert words(ENGLISH) == "Fri 22 May 19:30 4"


def test_names_stand_in_a_row() -> None:
    assert say("{names}", names=["a", "b"])(ENGLISH) == "a, b"
    assert listed([], ENGLISH) == ""


@given(st.lists(st.sampled_from(["", "a", "b"])))
def test_what_is_said_of_one_thing_stands_in_a_line_without_gaps(parts: list[str]) -> None:
    assert one_after_another(parts, ENGLISH) == ", ".join(part for part in parts if part)


def test_sentences_are_values() -> None:
    assert say("x {n}", n=["a"]) == say("x {n}", n=("a",))
    assert hash(say("x {n}", n=["a"]))
    assert not NOTHING
