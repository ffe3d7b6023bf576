"""What became of matters in a period: raised, solved, in how many days, how satisfied people said they were.

A matter is solved from the day it was done; one that was handed over to others is not solved here
(`counting.matters.AFTER_DONE`). Satisfaction is what those who raised a matter said of it, and only where
they did. Nothing is counted by person (domain 7).
"""

from collections.abc import Iterable
from datetime import date
from typing import NamedTuple

from app.counting.matters import AFTER_DONE
from app.records.service import ServiceMatter


class Handled(NamedTuple):
    """Matters of a period. ``days`` and ``satisfaction`` are means, None where nothing was to be counted.

    ``timed`` are the solved ones that have both days, ``judged`` those of which somebody said how
    satisfied he is.
    """

    raised: tuple[ServiceMatter, ...]
    solved: tuple[ServiceMatter, ...]
    timed: tuple[ServiceMatter, ...]
    judged: tuple[ServiceMatter, ...]

    @property
    def days(self) -> float | None:
        """Return how many days the solved ones took on average."""
        return _mean([days for m in self.timed if (days := days_taken(m)) is not None])

    @property
    def satisfaction(self) -> float | None:
        """Return the mean of what was said of the solved ones, 1 to 5."""
        return _mean([m.satisfaction for m in self.judged if m.satisfaction is not None])


def solved_on(matter: ServiceMatter) -> date | None:
    """Return the day a matter was solved; None where it is not, or no day is on record."""
    if matter.state not in AFTER_DONE:
        return None
    return matter.done_on or matter.verified_on or matter.closed_on


def days_taken(matter: ServiceMatter) -> int | None:
    """Return the days from raising to solving; None where one of the two is not known."""
    done = solved_on(matter)
    if done is None or matter.raised_on is None or done < matter.raised_on:
        return None
    return (done - matter.raised_on).days


def handled(matters: Iterable[ServiceMatter], first: date, last: date) -> Handled:
    """Return what became of matters in a period; each counts by its own day."""
    every = tuple(matters)
    raised = tuple(m for m in every if m.raised_on and first <= m.raised_on <= last)
    solved = tuple(m for m in every if (day := solved_on(m)) and first <= day <= last)
    return Handled(
        raised,
        solved,
        tuple(m for m in solved if days_taken(m) is not None),
        tuple(m for m in solved if m.satisfaction is not None),
    )


def _mean(numbers: list[int]) -> float | None:
    return sum(numbers) / len(numbers) if numbers else None
