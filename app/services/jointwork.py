"""Everything a book has of joint building, service and exemplars in a period, read once.

The statistics, the report and the folder count the same values; what they amount to is defined in
`app.counting`.
"""

from collections.abc import Callable, Iterable, Sequence
from dataclasses import dataclass, replace
from datetime import date
from typing import TypeVar

from app.counting.asof import suggestion_on
from app.counting.consent import passed_on
from app.counting.together import is_joint
from app.declare import RecordType
from app.records.alliance import CoveredUnit
from app.records.cobuilding import (
    Competition,
    ExperienceNote,
    Honour,
    Mentorship,
    Outcome,
    PersonExchange,
    PublicityItem,
    Work,
)
from app.records.meeting import Activity, State
from app.records.service import Donation, ServiceMatter, VolunteerService
from app.records.vanguard import Exemplar
from app.reports.boxed import day_of
from app.rules.facts import Facts
from app.rules.shared_shelves import Service
from app.services.asof import matters_on
from app.services.records import Records
from app.site import site_time
from db.model.record import Record

T = TypeVar("T", bound=RecordType)
_DAYS = (
    *("held_start", "on", "done_on", "made_on", "decided_on", "published_on", "received_on"),
    *("raised_on", "named_on", "to_on", "from_on", "due_on", "set_on"),
)
"""Fields that say when something was; the first one that a record has counts."""


@dataclass(frozen=True)
class JointWork:
    """A period of a branch's work with others and for people.

    ``outcomes`` are those of the period with the day of what they are about; of the other kinds there
    is every record, since what runs on began before. ``exemplars`` are those who agreed.
    """

    facts: Facts
    units: Sequence[CoveredUnit] = ()
    outcomes: Sequence[tuple[Outcome, date]] = ()
    volunteers: Sequence[VolunteerService] = ()
    donations: Sequence[Donation] = ()
    exchanges: Sequence[PersonExchange] = ()
    mentorships: Sequence[Mentorship] = ()
    competitions: Sequence[Competition] = ()
    works: Sequence[Work] = ()
    honours: Sequence[Honour] = ()
    notes: Sequence[ExperienceNote] = ()
    publicity: Sequence[PublicityItem] = ()
    exemplars: Sequence[Exemplar] = ()

    @property
    def first(self) -> date:
        """Return the first day."""
        return self.facts.first

    @property
    def last(self) -> date:
        """Return the last day that has been: what is to come does not count."""
        return self.facts.day

    @property
    def joint(self) -> list[Activity]:
        """Return what was held with others, in its order."""
        return [a for a in self.facts.held if is_joint(a)]

    def within(self, day: date | None) -> bool:
        """Tell whether a day lies in the period."""
        return day is not None and self.first <= day <= self.last

    def of(self, records: Iterable[T], day: Callable[[T], date | None]) -> list[T]:
        """Return the records whose day lies in the period, by day."""
        dated = [(on, r) for r in records if (on := day(r)) is not None]
        return [r for on, r in sorted(dated, key=lambda pair: pair[0]) if self.within(on)]

    def running(self, begun: date | None, ended: date | None) -> bool:
        """Tell whether something ran on any day of the period; without a beginning it did not."""
        if begun is None or begun > self.last:
            return False
        return ended is None or ended >= self.first


def joint_work(records: Records, facts: Facts) -> JointWork:
    """Read it; ``facts`` are those of the period.

    Matters and suggestions stand in it as they stood on its last day, those that the period is about.
    """
    found = JointWork(
        replace(facts, service=_service_on(records, facts)) if facts.day < facts.today else facts,
        records.all(CoveredUnit),
        (),
        records.all(VolunteerService),
        records.all(Donation),
        records.all(PersonExchange),
        records.all(Mentorship),
        records.all(Competition),
        records.all(Work),
        records.all(Honour),
        records.all(ExperienceNote),
        records.all(PublicityItem),
        [Exemplar.of(r) for r in passed_on(e.record for e in records.all(Exemplar))],
    )
    return _with_outcomes(found, records)


def _service_on(records: Records, facts: Facts) -> Service:
    first, day, service = facts.first, facts.day, facts.service
    about = [m for m in service.matters if _may_concern(m, first, day)]
    stood = matters_on(records, about, day, facts.today)
    return replace(
        service,
        matters=[m for m in stood if _concerns(m, first, day)],
        suggestions=[suggestion_on(s, day) for s in service.suggestions],
    )


def _concerns(matter: ServiceMatter, first: date, last: date) -> bool:
    """Tell whether a matter was raised or came to an end in a period: of others nothing is told."""
    days = (matter.raised_on, matter.done_on, matter.verified_on, matter.closed_on)
    return any(on is not None and first <= on <= last for on in days)


def _may_concern(matter: ServiceMatter, first: date, last: date) -> bool:
    """Tell whether its history has to be looked at: done in the period, it may have been opened again since."""
    if _concerns(matter, first, last):
        return True
    undone = matter.done_on is None or matter.done_on > last
    return undone and site_time(matter.record.touched).date() > last


def _with_outcomes(found: JointWork, records: Records) -> JointWork:
    dated = []
    for row in records.all(Outcome):
        about = records.raw(row.about)
        # What was deleted or called off came to nothing, though its numbers are on record.
        if about is not None and (about.deleted or about.get("state") == State.cancelled):
            continue
        day = _day_of_row(row, about)
        if found.within(day):
            dated.append((row, day))
    return replace(found, outcomes=sorted(dated, key=lambda pair: pair[1]))


def _day_of_row(row: Outcome, about: Record | None) -> date:
    """Return the day of what a number is about; of what still runs, the day it was written."""
    written = site_time(row.record.made).date()
    day = day_of_record(about)
    if about is None or day is None:
        return written
    return min(day, written) if about.get("to_on") else day


def day_of_record(record: Record | None) -> date | None:
    """Return the day that a record is about; None where it has none."""
    if record is None:
        return None
    days = (day_of(record.get(field)) for field in _DAYS)
    return next((day for day in days if day is not None), None)
