"""Votes whose numbers must agree, and what they decide (R05-R08, R37, R42).

What a vote's numbers amount to is worked out in `app.counting.voting`, for the screen where they are
typed and for the checks alike; here stands only how a contradiction is told.
"""

from collections.abc import Iterator
from typing import NamedTuple

from app.counting.attendance import may_vote
from app.counting.voting import Fault, Outcome, ballot_of, law, outcome
from app.records.meeting import Activity, ActivityType, Motion, MotionKind
from app.rules.facts import Facts
from app.rules.finding import LOOK, WRITE, Finding, found
from app.rules.meeting_words import day_of, meeting_said
from app.rules.pack import Thresholds
from app.said import Said, say
from db.model.words import N_

SENTENCES = {
    "sum": N_("{vote}: sum {have}, must be {want}"),
    "too-many-ballots": N_("{vote}: {have} ballots returned, only {want} given out"),
    "too-many-issued": N_("{vote}: {have} ballots given out, only {want} voters present"),
    "too-many-voters": N_("{vote}: {have} voters counted, only {want} entitled"),
    "not-secret": N_("{vote}: was not by secret ballot"),
    "negative": N_("{vote}: {have} invalid ballots, only {want} returned"),
}
FIELDS = {
    "sum": "yes",
    "too-many-ballots": "returned",
    "too-many-issued": "issued",
    "too-many-voters": "present",
    "not-secret": "method",
    "negative": "invalid",
}
_NUMBERS = N_("In favour {yes}, against {no}; compare with the original and correct one of them")
_SECRET = N_("Admission and conversion are voted by secret ballot")


class _Vote(NamedTuple):
    activity: Activity
    motion: Motion
    name: Said
    found: Outcome


def _votes(facts: Facts) -> Iterator[_Vote]:
    for activity in facts.in_period:
        day = day_of(activity) or facts.last
        seats = facts.seats_of(activity.id)
        voters = [
            s
            for s in seats
            if s.due and s.member in facts.members and may_vote(facts.members[s.member], day)
        ]
        here = sum(s.here for s in voters)
        for at, motion in enumerate(facts.motions.get(activity.id, ()), 1):
            name = say(
                N_("{meeting}, vote {number}"),
                meeting=meeting_said(activity),
                number=motion.number or at,
            )
            ballot = ballot_of(motion, eligible=len(voters), present=here)
            yield _Vote(activity, motion, name, outcome(ballot))


def _error(rule: str, vote: _Vote, what: str, why: str, field: str, **params: object) -> Finding:
    params |= {"vote": vote.name, "yes": vote.motion.yes or 0, "no": vote.motion.no or 0}
    return found(
        rule,
        "error",
        what,
        why,
        params,
        (vote.activity.id, "motion", field),
        actions=(LOOK,),
        about=vote.motion.id,
        day=day_of(vote.activity),
    )


def sums(facts: Facts, _pack: Thresholds) -> Iterator[Finding | None]:
    """R08: votes add up, nobody voted twice; R07: admission is by secret ballot."""
    for vote in _votes(facts):
        faults = vote.found.faults
        yield _fault(vote, faults[0]) if faults else None


def _fault(vote: _Vote, fault: Fault) -> Finding:
    secret = fault.name == "not-secret"
    return _error(
        "R07" if secret else "R08",
        vote,
        SENTENCES[fault.name],
        _SECRET if secret else _NUMBERS,
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
        yield _error(
            law(vote.motion.kind).quorum_rule,
            vote,
            N_("{vote}: {present} present, at least {least} needed"),
            N_("Without a quorum nothing can be decided; compare with the sign-in sheet"),
            "present",
            present=vote.found.present,
            least=vote.found.quorum,
        )


def decided(facts: Facts, _pack: Thresholds) -> Iterator[Finding | None]:
    """R06: what was not carried has no resolution."""
    for vote in _votes(facts):
        motion = vote.motion
        if vote.found.state != "failed" or motion.kind == MotionKind.election or not motion.item:
            continue
        written = facts.resolutions.get(vote.activity.id, ())
        if motion.override_reason or not any(r.item == motion.item for r in written):
            yield None
            continue
        yield _error(
            "R06",
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
        day = day_of(activity) or facts.last
        due = [s for s in facts.seats_of(activity.id) if s.due and s.member in facts.members]
        voters = sum(may_vote(facts.members[s.member], day) for s in due)
        for motion in facts.motions.get(activity.id, ()):
            if not due or motion.eligible is None:
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
                day=day,
            )
