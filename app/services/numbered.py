"""One number of the statistics: what it says, the records behind it, how people read it."""

from collections.abc import Callable, Iterable
from dataclasses import dataclass
from typing import Literal

from app.counting.outcomes import amount
from app.declare import Choice
from app.said import Said
from db.model.words import N_, Translate

Words = Callable[[Translate], str]
"""Says itself in the reader's language."""
Unit = Literal["share", "count", "minutes", "hours", "days", "of five", "amount"]


class Group(Choice):
    """Under which heading a number stands."""

    organisation = "organisation", N_("Organisation")
    life = "life", N_("Organisational life")
    study = "study", N_("Study")
    joint = "joint", N_("Joint building")
    service = "service", N_("Service")
    vanguard = "vanguard", N_("Vanguard")


@dataclass(frozen=True, slots=True)
class Number:
    """One number: ``value`` None where nothing was there to count; ``records`` are what it counts.

    ``part`` of ``whole`` where it is a share. ``how`` says in a sentence what was counted. An amount
    is in the unit that people gave it (``measure``); ``at_least`` where one of its rows said so.
    """

    key: str
    title: Words
    unit: Unit
    value: float | None
    how: Said
    records: tuple[str, ...] = ()
    part: int = 0
    whole: int = 0
    group: Group = Group.life
    measure: str = ""
    at_least: bool = False

    @property
    def is_empty(self) -> bool:
        """Tell whether there is nothing behind it."""
        return not self.records and not self.value


def count(
    group: Group, key: str, title: str | Words, how: str | Said, ids: Iterable[str]
) -> Number:
    """Return how many records there are of something; words that are text are msgids."""
    found = tuple(ids)
    named = Said(title) if isinstance(title, str) else title
    told = Said(how) if isinstance(how, str) else how
    return Number(key, named, "count", len(found), told, found, group=group)


def value_of(number: Number, t: Translate) -> str:
    """Return a number as people read it; nothing counted is a dash, never a zero."""
    if number.value is None:
        return "—"
    match number.unit:
        case "share":
            return f"{round(100 * number.value, 1):g}%"
        case "minutes":
            return t("{n} min", n=f"{number.value:g}")
        case "days":
            return t("{n} day|{n} days", n=f"{round(number.value, 1):g}")
        case "of five":
            return t("{n} of 5", n=f"{round(number.value, 1):g}")
        case "amount":
            return amount(number.value, number.measure, t, at_least=number.at_least)
    return f"{number.value:g}"
