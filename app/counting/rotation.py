"""Whose turn as lead unit it is on a day, what lies between two turns, what was not handed over (row 31).

A turn without an end goes on until the day before the next begins. Two turns overlap only where both
say so with their days.
"""

from collections.abc import Iterable, Sequence
from datetime import date, timedelta
from itertools import pairwise
from typing import NamedTuple

from app.counting.periods import days_after
from app.records.alliance import DutyRotation

SOON = 30
"""A turn that begins within so many days is told."""


class Turn(NamedTuple):
    """A turn with the days it really has; ``last`` is None where it goes on."""

    record: DutyRotation
    first: date
    last: date | None

    def holds(self, day: date) -> bool:
        """Tell whether a day lies in it."""
        return self.first <= day and (self.last is None or day <= self.last)


class Stretch(NamedTuple):
    """Days from first to last, both in it."""

    first: date
    last: date

    @property
    def days(self) -> int:
        """Return how many days they are."""
        return (self.last - self.first).days + 1


class Year(NamedTuple):
    """The turns of a year, the days nobody leads, and those on which two do."""

    year: int
    turns: tuple[Turn, ...]
    gaps: tuple[Stretch, ...]
    overlaps: tuple[Stretch, ...]


def turns(rotations: Iterable[DutyRotation]) -> list[Turn]:
    """Return the turns in the order of their days; one without a first day is not one yet."""
    known = sorted(
        ((r.from_on, r) for r in rotations if r.from_on is not None), key=lambda x: (x[0], x[1].id)
    )
    found = []
    for at, (first, rotation) in enumerate(known):
        later = (day for day, _ in known[at + 1 :] if day > first)
        following = next(later, None)
        last = rotation.to_on
        if last is None and following is not None:
            last = days_after(following, -1)
        found.append(Turn(rotation, first, max(first, last) if last is not None else None))
    return found


def year_of(found: Sequence[Turn], year: int) -> Year:
    """Return a year of the rotation; before its first turn ever there is nothing to lack."""
    begin, end = date(year, 1, 1), date(year, 12, 31)
    inside = tuple(t for t in found if t.first <= end and (t.last is None or t.last >= begin))
    if not found:
        return Year(year, (), (), ())
    begin = max(begin, found[0].first)
    return Year(
        year, inside, tuple(_gaps(inside, begin, end)), tuple(_overlaps(inside, begin, end))
    )


def _gaps(inside: Sequence[Turn], begin: date, end: date) -> Iterable[Stretch]:
    at = begin
    for turn in inside:
        if turn.first > at:
            yield Stretch(at, days_after(turn.first, -1))
        if turn.last is None:
            return
        at = max(at, days_after(turn.last, 1))
    if at <= end:
        yield Stretch(at, end)


def _overlaps(inside: Sequence[Turn], begin: date, end: date) -> Iterable[Stretch]:
    # The days on which more than one leads, joined where they touch.
    reached: date | None = None
    told: list[Stretch] = []
    for before, after in pairwise(inside):
        last = before.last or date.max
        reached = last if reached is None else max(reached, last)
        first, upto = max(begin, after.first), min(end, reached, after.last or date.max)
        if first <= upto:
            if told and first <= days_after(told[-1].last, 1):
                told[-1] = Stretch(told[-1].first, max(told[-1].last, upto))
            else:
                told.append(Stretch(first, upto))
    return told


def on_duty(found: Iterable[Turn], day: date) -> list[Turn]:
    """Return whose turn it is on a day; where two lead, the one that began last first."""
    return sorted((t for t in found if t.holds(day)), key=lambda t: t.first, reverse=True)


def next_turn(found: Iterable[Turn], day: date) -> Turn | None:
    """Return the first turn that begins after a day."""
    return min((t for t in found if t.first > day), key=lambda t: t.first, default=None)


def beginning(found: Iterable[Turn], day: date, within: int = SOON) -> list[Turn]:
    """Return the turns that begin in the days to come."""
    return [t for t in found if timedelta(0) < t.first - day <= timedelta(days=within)]


def not_handed_over(found: Iterable[Turn], day: date) -> list[Turn]:
    """Return the turns that are over without a day of hand-over."""
    return [
        t for t in found if t.last is not None and t.last < day and t.record.handed_over_on is None
    ]
