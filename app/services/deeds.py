"""Practical deeds, volunteers and donations of a period: their lists, their sums, and both as tables.

Sums are of the branch, of a unit of measure, never of a person; who was helped is a count or a code.
"""

from collections.abc import Callable, Sequence
from datetime import date
from typing import NamedTuple

from app.counting.deeds import Sums, in_period, person_hours, sums, volunteers
from app.records.service import Donation, PracticalDeed, VolunteerService
from app.said import grouped
from app.services.listing import Listing
from app.services.records import Records
from db.model.query import Where
from db.model.record import Record
from db.model.words import N_, Translate

_MOST = 100_000
SUMS = N_("Sums of the period")


class DeedPeriod(NamedTuple):
    """What was done for others in a period, each list by day."""

    first: date
    last: date
    deeds: tuple[PracticalDeed, ...]
    services: tuple[VolunteerService, ...]
    donations: tuple[Donation, ...]
    sums: Sums

    @property
    def records(self) -> tuple[Record, ...]:
        """Return the stored records behind it."""
        return tuple(one.record for one in (*self.deeds, *self.services, *self.donations))

    @property
    def empty(self) -> bool:
        """Tell whether nothing is on record."""
        return not (self.deeds or self.services or self.donations)


class Deeds:
    """The use cases of the deeds of one book."""

    def __init__(self, records: Records) -> None:
        self._records = records

    def period(self, first: date, last: date, *, campaign: str = "") -> DeedPeriod:
        """Return a period; of one campaign where asked for (donations belong to none)."""
        read = self._records.all
        deeds = [d for d in read(PracticalDeed, limit=_MOST) if in_period(d, first, last)]
        days = (
            Where("on", ">=", first.isoformat()),
            Where("on", "<=", last.isoformat()),
        )
        services = read(VolunteerService, where=days, order=("on", "made"), limit=_MOST)
        donations = read(Donation, where=days, order=("on", "made"), limit=_MOST)
        if campaign:
            deeds = [d for d in deeds if d.campaign == campaign]
            services = [s for s in services if s.campaign == campaign]
            donations = []
        deeds.sort(key=lambda d: (d.done_on or d.due_on or date.max, d.record.made))
        return DeedPeriod(
            first,
            last,
            tuple(deeds),
            tuple(services),
            tuple(donations),
            sums(deeds, services, donations, first, last),
        )

    def undated(self) -> int:
        """Return how many services and donations have no day, and so belong to no period."""
        services = self._records.all(VolunteerService, limit=_MOST)
        donations = self._records.all(Donation, limit=_MOST)
        return [s.on for s in services].count(None) + [d.on for d in donations].count(None)

    def tables(self, period: DeedPeriod, t: Translate) -> list[Listing]:
        """Return the sums and the three lists, for a workbook."""
        name = self._records.name
        return [
            Listing(t(SUMS), (t("What"), t("How much")), sum_rows(period.sums, t)),
            Listing(t("Practical deeds"), _heads(DEED_HEADS, t), deed_rows(period.deeds, t, name)),
            Listing(
                t("Volunteer service"),
                _heads(SERVICE_HEADS, t),
                service_rows(period.services, t, name),
            ),
            Listing(
                t("Donations and assistance"),
                _heads(DONATION_HEADS, t),
                donation_rows(period.donations, t),
            ),
        ]


DEED_HEADS = (
    *(N_("Practical deed"), N_("Whom it helps"), N_("How many people"), N_("Responsible")),
    *(N_("Due on"), N_("Done on"), N_("Result and evidence")),
)
SERVICE_HEADS = (
    *(
        N_("Date"),
        N_("Volunteer service"),
        N_("Work team"),
        N_("People taking part"),
        N_("Hours each"),
    ),
    *(N_("People times hours"), N_("People served")),
)
DONATION_HEADS = (
    *(N_("Date"), N_("Donation or assistance"), N_("Kind"), N_("Given by"), N_("Given to")),
    *(N_("Amount"), N_("How many people"), N_("Who goes on with it")),
)
_Name = Callable[[str], str]


def deed_rows(
    deeds: Sequence[PracticalDeed], t: Translate, name: _Name
) -> tuple[tuple[str, ...], ...]:
    """Return the rows of practical deeds."""
    del t
    return tuple(
        (
            d.title,
            d.beneficiaries or "",
            _count(d.people),
            name(d.owner or ""),
            _day(d.due_on),
            _day(d.done_on),
            d.result or "",
        )
        for d in deeds
    )


def service_rows(
    services: Sequence[VolunteerService], t: Translate, name: _Name
) -> tuple[tuple[str, ...], ...]:
    """Return the rows of volunteer service; who took part is a number."""
    return tuple(
        (
            _day(s.on),
            s.title,
            name(s.team or ""),
            t("{n} person|{n} people", n=volunteers(s)),
            quantity(s.hours),
            quantity(person_hours(s)),
            _count(s.people),
        )
        for s in services
    )


def donation_rows(donations: Sequence[Donation], t: Translate) -> tuple[tuple[str, ...], ...]:
    """Return the rows of donations; the amount stands with its own unit."""
    return tuple(
        (
            _day(d.on),
            d.title,
            t(d.kind.title_) if d.kind else "",
            d.giver or "",
            d.receiver or "",
            amount(d.amount, d.unit or ""),
            _count(d.people),
            d.handed_to or "",
        )
        for d in donations
    )


def sum_rows(found: Sums, t: Translate) -> tuple[tuple[str, str], ...]:
    """Return the sums as label and value; amounts by kind and unit, never over both."""
    rows = [
        (t("Practical deeds due"), str(found.due)),
        (t("Practical deeds done"), str(found.done)),
        (t("People the deeds were for"), str(found.deed_people)),
        (t("Times of volunteer service"), str(found.services)),
        (t("People who took part, each time"), str(found.volunteers)),
        (t("Hours, people times hours"), quantity(found.hours)),
        (t("People served by volunteers"), str(found.served)),
    ]
    if found.unsaid:
        rows.insert(6, (t("Times without hours on record"), str(found.unsaid)))
    for one in found.given:
        kind = t(one.kind.title_) if one.kind else t("Kind not said")
        label = t("{kind}, {n} time|{kind}, {n} times", kind=kind, n=one.times)
        rows.append((label, amount(one.amount, one.unit) or t("amount not on record")))
    return tuple(rows)


def quantity(value: float | None) -> str:
    """Return a number for people, thousands apart; nothing where there is none."""
    if value is None:
        return ""
    return grouped(value)


def amount(value: float | None, unit: str) -> str:
    """Return an amount with its unit: `3,000 元`."""
    return f"{quantity(value)} {unit}".strip() if value is not None else ""


def _heads(heads: Sequence[str], t: Translate) -> tuple[str, ...]:
    return tuple(t(head) for head in heads)


def _day(day: date | None) -> str:
    return day.isoformat() if day else ""


def _count(n: int | None) -> str:
    return "" if n is None else str(n)
