"""How long since anyone was met, paid, or was reached; and what a floating member's time asks for.

Three clocks run for each member: organisational life, dues, contact. A lost-contact search is
proposed when the latest of the three is six calendar months old (education regulation, article 24).
Organisational life and dues also count each alone, with the oldest first (article 31). Floating has
its own clock: six calendar months (articles 25 and 32, opinions of 2024). Nothing here decides: the
answers are days and words for people who do.
"""

from collections.abc import Iterable
from datetime import date, timedelta
from typing import Literal, NamedTuple

from app.counting.periods import months_after, next_month
from app.records.flow import DuesTick, FlowDirection, FlowRecord
from app.records.member import ContactEntry

MONTHS = 6
CONTACT_DAYS = 90
"""A contact with who floats out each quarter of a year: practice, no national number."""
ABROAD_MONTHS = 6
"""Education regulation, article 34: abroad for study, a contact each half-year."""

Advice = Literal["", "transfer", "register", "keep"]


class Clocks(NamedTuple):
    """The last day of each kind on record; None where there never was one."""

    life: date | None = None
    dues: date | None = None
    contact: date | None = None

    @property
    def last(self) -> date | None:
        """Return the latest of the three."""
        return max((d for d in self if d is not None), default=None)

    def lost_from(self) -> date | None:
        """Return from which day a search is proposed; None where nothing was ever on record."""
        last = self.last
        return months_after(last, MONTHS) if last is not None else None

    def proposes_search(self, today: date) -> bool:
        """Tell whether nobody met or reached them, nor had dues of them, for six calendar months."""
        start = self.lost_from()
        return start is not None and today >= start

    def stopped(self, today: date, *, dues: bool = True) -> tuple[str, ...]:
        """Return which of the clocks of article 31 stands at six months or more, each alone."""
        asked = (("life", self.life), ("dues", self.dues if dues else None))
        return tuple(n for n, d in asked if d is not None and today >= months_after(d, MONTHS))


def days_since(day: date | None, today: date) -> int | None:
    """Return how many days ago something was; None for never."""
    return None if day is None else (today - day).days


def last_reached(contacts: Iterable[ContactEntry], today: date) -> date | None:
    """Return the last day on which somebody was reached; an entry that does not say so reached."""
    return max((c.on for c in contacts if c.reached is not False and c.on <= today), default=None)


def last_paid(ticks: Iterable[DuesTick], today: date) -> date | None:
    """Return when dues were last paid: the day, else the end of the month that was paid for."""
    days = [t.paid_on or month_end(t.month) for t in ticks]
    return max((min(d, today) for d in days), default=None)


def month_end(month: str) -> date:
    """Return the last day of a month written as 2026-05."""
    year, _, number = month.partition("-")
    return next_month(date(int(year), int(number), 1)) - timedelta(days=1)


def six_months_on(flow: FlowRecord) -> date | None:
    """Return the day on which a stretch of floating becomes six calendar months."""
    return months_after(flow.from_on, MONTHS) if flow.from_on is not None else None


def advice(flow: FlowRecord, today: date) -> Advice:
    """Return what a stretch asks for by its facts alone.

    Away for six months or more, also as expected: to a fixed place the formal relation goes along
    (article 25); otherwise it is registered as floating (article 32). Abroad the relation is kept
    (article 34).
    """
    if flow.from_on is None or (flow.to_on is not None and flow.to_on < today):
        return ""
    last = max(today, flow.expected_to or today)
    if last < months_after(flow.from_on, MONTHS):
        return ""
    if flow.direction == FlowDirection.out and flow.abroad:
        return "keep"
    if flow.fixed:
        return "transfer"
    return "" if flow.registered_on is not None else "register"


def contact_due(flow: FlowRecord, reached: date | None) -> date | None:
    """Return when the next contact with a floating member is due: as set, else by the last one."""
    if flow.next_contact_on is not None and (reached is None or reached < flow.next_contact_on):
        return flow.next_contact_on
    since = max((d for d in (flow.from_on, reached) if d is not None), default=None)
    if since is None:
        return None
    if flow.abroad:
        return months_after(since, ABROAD_MONTHS)
    return since + timedelta(days=CONTACT_DAYS)
