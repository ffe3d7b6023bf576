"""Months add up to the year, nobody is moved, and a finding counts in the month of its fact."""

from datetime import date
from typing import NamedTuple

from hypothesis import given
from hypothesis import strategies as st

from app.counting.monthly import Turnout, found_by_month, ratio, sums, turnout_by_month, whole

MARKS = st.lists(
    st.tuples(
        st.sampled_from("abcx"), st.integers(1, 12), st.sampled_from(["present", "leave", "absent"])
    ),
    max_size=40,
)


class One(NamedTuple):
    day: date | None
    is_error: bool
    explained: bool


@given(MARKS)
def test_a_year_is_the_sum_of_its_months_and_the_branch_of_its_members(
    marks: list[tuple[str, int, str]],
) -> None:
    found = turnout_by_month(marks, "cab")
    assert list(found) == ["c", "a", "b"]
    mine = [m for m in marks if m[0] != "x"]
    assert whole(sums(found)) == Turnout(
        len(mine), sum(m[2] == "present" for m in mine), sum(m[2] == "leave" for m in mine)
    )
    assert all(t.absent >= 0 for months in found.values() for t in months)


@given(st.integers(0, 30), st.integers(0, 30))
def test_any_presence_shows_and_only_full_presence_is_the_darkest(due: int, here: int) -> None:
    here = min(due, here)
    step = Turnout(due, here).step
    assert (step is None) == (due == 0)
    if step is not None:
        assert (step == 0) == (here == 0)
        assert step <= 4
        assert here < due or step == 4


@given(
    st.lists(
        st.builds(
            One,
            st.one_of(st.none(), st.dates(date(2015, 1, 1), date(2027, 12, 31))),
            st.booleans(),
            st.booleans(),
        ),
        max_size=30,
    )
)
def test_every_finding_of_a_day_in_the_period_counts_once(findings: list[One]) -> None:
    first, last = date(2016, 3, 5), date(2026, 2, 7)
    months = found_by_month(findings, first, last)
    assert len(months) == 120
    within = [f for f in findings if f.day and date(2016, 3, 1) <= f.day < date(2026, 3, 1)]
    assert sum(m.all for m in months) == len(within)
    assert sum(m.wrong for m in months) == sum(f.is_error for f in within)


def test_no_share_of_nothing() -> None:
    assert ratio(0, 0) is None
    assert ratio(1, 2) == 0.5
