"""Where a joint-building agreement stands on a day, from what was signed and until when it runs.

    draft → signed → in force → expires soon → expired
                        └→ renewed (another that renews it was signed)   └→ ended early

Nothing of this is stored: only that it was signed, renewed or ended early is written down, so that
two laptops never disagree about a day (domain 5.3).
"""

from collections.abc import Iterable, Iterator, Mapping
from datetime import date
from typing import NamedTuple

from app.counting.periods import days_after, months_after
from app.declare import Choice
from app.records.alliance import AgreementState, CobuildAgreement
from db.model.words import N_

SOON_DAYS = 60
"""Days before its end from which an agreement is looked at (domain 6, R28); packs say the number."""


class Standing(Choice):
    """Where an agreement stands, the most urgent first."""

    expired = "expired", N_("Expired")
    soon = "soon", N_("Expires soon")
    draft = "draft", N_("Not signed yet")
    signed = "signed", N_("Signed, not yet in force")
    in_force = "in_force", N_("In force")
    renewed = "renewed", N_("Renewed")
    ended = "ended", N_("Ended early")


class Stood(NamedTuple):
    """Where an agreement stands, and how many days until its term ends; below 0 since it did."""

    standing: Standing
    left: int | None


class Term(NamedTuple):
    """First and last day of an agreement; None where none is written."""

    first: date | None
    last: date | None

    def holds(self, day: date) -> bool:
        """Tell whether a day lies in it; a term without a beginning holds no day."""
        begun = self.first is not None and self.first <= day
        return begun and (self.last is None or day <= self.last)


def term_of(agreement: CobuildAgreement) -> Term:
    """Return the term as agreed: from the day of signing where no other is written."""
    return Term(agreement.valid_from or agreement.signed_on, agreement.valid_to)


def agreed_on(agreement: CobuildAgreement) -> date | None:
    """Return the day an agreement was made: when it was signed, else when its term begins."""
    return agreement.signed_on or agreement.valid_from


def is_signed(agreement: CobuildAgreement) -> bool:
    """Tell whether an agreement was signed, whatever became of it."""
    return agreement.state != AgreementState.draft


def names_another(agreement: CobuildAgreement) -> bool:
    """Tell whether there is another party than this branch: a unit, a team, a household by its code."""
    return bool(agreement.parties or (agreement.other_side or "").strip())


def in_force(agreement: CobuildAgreement, day: date) -> bool:
    """Tell whether an agreement binds on a day; one that was renewed does until its term ends."""
    if not is_signed(agreement) or _ended(agreement, day):
        return False
    if agreement.signed_on is not None and day < agreement.signed_on:
        return False
    return term_of(agreement).holds(day)


def renewals(agreements: Iterable[CobuildAgreement]) -> Mapping[str, CobuildAgreement]:
    """Return by id of an agreement the one that renews it; a signed one goes before a draft."""
    found: dict[str, CobuildAgreement] = {}
    for one in agreements:
        if one.renews and not (one.renews in found and is_signed(found[one.renews])):
            found[one.renews] = one
    return found


def stood(
    agreement: CobuildAgreement,
    day: date,
    renewed_by: CobuildAgreement | None = None,
    soon_days: int = SOON_DAYS,
) -> Stood:
    """Return where an agreement stands on a day, knowing the one that renews it."""
    last = agreement.valid_to
    left = None if last is None else (last - day).days
    return Stood(_standing(agreement, day, renewed_by, soon_days, left), left)


def _standing(
    agreement: CobuildAgreement,
    day: date,
    renewed_by: CobuildAgreement | None,
    soon_days: int,
    left: int | None,
) -> Standing:
    signed_on, first = agreement.signed_on, term_of(agreement).first
    if not is_signed(agreement) or (signed_on is not None and day < signed_on):
        return Standing.draft
    if _ended(agreement, day):
        return Standing.ended
    if _renewed(agreement, day, renewed_by):
        return Standing.renewed
    if left is not None and left < 0:
        return Standing.expired
    if first is None or day < first:
        return Standing.signed
    return Standing.soon if left is not None and left <= soon_days else Standing.in_force


def _ended(agreement: CobuildAgreement, day: date) -> bool:
    if agreement.state != AgreementState.ended:
        return False
    return agreement.ended_on is None or agreement.ended_on <= day


def _renewed(agreement: CobuildAgreement, day: date, by: CobuildAgreement | None) -> bool:
    if by is None or not is_signed(by):
        return agreement.state == AgreementState.renewed
    return by.signed_on is None or by.signed_on <= day


def urgency(found: Stood) -> tuple[int, int]:
    """Return what agreements are sorted by: what wants something first, then what ends first."""
    order = list(Standing).index(found.standing)
    return (order, found.left if found.left is not None else 10**6)


def covering(
    agreements: Iterable[CobuildAgreement], partner: str, day: date
) -> Iterator[CobuildAgreement]:
    """Yield the agreements with a partner that bind on a day."""
    for one in agreements:
        if partner in one.parties and in_force(one, day):
            yield one


def covers_all(agreements: Iterable[CobuildAgreement], first: date, last: date) -> bool:
    """Tell whether agreements, one after the other, bind on every day between two days."""
    at, mine = first, tuple(agreements)
    while at <= last:
        ends = [_last_of(one) for one in mine if in_force(one, at)]
        if not ends:
            return False
        if (end := max(ends)) == date.max:
            return True
        at = days_after(end, 1)
    return True


def touches(agreement: CobuildAgreement, first: date, last: date) -> bool:
    """Tell whether an agreement binds on some day between two days."""
    begins = max(d for d in (first, term_of(agreement).first, agreement.signed_on) if d)
    return begins <= last and in_force(agreement, begins)


def _last_of(agreement: CobuildAgreement) -> date:
    last = agreement.valid_to or date.max
    if agreement.state == AgreementState.ended and agreement.ended_on is not None:
        last = min(last, days_after(agreement.ended_on, -1))
    return last


def next_term(agreement: CobuildAgreement) -> Term:
    """Return the term that follows: from the day after on, of the same length where one is known."""
    first, last = term_of(agreement)
    if last is None:
        return Term(None, None)
    begins = days_after(last, 1)
    if first is None or first > last:
        return Term(begins, None)
    months = (begins.year - first.year) * 12 + begins.month - first.month
    # A year from 1 March runs to the end of February, whichever day that is.
    if months_after(first, months) == begins:
        return Term(begins, days_after(months_after(begins, months), -1))
    return Term(begins, days_after(begins, (last - first).days))
