"""Opinions that absent voters handed in before a meeting: which of them count, and as what.

Such an opinion is a vote in admission and conversion and never presence (rules on developing members
2026, 20). It counts where somebody with a vote gave it, who then was not in the room, and where it is
dated before the meeting's day. Whoever came votes in the room.
"""

from collections.abc import Collection, Iterable
from datetime import date
from typing import Literal, NamedTuple

from app.records.voting import WrittenOpinion
from app.terms import Stance

Reason = Literal["", "no-stance", "no-vote", "present", "undated", "late", "twice"]
"""Why an opinion does not count; empty where it does."""

VOTES = (Stance.support, Stance.oppose, Stance.abstain)
"""Positions that are votes; the other two are things one says."""


class Written(NamedTuple):
    """How many opinions count, as what; ``refused`` are those that do not, by id."""

    yes: int = 0
    no: int = 0
    abstain: int = 0
    refused: tuple[tuple[str, Reason], ...] = ()

    @property
    def total(self) -> int:
        """Return how many count."""
        return self.yes + self.no + self.abstain


def refusal(
    opinion: WrittenOpinion, day: date | None, voters: Collection[str], here: Collection[str]
) -> Reason:
    """Return why an opinion does not count; empty where it does."""
    if opinion.stance not in VOTES:
        return "no-stance"
    if opinion.member not in voters:
        return "no-vote"
    if opinion.member in here:
        return "present"
    if opinion.dated_on is None:
        return "undated"
    return "late" if day is not None and opinion.dated_on >= day else ""


def written(
    opinions: Iterable[WrittenOpinion],
    day: date | None,
    voters: Collection[str],
    here: Collection[str],
) -> Written:
    """Count the opinions of one vote; of two by the same person (a conflict) the first counts."""
    counted = dict.fromkeys(VOTES, 0)
    refused: list[tuple[str, Reason]] = []
    heard: set[str] = set()
    for opinion in opinions:
        why = refusal(opinion, day, voters, here) or ("twice" if opinion.member in heard else "")
        if why or opinion.stance is None:
            refused.append((opinion.id, why))
            continue
        heard.add(opinion.member)
        counted[opinion.stance] += 1
    yes, no, abstain = (counted[stance] for stance in VOTES)
    return Written(yes, no, abstain, tuple(refused))
