"""Who has what when: bookings that meet, free time between them, what is lent out."""

from datetime import date, datetime, timedelta

from hypothesis import given
from hypothesis import strategies as st

from app.counting.bookings import (
    against,
    clashes,
    left,
    loan_state,
    takes_place,
)
from app.records.resources import Booking, BookingState, Loan, ResourceKind, SharedResource

BEGIN = datetime(2026, 5, 20, 8)  # noqa: DTZ001 - the site's own time
HOURS = st.integers(0, 47)


def booked(start: int, end: int, resource: str = "room", **more: object) -> Booking:
    times = {"from_at": BEGIN + timedelta(hours=start), "to_at": BEGIN + timedelta(hours=end)}
    return Booking.model_validate({"resource": resource, **times, **more})


bookings = st.lists(st.builds(booked, HOURS, HOURS, st.sampled_from(["room", "hall"])), max_size=8)


def test_one_may_begin_when_another_ends() -> None:
    assert list(clashes([booked(1, 2), booked(2, 3)], {})) == []
    assert len(list(clashes([booked(1, 3), booked(2, 4)], {}))) == 1


def test_what_was_called_off_holds_no_hour() -> None:
    off = booked(1, 3, state=BookingState.cancelled)
    assert against(booked(1, 3), [off]) is None
    assert not takes_place(off)


def test_books_and_chairs_are_for_many() -> None:
    chairs = SharedResource(name="折叠桌椅", kind=ResourceKind.material, quantity=60)
    assert list(clashes([booked(1, 3, "chairs"), booked(2, 4, "chairs")], {"chairs": chairs})) == []


@given(bookings)
def test_a_pair_clashes_exactly_where_an_hour_belongs_to_both(held: list[Booking]) -> None:
    def hours(one: Booking) -> set[datetime]:
        if not takes_place(one) or one.from_at is None or one.to_at is None:
            return set()
        many = int((one.to_at - one.from_at).total_seconds() // 3600)
        return {one.from_at + timedelta(hours=h) for h in range(many)}

    wanted = {
        frozenset({id(a), id(b)})
        for a in held
        for b in held
        if a is not b and a.resource == b.resource and hours(a) & hours(b)
    }
    assert {frozenset({id(a), id(b)}) for a, b in clashes(held, {})} == wanted


def test_what_is_lent_is_out_until_it_comes_back() -> None:
    made = SharedResource(name="折叠桌椅", kind=ResourceKind.material, quantity=60)
    day = date(2026, 5, 20)
    out = Loan(resource=made.id, quantity=20, lent_on=date(2026, 5, 1), due_on=date(2026, 5, 10))
    back = Loan(resource=made.id, quantity=30, returned_on=date(2026, 5, 19))
    assert loan_state(out, day) == "overdue"
    assert loan_state(back, day) == "returned"
    assert left(made, [out, back], day) == 40
    assert left(SharedResource(name="图书"), [out], day) is None
