"""Days of joint building and service in the calendar: one table says which day of which kind, in which words.

A row turns a record into its day as `app.counting` defines it. Its second sentence is what leaves the
book in a calendar file: no title and no name in it.
"""

from collections import defaultdict
from collections.abc import Callable, Iterator, Mapping, Sequence
from dataclasses import dataclass, field
from datetime import date, datetime, timedelta
from typing import Any, Generic, NamedTuple, TypeVar

from app.counting.agreements import Standing, renewals, stood
from app.counting.bookings import loan_state, takes_place
from app.counting.carriers import USUAL_DAYS, Kept, Reviewed, kept, open_until, review_due
from app.counting.matters import BEGUN
from app.counting.rotation import Turn, turns
from app.declare import RecordType
from app.records.alliance import CobuildAgreement, DutyRotation, JointOrganization
from app.records.cobuilding import Milestone
from app.records.openness import Deliberation, DeliberationState, Disclosure
from app.records.resources import Booking, BookingState, Loan
from app.records.service import PracticalDeed, ServiceMatter
from app.records.vanguard import (
    CarrierReview,
    Commitment,
    DemonstrationPost,
    ElectionRound,
    ResponsibilityArea,
    ServiceTeam,
)
from app.rules.rulebook import Rulebook
from app.said import Said, say
from app.services.calendar_entry import Coming, Source, brief
from app.services.records import Records
from db.model.query import Where
from db.model.words import N_

R = TypeVar("R", bound=RecordType)
_BINDING = (Standing.expired, Standing.soon, Standing.in_force, Standing.signed)
_PROMISED = (Kept.running, Kept.overdue)


def _nameless(_record: str) -> str:
    return ""


@dataclass(frozen=True, slots=True)
class Around:
    """What decides about a day beside the record itself.

    ``soon`` and ``every`` come from packs: days before its end from which an agreement is told of (0:
    not before), days after which a look is due. The rest are records that belong to it, by its id.
    """

    today: date
    soon: int = 0
    every: int = USUAL_DAYS
    renewed: Mapping[str, CobuildAgreement] = field(default_factory=dict)
    turns: Mapping[str, Turn] = field(default_factory=dict)
    looks: Mapping[str, Sequence[CarrierReview]] = field(default_factory=dict)
    name: Callable[[str], str] = _nameless


class Hours(NamedTuple):
    """From when until when, and whether it is over; a day without an hour is the whole day."""

    start: datetime | None = None
    end: datetime | None = None
    held: bool = False


def _whole_day(_record: RecordType) -> Hours:
    return Hours()


def _booking_hours(booking: Booking) -> Hours:
    return Hours(booking.from_at, booking.to_at, booking.state == BookingState.used)


@dataclass(frozen=True, slots=True)
class Row(Generic[R]):
    """One sort of day.

    ``words`` say it with the record's {name} (empty: the name alone), ``outward`` without. ``stored`` is the field the day
    stands in: only records with a day of the period are read; empty, the day is computed of all. A
    ``notice`` announces and is never overdue. ``suffix`` tells apart two days of one record.
    """

    source: Source
    model: type[R]
    day: Callable[[R, Around], date | None]
    words: str
    outward: str
    name: Callable[[R, Around], str]
    stored: str = ""
    where: tuple[Where, ...] = ()
    notice: bool = False
    suffix: str = ""
    hours: Callable[[R], Hours] = _whole_day

    def entry(self, record: R, day: date, around: Around) -> Coming:
        """Return the day of a record as the calendar shows it."""
        short = brief(self.name(record, around), self.model.shape.title)
        start, end, held = self.hours(record)
        title = say(self.words, name=short) if self.words else short
        return Coming(
            self.source, f"{record.id}{self.suffix}", day, title, start, end,
            record.id, self.model.shape.name,
            held=held, unnamed=Said(self.outward), short=short, notice=self.notice,
        )  # fmt: skip


# What day a record has


