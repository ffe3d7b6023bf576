"""Days and times are read in every way people write them, and said in one."""

from datetime import date, datetime, time, timedelta

import pytest
from hypothesis import given
from hypothesis import strategies as st

from app.dates import (
    parse_day,
    parse_time,
    say_date,
    say_day,
    say_moment,
    say_moment_past,
    say_month,
    say_near_date,
    say_short_month,
    say_weekday,
    say_year_date,
)
from app.words import Catalogue

TODAY = date(2026, 5, 21)  # a Thursday
t = Catalogue("en")
days = st.dates(date(2000, 1, 1), date(2099, 12, 31))


@pytest.mark.parametrize(
    ("text", "day"),
    [
        ("522", date(2026, 5, 22)),
        ("0522", date(2026, 5, 22)),
        ("5-22", date(2026, 5, 22)),
        ("5/22", date(2026, 5, 22)),
        ("5.22", date(2026, 5, 22)),
        ("5月22日", date(2026, 5, 22)),
        ("5月22号", date(2026, 5, 22)),
        ("５月２２日", date(2026, 5, 22)),
        ("2026-05-22", date(2026, 5, 22)),
        ("2026年5月22日", date(2026, 5, 22)),
        ("20260522", date(2026, 5, 22)),
        ("260522", date(2026, 5, 22)),
        ("26/5/22", date(2026, 5, 22)),
        ("2026-05-22 周五", date(2026, 5, 22)),
        ("22", date(2026, 5, 22)),
        ("22日", date(2026, 5, 22)),
        ("今天", TODAY),
        ("昨天", date(2026, 5, 20)),
        ("前天", date(2026, 5, 19)),
        ("明天", date(2026, 5, 22)),
        ("3天前", date(2026, 5, 18)),
        ("10天后", date(2026, 5, 31)),
        ("周五", date(2026, 5, 22)),
        ("上周五", date(2026, 5, 15)),
        ("上周日", date(2026, 5, 17)),
        ("下周一", date(2026, 5, 25)),
        ("上上周三", date(2026, 5, 6)),
        ("星期天", date(2026, 5, 24)),
        (" 昨天 ", date(2026, 5, 20)),
    ],
)
def test_a_day_is_read_as_people_write_it(text: str, day: date) -> None:
    assert parse_day(text, TODAY) == day


@pytest.mark.parametrize(
    "text", ["", "2月30日", "1340", "13-01", "明年", "abc", "0", "99", "²²", "5-"]
)
def test_what_names_no_day_is_none_and_no_error(text: str) -> None:
    assert parse_day(text, TODAY) is None


def test_a_day_without_its_year_lies_nearest_to_today() -> None:
    assert parse_day("12-31", date(2026, 1, 5)) == date(2025, 12, 31)
    assert parse_day("1-5", date(2025, 12, 31)) == date(2026, 1, 5)


@given(days)
def test_a_day_said_in_a_field_is_read_back(day: date) -> None:
    assert parse_day(day.isoformat(), TODAY) == day
    assert parse_day(f"{day.year}年{day.month}月{day.day}日", TODAY) == day
    assert parse_day(f"{day:%Y%m%d}", TODAY) == day


@given(days, st.integers(-150, 150))
def test_a_near_day_is_read_back_without_its_year(today: date, away: int) -> None:
    day = today + timedelta(days=away)
    if (day.month, day.day) != (2, 29):
        assert parse_day(f"{day.month}月{day.day}日", today) == day
        assert parse_day(f"{day.month}{day.day:02}", today) == day


@given(st.text(max_size=12), days)
def test_no_text_is_too_odd_to_be_read(text: str, today: date) -> None:
    assert parse_day(text, today) is None or isinstance(parse_day(text, today), date)
    assert parse_time(text) is None or isinstance(parse_time(text), time)


@pytest.mark.parametrize(
    ("text", "moment"),
    [
        ("1930", time(19, 30)),
        ("930", time(9, 30)),
        ("19:30", time(19, 30)),
        ("19：30", time(19, 30)),
        ("19点半", time(19, 30)),
        ("7点", time(7)),
        ("晚7点半", time(19, 30)),
        ("下午3点20分", time(15, 20)),
        ("上午9点", time(9)),
        ("8", time(8)),
    ],
)
def test_a_time_is_read_as_people_write_it(text: str, moment: time) -> None:
    assert parse_time(text) == moment


@pytest.mark.parametrize("text", ["", "25:00", "1260", "9:75", "soon"])
def test_what_names_no_time_is_none(text: str) -> None:
    assert parse_time(text) is None


@given(st.times())
def test_a_time_said_in_a_field_is_read_back(moment: time) -> None:
    assert parse_time(f"{moment:%H:%M}") == moment.replace(second=0, microsecond=0)


def test_a_day_is_said_with_its_weekday() -> None:
    day = date(2026, 5, 22)
    assert say_weekday(day, t) == "Fri"
    assert say_date(day, t) == "22 May"
    assert say_day(day, t) == "Fri 22 May"
    assert say_year_date(day, t) == "22 May 2026"
    assert say_moment(datetime(2026, 5, 22, 19, 30), t) == "Fri 22 May 19:30"  # noqa: DTZ001
    assert say_month(2026, 5, t) == "May 2026"
    assert say_short_month(5, t) == "May"


def test_a_moment_of_another_year_says_its_year() -> None:
    t, at = Catalogue("zh_CN"), datetime(2020, 12, 17, 20, 30)  # noqa: DTZ001
    assert say_moment_past(at, date(2021, 7, 5), t) == "2020年12月17日 20:30"
    assert say_moment_past(at, date(2020, 12, 31), t) == say_moment(at, t)


def test_a_day_of_another_year_says_its_year() -> None:
    t, today = Catalogue("zh_CN"), date(2021, 7, 5)
    assert say_near_date(date(2021, 5, 22), today, t) == "5月22日"
    assert say_near_date(date(2020, 12, 25), today, t) == "2020年12月25日"
