"""The periods a check can be asked for, by name."""

from collections.abc import Iterable
from datetime import date, timedelta

from app.counting.periods import month_of, quarter_of
from app.dates import say_year_date
from db.model.words import N_, Translate

NAMES = (
    ("year", N_("{year} until today")),
    ("month", N_("This month")),
    ("quarter", N_("This quarter")),
    ("last-month", N_("Last month")),
    ("last-quarter", N_("Last quarter")),
    ("last-year", N_("All of {year}")),
    ("three-years", N_("Three years")),
    ("ten-years", N_("Ten years")),
)
_YEARS = {"three-years": 3, "ten-years": 10}
MOST_YEARS = 10
LONG = 400
"""A period of more days than this is checked beside the screen."""


def options(today: date, t: Translate, years: Iterable[int] = ()) -> tuple[tuple[str, str], ...]:
    """Return the periods with their words; ``years`` are those with records, each whole."""
    named = {"year": today.year, "last-year": today.year - 1}
    usual = [(key, t(text, year=named.get(key, today.year))) for key, text in NAMES]
    before = [y for y in years if today.year - MOST_YEARS < y < today.year - 1]
    return (*usual, *((str(y), t("All of {year}", year=y)) for y in sorted(before, reverse=True)))


def days_of(key: str, today: date) -> tuple[date, date]:
    """Return first and last day of a period; none reaches beyond today."""
    match key:
        case "month":
            return today.replace(day=1), today
        case "quarter":
            return quarter_of(today).first, today
        case "last-month":
            span = month_of(today.replace(day=1) - timedelta(days=1))
            return span.first, span.last
        case "last-quarter":
            span = quarter_of(quarter_of(today).first - timedelta(days=1))
            return span.first, span.last
        case "last-year":
            return date(today.year - 1, 1, 1), date(today.year - 1, 12, 31)
        case "three-years" | "ten-years":
            return date(today.year - _YEARS[key] + 1, 1, 1), today
        case _ if key.isdecimal():
            return date(int(key), 1, 1), date(int(key), 12, 31)
    return date(today.year, 1, 1), today


def period_words(first: date, last: date, today: date, t: Translate) -> str:
    """Return `2026年1月1日 至 今天`."""
    end = t("today") if last == today else say_year_date(last, t)
    return t("{first} to {last}", first=say_year_date(first, t), last=end)
