"""Resources for several units: the catalogue, who has what when, what is lent and comes back.

Here a room is refused to a second one at once. Two laptops without a network cannot know of each other:
both bookings stay, and a check says that they meet (R43).
"""

from collections.abc import Callable, Mapping, Sequence
from dataclasses import dataclass
from datetime import date, datetime, time, timedelta
from typing import TypeVar

import msgspec

from app.counting.bookings import (
    Clash,
    against,
    clashes,
    is_for_one,
    left,
    loan_state,
    starts,
    takes_place,
)
from app.counting.periods import days_after
from app.declare import RecordType
from app.records.alliance import PartnerOrganization
from app.records.resources import (
    Booking,
    BookingState,
    Loan,
    PointEntry,
    PointService,
    ServicePoint,
    SharedResource,
)
from app.services.records import Records
from db.model.change import DELETED, Json
from db.model.errors import InvalidRecord
from db.model.query import Where
from db.model.record import Edit
from db.model.words import N_

T = TypeVar("T", bound=RecordType)
_SETTLING = frozenset({"resolve"})
_HOURS = frozenset({"resource", "from_at", "to_at", "state", DELETED})
_LENT = frozenset({"resource", "quantity", DELETED})
"""What is looked at again where one of these is written; what was deleted may come back."""
_DAYS = 7


@dataclass(frozen=True, slots=True)
class Offer:
    """One line of the catalogue: whose it is, who has it now, when it is next taken, how many are left."""

    resource: SharedResource
    owner: str
    now: Booking | None
    coming: Booking | None
    left: int | None


@dataclass(frozen=True, slots=True)
class Week:
    """Seven days of bookings by resource; `clashing` are ids of those that meet another."""

    first: date
    resources: tuple[SharedResource, ...]
    bookings: Mapping[str, tuple[Booking, ...]]
    clashing: frozenset[str]


@dataclass(frozen=True, slots=True)
class Point:
    """A home or point with what its log amounts to in a year: visits and people, as counts."""

    point: ServicePoint
    entries: int
    people: int
    last: date | None


