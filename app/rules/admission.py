"""Votes on admitting and on becoming a full member, beside their numbers (R07).

A written opinion is handed in before the meeting, by somebody with a vote who is not there; it
counts as a vote, not as presence. One candidate a vote. Sources: development rules 2026, 19, 20, 32;
the 2014 text (20, 21, 33) says the same and judges the meetings before 2026-05-11.
"""

import re
from collections.abc import Iterator, Sequence
from datetime import date

from app.counting.voting import DEVELOPMENT
from app.counting.written import refusal
from app.records.meeting import Motion
from app.records.voting import WrittenOpinion
from app.rules.asking import Ruled, meetings
from app.rules.facts import Facts
from app.rules.finding import Finding
from app.rules.roll import names
from app.rules.rulebook import Rulebook
from app.rules.telling import named, tell
from app.said import say
from app.terms import Stance
from db.model.words import N_

_SEVERAL = re.compile(r"[、，,;；/\n]|\s和\s|(?<=\S)\s{2,}(?=\S)")
_BEFORE = N_(
    "A written opinion is handed in before the meeting, by somebody with a vote who cannot come"
)
_STANCES = (
    (Stance.support, "written_yes"),
    (Stance.oppose, "written_no"),
    (Stance.abstain, "written_abstain"),
)


def candidates(facts: Facts, book: Rulebook) -> Iterator[Finding | None]:
    """R07: one candidate a vote."""
    for ruled, motion in _votes(facts, book):
        if not ruled.ruling.flag("one_candidate_per_vote"):
            continue
        listed = facts.ballots.candidates.get(motion.id, ())
        if len(listed) < 2 and not _SEVERAL.search((motion.candidate_name or "").strip()):
            yield None
            continue
        yield _told(
            ruled,
            motion,
            N_("{vote}: more than one candidate in one vote"),
            N_("Discuss and vote on one at a time; make a vote for each"),
            "candidate_name",
        )


def opinions(facts: Facts, book: Rulebook) -> Iterator[Finding | None]:
    """R07: written opinions were in before the meeting, and are as many as were counted."""
    for ruled, motion in _votes(facts, book):
        activity, day, _ = ruled
        given = facts.ballots.opinions.get(motion.id, ())
        if not given:
            continue
        here = {s.member for s in facts.seats_of(activity.id) if s.here}
        faults = [
            (
                N_("{vote}: handed in only on the day or after: {names}"),
                [o for o in given if o.dated_on is not None and o.dated_on >= day],
                "dated_on",
            ),
            (
                N_("{vote}: present, and a written opinion besides: {names}"),
                [o for o in given if o.member in here],
                "present",
            ),
            (
                N_("{vote}: a written opinion without a vote: {names}"),
                [o for o in given if not _votes_on(facts, o.member, day)],
                "voter",
            ),
        ]
        wrong = [(what, who, name) for what, who, name in faults if who]
        for what, who, name in wrong:
            yield _told(ruled, motion, what, _BEFORE, name, people=(facts, who))
        voters = {o.member for o in given if _votes_on(facts, o.member, day)}
        heard = [o for o in given if not refusal(o, day, voters, here)]
        # What should not have been counted is told already; a number that left it out is right.
        miscounted = _miscounted(ruled, motion, given) and _miscounted(ruled, motion, heard)
        if miscounted is not None or not wrong:
            yield miscounted


def _votes_on(facts: Facts, member: str, day: date) -> bool:
    life = facts.people.lives.get(member)
    # Of somebody who is not in this book nothing can be said.
    return life is None or life.may_vote(day)


def _miscounted(ruled: Ruled, motion: Motion, given: Sequence[WrittenOpinion]) -> Finding | None:
    for stance, field in _STANCES:
        counted = getattr(motion, field)
        there = sum(o.stance == stance for o in given)
        if counted is not None and counted != there:
            return _told(
                ruled,
                motion,
                N_("{vote}: {counted} written opinions counted as “{stance}”, {there} on record"),
                N_("The two numbers exclude each other; compare with the papers"),
                field,
                counted=counted,
                there=there,
                stance=say(stance.title_),
            )
    return None


def _votes(facts: Facts, book: Rulebook) -> Iterator[tuple[Ruled, Motion]]:
    for ruled in meetings(facts, book, "R07"):
        for motion in facts.motions.get(ruled.activity.id, ()):
            if motion.kind in DEVELOPMENT:
                yield ruled, motion


def _told(
    ruled: Ruled,
    motion: Motion,
    what: str,
    why: str,
    field: str,
    *,
    people: tuple[Facts, Sequence[WrittenOpinion]] | None = None,
    **params: object,
) -> Finding:
    activity, day, ruling = ruled
    vote = say(N_("{meeting}, vote {number}"), meeting=ruled.said, number=motion.number or 1)
    who: tuple[str, ...] = ()
    if people is not None:
        facts, given = people
        who = tuple(dict.fromkeys(o.member for o in given))
        params["names"] = named(names(facts, who))
    return tell(
        ruling,
        what,
        why,
        {"vote": vote, **params},
        (activity.id, "motion", field),
        about=f"{motion.id}/{field}",
        people=who,
        day=day,
    )
