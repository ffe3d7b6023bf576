"""A sentence keeps days and months as values until it is shown in somebody's language."""

from datetime import date, datetime

from app.said import NOTHING, Month, Said, along, listed, say, with_years
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


def test_a_day_of_another_year_says_its_year_wherever_it_stands() -> None:
    inner = say("{b}", b=date(2020, 7, 24))
    words = say("{a} {c} {d}", a=date(2021, 5, 2), c=inner, d=[date(2020, 1, 3), "x"])
    told = with_years(words, 2021)
    assert told(ENGLISH) == "2 May 24 Jul 2020 3 Jan 2020, x"
    assert told(CHINESE).startswith("5月2日 2020年7月24日 2020年1月3日")
    assert with_years(told, 2021) == told
    assert with_years(say("{m}", m=Month(2020, 5)), 2021)(ENGLISH) == "May"


def test_facts_stand_one_after_another() -> None:
    assert along(["4", "1"], ENGLISH) == "4, 1"
    assert along(["4 件", "1 件"], CHINESE) == "4 件，1 件"
    assert along([], CHINESE) == ""


def test_sentences_are_values() -> None:
    assert say("x {n}", n=["a"]) == say("x {n}", n=("a",))
    assert hash(say("x {n}", n=["a"]))
    assert not NOTHING
