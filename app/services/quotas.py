"""The half-year's six counters of every enterprise one is paired with, each with its records."""

from collections.abc import Callable
from dataclasses import dataclass
from datetime import date, timedelta

from app.counting.agreements import term_of
from app.counting.periods import Span, days_after, half_of
from app.counting.quota import Count, Counter, State, half_said, pairings, quota, state_of
from app.dates import say_date
from app.records.alliance import CobuildAgreement
from app.records.meeting import Activity
from app.records.service import MatterKind, ServiceMatter, ServiceVisit
from app.rules.rulebook import Rulebook
from app.rules.shipped import usual
from app.rules.visiting import needed
from app.said import listed
from app.services.listing import Listing
from app.services.records import Records
from app.terms import ActivityType, JointKind
from db.model.change import Json
from db.model.errors import InvalidRecord
from db.model.query import Where
from db.model.words import N_, Translate

OF_MATTERS = {
    Count.policy: MatterKind.policy,
    Count.difficulty: MatterKind.difficulty,
    Count.project: MatterKind.project,
}
"""Counters that matters fill, and of which kind."""


@dataclass(frozen=True, slots=True)
class Cell:
    """One counter and how it stands on the day."""

    counter: Counter
    state: State


@dataclass(frozen=True, slots=True)
class QuotaLine:
    """One enterprise in a half-year, under which agreement, with its six cells.

    ``whole`` where it was paired all of it: of a part nothing is missed.
    """

    partner: str
    name: str
    agreement: CobuildAgreement
    whole: bool
    cells: tuple[Cell, ...]

    @property
    def done(self) -> int:
        """Return how many of the six are there."""
        return sum(cell.state == "done" for cell in self.cells)


@dataclass(frozen=True, slots=True)
class QuotaView:
    """A half-year as it stands on a day, the enterprises by name."""

    half: Span
    today: date
    lines: tuple[QuotaLine, ...]

    @property
    def left(self) -> int:
        """Return the days that are left of it; below zero once it is over."""
        return (self.half.last - self.today).days


class Quotas:
    """The use cases of the half-year's counters."""

    def __init__(self, records: Records, rulebook: Callable[[], Rulebook] = usual) -> None:
        self._records, self._rulebook = records, rulebook

    def view(self, half: Span, today: date) -> QuotaView:
        """Return every enterprise that is counted in a half-year."""
        records = self._records
        found = list(pairings(records.all(CobuildAgreement), half))
        if not found:
            return QuotaView(half, today, ())
        paired = [pairing.partner for pairing in found]
        names = records.parts.names("partner_organization", set(paired))
        some = records.parts.some
        # A visit that is still to come is no evidence yet.
        made = (*_within("on", half), Where("on", "<=", today.isoformat()))
        visits = some(ServiceVisit, ("partner", "on", "activity"), where=made)
        held = some(Activity, _MEETING, where=_within("held_start", half))
        matters = some(ServiceMatter, _MATTER, where=[Where("partner", "in", paired)])
        asked = self._needed(half.last)
        lines = []
        for pairing in found:
            six = quota(pairing.partner, half, visits, held, matters, asked)
            cells = tuple(Cell(c, state_of(c, half, today, whole=pairing.whole)) for c in six)
            name = names.get(pairing.partner) or records.name(pairing.partner)
            lines.append(QuotaLine(pairing.partner, name, pairing.agreement, pairing.whole, cells))
        return QuotaView(half, today, tuple(sorted(lines, key=lambda line: line.name)))

    def halves(self, today: date) -> list[Span]:
        """Return the half-years in which anything may be counted, this one first."""
        counted = [a for a in self._records.all(CobuildAgreement) if a.quota]
        begins = [d for a in counted if (d := term_of(a).first) is not None]
        at, first = half_of(today), min([*begins, today])
        found = [at]
        while at.first > first and len(found) < _MOST:
            at = half_of(at.first - timedelta(days=1))
            found.append(at)
        return found

    def arrange(self, count: Count, partner: str, t: Translate) -> str:
        """Arrange the meeting that fills a counter, with the enterprise as partner; return its id."""
        name = self._records.name(partner)
        fields: dict[str, Json] = {"partners": [partner]}
        if count == Count.party_day:
            fields |= {
                "type": ActivityType.themed_party_day,
                "joint_kind": JointKind.joint_party_day,
            }
        else:
            fields |= {"type": ActivityType.joint_activity, "joint_kind": JointKind.discussion}
        title = t("{what} with {partner}", what=t(count.title_), partner=name)
        return self._records.add("activity", {**fields, "title": title})

    def _needed(self, day: date) -> dict[Count, int]:
        ruling = self._rulebook().on("R29", day, "quota")
        return needed(ruling) if ruling is not None else {}


_MOST = 60
_MEETING = ("type", "joint_kind", "partners", "state", "held_start")
_MATTER = ("partner", "state", "kind", "done_on", "verified_on", "closed_on")


def _within(field: str, half: Span) -> list[Where]:
    after = days_after(half.last, 1)
    return [Where(field, ">=", half.first.isoformat()), Where(field, "<", after.isoformat())]


_YEARS = range(1900, 2201)


def half_named(text: str) -> Span:
    """Return the half-year that `2026H1`, `2026-H2` or `2026h1` names. Raises InvalidRecord."""
    year, _, number = text.strip().upper().replace("-", "").partition("H")
    if year.isdecimal() and number in {"1", "2"} and int(year) in _YEARS:
        return half_of(date(int(year), 1 if number == "1" else 7, 1))
    raise InvalidRecord(N_("{word} is no half-year. Write 2026H1 or 2026H2."), word=text)


STATES = {
    "done": N_("Has a record"),
    "open": N_("Still to do"),
    "missed": N_("Not done"),
    "unasked": N_("Not asked of a part"),
}
"""What the state of a cell is called."""


def cell_words(cell: Cell, t: Translate) -> str:
    """Return a cell as text: the days of the records that fill it, else how it stands."""
    days = [say_date(evidence.day, t) for evidence in cell.counter.records]
    if days and cell.state == "done":
        return listed(days, t)
    said = t(STATES[cell.state])
    return t("{state}: {days}", state=said, days=listed(days, t)) if days else said


def listing(view: QuotaView, t: Translate) -> Listing:
    """Return the half-year as a table for Excel."""
    heads = (t("Enterprise"), t("Agreement"), *(t(c.title_) for c in Count))
    rows = tuple(
        (line.name, line.agreement.title, *(cell_words(cell, t) for cell in line.cells))
        for line in view.lines
    )
    return Listing(half_said(view.half)(t), heads, rows)