def _agreement_ends(one: CobuildAgreement, around: Around) -> date | None:
    standing = stood(one, around.today, around.renewed.get(one.id)).standing
    return one.valid_to if standing in _BINDING else None


def _agreement_ends_soon(one: CobuildAgreement, around: Around) -> date | None:
    end = _agreement_ends(one, around)
    return None if end is None or around.soon <= 0 else _before(end, around.soon)


def _before(day: date, days: int) -> date | None:
    return day - timedelta(days=days) if (day - date.min).days > days else None


def _turn_begins(one: DutyRotation, _around: Around) -> date | None:
    return one.from_on


def _turn_ends(one: DutyRotation, around: Around) -> date | None:
    turn = around.turns.get(one.id)
    return turn.last if turn is not None and one.handed_over_on is None else None


def _look_due(one: Reviewed, around: Around) -> date | None:
    return review_due(one, around.looks.get(one.id, ()), around.today, around.every)


def _promise_due(one: Commitment, around: Around) -> date | None:
    said = kept(one, around.looks.get(one.id, ()), around.today)
    return one.due_on if said in _PROMISED else None


def _shows_until(one: Disclosure, _around: Around) -> date | None:
    return one.to_on if one.from_on is not None else None


def _opinions_until(one: Deliberation, _around: Around) -> date | None:
    return one.opinions_until if one.state == DeliberationState.opinions else None


def _milestone(one: Milestone, _around: Around) -> date | None:
    return open_until(one)


def _booked(one: Booking, _around: Around) -> date | None:
    return one.from_at.date() if takes_place(one) and one.from_at is not None else None


def _back(one: Loan, around: Around) -> date | None:
    return one.due_on if loan_state(one, around.today) != "returned" else None


def _round_closes(one: ElectionRound, _around: Around) -> date | None:
    return one.closed_on if not (one.decision or "").strip() else None


def _deed(one: PracticalDeed, _around: Around) -> date | None:
    return one.due_on if one.done_on is None else None


def _matter(one: ServiceMatter, _around: Around) -> date | None:
    return one.due_on if one.state in BEGUN else None


def _joint_ends(one: JointOrganization, _around: Around) -> date | None:
    return one.to_on if one.dissolved_on is None else None


# What a record is called


def _titled(one: Any, _around: Around) -> str:
    return str(one.title)


def _named(one: Any, _around: Around) -> str:
    return str(one.name)


def _promised(one: Commitment, _around: Around) -> str:
    return one.text


def _leads(one: DutyRotation, around: Around) -> str:
    return around.name(one.unit or "branch")


def _booked_for(one: Booking, around: Around) -> str:
    return _both(around.name(one.resource), one.for_whom or one.purpose)


def _lent(one: Loan, around: Around) -> str:
    return _both(around.name(one.resource), one.borrower)


def _both(one: str, other: str | None) -> str:
    return "  ".join(word for word in (one, other) if word)


_LOOK = N_("Look again at: {name}"), N_("A look at a post or commitment is due")
_UNKEPT = (Where("fulfilled_on", "=", None),)

