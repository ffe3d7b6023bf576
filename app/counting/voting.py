"""Votes: who must be there, what the numbers must add up to, and what they then decide.

Three denominators and two signs, easy to get wrong (domain 2.1):

    an ordinary motion    half of those entitled or more are there   yes > half of those *entitled*
    a committee decision  half of the committee or more are there    yes > half of the *committee*
    admission, conversion more than half of them are there           yes + written > half *entitled*
    an election           four fifths of those due are there         yes > half of those *present*

Sources: branch-work regulation 11 and 12; rules on developing members 2026, 19, 20 and 32 (2014:
20, 21 and 33); election rules 2020. Regulation 12 gives a committee a quorum and no majority: more
than half of those due is the practice. There is no outcome unless the numbers agree, and none before
they are typed: nothing here fills in a number for anybody. Elections by a list of candidates are in
`app.counting.election`, written opinions in `app.counting.written`; `app.counting.judging` joins all.
"""

from dataclasses import dataclass
from typing import Literal, NamedTuple

from app.records.meeting import Motion, MotionKind, VoteMethod

State = Literal["empty", "incomplete", "mismatch", "no_quorum", "carried", "failed"]
"""``mismatch``: the numbers cannot all be true. ``no_quorum``: too few were there to vote at all."""

DEVELOPMENT = (MotionKind.admission, MotionKind.conversion)


class Share(NamedTuple):
    """A part of a number, reached (``inclusive``) or to be passed: half, more than half, 4/5."""

    part: int
    whole: int
    inclusive: bool

    def reached(self, count: int, base: int) -> bool:
        """Tell whether `count` is that share of `base`."""
        have, need = count * self.whole, base * self.part
        return have >= need if self.inclusive else have > need

    def least(self, base: int) -> int:
        """Return the smallest count that is that share of `base`."""
        need, rest = divmod(base * self.part, self.whole)
        return need + (1 if rest or not self.inclusive else 0)


AT_LEAST_HALF, OVER_HALF, FOUR_FIFTHS = Share(1, 2, True), Share(1, 2, False), Share(4, 5, True)


class Law(NamedTuple):
    """What one kind of motion asks for, and the rules that say so."""

    quorum: Share
    majority: Share
    of_present: bool
    quorum_rule: str
    majority_rule: str


def law(kind: MotionKind, *, committee: bool = False, half: Share = AT_LEAST_HALF) -> Law:
    """Return what a kind of motion asks for.

    ``half`` is how a rulebook reads the regulation's 半数以上 (11 and 12): with the half itself, which
    is usual, or more than it.
    """
    if kind == MotionKind.election:
        return Law(FOUR_FIFTHS, OVER_HALF, True, "R37", "R37")
    if kind in DEVELOPMENT:
        return Law(OVER_HALF, OVER_HALF, False, "R07", "R07")
    if committee:
        return Law(half, OVER_HALF, False, "R38", "R38")
    return Law(half, OVER_HALF, False, "R05", "R06")


@dataclass(frozen=True, slots=True)
class Ballot:
    """One vote's numbers as typed; ``eligible`` and ``present`` count people with right to vote."""

    kind: MotionKind = MotionKind.ordinary
    method: VoteMethod | None = None
    eligible: int = 0
    present: int = 0
    issued: int | None = None
    returned: int | None = None
    yes: int | None = None
    no: int | None = None
    abstain: int | None = None
    invalid: int | None = None
    written_yes: int | None = None
    written_no: int | None = None
    written_abstain: int | None = None
    committee: bool = False

    @property
    def written(self) -> int:
        """Return how many voted in writing; only admission and conversion know such votes."""
        if self.kind not in DEVELOPMENT:
            return 0
        return (self.written_yes or 0) + (self.written_no or 0) + (self.written_abstain or 0)

    @property
    def secret(self) -> bool:
        """Tell whether ballots are counted instead of hands."""
        return self.method == VoteMethod.secret_ballot

    @property
    def cast(self) -> int:
        """Return the sum of what was cast for, against and neither way."""
        return (self.yes or 0) + (self.no or 0) + (self.abstain or 0)

    @property
    def valid(self) -> int | None:
        """Return what the sum must be: the valid ballots, or the people present; None if unknown."""
        if not self.secret:
            return self.present
        return None if self.returned is None else self.returned - (self.invalid or 0)


@dataclass(frozen=True, slots=True)
class Outcome:
    """What the numbers amount to.

    ``total`` their sum, ``expected`` what it must be (None: not known yet), ``in_favour`` the votes
    that count as yes, ``base`` of how many, ``over`` the count that a majority must exceed (half,
    rounded down), ``quorum`` the least present that may vote. ``faults`` msgids with their
    parameters.
    """

    state: State
    total: int
    expected: int | None
    in_favour: int
    base: int
    over: int
    quorum: int
    present: int
    rule: str
    faults: tuple["Fault", ...] = ()
    quorum_rule: str = ""

    @property
    def missing(self) -> int:
        """Return how many votes the sum lacks (negative: it has too many)."""
        return 0 if self.expected is None else self.expected - self.total

    @property
    def decided(self) -> bool:
        """Tell whether there is an outcome to write down."""
        return self.state in {"carried", "failed"}


