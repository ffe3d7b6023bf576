"""Matters of a period: each counted by its own day, a mean only of what there is."""

from datetime import date

from hypothesis import given
from hypothesis import strategies as st

from app.counting.handled import days_taken, handled
from app.records.service import MatterState, ServiceMatter

FIRST, LAST = date(2026, 1, 1), date(2026, 6, 30)
days = st.none() | st.dates(date(2025, 10, 1), date(2026, 9, 30))


def matter(**fields: object) -> ServiceMatter:
    return ServiceMatter.model_validate({"title": "便道积水", **fields})


matters = st.lists(
    st.builds(
        matter,
        raised_on=days,
        done_on=days,
        state=st.sampled_from(MatterState),
        satisfaction=st.none() | st.integers(1, 5),
    ),
    max_size=20,
)


def test_a_matter_raised_before_and_solved_now_counts_as_solved_now() -> None:
    old = matter(raised_on=date(2025, 12, 20), done_on=date(2026, 1, 9), state="done")
    found = handled([old], FIRST, LAST)
    assert (found.raised, found.solved, found.days) == ((), (old,), 20.0)


def test_one_that_was_handed_over_is_not_solved_here() -> None:
    away = matter(raised_on=FIRST, done_on=LAST, state="transferred")
    assert handled([away], FIRST, LAST).solved == ()


def test_nothing_said_is_no_satisfaction_and_never_a_zero() -> None:
    silent = matter(raised_on=FIRST, done_on=FIRST, state="closed")
    assert handled([silent], FIRST, LAST).satisfaction is None
    said = matter(raised_on=FIRST, done_on=FIRST, state="closed", satisfaction=4)
    assert handled([silent, said], FIRST, LAST).satisfaction == 4


def test_a_day_before_it_was_raised_gives_no_duration() -> None:
    odd = matter(raised_on=date(2026, 3, 2), done_on=date(2026, 3, 1), state="done")
    assert days_taken(odd) is None
    assert handled([odd], FIRST, LAST).days is None


@given(matters)
def test_a_year_is_its_two_halves(given_matters: list[ServiceMatter]) -> None:
    middle = date(2026, 3, 31)
    halves = [
        handled(given_matters, FIRST, middle),
        handled(given_matters, date(2026, 4, 1), LAST),
    ]
    whole = handled(given_matters, FIRST, LAST)
    assert len(whole.raised) == sum(len(h.raised) for h in halves)
    assert len(whole.solved) == sum(len(h.solved) for h in halves)
    assert set(map(id, whole.timed)) | set(map(id, whole.judged)) <= set(map(id, whole.solved))
    assert whole.days is None or whole.days >= 0
    assert whole.satisfaction is None or 1 <= whole.satisfaction <= 5
