"""Votes whose numbers must agree, and what they decide (R05-R08, R37, R42).

What a vote's numbers amount to is counted in `app.counting.voting`. Here stands what follows from it:
which rule it touches, how grave that is, which number to look at. A meeting's own page and the
checks of a period say it each in their own words, and both ask here.
"""

from collections.abc import Iterable, Iterator
from typing import NamedTuple

from app.counting.voting import Fault, FaultName, Outcome, ballot_of, law, outcome
from app.records.meeting import (
    Activity,
    Motion,
    MotionKind,
    Resolution,
)
from app.rules.facts import Facts
from app.rules.finding import LOOK, WRITE, Finding, Severity, found
from app.rules.meeting_words import day_of, meeting_said
from app.rules.pack import Thresholds
from app.said import Said, say
from app.terms import ActivityType
from db.model.words import N_

SENTENCES = {
    "sum": N_("{vote}: sum {have}, must be {want}"),
    "too-many-ballots": N_("{vote}: {have} ballots returned, only {want} given out"),
    "too-many-issued": N_("{vote}: {have} ballots given out, only {want} voters present"),
    "too-many-voters": N_("{vote}: {have} voters counted, only {want} entitled"),
    "not-secret": N_("{vote}: was not by secret ballot"),
    "negative": N_("{vote}: {have} invalid ballots, only {want} returned"),
    "election-not-secret": N_("{vote}: was not by secret ballot"),
    "too-many-names": N_("{vote}: {have} votes for names, the valid ballots allow {want}"),
}
FIELDS: dict[FaultName, str] = {
    "sum": "yes",
    "too-many-ballots": "returned",
    "too-many-issued": "issued",
    "too-many-voters": "present",
    "not-secret": "method",
    "negative": "invalid",
    "election-not-secret": "method",
    "too-many-names": "seats",
}
"""Which number of a vote a fault is put right in."""
_NUMBERS = N_("In favour {yes}, against {no}; compare with the original and correct one of them")
_SECRET = N_("Admission and conversion are voted by secret ballot")


class _Vote(NamedTuple):
    activity: Activity
    motion: Motion
    name: Said
    found: Outcome


def _votes(facts: Facts) -> Iterator[_Vote]:
    for activity in facts.in_period:
        voters = facts.voters(activity)
        for at, motion in enumerate(facts.motions.get(activity.id, ()), 1):
            name = say(
                N_("{meeting}, vote {number}"),
                meeting=meeting_said(activity),
                number=motion.number or at,
            )
            ballot = ballot_of(motion, eligible=voters.due, present=voters.here)
            yield _Vote(activity, motion, name, outcome(ballot))


def rule_of(fault: Fault) -> str:
    """Return the rule that a fault of the numbers touches."""
    return "R07" if fault.name == "not-secret" else "R08"


def gravity(motion: Motion, resolutions: Iterable[Resolution]) -> Severity:
    """Return how grave a missing quorum is: an ordinary vote's only once it is written as decided."""
    ordinary = law(motion.kind).quorum_rule == "R05"
    return "warning" if ordinary and not _resolved(motion, resolutions) else "error"


def overruled(motion: Motion, found: Outcome, resolutions: Iterable[Resolution]) -> bool:
    """Tell whether a resolution stands on what was not carried, and nobody says why (R06, R07).

    An election's item has a resolution though this or that candidate had too few votes.
    """
    return (
        found.state == "failed"
        and motion.kind != MotionKind.election
        and not motion.override_reason
        and _resolved(motion, resolutions)
    )


def _resolved(motion: Motion, resolutions: Iterable[Resolution]) -> bool:
    return bool(motion.item) and any(r.item == motion.item for r in resolutions)


def _told(
    rule: str,
    severity: Severity,
    vote: _Vote,
    what: str,
    why: str,
    field: str,
    **params: object,
) -> Finding:
    params |= {"vote": vote.name, "yes": vote.motion.yes or 0, "no": vote.motion.no or 0}
    return found(
        rule,
        severity,
        what,
        why,
        params,
        (vote.activity.id, "motion", field),
        actions=(LOOK,) if severity == "error" else (LOOK, WRITE),
        about=vote.motion.id,
        day=day_of(vote.activity),
    )


def sums(facts: Facts, _pack: Thresholds) -> Iterator[Finding | None]:
    """R08: votes add up, nobody voted twice; R07: admission is by secret ballot."""
    for vote in _votes(facts):
        if vote.found.state != "mismatch":
            yield None
            continue
        for fault in vote.found.faults:
            yield _fault(vote, fault)


def _fault(vote: _Vote, fault: Fault) -> Finding:
    return _told(
        rule_of(fault),
        "error",
        vote,
        SENTENCES[fault.name],
        _SECRET if fault.name == "not-secret" else _NUMBERS,
        FIELDS[fault.name],
        have=fault.have,
        want=fault.want,
    )


def quorum(facts: Facts, _pack: Thresholds) -> Iterator[Finding | None]:
    """R05, R07, R37: enough of those entitled are there."""
    for vote in _votes(facts):
        if vote.found.state in {"empty", "incomplete", "mismatch"}:
            continue
        if vote.found.state != "no_quorum":
            yield None
            continue
        yield _told(
            law(vote.motion.kind).quorum_rule,
            gravity(vote.motion, facts.resolutions.get(vote.activity.id, ())),
            vote,
            N_("{vote}: {present} present, at least {least} needed"),
            N_("Without a quorum nothing can be decided; compare with the sign-in sheet"),
            "present",
            present=vote.found.present,
            least=vote.found.quorum,
        )


def decided(facts: Facts, _pack: Thresholds) -> Iterator[Finding | None]:
    """R06, R07: what was not carried has no resolution."""
    for vote in _votes(facts):
        if vote.found.state != "failed":
            continue
        if not overruled(vote.motion, vote.found, facts.resolutions.get(vote.activity.id, ())):
            yield None
            continue
        yield _told(
            vote.found.rule,
            "error",
            vote,
            N_("{vote}: not carried with {yes} in favour, yet a resolution is written"),
            N_("More than {over} must be in favour"),
            "yes",
            over=vote.found.over,
        )


def entitled(facts: Facts, _pack: Thresholds) -> Iterator[Finding | None]:
    """R42: who is entitled in a vote are the voters due at a general meeting."""
    for activity in facts.in_period:
        if activity.type != ActivityType.general_meeting:
            continue
        voters = facts.voters(activity).due
        for motion in facts.motions.get(activity.id, ()):
            if motion.eligible is None or not facts.seats_of(activity.id):
                continue
            if motion.eligible == voters:
                yield None
                continue
            yield found(
                "R42",
                "warning",
                N_("{meeting}: {eligible} entitled to vote, {voters} by the sign-in sheet"),
                N_("Explain it where the meeting left somebody out by a decision"),
                {"meeting": meeting_said(activity), "eligible": motion.eligible, "voters": voters},
                (activity.id, "motion", "eligible"),
                actions=(LOOK, WRITE),
                about=motion.id,
                day=day_of(activity),
            )