class Sharing:
    """The use cases of what is shared."""

    def __init__(self, records: Records, now: Callable[[], datetime]) -> None:
        self._records, self._now = records, now

    def catalogue(self) -> tuple[Offer, ...]:
        """Return everything that is shared today, own things first."""
        now = self._now()
        owners = {p.id: p.name for p in self._records.all(PartnerOrganization)}
        loans = self._records.all(Loan)
        bookings = [b for b in self._bookings(now, now + timedelta(days=90)) if takes_place(b)]
        offers = []
        for resource in self._shared(now.date()):
            mine = sorted((b for b in bookings if b.resource == resource.id), key=starts)
            running = next((b for b in mine if starts(b) <= now), None)
            coming = next((b for b in mine if starts(b) > now), None)
            free = None if is_for_one(resource) else left(resource, loans, now.date())
            offers.append(
                Offer(resource, owners.get(resource.owner or "", ""), running, coming, free)
            )
        return tuple(sorted(offers, key=lambda o: (bool(o.owner), o.resource.name)))

    def week(self, day: date) -> Week:
        """Return the bookings of the week of a day, Monday first."""
        first = day - timedelta(days=day.weekday())
        begin = datetime.combine(first, time.min)
        bookings = self._bookings(begin, datetime.combine(days_after(first, _DAYS - 1), time.max))
        known = {r.id: r for r in self._records.all(SharedResource)}
        booked = {b.resource for b in bookings}
        shown = [r for r in known.values() if r.id in booked or is_for_one(r)]
        clashing = {c.id for pair in clashes(bookings, known) for c in pair}
        by_resource = {
            r.id: tuple(sorted((b for b in bookings if b.resource == r.id), key=starts))
            for r in shown
        }
        return Week(first, tuple(shown), by_resource, frozenset(clashing))

    def booked_twice(self) -> tuple[Clash, ...]:
        """Return the bookings from today on that meet another: two laptops promised one time."""
        begin = datetime.combine(self._now().date(), time.min)
        known = {r.id: r for r in self._records.all(SharedResource)}
        return tuple(clashes(self._bookings(begin, datetime.combine(date.max, time.min)), known))

    def loans(self) -> tuple[Loan, ...]:
        """Return the loans, those not back first, the longest overdue at the head."""
        today = self._now().date()
        order = {"overdue": 0, "out": 1, "returned": 2}
        found = self._records.all(Loan)
        return tuple(
            sorted(
                found, key=lambda loan: (order[loan_state(loan, today)], loan.due_on or date.max)
            )
        )

    def points(self, year: int) -> tuple[Point, ...]:
        """Return homes and points with what their logs of a year amount to."""
        where = (
            Where("on", ">=", f"{year}-01-01"),
            Where("on", "<=", f"{year}-12-31"),
        )
        entries = self._records.all(PointEntry, where=where)
        found = []
        for point in self._records.all(ServicePoint):
            mine = [e for e in entries if e.point == point.id]
            last = max((e.on for e in mine if e.on), default=None)
            found.append(Point(point, len(mine), sum(e.people or 0 for e in mine), last))
        return tuple(found)

    # What is done

    def book(self, fields: Mapping[str, Json]) -> str:
        """Book a resource. Raises InvalidRecord where somebody has it at that time."""
        return self._records.add("booking", dict(fields))

    def cancel(self, booking: str) -> None:
        """Call a booking off; it stays on record as cancelled."""
        self._records.change(booking, {"state": BookingState.cancelled.value})

    def move(self, booking: str, start: datetime) -> None:
        """Move a booking, keeping how long it is. Raises InvalidRecord where it meets another."""
        found = self._records.get(Booking, booking)
        if found is None or found.from_at is None or found.to_at is None:
            return
        end = start + (found.to_at - found.from_at)
        self._records.change(booking, {"from_at": start.isoformat(), "to_at": end.isoformat()})

    def give_back(self, loan: str) -> None:
        """Write down that something lent came back today."""
        self._records.change(loan, {"returned_on": self._now().date().isoformat()})

    # Looks

    def look(self, edits: Sequence[Edit]) -> None:
        """Raise InvalidRecord for a second booking, for more lent than there is, for a note too many."""
        if self._records.at_hand in _SETTLING:
            return
        for edit in edits:
            if edit.fields.get(DELETED):
                continue
            if edit.kind == "booking" and _HOURS & edit.fields.keys():
                self._look_at_booking(self._as(Booking, edit), edit.id)
            elif edit.kind == "loan" and _LENT & edit.fields.keys():
                self._look_at_loan(self._as(Loan, edit), edit.id)
            elif edit.kind == "point_entry":
                _look_at_entry(self._as(PointEntry, edit))

    def _as(self, model: type[T], edit: Edit) -> T:
        """Return what a record would be after an edit."""
        stored = self._records.raw(edit.id) if edit.id else None
        body = {**(stored.body if stored else {}), **edit.fields}
        known = {n: v for n, v in body.items() if v is not None}
        if stored is None:
            return model.model_validate({n: v for n, v in known.items() if n in model.model_fields})
        # Read as what is stored is: a value of a later release is left out, and no mistake.
        return model.of(msgspec.structs.replace(stored, body=known))

    def _look_at_booking(self, wanted: Booking, itself: str) -> None:
        start, end = wanted.from_at, wanted.to_at
        if start is None or end is None or wanted.state == BookingState.cancelled:
            return
        if end <= start:
            raise InvalidRecord(N_("A booking ends after it begins."), field="to_at")
        resource = self._records.get(SharedResource, wanted.resource)
        if not is_for_one(resource):
            return
        others = [b for b in self._bookings(start, end) if b.id != itself]
        met = against(wanted, others)
        if met is not None:
            raise InvalidRecord(
                N_("{resource} is booked from {start} to {end} by {whom}."),
                hint=N_("Choose another time, or speak to them and cancel theirs first."),
                field="from_at",
                resource=resource.name if resource else wanted.resource,
                start=met.from_at,
                end=met.to_at,
                whom=met.for_whom or met.purpose or "?",
            )

    def _look_at_loan(self, wanted: Loan, itself: str) -> None:
        resource = self._records.get(SharedResource, wanted.resource)
        if resource is None or wanted.returned_on is not None:
            return
        others = [loan for loan in self._records.all(Loan) if loan.id != itself]
        there = left(resource, others, self._now().date())
        asked = 1 if wanted.quantity is None else wanted.quantity
        if there is not None and asked > there:
            raise InvalidRecord(
                N_("{resource}: {asked} asked for, {left} there."),
                hint=N_("Lend fewer, or write down what came back first."),
                field="quantity",
                resource=resource.name,
                asked=asked,
                left=there,
            )

    def _shared(self, day: date) -> list[SharedResource]:
        return [
            r
            for r in self._records.all(SharedResource)
            if (r.from_on is None or r.from_on <= day) and (r.to_on is None or r.to_on >= day)
        ]

    def _bookings(self, first: datetime, last: datetime) -> list[Booking]:
        # A room may be let for half a year: what began long before is asked by its end.
        begun, over = first.isoformat(), last.isoformat()
        until_then = (Where("from_at", "<=", over), Where("to_at", ">", begun))
        open_ended = (Where("from_at", ">=", begun), Where("from_at", "<=", over))
        found = self._records.all(Booking, where=until_then)
        rest = self._records.all(Booking, where=open_ended)
        return [*found, *(b for b in rest if b.to_at is None)]


def _look_at_entry(entry: PointEntry) -> None:
    if entry.kind == PointService.psychological and entry.note:
        raise InvalidRecord(
            N_("Of psychological support only the number of people is kept."),
            hint=N_("Leave the note empty."),
            field="note",
        )
