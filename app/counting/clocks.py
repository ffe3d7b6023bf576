"""How long since anyone was met, paid, or was reached; and what a floating member's time asks for.

Three clocks run for each member: organisational life, dues, contact. A lost-contact search is
proposed when the latest of the three is six calendar months old (education regulation, article 24).
Organisational life and dues also count each alone, with the oldest first (article 31). Floating has
its own clock: six calendar months (articles 25 and 32, opinions of 2024). Nothing here decides: the
answers are days and words for people who do.
"""

from collections.abc import Iterable, Mapping
from datetime import date
from typing import Literal, NamedTuple

from app.counting.periods import days_after, month_of, months_after
from app.records.flow import DuesTick, FlowDirection, FlowRecord
from app.records.member import ContactEntry
from app.site import site_time
from app.terms import ActivityType

LIFE = frozenset(
    {
        ActivityType.general_meeting,
        ActivityType.committee_meeting,
        ActivityType.group_meeting,
        ActivityType.party_lecture,
        ActivityType.themed_party_day,
        ActivityType.organizational_life_meeting,
        ActivityType.democratic_appraisal,
        ActivityType.study_session,
    }
)
"""Meetings that are organisational life; who comes to another one was met there."""

Advice = Literal["", "transfer", "register", "keep"]


class Asked(NamedTuple):
    """What the rules in force ask for, in calendar months but for the days between contacts.

    ``lost`` without any of the three clocks (R27), ``stopped`` without one of them (R41), ``away``
    floating (R26), ``abroad`` between contacts with who studies abroad (article 34), ``days`` with
    whoever else floats out: practice, no national number, None where no contact is asked for.
    """

    lost: int = 6
    stopped: int = 6
    away: int = 6
    abroad: int = 6
    days: int | None = 90
    fixed_only: bool = True
    """Whether only a fixed place asks for the transfer of the relation."""


USUAL = Asked()


class Clocks(NamedTuple):
    """The last day of each kind on record; None where there never was one."""

    life: date | None = None
    dues: date | None = None
    contact: date | None = None

    @property
    def last(self) -> date | None:
        """Return the latest of the three."""
        return max((d for d in self if d is not None), default=None)

    @property
    def seen(self) -> date | None:
        """Return when they were last met or reached, whatever of dues."""
        return max((d for d in (self.life, self.contact) if d is not None), default=None)

    def lost_from(self, asked: Asked = USUAL) -> date | None:
        """Return from which day a search is proposed; None where nothing was ever on record."""
        last = self.last
        return months_after(last, asked.lost) if last is not None else None

    def proposes_search(self, today: date, asked: Asked = USUAL) -> bool:
        """Tell whether nobody met or reached them, nor had dues of them, for six calendar months."""
        start = self.lost_from(asked)
        return start is not None and today >= start

    def stopped(self, today: date, asked: Asked = USUAL, *, dues: bool = True) -> tuple[str, ...]:
        """Return which of the clocks of article 31 stands at six months or more, each alone."""
        known = (("life", self.life), ("dues", self.dues if dues else None))
        return tuple(
            n for n, d in known if d is not None and today >= months_after(d, asked.stopped)
        )


def clocks_of(
    members: Iterable[str],
    met: Mapping[str, "Met"],
    ticks: Iterable[DuesTick],
    contacts: Iterable[ContactEntry],
    today: date,
) -> dict[str, Clocks]:
    """Return the three clocks of members as they stood on a day; ``met`` at which meetings."""
    paid: dict[str, date] = {}
    for tick in ticks:
        day = _paid_by(tick, today)
        if day is not None:
            paid[tick.member] = max(paid.get(tick.member, day), day)
    reached: dict[str, date] = {}
    for contact in contacts:
        if contact.reached is not False and contact.on <= today:
            reached[contact.member] = max(reached.get(contact.member, contact.on), contact.on)
    found = {}
    for member in members:
        life, other = met.get(member, Met())
        contact_days = [d for d in (other, reached.get(member)) if d is not None]
        found[member] = Clocks(life, paid.get(member), max(contact_days, default=None))
    return found


class Met(NamedTuple):
    """The last day at a meeting of organisational life, and at another one."""

    life: date | None = None
    other: date | None = None


def last_met(seen: Iterable[tuple[str, str, date]]) -> dict[str, Met]:
    """Return when members were last at meetings, from who was there, at what kind, on which day."""
    found: dict[str, Met] = {}
    for member, kind, day in seen:
        life, other = found.get(member, Met())
        if kind in LIFE:
            life = max(life or day, day)
        else:
            other = max(other or day, day)
        found[member] = Met(life, other)
    return found


def days_since(day: date | None, today: date) -> int | None:
    """Return how many days ago something was; None for never."""
    return None if day is None else (today - day).days


def first_paid(ticks: Iterable[DuesTick], today: date) -> date | None:
    """Return the first day of which dues are on record."""
    return min((d for t in ticks if (d := _paid_by(t, today)) is not None), default=None)


def _paid_by(tick: DuesTick, today: date) -> date | None:
    """Return when a month was paid: the day, else its end; what was ticked ahead was paid by now."""
    if tick.paid_on is not None:
        return tick.paid_on if tick.paid_on <= today else None
    end = month_end(tick.month)
    if end is None or end <= today:
        return end
    known = not tick.id or site_time(tick.record.made).date() <= today
    return today if known else None


def month_end(month: str) -> date | None:
    """Return the last day of a month written as 2026-05; None where that is no month."""
    try:
        return month_of(date.fromisoformat(f"{month}-01")).last
    except ValueError:
        return None


def six_months_on(flow: FlowRecord, asked: Asked = USUAL) -> date | None:
    """Return the day on which a stretch of floating becomes six calendar months."""
    return months_after(flow.from_on, asked.away) if flow.from_on is not None else None


def advice(flow: FlowRecord, today: date, asked: Asked = USUAL, *, expected: bool = True) -> Advice:
    """Return what a stretch asks for by its facts alone; ``expected`` also looks at what is to come.

    Away for six months or more: to a fixed place the formal relation goes along (article 25);
    otherwise it is registered as floating (article 32). Abroad the relation is kept (article 34).
    """
    if flow.from_on is None or (flow.to_on is not None and flow.to_on < today):
        return ""
    last = max(today, (flow.expected_to if expected else None) or today)
    if last < months_after(flow.from_on, asked.away):
        return ""
    if flow.direction == FlowDirection.out and flow.abroad:
        return "keep"
    if flow.fixed or not asked.fixed_only:
        return "transfer"
    return "" if flow.registered_on is not None else "register"


def contact_due(flow: FlowRecord, seen: date | None, asked: Asked = USUAL) -> date | None:
    """Return when the next contact with a floating member is due: as set, else by the last one."""
    if flow.next_contact_on is not None and (seen is None or seen < flow.next_contact_on):
        return flow.next_contact_on
    since = max((d for d in (flow.from_on, seen) if d is not None), default=None)
    if since is None:
        return None
    if flow.abroad:
        return months_after(since, asked.abroad)
    return None if asked.days is None else days_after(since, asked.days)
