"""What a number or switch of a rule may be, and which way is stricter.

Packs are written by people of several offices, and where two of them speak of one rule the stricter
word counts. That is computed, never guessed: each threshold says which direction is strict.

    Number   2 sessions a quarter are stricter than 1; 3 days to file are stricter than 7
    Share    a part of a count: "4/5" of those due is stricter than "1/2"
    Flag     one of the two values is the strict one
    Word     choices from loose to strict
    Words    more words asked for are stricter, or fewer words excused
    Day      a day of the year, 10-15; the earlier is stricter

A threshold of which neither direction is strict (``stricter=""``) is set by the first pack that
sets it; a later one must say that it replaces.
"""

import math
import re
from collections.abc import Callable
from dataclasses import dataclass
from fractions import Fraction
from typing import Literal, cast

Value = float | bool | str | tuple[str, ...]
Direction = Literal["higher", "lower", ""]

_SHARE = re.compile(r"([1-9]\d{0,2})/([1-9]\d{0,2})")
_DAY = re.compile(r"(0[1-9]|1[0-2])-(0[1-9]|[12]\d|3[01])")
_WORDS_MOST, _WORD_LONGEST = 200, 60


class Unfit(ValueError):
    """A value that the threshold does not take; never leaves `app.rules`."""


@dataclass(frozen=True, slots=True)
class Number:
    """A number between two bounds; ``whole`` where half of one makes no sense."""

    default: float
    low: float
    high: float
    stricter: Direction
    whole: bool = True

    @property
    def wanted(self) -> str:
        """Return what it takes, as it is written in a pack."""
        return f"{self.low:g}-{self.high:g}"

    def read(self, value: object) -> Value:
        """Return a value as written in a pack. Raises Unfit."""
        if isinstance(value, bool) or not isinstance(value, int | float):
            raise Unfit
        number = float(value)
        if not math.isfinite(number) or not self.low <= number <= self.high:
            raise Unfit
        if self.whole and number != int(number):
            raise Unfit
        return number

    def strictest(self, first: Value, second: Value) -> Value:
        """Return the stricter of two values, the first where neither is."""
        return _of_order(self.stricter, first, second, _plain)


@dataclass(frozen=True, slots=True)
class Share:
    """A part of a count, written ``"1/2"``."""

    default: str
    stricter: Direction = "higher"

    @property
    def wanted(self) -> str:
        """Return what it takes, as it is written in a pack."""
        return '"1/2"'

    def read(self, value: object) -> Value:
        """Return a value as written in a pack. Raises Unfit."""
        if not isinstance(value, str) or not (found := _SHARE.fullmatch(value)):
            raise Unfit
        if int(found[1]) > int(found[2]):
            raise Unfit
        return value

    def strictest(self, first: Value, second: Value) -> Value:
        """Return the stricter of two values, the first where neither is."""
        return _of_order(self.stricter, first, second, _fraction)


@dataclass(frozen=True, slots=True)
class Flag:
    """A switch; ``strict`` the value that is stricter, None where neither is."""

    default: bool
    strict: bool | None

    @property
    def wanted(self) -> str:
        """Return what it takes, as it is written in a pack."""
        return "true, false"

    def read(self, value: object) -> Value:
        """Return a value as written in a pack. Raises Unfit."""
        if not isinstance(value, bool):
            raise Unfit
        return value

    def strictest(self, first: Value, second: Value) -> Value:
        """Return the stricter of two values, the first where neither is."""
        return second if self.strict is not None and second == self.strict else first


@dataclass(frozen=True, slots=True)
class Word:
    """One of a few words; ``ordered`` where they go from loose to strict."""

    choices: tuple[str, ...]
    ordered: bool = False

    @property
    def default(self) -> str:
        """Return the first choice."""
        return self.choices[0]

    @property
    def wanted(self) -> str:
        """Return what it takes, as it is written in a pack."""
        return ", ".join(f'"{word}"' for word in self.choices)

    def read(self, value: object) -> Value:
        """Return a value as written in a pack. Raises Unfit."""
        if not isinstance(value, str) or value not in self.choices:
            raise Unfit
        return value

    def strictest(self, first: Value, second: Value) -> Value:
        """Return the stricter of two values, the first where neither is."""
        if not self.ordered:
            return first
        return max(first, second, key=lambda word: self.choices.index(str(word)))


@dataclass(frozen=True, slots=True)
class Words:
    """Several words; ``allowed`` those that there are, empty where a unit writes its own."""

    default: tuple[str, ...]
    allowed: tuple[str, ...]
    stricter: Literal["more", "fewer"]

    @property
    def wanted(self) -> str:
        """Return what it takes, as it is written in a pack."""
        return "[" + ", ".join(f'"{word}"' for word in self.allowed or ("…",)) + "]"

    def read(self, value: object) -> Value:
        """Return a value as written in a pack. Raises Unfit."""
        if not isinstance(value, list | tuple) or len(value) > _WORDS_MOST:
            raise Unfit
        for word in value:
            if not isinstance(word, str) or not 0 < len(word.strip()) <= _WORD_LONGEST:
                raise Unfit
            if self.allowed and word not in self.allowed:
                raise Unfit
        return tuple(dict.fromkeys(value))

    def strictest(self, first: Value, second: Value) -> Value:
        """Return all that either asks for, or only what both excuse."""
        one, other = cast("tuple[str, ...]", first), cast("tuple[str, ...]", second)
        if self.stricter == "more":
            return tuple(dict.fromkeys((*one, *other)))
        return tuple(word for word in one if word in other)


@dataclass(frozen=True, slots=True)
class Day:
    """A day of any year, written ``"10-15"``; the earlier one is stricter."""

    default: str

    @property
    def wanted(self) -> str:
        """Return what it takes, as it is written in a pack."""
        return '"10-15"'

    def read(self, value: object) -> Value:
        """Return a value as written in a pack. Raises Unfit."""
        if not isinstance(value, str) or not _DAY.fullmatch(value) or value[:5] in _NO_DAYS:
            raise Unfit
        return value

    def strictest(self, first: Value, second: Value) -> Value:
        """Return the earlier of two days."""
        return min(str(first), str(second))


Threshold = Number | Share | Flag | Word | Words | Day

_NO_DAYS = frozenset({"02-29", "02-30", "02-31", "04-31", "06-31", "09-31", "11-31"})


def said(value: Value) -> str:
    """Return a value as it is written in a pack, without quotes."""
    if isinstance(value, tuple):
        return "[" + ", ".join(value) + "]"
    if isinstance(value, bool):
        return str(value).lower()
    return f"{value:g}" if isinstance(value, float) else value


def _of_order(
    direction: Direction, first: Value, second: Value, key: Callable[[Value], float | Fraction]
) -> Value:
    if direction == "higher":
        return max(first, second, key=key)
    return min(first, second, key=key) if direction == "lower" else first


def _plain(value: Value) -> float:
    return cast("float", value)


def _fraction(value: Value) -> Fraction:
    return Fraction(str(value))
