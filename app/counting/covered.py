"""The two coverages: how far Party organisation and Party work reach the units surveyed (rows 27 to 29).

Where there are three full members an organisation can be set up (branch-work regulation, article 4);
the number proposes, the secretary decides. Where none can be set up, an instructor or a liaison is
sent.
"""

from collections.abc import Iterable, Sequence
from datetime import date
from typing import NamedTuple

from app.counting.standing import covers
from app.records.alliance import CoveredUnit

ENOUGH = 3
"""So many full members make an organisation possible (branch-work regulation, article 4)."""


class Share(NamedTuple):
    """How many of how many."""

    done: int
    all: int

    @property
    def percent(self) -> float | None:
        """Return the share in percent with one place; None of nothing."""
        return round(100 * self.done / self.all, 1) if self.all else None


class Reach(NamedTuple):
    """One unit: whether an organisation can be, is set up, and somebody is sent.

    ``can`` is None while nobody counted and nobody said; ``proposed`` that it follows from the
    number alone.
    """

    unit: CoveredUnit
    can: bool | None
    proposed: bool
    set_up: bool
    sent: bool

    @property
    def worked(self) -> bool:
        """Tell whether Party work reaches it."""
        return self.set_up or self.sent

    @property
    def to_set_up(self) -> bool:
        """Tell whether an organisation should be set up (应建尽建)."""
        return bool(self.can) and not self.set_up

    @property
    def to_send(self) -> bool:
        """Tell whether somebody should be sent (应派尽派): none can be set up and nobody is there."""
        return self.can is False and not self.worked

    @property
    def to_survey(self) -> bool:
        """Tell whether it is not known yet what is possible."""
        return self.can is None


class Coverage(NamedTuple):
    """All units of a survey on a day."""

    day: date
    units: tuple[Reach, ...]
    organised: Share
    """Set up, of those where one can be."""
    worked: Share
    """Set up or somebody sent, of all."""

    @property
    def projects_without(self) -> list[Reach]:
        """Return the key projects without an organisation."""
        return [r for r in self.units if r.unit.is_project and not r.set_up]


def coverage(units: Iterable[CoveredUnit], day: date) -> Coverage:
    """Return how far the two coverages have come on a day."""
    found = tuple(reach(unit, day) for unit in units)
    can = [r for r in found if r.can]
    return Coverage(
        day,
        found,
        Share(sum(r.set_up for r in can), len(can)),
        Share(sum(r.worked for r in found), len(found)),
    )


def reach(unit: CoveredUnit, day: date) -> Reach:
    """Return how a unit stands on a day. Where an organisation is, there can be one."""
    set_up = unit.set_up_on is not None and unit.set_up_on <= day
    counted = None if unit.full_members is None else unit.full_members >= ENOUGH
    said = unit.can_set_up
    can = True if set_up else (counted if said is None else said)
    sent = any(
        (name or "").strip() and covers(since, None, day)
        for name, since in (
            (unit.instructor, unit.instructor_from),
            (unit.liaison, unit.liaison_from),
        )
    )
    return Reach(unit, can, said is None and not set_up and counted is not None, set_up, sent)


def differing(units: Sequence[Reach]) -> list[Reach]:
    """Return those of which somebody decided otherwise than the number proposes."""
    return [
        r
        for r in units
        if r.unit.can_set_up is not None
        and r.unit.full_members is not None
        and r.unit.can_set_up != (r.unit.full_members >= ENOUGH)
    ]
