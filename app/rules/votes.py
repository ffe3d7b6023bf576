"""Votes whose numbers must agree, and what they decide (R05-R08, R37, R42).

What a vote's numbers amount to is counted in `app.counting.voting`. Here stands what follows from it:
which rule it touches, how grave that is, which number to look at. The shares are the packs': HQ may
ask for more than half to be there where the text lets half be enough. A meeting's own page and the
checks of a period say it each in their own words, and both ask here.
"""

from collections.abc import Iterable, Iterator
from datetime import date
from typing import NamedTuple

from app.counting.voting import Ballot, Fault, FaultName, Outcome, Share, ballot_of, law, outcome
from app.records.meeting import (
    Activity,
    Motion,
    MotionKind,
    Resolution,
)
from app.rules.asking import Ruled, meetings
from app.rules.facts import Facts
from app.rules.finding import Finding
from app.rules.meeting_words import meeting_said
from app.rules.pack import Severity
from app.rules.rulebook import Rulebook, Ruling
from app.rules.telling import tell
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
_UNTOLD: frozenset[FaultName] = frozenset({"too-many-ballots", "election-not-secret"})
"""What R37 tells better of an election: ballots beyond the voters void it, and it is secret."""


class _Vote(NamedTuple):
    activity: Activity
    day: date
    motion: Motion
    name: Said
    ballot: Ballot
    found: Outcome


def vote_said(activity: Activity, motion: Motion, at: int = 1) -> Said:
    """Return `5月8日党员大会第 1 项表决`."""
    return say(
        N_("{meeting}, vote {number}"),
        meeting=meeting_said(activity),
        number=motion.number or at,
    )


def _votes(facts: Facts) -> Iterator[_Vote]:
    for activity in facts.in_period:
        motions = facts.motions.get(activity.id, ())
        if not motions or activity.held_start is None:
            continue
        voters = facts.voters(activity)
        for at, motion in enumerate(motions, 1):
            ballot = ballot_of(motion, eligible=voters.due, present=voters.here)
            yield _Vote(
                activity,
                activity.held_start.date(),
                motion,
                vote_said(activity, motion, at),
                ballot,
                outcome(ballot),
            )


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
    return found.state == "failed" and _unexplained(motion, resolutions)


def _unexplained(motion: Motion, resolutions: Iterable[Resolution]) -> bool:
    return (
        motion.kind != MotionKind.election
        and not motion.override_reason
        and _resolved(motion, resolutions)
    )


def _resolved(motion: Motion, resolutions: Iterable[Resolution]) -> bool:
    return bool(motion.item) and any(r.item == motion.item for r in resolutions)


def _told(
    ruling: Ruling,
    vote: _Vote,
    what: str,
    why: str,
    field: str,
    severity: Severity | None = None,
    **params: object,
) -> Finding:
    params |= {"vote": vote.name, "yes": vote.motion.yes or 0, "no": vote.motion.no or 0}
    return tell(
        ruling,
        what,
        why,
        params,
        (vote.activity.id, "motion", field),
        severity=severity,
        about=vote.motion.id,
        day=vote.day,
    )


def sums(facts: Facts, book: Rulebook) -> Iterator[Finding | None]:
    """R08: votes add up, nobody voted twice; R07: admission is by secret ballot."""
    for vote in _votes(facts):
        if vote.found.state != "mismatch":
            yield None
            continue
        for fault in vote.found.faults:
            ruling = book.on(rule_of(fault), vote.day)
            election = vote.motion.kind == MotionKind.election
            if ruling is None or (election and fault.name in _UNTOLD):
                continue
            yield _told(
                ruling,
                vote,
                SENTENCES[fault.name],
                _SECRET if fault.name == "not-secret" else _NUMBERS,
                FIELDS[fault.name],
                have=fault.have,
                want=fault.want,
            )


def _enough(vote: _Vote, ruling: Ruling) -> bool:
    present, eligible = vote.ballot.present, vote.ballot.eligible
    return present > 0 and ruling.share("present").reached(present, eligible)


