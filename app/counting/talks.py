"""Who talked heart to heart with whom in a year, by the three kinds of pair that are named.

Branch-work regulation, article 19: between committee members, between committee members and members,
between members, each *kind* generally once a year. Each two committee members are a pair; a member
needs one talk with anybody of the committee and one with any other member, never with every one.
Facts alone: nobody is counted, ordered or compared.
"""

from collections import defaultdict
from collections.abc import Iterable, Mapping, Sequence
from dataclasses import dataclass
from datetime import date
from itertools import combinations
from typing import Protocol


class Talk(Protocol):
    """What a talk is counted by; who began it makes no difference."""

    @property
    def initiator(self) -> str:
        """Return one of the two."""

    @property
    def partner(self) -> str:
        """Return the other."""

    @property
    def on(self) -> date | None:
        """Return the day it was held; None while it is only meant to be."""


@dataclass(frozen=True)
class Pairs:
    """The talks of a year. ``members`` are those not on the committee, in the roster's order."""

    year: int
    committee: tuple[str, ...]
    members: tuple[str, ...]
    days: Mapping[frozenset[str], tuple[date, ...]]

    def between(self, one: str, other: str) -> tuple[date, ...]:
        """Return the days on which two people talked."""
        return self.days.get(frozenset((one, other)), ())

    def committee_lacking(self) -> tuple[tuple[str, str], ...]:
        """Return each two committee members who have not talked."""
        return tuple(p for p in combinations(self.committee, 2) if not self.between(*p))

    def without_committee(self) -> tuple[str, ...]:
        """Return the members who have not talked with anybody of the committee."""
        if not self.committee:
            return ()
        return tuple(m for m in self.members if not self.talked(m, self.committee))

    def without_member(self) -> tuple[str, ...]:
        """Return the members who have not talked with another member; one alone has nobody to."""
        if len(self.members) < 2:
            return ()
        return tuple(m for m in self.members if not self.talked(m, self.members))

    def talked(self, who: str, others: Iterable[str]) -> tuple[date, ...]:
        """Return the days on which somebody talked with any of others, in order."""
        return tuple(
            sorted(d for other in others if other != who for d in self.between(who, other))
        )


def pairs(
    talks: Iterable[Talk], committee: Sequence[str], members: Sequence[str], year: int
) -> Pairs:
    """Return who talked with whom in a year.

    `members` may name those on the committee too. A talk of somebody with himself is none, and one
    without a day has not been held.
    """
    days: dict[frozenset[str], list[date]] = defaultdict(list)
    for talk in talks:
        if talk.on is not None and talk.on.year == year and talk.initiator != talk.partner:
            days[frozenset((talk.initiator, talk.partner))].append(talk.on)
    seated = tuple(dict.fromkeys(committee))
    others = tuple(m for m in dict.fromkeys(members) if m not in seated)
    return Pairs(year, seated, others, {pair: tuple(sorted(d)) for pair, d in days.items()})
