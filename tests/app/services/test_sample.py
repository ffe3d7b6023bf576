"""The sample's dates may be shifted by whole months and always exist."""

from datetime import date, datetime

import pytest
from hypothesis import given
from hypothesis import strategies as st

from app.services.sample import Sample, StoppedClock

MONTHS = st.dates(date(2000, 1, 1), date(2090, 12, 31)).map(lambda d: d.replace(day=1))


def test_without_a_month_it_is_as_written() -> None:
    assert Sample().day("05-22") == date(2026, 5, 22)
    assert Sample().now == datetime.fromisoformat("2026-05-21T20:14")


@given(MONTHS)
def test_every_day_of_the_sample_exists_in_any_month(month: date) -> None:
    sample = Sample(month)
    assert sample.day("05-31").replace(day=1) == month
    assert sample.day("01-31") < sample.day("05-01")


@pytest.mark.parametrize("month", [date(2026, 1, 1), date(2024, 2, 1)])
def test_a_shift_over_the_year_keeps_the_distance(month: date) -> None:
    sample = Sample(month)
    first, last = sample.day("01-01"), sample.day("05-01")
    assert (last.year - first.year) * 12 + last.month - first.month == 4


def test_the_clock_stands_until_it_is_set() -> None:
    clock = StoppedClock(datetime.fromisoformat("2026-05-21T20:14"))
    first = clock()
    assert clock() == first + 1
    clock.set(datetime.fromisoformat("2026-05-20T20:14"))
    assert clock() < first
