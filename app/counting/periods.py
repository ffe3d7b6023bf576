"""Months and quarters: what a rule counts in."""

from collections.abc import Iterator
from datetime import date, timedelta
from typing import NamedTuple


class Span(NamedTuple):
    """A period that a rule counts in: its name in explanations, its first and last day."""

    key: str
    first: date
    last: date
    number: int
    """The month 1 to 12, the quarter 1 to 4, or the half-year 1 or 2."""


def months_of(first: date, last: date) -> Iterator[Span]:
    """Yield the months whose last day lies between two days."""
    at = first.replace(day=1)
    while (end := next_month(at) - timedelta(days=1)) <= _month_end(last):
        yield Span(f"{at:%Y-%m}", at, end, at.month)
        at = next_month(at)


def quarters_of(first: date, last: date) -> Iterator[Span]:
    """Yield the quarters whose last month is among the months between two days."""
    for month in months_of(first, last):
        if month.number % 3 == 0:
            number = month.number // 3
            start = date(month.first.year, month.number - 2, 1)
            yield Span(f"{start.year}-Q{number}", start, month.last, number)


def quarter_of(day: date) -> Span:
    """Return the quarter a day lies in."""
    number = (day.month - 1) // 3 + 1
    start = date(day.year, number * 3 - 2, 1)
    end = next_month(date(day.year, number * 3, 1)) - timedelta(days=1)
    return Span(f"{day.year}-Q{number}", start, end, number)


def half_of(day: date) -> Span:
    """Return the half-year a day lies in."""
    number = (day.month - 1) // 6 + 1
    start = date(day.year, number * 6 - 5, 1)
    end = next_month(date(day.year, number * 6, 1)) - timedelta(days=1)
    return Span(f"{day.year}-H{number}", start, end, number)


def halves_of(first: date, last: date) -> Iterator[Span]:
    """Yield the half-years that days between two days lie in."""
    at = half_of(first)
    while at.first <= last:
        yield at
        at = half_of(at.last + timedelta(days=1))


def month_of(day: date) -> Span:
    """Return the month a day lies in."""
    start = day.replace(day=1)
    return Span(f"{start:%Y-%m}", start, _month_end(day), day.month)


def next_month(day: date) -> date:
    """Return the first day of the month after."""
    return date(day.year + day.month // 12, day.month % 12 + 1, 1)


def months_after(day: date, months: int) -> date:
    """Return the same day so many calendar months later; the month's last where it has none."""
    place = day.year * 12 + day.month - 1 + months
    first = date(place // 12, place % 12 + 1, 1)
    return min(first.replace(day=1) + timedelta(days=day.day - 1), _month_end(first))


def _month_end(day: date) -> date:
    return next_month(day) - timedelta(days=1)
