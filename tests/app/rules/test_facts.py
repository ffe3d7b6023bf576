"""Periods are whole, and what is in them is in no other."""

from datetime import date, timedelta
from itertools import pairwise

from hypothesis import given
from hypothesis import strategies as st

from app.records.organisation import OfficeHolding
from app.rules.facts import month_of, months_of, quarter_of, quarters_of
from tests.app.rules.conftest import facts, made, meeting

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


def test_a_meeting_outside_the_period_is_known_but_not_looked_at() -> None:
    both = [meeting("a", "group_meeting", f"2026-0{m}-08T10:00:00") for m in (1, 4)]
    given_ = facts(both, first=date(2026, 4, 1))
    assert [a.held_start for a in given_.in_period] == [both[1].held_start]
    assert len(given_.activities) == 2


def test_whether_there_is_a_committee_is_said_or_read_from_the_offices() -> None:
    office = made(OfficeHolding, "o", member="a", office="secretary")
    assert facts(offices=[office]).has_committee
    assert not facts(offices=[office], branch={"has_committee": False}).has_committee
    assert not facts().has_committee
