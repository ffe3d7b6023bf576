"""Periods are whole, and what is in them is in no other."""

from datetime import date, timedelta
from itertools import pairwise

from hypothesis import given
from hypothesis import strategies as st

from app.counting.periods import month_of, months_of, quarter_of, quarters_of

days = st.dates(date(2000, 1, 1), date(2100, 12, 31))


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
