"""What deeds, volunteers and donations amount to: sums of a period, never of a person."""

from datetime import date
from math import fsum, isclose
from typing import Any

from hypothesis import given
from hypothesis import strategies as st

from app.counting.deeds import (
    deed_day,
    in_period,
    overdue,
    person_hours,
    sums,
    volunteers,
)
from app.counting.deeds import given as given_of
from app.records.service import Donation, DonationKind, PracticalDeed, VolunteerService

FIRST, LAST = date(2026, 1, 1), date(2026, 12, 31)
days = st.dates(date(2025, 1, 1), date(2027, 12, 31))
kinds = st.none() | st.sampled_from(list(DonationKind))
units = st.none() | st.sampled_from(["元", "箱", " 元 ", "盏"])
amounts = st.none() | st.floats(0, 1e9)


def deed(**fields: Any) -> PracticalDeed:
    return PracticalDeed.model_validate({"title": "修村口路灯", **fields})


def service(**fields: Any) -> VolunteerService:
    return VolunteerService.model_validate({"title": "敬老院", **fields})


def donation(**fields: Any) -> Donation:
    return Donation.model_validate({"title": "水果", **fields})


@given(st.lists(st.tuples(kinds, units, amounts)))
def test_money_and_goods_are_never_added_together(
    rows: list[tuple[DonationKind | None, str | None, float | None]],
) -> None:
    gave = [donation(kind=k, unit=u, amount=a) for k, u, a in rows]
    found = given_of(gave)
    assert sum(g.times for g in found) == len(rows)
    for one in found:
        alike = [a for k, u, a in rows if (k, (u or "").strip()) == (one.kind, one.unit)]
        known = [a for a in alike if a is not None]
        assert one.times == len(alike)
        assert one.amount == (fsum(known) if known else None)


@given(st.sets(st.text("abc", min_size=1), max_size=8), st.integers(0, 30), st.floats(0, 200))
def test_hours_are_people_times_hours_and_a_person_counts_once(
    who: set[str], others: int, hours: float
) -> None:
    one = service(members=[*who, *who], others=others, hours=hours)
    assert volunteers(one) == len(who) + others
    assert isclose(person_hours(one) or 0, (len(who) + others) * hours)


@given(st.lists(st.tuples(days, st.integers(0, 50), st.none() | st.floats(0, 12))))
def test_the_sums_of_two_halves_are_those_of_the_year(
    rows: list[tuple[date, int, float | None]],
) -> None:
    held = [service(on=d, others=n, hours=h, people=n) for d, n, h in rows]
    whole = sums((), held, (), FIRST, LAST)
    first = sums((), held, (), FIRST, date(2026, 6, 30))
    last = sums((), held, (), date(2026, 7, 1), LAST)
    assert whole.services == first.services + last.services
    assert whole.served == first.served + last.served
    assert whole.unsaid == first.unsaid + last.unsaid
    assert isclose(whole.hours, first.hours + last.hours, abs_tol=1e-9)


def test_a_service_whose_hours_nobody_knows_is_told_and_not_guessed() -> None:
    found = sums((), [service(on=FIRST, others=5)], (), FIRST, LAST)
    assert (found.services, found.volunteers, found.hours, found.unsaid) == (1, 5, 0, 1)


@given(st.none() | days, st.none() | days)
def test_a_deed_belongs_to_the_period_of_its_day_and_is_done_in_that_of_its_end(
    due: date | None, done: date | None
) -> None:
    one = deed(due_on=due, done_on=done, people=3)
    found = sums([one], (), (), FIRST, LAST)
    assert found.due == int(due is not None and due.year == 2026)
    assert found.done == int(done is not None and done.year == 2026)
    assert found.deed_people == 3 * found.done
    assert in_period(one, FIRST, LAST) == bool(found.due or found.done)
    assert deed_day(one) == (done or due)
    assert overdue(one, LAST) == (done is None and due is not None and due < LAST)


def test_the_fruit_and_the_masks_stand_apart() -> None:
    gave = [
        donation(kind="purchase", on=FIRST, amount=3000, unit="元"),
        donation(kind="goods", on=FIRST, amount=10000, unit="只", people=400),
        donation(kind="money", on=FIRST, amount=500, unit="元"),
        donation(kind="money", on=date(2025, 5, 1), amount=700, unit="元"),
    ]
    found = sums((), (), gave, FIRST, LAST)
    assert [(str(g.kind), g.unit, g.amount) for g in found.given] == [
        ("money", "元", 500),
        ("goods", "只", 10000),
        ("purchase", "元", 3000),
    ]
    assert found.given_people == 400
