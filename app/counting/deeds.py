"""What practical deeds, volunteers and donations of a period amount to; never by person.

Mechanisms of domain 1.5, rows 67, 70, 73 and 74. Amounts are added only where both the kind of the
donation and its unit are the same: money and goods, or yuan and boxes, make no sum.
"""

from collections import defaultdict
from collections.abc import Iterable, Sequence
from datetime import date
from math import fsum
from typing import NamedTuple

from app.records.service import Donation, DonationKind, PracticalDeed, VolunteerService
from app.site import site_time


class Given(NamedTuple):
    """Donations of one kind in one unit: how often, how much; ``amount`` None where none says."""

    kind: DonationKind | None
    unit: str
    times: int
    amount: float | None


class Sums(NamedTuple):
    """A period's sums. ``hours`` are people times hours; ``unsaid`` services whose hours are not known."""

    due: int
    done: int
    deed_people: int
    services: int
    volunteers: int
    hours: float
    unsaid: int
    served: int
    given: tuple[Given, ...]
    given_people: int


def deed_day(deed: PracticalDeed) -> date | None:
    """Return the day by which a deed is listed: done, else due, else entered."""
    entered = site_time(deed.record.made).date() if deed.id else None
    return deed.done_on or deed.due_on or entered


def in_period(deed: PracticalDeed, first: date, last: date) -> bool:
    """Tell whether a deed was done or due in a period; one without days, whether it was entered."""
    days = (deed.done_on, deed.due_on) if deed.done_on or deed.due_on else (deed_day(deed),)
    return any(d is not None and first <= d <= last for d in days)


def overdue(deed: PracticalDeed, day: date) -> bool:
    """Tell whether a deed is past its day and not done."""
    return deed.done_on is None and deed.due_on is not None and deed.due_on < day


def volunteers(service: VolunteerService) -> int:
    """Return how many took part once."""
    return len(set(service.members)) + (service.others or 0)


def person_hours(service: VolunteerService) -> float | None:
    """Return people times hours; None where the hours are not known."""
    return None if service.hours is None else volunteers(service) * service.hours


def given(donations: Iterable[Donation]) -> tuple[Given, ...]:
    """Return donations by kind and unit, in the order of the kinds."""
    found: dict[tuple[DonationKind | None, str], list[float | None]] = defaultdict(list)
    for one in donations:
        found[one.kind, (one.unit or "").strip()].append(one.amount)
    order = {kind: n for n, kind in enumerate(DonationKind)}
    return tuple(
        Given(kind, unit, len(amounts), _sum([a for a in amounts if a is not None]))
        for (kind, unit), amounts in sorted(
            found.items(),
            key=lambda pair: (len(order) if pair[0][0] is None else order[pair[0][0]], pair[0][1]),
        )
    )


def sums(
    deeds: Sequence[PracticalDeed],
    services: Sequence[VolunteerService],
    donations: Sequence[Donation],
    first: date,
    last: date,
) -> Sums:
    """Return what a period amounts to; records of other days are left out here."""
    done = [d for d in deeds if d.done_on and first <= d.done_on <= last]
    held = [s for s in services if s.on and first <= s.on <= last]
    gave = [d for d in donations if d.on and first <= d.on <= last]
    worked = [person_hours(s) for s in held]
    return Sums(
        sum(1 for d in deeds if d.due_on and first <= d.due_on <= last),
        len(done),
        sum(d.people or 0 for d in done),
        len(held),
        sum(volunteers(s) for s in held),
        fsum(h for h in worked if h is not None),
        worked.count(None),
        sum(s.people or 0 for s in held),
        given(gave),
        sum(d.people or 0 for d in gave),
    )


def _sum(amounts: Sequence[float]) -> float | None:
    return fsum(amounts) if amounts else None
