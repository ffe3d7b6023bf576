"""Posts, areas, teams and commitments: which still run, when each is looked at next, what is overdue.

So the steps of an apprenticeship. Mechanisms of domain 1.2, row 37. Days alone are looked at; nothing is counted or compared by person.
"""

from collections.abc import Sequence
from datetime import date
from enum import StrEnum

from app.counting.periods import days_after
from app.records.cobuilding import Milestone
from app.records.vanguard import (
    CarrierReview,
    Commitment,
    DemonstrationPost,
    ResponsibilityArea,
    ServiceTeam,
)
from app.site import site_time

Carrier = DemonstrationPost | ResponsibilityArea | ServiceTeam
Reviewed = Carrier | Commitment
USUAL_DAYS = 180
"""Days without a look after which one is due, where no pack says otherwise."""


class Kept(StrEnum):
    """How a commitment stands on a day."""

    unwritten = "unwritten"
    """Begun for somebody; what is promised is still to be written."""
    running = "running"
    overdue = "overdue"
    answered = "answered"
    """Past its day, not fulfilled, and a word says why."""
    fulfilled = "fulfilled"


def runs(carrier: Carrier, day: date) -> bool:
    """Tell whether a post, an area or a team is there on a day; the last day is the one before its end."""
    return carrier.ended_on is None or carrier.ended_on > day


def last_review(reviews: Sequence[CarrierReview]) -> CarrierReview | None:
    """Return the latest dated look; of several on one day the one entered last."""
    dated = [r for r in reviews if r.on is not None]
    return max(dated, key=lambda r: (r.on or date.min, r.record.made if r.id else 0), default=None)


def next_review(
    thing: Reviewed, reviews: Sequence[CarrierReview], every: int = USUAL_DAYS
) -> date | None:
    """Return the day of the next look; None where no beginning is known.

    The day that was written down holds until somebody looked on it or after it; from then on, and
    where none was written, it is `every` days after the last look or the beginning.
    """
    last = last_review(reviews)
    looked = last.on if last is not None else None
    if thing.review_on is not None and (looked is None or looked < thing.review_on):
        return thing.review_on
    start = looked or begun(thing)
    return None if start is None else days_after(start, every)


def begun(thing: Reviewed) -> date | None:
    """Return the day a carrier was set up or a commitment made, else the day it was entered."""
    on = thing.made_on if isinstance(thing, Commitment) else thing.set_on
    if on is None and thing.id:
        return site_time(thing.record.made).date()
    return on


def kept(commitment: Commitment, reviews: Sequence[CarrierReview], day: date) -> Kept:
    """Return how a commitment stands. A word why is its fulfilment text, or a look after its day."""
    if not commitment.text.strip():
        return Kept.unwritten
    if commitment.fulfilled_on is not None:
        return Kept.fulfilled
    due = commitment.due_on
    if due is None or due >= day:
        return Kept.running
    said = any(r.on is not None and due <= r.on <= day and (r.text or r.found) for r in reviews)
    return Kept.answered if said or (commitment.fulfilment or "").strip() else Kept.overdue


def review_due(
    thing: Reviewed, reviews: Sequence[CarrierReview], day: date, every: int = USUAL_DAYS
) -> date | None:
    """Return when a look is due; None for what ended or is settled: it is not looked at again."""
    if isinstance(thing, Commitment):
        # Past its own day a commitment is told as such, and not as a look that is missing.
        there = kept(thing, reviews, day) is Kept.running
    else:
        there = runs(thing, day)
    return next_review(thing, reviews, every) if there else None


def review_waits(
    thing: Reviewed, reviews: Sequence[CarrierReview], day: date, every: int = USUAL_DAYS
) -> bool:
    """Tell whether a look is overdue on a day."""
    due = review_due(thing, reviews, day, every)
    return due is not None and due < day


def open_until(milestone: Milestone) -> date | None:
    """Return the day by which a step of an apprenticeship is to be reached; None once it is."""
    return milestone.due_on if milestone.done_on is None else None


def late(milestone: Milestone, day: date) -> bool:
    """Tell whether a step was not reached by its day."""
    due = open_until(milestone)
    return due is not None and due < day