ROWS: tuple[Row[Any], ...] = (
    Row(
        "agreement", CobuildAgreement, _agreement_ends_soon,
        N_("Ends soon, renew or end it: {name}"), N_("An agreement ends soon"),
        _titled, notice=True, suffix="-soon",
    ),
    Row(
        "agreement", CobuildAgreement, _agreement_ends,
        N_("Agreement ends: {name}"), N_("An agreement ends"), _titled,
    ),
    Row(
        "turn", DutyRotation, _turn_begins,
        N_("Begins to lead: {name}"), N_("A turn as lead unit begins"),
        _leads, notice=True, suffix="-begins",
    ),
    Row(
        "turn", DutyRotation, _turn_ends,
        N_("Hands over the lead: {name}"), N_("A turn as lead unit ends"), _leads,
    ),
    Row(
        "joint_body", JointOrganization, _joint_ends,
        N_("Joint organisation ends: {name}"), N_("A joint organisation ends"), _named,
        stored="to_on",
    ),
    Row(
        "milestone", Milestone, _milestone,
        N_("Milestone due: {name}"), N_("A milestone is due"), _titled, stored="due_on",
    ),
    Row(
        "booking", Booking, _booked,
        N_("Booked: {name}"), N_("A booking"), _booked_for, stored="from_at",
        hours=_booking_hours,
    ),
    Row(
        "loan", Loan, _back, N_("Due back: {name}"), N_("A loan is due back"), _lent,
        stored="due_on",
    ),
    Row(
        "matter", ServiceMatter, _matter, "", N_("A matter is due"), _titled,
        stored="due_on",
    ),
    Row(
        "deed", PracticalDeed, _deed,
        N_("Practical deed due: {name}"), N_("A practical deed is due"), _titled,
        stored="due_on",
    ),
    Row("review", DemonstrationPost, _look_due, *_LOOK, _named),
    Row("review", ResponsibilityArea, _look_due, *_LOOK, _named),
    Row("review", ServiceTeam, _look_due, *_LOOK, _named),
    Row("review", Commitment, _look_due, *_LOOK, _promised, where=_UNKEPT, suffix="-look"),
    Row(
        "commitment", Commitment, _promise_due,
        N_("Commitment due: {name}"), N_("A commitment is due"), _promised, where=_UNKEPT,
    ),
    Row(
        "round", ElectionRound, _round_closes,
        N_("Selection round closes: {name}"), N_("A selection round closes"), _titled,
        stored="closed_on", notice=True,
    ),
    Row(
        "disclosure", Disclosure, _shows_until,
        N_("Disclosure ends: {name}"), N_("A disclosure ends"), _titled,
        stored="to_on", notice=True,
    ),
    Row(
        "deliberation", Deliberation, _opinions_until,
        N_("Opinions until this day: {name}"), N_("Collecting opinions ends"), _titled,
        stored="opinions_until",
    ),
)  # fmt: skip
"""Every sort of day, joint building first."""


class SharedDays:
    """Reads the days of joint building and service."""

    def __init__(
        self, records: Records, rulebook: Callable[[], Rulebook], now: Callable[[], datetime]
    ) -> None:
        self._records, self._rulebook, self._now = records, rulebook, now

    def between(self, first: date, last: date) -> Iterator[Coming]:
        """Yield what has a day from `first` to `last`."""
        found: dict[tuple[type[RecordType], str], list[Any]] = {}
        for row in ROWS:
            if (row.model, row.stored) not in found:
                found[row.model, row.stored] = self._read(row, first, last)
        around = self._around(found)
        for row in ROWS:
            for record in found[row.model, row.stored]:
                day = row.day(record, around)
                if day is not None and first <= day <= last:
                    yield row.entry(record, day, around)

    def _read(self, row: Row[R], first: date, last: date) -> list[R]:
        where = row.where
        if row.stored:
            begin, end = first.isoformat(), f"{last.isoformat()}T23:59:59"
            where = (*where, Where(row.stored, ">=", begin), Where(row.stored, "<=", end))
        return self._records.all(row.model, where=where)

    def _around(self, found: Mapping[tuple[type[RecordType], str], Sequence[Any]]) -> Around:
        today, book = self._now().date(), self._rulebook()
        soon, every = book.on("R28", today, "expiry"), book.on("R45", today)
        reviewed = any(there and model in _REVIEWED for (model, _), there in found.items())
        looks: dict[str, list[CarrierReview]] = defaultdict(list)
        for look in self._records.all(CarrierReview) if reviewed else ():
            looks[look.about].append(look)
        return Around(
            today,
            soon.count("soon_days") if soon else 0,
            every.count("review_days") if every else USUAL_DAYS,
            renewals(found.get((CobuildAgreement, ""), ())),
            {turn.record.id: turn for turn in turns(found.get((DutyRotation, ""), ()))},
            looks,
            self._records.name,
        )


_REVIEWED = frozenset({DemonstrationPost, ResponsibilityArea, ServiceTeam, Commitment})
