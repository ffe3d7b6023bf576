"""What shared resources amount to: who has what when, what meets at one time, what is lent out.

A booking lasts from its start until just before its end: one may begin when another ends.
"""

from collections import defaultdict
from collections.abc import Iterable, Iterator, Sequence
from datetime import date, datetime, time
from typing import Literal, NamedTuple

from app.records.resources import Booking, BookingState, Loan, ResourceKind, SharedResource

_NEVER = datetime.combine(date.min, time.min)
LoanState = Literal["out", "overdue", "returned"]
_FOR_MANY = frozenset(
    {ResourceKind.library, ResourceKind.space, ResourceKind.material, ResourceKind.channel}
)


class Clash(NamedTuple):
    """Two bookings of one resource at one time, the earlier one first."""

    first: Booking
    second: Booking


def is_for_one(resource: SharedResource | None) -> bool:
    """Tell whether only one can have it at a time: a room, an expert, a base, a studio."""
    return resource is None or resource.kind not in _FOR_MANY


def takes_place(booking: Booking) -> bool:
    """Tell whether a booking holds its hours: it has both ends and was not called off."""
    return (
        booking.state != BookingState.cancelled
        and booking.from_at is not None
        and booking.to_at is not None
        and booking.from_at < booking.to_at
    )


def meet(one: Booking, other: Booking) -> bool:
    """Tell whether two bookings of one resource have an instant in common."""
    return starts(one) < _end(other) and starts(other) < _end(one)


def clashes(bookings: Iterable[Booking], resources: dict[str, SharedResource]) -> Iterator[Clash]:
    """Yield every pair that meets, by resource and start."""
    held: dict[str, list[Booking]] = defaultdict(list)
    for booking in bookings:
        if takes_place(booking) and is_for_one(resources.get(booking.resource)):
            held[booking.resource].append(booking)
    for mine in held.values():
        mine.sort(key=lambda b: (starts(b), _end(b), b.id))
        for at, first in enumerate(mine):
            for second in mine[at + 1 :]:
                if starts(second) >= _end(first):
                    break
                yield Clash(first, second)


def against(wanted: Booking, bookings: Iterable[Booking]) -> Booking | None:
    """Return the first booking of the same resource that a wanted one meets, None where it is free."""
    if not takes_place(wanted):
        return None
    met = [
        b
        for b in bookings
        if b.resource == wanted.resource
        and b.id != wanted.id
        and takes_place(b)
        and meet(b, wanted)
    ]
    return min(met, key=starts, default=None)


def loan_state(loan: Loan, day: date) -> LoanState:
    """Return where a loan stands on a day."""
    if loan.returned_on is not None and loan.returned_on <= day:
        return "returned"
    return "overdue" if loan.due_on is not None and loan.due_on < day else "out"


def lent_out(loans: Sequence[Loan], resource: str, day: date) -> int:
    """Return how many of a resource are out on a day; a loan without a number is one."""
    return sum(
        1 if loan.quantity is None else loan.quantity
        for loan in loans
        if loan.resource == resource
        and (loan.lent_on is None or loan.lent_on <= day)
        and loan_state(loan, day) != "returned"
    )


def left(resource: SharedResource, loans: Sequence[Loan], day: date) -> int | None:
    """Return how many are there to lend on a day, None where nobody said how many there are."""
    if resource.quantity is None:
        return None
    return max(0, resource.quantity - lent_out(loans, resource.id, day))


def starts(booking: Booking) -> datetime:
    """Return when a booking begins; what has no start is before everything."""
    return booking.from_at or _NEVER


def _end(booking: Booking) -> datetime:
    return booking.to_at or _NEVER
