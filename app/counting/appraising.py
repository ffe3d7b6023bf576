"""The arithmetic of a democratic appraisal: ballots that must add up, and counts that name nobody.

Branch-work regulation, article 18: self-appraisal, mutual appraisal, democratic measurement, then the
conclusion. The four levels and the third of members that may be excellent are yearly practice, not in
the regulation (domain 2.1, rules R23). Levels are never averaged, ordered or compared.
"""

from typing import Literal

import msgspec

from app.declare import Choice
from db.model.words import N_


class Level(Choice):
    """What a member is found to be."""

    excellent = "excellent", N_("Excellent")
    qualified = "qualified", N_("Qualified")
    basic = "basic", N_("Basically qualified")
    unqualified = "unqualified", N_("Unqualified")


LEVELS = tuple(Level)
Verdict = Literal["empty", "agrees", "short", "over"]


class Tally(msgspec.Struct, frozen=True):
    """How the ballots fell for one member; None where nothing was typed yet."""

    excellent: int | None = None
    qualified: int | None = None
    basic: int | None = None
    unqualified: int | None = None
    unmarked: int | None = None

    @property
    def sum(self) -> int:
        """Return the ballots counted."""
        return sum(n for n in msgspec.structs.astuple(self) if n is not None)

    @property
    def typed(self) -> bool:
        """Tell whether anything was typed."""
        return any(n is not None for n in msgspec.structs.astuple(self))


class Result(msgspec.Struct, frozen=True):
    """What one member's appraisal came to; it is sealed as one text."""

    level: Level | None = None
    tally: Tally = Tally()
    opinion: str = ""

    def told(self) -> str:
        """Return it as the text that is sealed."""
        return msgspec.json.encode(self).decode()


def result_of(text: str) -> Result:
    """Read an opened result; one that another release wrote is an opinion in its own words."""
    if not text:
        return Result()
    try:
        return msgspec.json.decode(text, type=Result)
    except msgspec.MsgspecError:
        return Result(opinion=text)


def verdict(tally: Tally, returned: int | None) -> Verdict:
    """Tell whether a member's tally is as many ballots as came back."""
    if not tally.typed or returned is None:
        return "empty"
    if tally.sum == returned:
        return "agrees"
    return "short" if tally.sum < returned else "over"


def most_excellent(full: int) -> int:
    """Return how many may be excellent: at most a third of full members with formal relation."""
    return full // 3
