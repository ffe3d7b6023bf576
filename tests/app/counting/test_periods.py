"""Periods are whole, and what is in them is in no other."""

from datetime import date, timedelta
from itertools import pairwise

from hypothesis import given
from hypothesis import strategies as st

from app.counting.periods import (
    half_of,
    halves_of,
    month_of,
    months_after,
    months_of,
    quarter_of,
    quarters_of,
)

days = st.dates(date(2000, 1, 1), date(2100, 12, 31))
any_days = st.dates()


@given(days, st.integers(0, 900))
def test_months_follow_each_other_without_a_gap(first: date, length: int) -> None:
    last = first + timedelta(days=length)
    spans = list(months_of(first, last))
    assert spans[0] == month_of(first)
    assert spans[-1] == month_of(last)
    for before, after in pairwise(spans):
        assert after.first - before.last == timedelta(days=1)


@given(days)
def test_a_quarter_holds_its_day_and_three_months(day: date) -> None:
    span = quarter_of(day)
    assert span.first <= day <= span.last
    assert len(list(months_of(span.first, span.last))) == 3
    assert list(quarters_of(span.first, span.last)) == [span]


@given(days)
def test_a_half_year_holds_its_day_and_two_quarters(day: date) -> None:
    half = half_of(day)
    assert half.first <= day <= half.last
    assert half.key == f"{day.year}-H{half.number}"
    assert [q.number for q in quarters_of(half.first, half.last)] == (
        [1, 2] if half.number == 1 else [3, 4]
    )


@given(days, st.integers(0, 900))
def test_half_years_follow_each_other_without_a_gap(first: date, length: int) -> None:
    spans = list(halves_of(first, first + timedelta(days=length)))
    assert spans[0] == half_of(first)
    assert spans[-1] == half_of(first + timedelta(days=length))
    for before, after in pairwise(spans):
        assert after.first - before.last == timedelta(days=1)


@given(any_days, any_days, st.integers(-200_000, 200_000))
def test_days_that_nobody_meant_end_no_calendar(first: date, last: date, months: int) -> None:
    for span in (month_of(last), quarter_of(last), half_of(last)):
        assert span.first <= last <= span.last
    assert len(list(halves_of(first, last))) == max(
        0, last.year * 2 + last.month // 7 - first.year * 2 - first.month // 7 + 1
    )
    assert date.min <= months_after(first, months) <= date.max
    (final,) = months_of(date(9999, 12, 1), date.max)
    assert final.last == date.max
