"""What each month of a year saw: who was at what was due, and what the checks found."""

from collections.abc import Iterable, Mapping
from datetime import date
from typing import NamedTuple, Protocol

from app.counting.held import HELD

MONTHS = 12


class Turnout(NamedTuple):
    """One member in one month: how often due, there, on leave, and due without any mark.

    Participation is who was there of all who were due at a meeting that counts as held (domain
    1.6). Who was due and has no mark is not there, and not said to be absent either.
    """

    due: int = 0
    here: int = 0
    leave: int = 0
    unmarked: int = 0

    @property
    def absent(self) -> int:
        """Return how often marked as neither there nor on leave."""
        return self.due - self.here - self.leave - self.unmarked

    @property
    def step(self) -> int | None:
        """Return the shade: None nothing due, 0 never there, 1 to 4 by quarters, any presence seen."""
        return None if not self.due else -(-4 * self.here // self.due)

    def __add__(self, other: object) -> "Turnout":
        if not isinstance(other, Turnout):
            return NotImplemented
        return Turnout(*(mine + theirs for mine, theirs in zip(self, other, strict=True)))


Marked = tuple[str, int, str]
"""Somebody due at a meeting held: member, month 1 to 12, and present, leave, absent or unmarked."""


def participates(state: str, *, due: bool) -> bool:
    """Tell whether somebody's line at a meeting counts in participation, marked or not."""
    return due and state in HELD


def turnout_by_month(
    marks: Iterable[Marked], members: Iterable[str]
) -> dict[str, tuple[Turnout, ...]]:
    """Return twelve months for each member, in the order given: the roster's, never by attendance."""
    found = {member: [Turnout()] * MONTHS for member in members}
    for member, month, mark in marks:
        months = found.get(member)
        if months is not None and 1 <= month <= MONTHS:
            given = (mark == word for word in ("present", "leave", "unmarked"))
            months[month - 1] += Turnout(1, *map(int, given))
    return {member: tuple(months) for member, months in found.items()}


def whole(months: Iterable[Turnout]) -> Turnout:
    """Return the sum of months."""
    return sum(months, Turnout())


class Found(NamedTuple):
    """What the checks found about one month."""

    year: int
    month: int
    wrong: int = 0
    reminders: int = 0
    explained: int = 0

    @property
    def all(self) -> int:
        """Return the sum."""
        return self.wrong + self.reminders + self.explained


class Told(Protocol):
    """What a finding says of itself here."""

    @property
    def day(self) -> date | None:
        """Return the day that it is about."""

    @property
    def is_error(self) -> bool:
        """Tell whether facts exclude each other."""

    @property
    def explained(self) -> bool:
        """Tell whether a reminder was explained."""


def found_by_month(findings: Iterable[Told], first: date, last: date) -> tuple[Found, ...]:
    """Return every month of a period with what was found about its days.

    A finding counts in the month of the fact, whenever it was seen; one about no day, or about a day
    outside the period (a term that ends next year), counts in none.
    """
    counts: dict[tuple[int, int], list[int]] = {}
    at = (first.year, first.month)
    while at <= (last.year, last.month):
        counts[at] = [0, 0, 0]
        at = (at[0] + at[1] // MONTHS, at[1] % MONTHS + 1)
    for one in findings:
        place = counts.get((one.day.year, one.day.month)) if one.day else None
        if place is not None:
            place[0 if one.is_error else 2 if one.explained else 1] += 1
    return tuple(Found(*month, *numbers) for month, numbers in counts.items())


def ratio(part: int, of: int) -> float | None:
    """Return a part as 0 to 1, None of nothing."""
    return part / of if of else None


def sums(found: Mapping[str, tuple[Turnout, ...]]) -> tuple[Turnout, ...]:
    """Return each month over all members."""
    return tuple(whole(months[at] for months in found.values()) for at in range(MONTHS))
