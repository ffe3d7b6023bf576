"""Whether organisations are in order, of this branch and of the units surveyed (domain 1.3 row 59, 1.6).

An organisation is in order while it is set up and its committee is in its term. A unit where none can
be set up is not asked for one (`counting.covered`); of a unit whose term is not on record here, that
it is set up counts.
"""

from collections.abc import Iterable, Sequence
from datetime import date
from typing import NamedTuple

from app.counting.covered import Reach, coverage
from app.records.alliance import CoveredUnit


class Soundness(NamedTuple):
    """Of ``whole`` organisations ``part`` are in order; of ``untold`` of these no term is on record."""

    part: int
    whole: int
    untold: int = 0


def surveyed(units: Iterable[CoveredUnit], day: date) -> tuple[Reach, ...]:
    """Return the units that had been surveyed by a day; one without a day of survey always was."""
    known = [u for u in units if u.surveyed_on is None or u.surveyed_on <= day]
    return coverage(known, day).units


def soundness(own: Sequence[bool], units: Iterable[CoveredUnit], day: date) -> Soundness:
    """Count organisations in order: ``own`` says of each of ours whether it is, ``units`` of others."""
    asked = [r for r in surveyed(units, day) if r.can]
    good = [r.unit for r in asked if r.set_up and _in_term(r.unit, day)]
    untold = sum(u.term_end is None for u in good)
    return Soundness(sum(own) + len(good), len(own) + len(asked), untold)


def _in_term(unit: CoveredUnit, day: date) -> bool:
    return unit.term_end is None or unit.term_end >= day


def without_organisation(units: Iterable[CoveredUnit], day: date) -> list[CoveredUnit]:
    """Return the units surveyed that have none, whether they could or not."""
    return [r.unit for r in surveyed(units, day) if not r.set_up]
