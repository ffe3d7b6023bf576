"""A sentence for people before it has a language: what rules and services answer with.

Days, months and other sentences stand in it as values, and are put into words only when it is
shown, so that one finding reads rightly in every language and on every screen.
"""

from collections.abc import Sequence
from dataclasses import dataclass
from datetime import date, datetime
from typing import NamedTuple

from app.dates import say_date, say_moment, say_short_month
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


@dataclass(frozen=True, slots=True)
class Said:
    """An English msgid and what stands in its places.

    A place takes text, a number, a day, a `Month`, another `Said`, or a sequence of these.
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


def one_after_another(parts: Sequence[str], t: Translate) -> str:
    """Return what is said of one thing in a line, nothing where a part is empty: `a, b`, `甲，乙`."""
    text = ""
    for part in parts:
        text = t("{one}, {next}", one=text, next=part) if text and part else text or part
    return text


def figure(number: float, *, parted: bool = False) -> str:
    """Return a number as people write it: no exponent, no needless zeros, six places at most.

    ``parted`` puts a comma after thousands: to be read, not to be typed or taken back.
    """
    text = (f"{number:,.6f}" if parted else f"{number:.6f}").rstrip("0").rstrip(".")
    return "0" if text in ("-0", "") else text