def quorum(facts: Facts, book: Rulebook) -> Iterator[Finding | None]:
    """R05, R07, R37: enough of those entitled are there."""
    for vote in _votes(facts):
        if vote.found.state in {"empty", "incomplete", "mismatch"}:
            continue
        ruling = book.on(law(vote.motion.kind).quorum_rule, vote.day)
        if ruling is None:
            continue
        if _enough(vote, ruling):
            yield None
            continue
        resolved = _resolved(vote.motion, facts.resolutions.get(vote.activity.id, ()))
        yield _told(
            ruling,
            vote,
            N_("{vote}: {present} present, at least {least} needed"),
            N_("Without a quorum nothing can be decided; compare with the sign-in sheet"),
            "present",
            ruling.when("recorded_passed") if resolved else None,
            present=vote.ballot.present,
            least=ruling.share("present").least(vote.ballot.eligible),
        )


def decided(facts: Facts, book: Rulebook) -> Iterator[Finding | None]:
    """R06, R07: what was not carried has no resolution."""
    for vote in _votes(facts):
        if vote.found.state not in {"failed", "carried"}:
            continue
        ruling = book.on(vote.found.rule, vote.day)
        if ruling is None:
            continue
        needed: Share = ruling.share("yes")
        short = not needed.reached(vote.found.in_favour, vote.found.base)
        resolutions = facts.resolutions.get(vote.activity.id, ())
        if not (short and _unexplained(vote.motion, resolutions)):
            yield None
            continue
        yield _told(
            ruling,
            vote,
            N_("{vote}: not carried with {yes} in favour, yet a resolution is written"),
            N_("More than {over} must be in favour"),
            "yes",
            over=needed.least(vote.found.base) - 1,
        )


def entitled(facts: Facts, book: Rulebook) -> Iterator[Finding | None]:
    """R42: who is entitled in a vote are the voters due, but for those left out by a decision."""
    for ruled in meetings(facts, book, "R42", ActivityType.general_meeting):
        motions = facts.motions.get(ruled.activity.id, ())
        if not motions or not facts.seats_of(ruled.activity.id):
            continue
        voters = facts.voters(ruled.activity).due
        for at, motion in enumerate(motions, 1):
            if motion.eligible is None:
                continue
            if motion.excluded and not motion.exclusion_document:
                yield _undocumented(ruled, motion, at)
            if motion.eligible + (motion.excluded or 0) == voters:
                yield None
                continue
            yield tell(
                ruled.ruling,
                N_("{meeting}: {eligible} entitled to vote, {voters} by the sign-in sheet"),
                N_("Correct one of them, or enter how many the meeting left out by a decision"),
                {"meeting": ruled.said, "eligible": motion.eligible, "voters": voters},
                (ruled.activity.id, "motion", "eligible"),
                about=motion.id,
                day=ruled.day,
            )


def micro(facts: Facts, book: Rulebook) -> Iterator[Finding | None]:
    """R42: an online micro-branch is no branch; what needs a vote goes to its branch's own meeting."""
    online = {g.id: g.name for g in facts.groups if g.micro}
    for ruled in meetings(facts, book, "R42", ActivityType.group_meeting, part="micro"):
        group = online.get(ruled.activity.group or "")
        if group is None:
            continue
        motions = facts.motions.get(ruled.activity.id, ())
        if not motions:
            yield None
        for at, motion in enumerate(motions, 1):
            yield tell(
                ruled.ruling,
                N_("{vote}: {group} is an online micro-branch and does not vote"),
                N_(
                    "It organises life online under its branch; what needs a vote goes to a meeting of the branch"
                ),
                {"vote": vote_said(ruled.activity, motion, at), "group": group},
                (ruled.activity.id, "motion", "title"),
                about=f"{motion.id}/micro",
                day=ruled.day,
            )


def _undocumented(ruled: Ruled, motion: Motion, at: int) -> Finding:
    return tell(
        ruled.ruling,
        N_(
            "{vote}: {n} member left out, and no document says so|{vote}: {n} members left out, and no document says so"
        ),
        N_("Leaving somebody out needs the superior's consent and the meeting's decision"),
        {"vote": vote_said(ruled.activity, motion, at), "n": motion.excluded},
        (ruled.activity.id, "motion", "exclusion_document"),
        severity="warning",
        about=f"{motion.id}/excluded",
        day=ruled.day,
    )
