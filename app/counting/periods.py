"""Months and quarters: what a rule counts in."""

from calendar import monthrange
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


_HALF = 6


def months_of(first: date, last: date) -> Iterator[Span]:
    """Yield the months whose last day lies between two days."""
    for place in range(first.year * 12 + first.month - 1, last.year * 12 + last.month):
        yield month_of(date(place // 12, place % 12 + 1, 1))


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
    return Span(f"{day.year}-Q{number}", start, _month_end(date(day.year, number * 3, 1)), number)


def half_of(day: date) -> Span:
    """Return the half-year a day lies in."""
    number = (day.month - 1) // 6 + 1
    start = date(day.year, number * 6 - 5, 1)
    return Span(f"{day.year}-H{number}", start, _month_end(date(day.year, number * 6, 1)), number)


def halves_of(first: date, last: date) -> Iterator[Span]:
    """Yield the half-years that days between two days lie in."""
    begun = first.year * 2 + (first.month > _HALF)
    for place in range(begun, last.year * 2 + (last.month > _HALF) + 1):
        yield half_of(date(place // 2, place % 2 * _HALF + 1, 1))


def month_of(day: date) -> Span:
    """Return the month a day lies in."""
    start = day.replace(day=1)
    return Span(f"{start:%Y-%m}", start, _month_end(day), day.month)


def next_month(day: date) -> date:
    """Return the first day of the month after."""
    return date(day.year + day.month // 12, day.month % 12 + 1, 1)


def months_after(day: date, months: int) -> date:
    """Return the same day so many calendar months later; the month's last where it has none.

    What lies outside the years 1 to 9999 is their first or last day.
    """
    place = day.year * 12 + day.month - 1 + months
    if place // 12 > date.max.year:
        return date.max
    if place < date.min.year * 12:
        return date.min
    first = date(place // 12, place % 12 + 1, 1)
    return min(first.replace(day=1) + timedelta(days=day.day - 1), _month_end(first))


def days_after(day: date, days: int) -> date:
    """Return the day so many days later, or earlier below zero; kept within the years 1 to 9999."""
    return date.fromordinal(min(max(day.toordinal() + days, 1), date.max.toordinal()))


def _month_end(day: date) -> date:
    return day.replace(day=monthrange(day.year, day.month)[1])