FaultName = Literal[
    "sum",
    "too-many-ballots",
    "too-many-issued",
    "too-many-voters",
    "not-secret",
    "negative",
    "election-not-secret",
    "too-many-names",
]


class Fault(NamedTuple):
    """Two numbers of a vote that cannot both be true; ``who`` names the candidate they are about."""

    name: FaultName
    have: int
    want: int
    who: str = ""


def entitled(motion: Motion, voters: int) -> int:
    """Return of how many a vote's share is taken: as typed, else those due but for those left out.

    Leaving out takes the superior's consent and the meeting's decision (domain 2.1).
    """
    if motion.eligible is not None:
        return motion.eligible
    return max(0, voters - (motion.excluded or 0))


def ballot_of(motion: Motion, *, eligible: int, present: int, committee: bool = False) -> Ballot:
    """Return a motion's numbers; those of the people come from the sign-in unless typed.

    ``eligible`` counts everybody due with right to vote; whom the meeting left out is taken off here.
    """
    return Ballot(
        motion.kind,
        motion.method,
        entitled(motion, eligible),
        present if motion.present is None else motion.present,
        motion.issued,
        motion.returned,
        motion.yes,
        motion.no,
        motion.abstain,
        motion.invalid,
        motion.written_yes,
        motion.written_no,
        motion.written_abstain,
        committee,
    )


def outcome(ballot: Ballot, asked: Law | None = None) -> Outcome:
    """Return what a vote's numbers amount to, by a rulebook's law or the regulation's own."""
    asked = asked or law(ballot.kind, committee=ballot.committee)
    base = ballot.present if asked.of_present else ballot.eligible
    written = (ballot.written_yes or 0) if ballot.kind in DEVELOPMENT else 0
    in_favour = (ballot.yes or 0) + written
    faults = tuple(_faults(ballot))
    return Outcome(
        _state(ballot, in_favour, base, faults, asked),
        ballot.cast,
        ballot.valid,
        in_favour,
        base,
        asked.majority.least(base) - 1,
        asked.quorum.least(ballot.eligible),
        ballot.present,
        asked.majority_rule,
        faults,
        asked.quorum_rule,
    )


def _state(
    ballot: Ballot, in_favour: int, base: int, faults: tuple[Fault, ...], asked: Law
) -> State:
    typed = (ballot.yes, ballot.no, ballot.abstain)
    if all(number is None for number in typed):
        return "empty"
    if faults:
        return "mismatch"
    if None in typed or ballot.valid is None:
        return "incomplete"
    if not asked.quorum.reached(ballot.present, ballot.eligible) or not ballot.present:
        return "no_quorum"
    return "carried" if asked.majority.reached(in_favour, base) else "failed"


def _faults(ballot: Ballot) -> list[Fault]:
    """Return what cannot be true together (R08; for admission and conversion also R07)."""
    found = frame_faults(ballot)
    valid, typed = ballot.valid, None not in (ballot.yes, ballot.no, ballot.abstain)
    # A sum that is still short may be half typed; one that is too great is wrong already.
    if valid is not None and 0 <= valid != ballot.cast and (typed or ballot.cast > valid):
        found.append(Fault("sum", ballot.cast, valid))
    return found


def frame_faults(ballot: Ballot) -> list[Fault]:
    """Return what cannot be true of people and ballots, whatever stands on the ballots."""
    found: list[Fault] = []
    if ballot.present + ballot.written > ballot.eligible:
        found.append(Fault("too-many-voters", ballot.present + ballot.written, ballot.eligible))
    if ballot.method is not None and not ballot.secret:
        if ballot.kind in DEVELOPMENT:
            found.append(Fault("not-secret", 0, 0))
        elif ballot.kind == MotionKind.election:
            found.append(Fault("election-not-secret", 0, 0))
    return found + (_paper_faults(ballot) if ballot.secret else [])


def _paper_faults(ballot: Ballot) -> list[Fault]:
    found: list[Fault] = []
    if ballot.issued is not None and ballot.issued > ballot.present:
        found.append(Fault("too-many-issued", ballot.issued, ballot.present))
    handed = ballot.present if ballot.issued is None else ballot.issued
    if ballot.returned is not None and ballot.returned > handed:
        found.append(Fault("too-many-ballots", ballot.returned, handed))
    if ballot.valid is not None and ballot.valid < 0:
        found.append(Fault("negative", ballot.invalid or 0, ballot.returned or 0))
    return found
