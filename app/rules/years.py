"""What a year needs once, counted by the year it is for, and by when it is due.

A year's organisational-life meeting or appraisal is often held in the January to March after it, as
the superior's notice says: so it counts for the year that its record names, and is missed only once
the notice's day is over. R20 and R22 share that day.
"""

from collections.abc import Iterator
from datetime import date
from typing import NamedTuple

from app.records.meeting import Activity
from app.rules.facts import Facts
from app.rules.rulebook import Rulebook


class Due(NamedTuple):
    """A year, the day from which it is reminded of, the day until which there is time."""

    year: int
    remind: date
    until: date


def for_year(activity: Activity) -> int | None:
    """Return the year a meeting counts for: the one it names, else the one it was held in."""
    if activity.for_year is not None:
        return activity.for_year
    return activity.held_start.year if activity.held_start is not None else None


def due_years(facts: Facts, book: Rulebook, rule: str) -> Iterator[Due]:
    """Yield the years whose day falls in the period, and the one that is being reminded of."""
    for year in range(max(facts.first.year - 1, 1), facts.last.year + 1):
        due = _due(book, rule, year)
        if due is None or not facts.covers_year(year):
            continue
        if due.until < facts.today:
            if facts.first <= due.until <= facts.last:
                yield due
        elif due.remind <= facts.day:
            yield due


def _due(book: Rulebook, rule: str, year: int) -> Due | None:
    end = date(year, 12, 31)
    if book.on(rule, end) is None:
        return None
    when = book.on("R20", end, "due")
    if when is None:
        return Due(year, end, end)
    until = _on(year + when.flag("due_next_year"), when.text("due_on"))
    return Due(year, min(_on(year, when.text("remind_on")), until), until)


def _on(year: int, day: str) -> date:
    month, _, number = day.partition("-")
    return date(year, int(month), int(number))
