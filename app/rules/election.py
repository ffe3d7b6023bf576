"""What an election asks for beside its quorum and majority (R37; election rules 2020).

More ballots than voters void it; it is by secret ballot; for a committee there are at least a fifth
more candidates than seats (article 13). A secretary or deputy is elected with as many candidates as
seats, so fewer than a committee's three seats ask for no more.
"""

from collections.abc import Iterator, Sequence

from app.counting.voting import ballot_of
from app.records.meeting import Activity, Motion, MotionKind, VoteMethod
from app.records.voting import ElectionCandidate
from app.rules.asking import Ruled, meetings
from app.rules.facts import Facts
from app.rules.finding import Finding
from app.rules.meeting_words import meeting_said
from app.rules.rulebook import Rulebook, Ruling
from app.rules.telling import tell
from app.said import say
from db.model.words import N_

_COMMITTEE_SEATS = 3


def elections(facts: Facts, book: Rulebook) -> Iterator[Finding | None]:
    """R37: ballots, method and candidates of an election are as they must be."""
    for ruled in meetings(facts, book, "R37"):
        for at, motion in enumerate(facts.motions.get(ruled.activity.id, ()), 1):
            if motion.kind == MotionKind.election:
                yield from _of_motion(facts, ruled, motion, at)


def _of_motion(facts: Facts, ruled: Ruled, motion: Motion, at: int) -> Iterator[Finding | None]:
    activity, day, ruling = ruled
    name = say(
        N_("{meeting}, vote {number}"), meeting=meeting_said(activity), number=motion.number or at
    )
    candidates = facts.ballots.candidates.get(motion.id, ())
    faults = [
        *_ballots(facts, activity, motion),
        *_quorum(facts, ruled, motion, candidates),
        *_method(ruling, motion),
        *_surplus(ruling, motion, candidates),
        *_votes(motion, candidates),
    ]
    if not faults:
        yield None
    for what, why, field, params in faults:
        yield tell(
            ruling,
            what,
            why,
            {"vote": name, **params},
            (activity.id, "motion", field),
            about=f"{motion.id}/{field}",
            day=day,
        )


_Fault = tuple[str, str, str, dict[str, object]]


def _ballots(facts: Facts, activity: Activity, motion: Motion) -> Iterator[_Fault]:
    given = motion.issued
    if given is None:
        given = motion.present if motion.present is not None else facts.voters(activity).here
    if motion.returned is not None and motion.returned > given:
        yield (
            N_("{vote}: {returned} ballots returned, {given} given out: the election is void"),
            N_("More ballots than voters void an election; it is held again"),
            "returned",
            {"returned": motion.returned, "given": given},
        )


def _quorum(
    facts: Facts, ruled: Ruled, motion: Motion, candidates: Sequence[ElectionCandidate]
) -> Iterator[_Fault]:
    """Yield a missing quorum where the votes stand with the candidates alone.

    Where they stand with the vote as a whole it is told with those of other votes.
    """
    if motion.yes is not None or all(c.yes is None for c in candidates):
        return
    voters = facts.voters(ruled.activity)
    ballot = ballot_of(motion, eligible=voters.due, present=voters.here)
    needed = ruled.ruling.share("present")
    if not needed.reached(ballot.present, ballot.eligible):
        yield (
            N_("{vote}: {present} present, at least {least} needed"),
            N_("Without a quorum nothing can be decided; compare with the sign-in sheet"),
            "present",
            {"present": ballot.present, "least": needed.least(ballot.eligible)},
        )


def _method(ruling: Ruling, motion: Motion) -> Iterator[_Fault]:
    secret = ruling.text("method") == VoteMethod.secret_ballot.value
    if secret and motion.method is not None and motion.method != VoteMethod.secret_ballot:
        yield (
            N_("{vote}: was not by secret ballot"),
            N_("Elections are by secret ballot"),
            "method",
            {},
        )


def _surplus(
    ruling: Ruling, motion: Motion, candidates: Sequence[ElectionCandidate]
) -> Iterator[_Fault]:
    named = [c for c in candidates if not c.written_in]
    seats = motion.seats or 0
    if not named or seats < _COMMITTEE_SEATS:
        return
    percent = ruling.count("surplus_candidates_percent")
    least = seats + -(-seats * percent // 100)
    if len(named) < least:
        yield (
            N_("{vote}: {n} candidates for {seats} seats, at least {least} needed"),
            N_("At least {percent} % more candidates than seats, rounded up"),
            "seats",
            {"n": len(named), "seats": seats, "least": least, "percent": percent},
        )


def _votes(motion: Motion, candidates: Sequence[ElectionCandidate]) -> Iterator[_Fault]:
    valid = None if motion.returned is None else motion.returned - (motion.invalid or 0)
    if valid is None:
        return
    for candidate in candidates:
        cast = (candidate.yes or 0) + (candidate.no or 0) + (candidate.abstain or 0)
        if cast > valid:
            yield (
                N_("{vote}: {name} has {cast} votes, only {valid} ballots are valid"),
                N_("The numbers exclude each other; compare with the tally sheet"),
                f"candidate/{candidate.id}",
                {"name": candidate.name, "cast": cast, "valid": valid},
            )
