"""One vote judged with everything that belongs to it: its numbers, its opinions, its candidates.

Besides what contradicts itself there is what a vote of its kind *wants* and does not have: a list long
enough, a document behind those left out, a reason behind another outcome. Such a want is told; it
takes no outcome away.
"""

from collections.abc import Iterable, Sequence
from dataclasses import dataclass, replace
from datetime import date
from typing import Literal, NamedTuple

from app.counting.election import Name, Poll, list_fits, names_needed, poll
from app.counting.voting import (
    AT_LEAST_HALF,
    DEVELOPMENT,
    Ballot,
    Outcome,
    Share,
    ballot_of,
    law,
    outcome,
)
from app.counting.written import Written, written
from app.records.meeting import Motion, MotionKind
from app.records.voting import ElectionCandidate, WrittenOpinion

WantName = Literal[
    "candidate",
    "seats",
    "names",
    "teller-stands",
    "exclusion-document",
    "override-reason",
]


class Want(NamedTuple):
    """What a vote of its kind has to have and has not; ``who`` names a person it is about."""

    name: WantName
    have: int = 0
    want: int = 0
    who: str = ""


class Electors(NamedTuple):
    """Who may vote at a meeting, by id: those due, and those of them who are here."""

    due: frozenset[str] = frozenset()
    here: frozenset[str] = frozenset()


@dataclass(frozen=True, slots=True)
class Judged:
    """A vote with what it amounts to; ``poll`` only of an election by a list."""

    motion: Motion
    ballot: Ballot
    outcome: Outcome
    written: Written
    poll: Poll | None = None
    wants: tuple[Want, ...] = ()
    names: tuple[Name, ...] = ()

    @property
    def overridden(self) -> bool:
        """Tell whether another outcome than the computed one stands: it is said, with its reason."""
        return self.motion.passed_override is not None and bool(self.motion.override_reason)

    @property
    def passed(self) -> bool | None:
        """Return whether it was carried, as it stands in the record; None while nothing is decided."""
        if self.overridden:
            return self.motion.passed_override
        return self.outcome.state == "carried" if self.outcome.decided else None


def judged(
    motion: Motion,
    electors: Electors,
    *,
    day: date | None = None,
    candidates: Sequence[ElectionCandidate] = (),
    opinions: Sequence[WrittenOpinion] = (),
    committee: bool = False,
    half: Share = AT_LEAST_HALF,
) -> Judged:
    """Judge one vote. Listed opinions count in the place of the numbers typed for them."""
    heard = written(opinions, day, electors.due, electors.here)
    ballot = ballot_of(
        motion, eligible=len(electors.due), present=len(electors.here), committee=committee
    )
    if opinions:
        ballot = replace(
            ballot,
            written_yes=heard.yes,
            written_no=heard.no,
            written_abstain=heard.abstain,
        )
    asked = law(motion.kind, committee=committee, half=half)
    counted, on_ballot = None, names(candidates)
    if listed(motion, candidates):
        counted = poll(ballot, motion.seats, on_ballot, asked)
    found = counted.outcome if counted else outcome(ballot, asked)
    wants = tuple(_wants(motion, candidates))
    return Judged(motion, ballot, found, heard, counted, wants, on_ballot)


def listed(motion: Motion, candidates: Sequence[ElectionCandidate]) -> bool:
    """Tell whether an election is by a list, and not by one vote for each name as older ones are."""
    if motion.kind != MotionKind.election:
        return False
    return bool(candidates) or (motion.yes, motion.no, motion.abstain) == (None, None, None)


def names(candidates: Iterable[ElectionCandidate]) -> tuple[Name, ...]:
    """Return the names of an election as they are counted, in the order of the ballot."""
    return tuple(Name(c.id, c.name, c.yes, c.no, c.abstain, bool(c.written_in)) for c in candidates)


def _wants(motion: Motion, candidates: Sequence[ElectionCandidate]) -> Iterable[Want]:
    if motion.kind in DEVELOPMENT and not (motion.candidate or motion.candidate_name):
        yield Want("candidate")
    if listed(motion, candidates):
        yield from _list_wants(motion, candidates)
    for name in standing(motion, candidates):
        if name and name in (motion.tellers or ""):
            yield Want("teller-stands", who=name)
    if motion.excluded and not motion.exclusion_document:
        yield Want("exclusion-document", motion.excluded)
    if motion.passed_override is not None and not motion.override_reason:
        yield Want("override-reason")


def _list_wants(motion: Motion, candidates: Sequence[ElectionCandidate]) -> Iterable[Want]:
    on_list = sum(not c.written_in for c in candidates)
    if not motion.seats:
        yield Want("seats")
    elif not list_fits(on_list, motion.seats, motion.elected_to):
        yield Want("names", on_list, names_needed(motion.seats, motion.elected_to) or 0)


def standing(motion: Motion, candidates: Iterable[ElectionCandidate]) -> tuple[str, ...]:
    """Return the names of those whom a vote is about, as far as they are written in it."""
    own = (motion.candidate_name,) if motion.candidate_name else ()
    return (*own, *(c.name for c in candidates))
