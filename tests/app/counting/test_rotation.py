"""Whose turn it is, what lies between, what was not handed over."""

from datetime import date, timedelta

from hypothesis import given
from hypothesis import strategies as st

from app.counting.rotation import (
    Stretch,
    beginning,
    next_turn,
    not_handed_over,
    on_duty,
    turns,
    year_of,
)
from app.records.alliance import DutyRotation
from db.model.record import Record

DAY = date(2026, 5, 21)


def turn(first: str | None, last: str | None = None, **fields: object) -> DutyRotation:
    body = {"from_on": first, "to_on": last, **fields}
    key = f"{first}{last}"
    return DutyRotation.of(Record("s", "duty_rotation", key, body, {}, {}, False, (), 0, "", 0, ""))


def test_a_turn_without_an_end_goes_on_until_the_next_begins() -> None:
    found = turns([turn("2026-04-01"), turn("2026-01-01"), turn(None)])
    assert [(t.first, t.last) for t in found] == [
        (date(2026, 1, 1), date(2026, 3, 31)),
        (date(2026, 4, 1), None),
    ]
    assert [t.first for t in on_duty(found, DAY)] == [date(2026, 4, 1)]


def test_gaps_and_overlaps_of_a_year_are_told_with_their_days() -> None:
    found = turns([
        turn("2026-01-01", "2026-03-31"), turn("2026-03-25", "2026-06-30"),
        turn("2026-07-11", "2026-09-30"),
    ])  # fmt: skip
    year = year_of(found, 2026)
    assert year.overlaps == (Stretch(date(2026, 3, 25), date(2026, 3, 31)),)
    assert [(g.first, g.last, g.days) for g in year.gaps] == [
        (date(2026, 7, 1), date(2026, 7, 10), 10),
        (date(2026, 10, 1), date(2026, 12, 31), 92),
    ]


def test_before_the_first_turn_ever_nothing_lacks() -> None:
    found = turns([turn("2026-03-01", "2026-12-31")])
    assert year_of(found, 2026).gaps == ()
    assert year_of(found, 2025).gaps == ()
    assert [g.days for g in year_of(found, 2027).gaps] == [365]
    assert year_of([], 2026) == (2026, (), (), ())


def test_what_comes_soon_and_what_was_not_handed_over_is_told() -> None:
    found = turns([
        turn("2025-11-01", "2026-01-31", handed_over_on="2026-02-01"),
        turn("2026-02-01", "2026-04-30"), turn("2026-05-01", "2026-06-10"),
        turn("2026-06-11", "2026-07-31"), turn("2026-08-01"),
    ])  # fmt: skip
    assert [t.first for t in not_handed_over(found, DAY)] == [date(2026, 2, 1)]
    assert [t.first for t in beginning(found, DAY)] == [date(2026, 6, 11)]
    coming = next_turn(found, DAY)
    assert coming is not None
    assert coming.first == date(2026, 6, 11)


spans = st.tuples(st.integers(0, 500), st.integers(0, 200)).map(
    lambda x: turn(
        (date(2025, 10, 1) + timedelta(days=x[0])).isoformat(),
        (date(2025, 10, 1) + timedelta(days=x[0] + x[1])).isoformat(),
    )
)


@given(st.lists(spans, min_size=1, max_size=6))
def test_each_day_of_a_year_is_led_by_none_by_one_or_by_more_as_the_year_says(
    rotations: list[DutyRotation],
) -> None:
    found = turns(rotations)
    year = year_of(found, 2026)
    begin = found[0].first
    for n in range(365):
        day = date(2026, 1, 1) + timedelta(days=n)
        many = len(on_duty(found, day))
        gap = any(g.first <= day <= g.last for g in year.gaps)
        over = any(o.first <= day <= o.last for o in year.overlaps)
        assert gap == (many == 0 and day >= begin)
        assert over == (many > 1)
