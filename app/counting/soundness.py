"""Whether organisations are in order, of this branch and of the units surveyed (domain 1.5 row 59, 1.6).

An organisation is in order while it is set up and its committee is in its term. A unit that cannot
set one up is not asked for one; of a unit whose term is not on record here, that it is set up counts.
"""

from collections.abc import Iterable, Sequence
from datetime import date
from typing import NamedTuple

from app.records.alliance import CoveredUnit


class Soundness(NamedTuple):
    """Of ``whole`` organisations ``part`` are in order; of ``untold`` of these no term is on record."""

    part: int
    whole: int
    untold: int = 0


def known_on(units: Iterable[CoveredUnit], day: date) -> list[CoveredUnit]:
    """Return the units that had been surveyed by a day; one without a day of survey always was."""
    return [u for u in units if u.surveyed_on is None or u.surveyed_on <= day]


def is_set_up(unit: CoveredUnit, day: date) -> bool:
    """Tell whether a unit had an organisation on a day."""
    return unit.set_up_on is not None and unit.set_up_on <= day


def should_have_one(unit: CoveredUnit, day: date) -> bool:
    """Tell whether an organisation is asked of a unit: it has one, or is not said to be unable."""
    return is_set_up(unit, day) or unit.can_set_up is not False


def in_order(unit: CoveredUnit, day: date) -> bool:
    """Tell whether a unit's organisation is set up and not known to be out of its term."""
    return is_set_up(unit, day) and (unit.term_end is None or unit.term_end >= day)


def soundness(own: Sequence[bool], units: Iterable[CoveredUnit], day: date) -> Soundness:
    """Count organisations in order: ``own`` says of each of ours whether it is, ``units`` of others."""
    asked = [u for u in known_on(units, day) if should_have_one(u, day)]
    good = [u for u in asked if in_order(u, day)]
    return Soundness(
        sum(own) + len(good), len(own) + len(asked), sum(u.term_end is None for u in good)
    )


def without_organisation(units: Iterable[CoveredUnit], day: date) -> list[CoveredUnit]:
    """Return the units surveyed that have none, whether they could or not."""
    return [u for u in known_on(units, day) if not is_set_up(u, day)]
