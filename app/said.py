"""A sentence for people before it has a language: what rules and services answer with.

Days, months and other sentences stand in it as values, and are put into words only when it is
shown, so that one finding reads rightly in every language and on every screen.
"""

from collections.abc import Sequence
from dataclasses import dataclass
from datetime import date, datetime
from typing import NamedTuple

from app.dates import say_date, say_moment, say_short_month, say_year_date
from db.model.words import N_, Translate

QUARTERS = (
    N_("First quarter"),
    N_("Second quarter"),
    N_("Third quarter"),
    N_("Fourth quarter"),
)
"""Names of the quarters, as msgids."""


class Month(NamedTuple):
    """A month of a year, said without its year."""

    year: int
    month: int


class YearDay(NamedTuple):
    """A day said with its year."""

    day: date


@dataclass(frozen=True, slots=True)
class Said:
    """An English msgid and what stands in its places.

    A place takes text, a number, a day, a `YearDay`, a `Month`, another `Said`, or a sequence of these.
    """

    msgid: str = ""
    params: tuple[tuple[str, object], ...] = ()

    def __call__(self, t: Translate) -> str:
        """Return the sentence in the reader's language."""
        return t(self.msgid, **{name: shown(value, t) for name, value in self.params})

    def __bool__(self) -> bool:
        return bool(self.msgid)


NOTHING = Said()
"""An empty sentence."""


def say(msgid: str, /, **params: object) -> Said:
    """Return a sentence; sequences become tuples, so that it stays a value."""
    kept = tuple(
        (name, tuple(value) if isinstance(value, list) else value) for name, value in params.items()
    )
    return Said(msgid, kept)


def shown(value: object, t: Translate) -> object:
    """Return what a place of a sentence shows."""
    match value:
        case Said():
            return value(t)
        case Month():
            return say_short_month(value.month, t)
        case YearDay():
            return say_year_date(value.day, t)
        case datetime():
            return say_moment(value, t)
        case date():
            return say_date(value, t)
        case float():
            return figure(value)
        case tuple():
            return listed([str(shown(part, t)) for part in value], t)
    return value


def listed(parts: Sequence[str], t: Translate) -> str:
    """Return words in a row: `a, b`."""
    text = parts[0] if parts else ""
    for part in parts[1:]:
        text = t("{first}, {then}", first=text, then=part)
    return text


def along(parts: Sequence[str], t: Translate) -> str:
    """Return facts one after another, as clauses of a line: `4 open, 1 overdue`."""
    text = parts[0] if parts else ""
    for part in parts[1:]:
        text = t("{said}, {more}", said=text, more=part)
    return text


def with_years(said: Said, year: int) -> Said:
    """Return a sentence in which the days of other years than `year` are said with theirs."""
    return Said(said.msgid, tuple((name, _with_year(value, year)) for name, value in said.params))


def _with_year(value: object, year: int) -> object:
    match value:
        case Said():
            return with_years(value, year)
        case date() if not isinstance(value, datetime) and value.year != year:
            return YearDay(value)
        case Month() | YearDay():
            return value
        case tuple():
            return tuple(_with_year(part, year) for part in value)
    return value


def figure(number: float) -> str:
    """Return a number as people write it: no exponent, no needless zeros, six places at most."""
    return grouped(number).replace(",", "")


def grouped(number: float) -> str:
    """Return a number as `figure` does, to be read and not to be typed on: thousands apart by a comma."""
    text = f"{number:,.6f}".rstrip("0").rstrip(".")
    return "0" if text in ("-0", "") else text
