"""Guidance on a meeting's minutes, its votes, and what it becomes when filed (R06 to R08, R11, R15).

Each item, vote and decision is named with its ways out; a period's checks say it of the meeting as a
whole, and one sentence explains both.
"""

from collections.abc import Iterator

from app.counting.voting import Fault
from app.records.meeting import (
    HERE,
    AgendaItem,
    ItemKind,
    Motion,
    VoteMethod,
)
from app.rules import votes
from app.said import Month, say
from app.services.meeting import Meeting, entered_late
from app.services.meeting_noted import (
    EXPLAIN,
    FIX,
    LOOK,
    TO_SIGN_IN,
    Around,
    Noted,
    note,
)
from app.terms import ActivityType
from db.model.words import N_


def _conclusions(meeting: Meeting, _around: Around) -> Iterator[Noted]:
    for at, item in enumerate(meeting.items, 1):
        begun = bool(meeting.speeches_on(item.id)) or meeting.archived
        if begun and not meeting.concluded(item) and _wants_conclusion(item):
            yield note(
                "minutes",
                "R13",
                "warning",
                say(N_("Item {n} has no conclusion yet"), n=item.number or at),
                say(N_("Every item ends in a resolution, or says “no decision taken”")),
                record=item.id,
                kind="agenda_item",
                field="no_decision",
                about=f"{meeting.id}/items",
                ways=(
                    ("resolution", N_("Make a resolution")),
                    ("no_decision", N_("No decision taken")),
                ),
            )


def _wants_conclusion(item: AgendaItem) -> bool:
    return item.kind not in {ItemKind.report, ItemKind.study, ItemKind.other}


def _speakers(meeting: Meeting, _around: Around) -> Iterator[Noted]:
    said: set[str] = set()
    for speech in meeting.speeches:
        person = meeting.person(speech.speaker or "")
        if speech.speaker is None or speech.speaker in said or not meeting.marked:
            continue
        said.add(speech.speaker)
        if person is not None and person.status not in {*HERE, None}:
            yield note(
                "minutes",
                "R17",
                "error",
                say(
                    N_("{name} speaks in the minutes, but is not marked present"),
                    name=person.member.name,
                ),
                say(N_("Compare the minutes with the sign-in sheet")),
                record=speech.id,
                kind="speech",
                people=(speech.speaker,),
                ways=(TO_SIGN_IN, EXPLAIN),
            )


# Votes


def _votes(meeting: Meeting, _around: Around) -> Iterator[Noted]:
    for at, motion in enumerate(meeting.motions, 1):
        found, number = meeting.outcome(motion), motion.number or at
        for fault in found.faults if found.state == "mismatch" else ():
            yield _vote_fault(motion, number, fault)
        if found.state == "no_quorum":
            yield note(
                "vote",
                found.quorum_rule,
                votes.gravity(motion, meeting.resolutions),
                say(
                    N_("Vote {n}: {present} entitled members present, at least {quorum} needed"),
                    n=number,
                    present=found.present,
                    quorum=found.quorum,
                ),
                say(N_("Without a quorum nothing is decided")),
                record=motion.id,
                kind="motion",
                field="present",
                ways=(FIX, EXPLAIN),
            )
        if motion.method is None and found.state != "empty":
            yield note(
                "vote",
                "R13",
                "warning",
                say(N_("Vote {n}: the method is not written"), n=number),
                say(N_("A record says how the vote was taken")),
                record=motion.id,
                kind="motion",
                field="method",
                ways=(LOOK, EXPLAIN),
            )
        yield from _overruled(meeting, motion, number)


def _vote_fault(motion: Motion, number: int, fault: Fault) -> Noted:
    secret = motion.method == VoteMethod.secret_ballot
    text = {
        "sum": N_("Vote {n}: the three add up to {off} away from the ballots returned")
        if secret
        else N_("Vote {n}: the three add up to {off} away from those present"),
        "too-many-voters": N_("Vote {n}: {have} votes, only {want} entitled"),
        "too-many-issued": N_("Vote {n}: {have} ballots given out, only {want} present"),
        "too-many-ballots": N_("Vote {n}: {have} ballots returned, only {want} given out"),
        "not-secret": N_("Vote {n}: admission and conversion are voted by secret ballot"),
        "negative": N_("Vote {n}: {have} invalid ballots of {want} returned"),
        "election-not-secret": N_("Vote {n}: an election is by secret ballot"),
        "too-many-names": N_("Vote {n}: {have} votes for names, the valid ballots allow {want}"),
    }[fault.name]
    if fault.who:
        text = N_("Vote {n}: the three of {who} add up to {off} away from the ballots returned")
    off = abs(fault.want - fault.have)
    what = say(text, n=number, have=fault.have, want=fault.want, off=off, who=fault.who)
    rule, field = votes.rule_of(fault), votes.FIELDS[fault.name]
    why = say(N_("To be put right, or explained before filing"))
    return note(
        "vote",
        rule,
        "error",
        what,
        why,
        record=motion.id,
        kind="motion",
        field=field,
        ways=(FIX, EXPLAIN),
    )


def _overruled(meeting: Meeting, motion: Motion, number: int) -> Iterator[Noted]:
    """R06, R07: what was not carried has no resolution."""
    found = meeting.outcome(motion)
    if votes.overruled(motion, found, meeting.resolutions):
        yield note(
            "vote",
            found.rule,
            "error",
            say(N_("Vote {n}: not carried, yet a resolution is written"), n=number),
            say(N_("More than {over} in favour are needed"), over=found.over),
            record=motion.id,
            kind="motion",
            field="yes",
            ways=(FIX, EXPLAIN),
        )


def _resolutions(meeting: Meeting, _around: Around) -> Iterator[Noted]:
    for at, resolution in enumerate(meeting.resolutions, 1):
        lacks = [f for f in ("owner", "due_on") if getattr(resolution, f) is None]
        if resolution.owner_unit and "owner" in lacks:
            lacks.remove("owner")
        if lacks:
            yield note(
                "vote",
                "R13",
                "warning",
                say(N_("Resolution {n}: no one responsible or no date"), n=at),
                say(N_("What is decided has somebody who does it, and until when")),
                record=resolution.id,
                kind="resolution",
                field=lacks[0],
                about=f"{meeting.id}/resolutions",
                ways=(LOOK, EXPLAIN),
            )


# Filing


def _themed_day(meeting: Meeting, around: Around) -> Iterator[Noted]:
    activity, fixed = meeting.activity, around.themed_day
    themed = [a for a in (activity, *meeting.linked) if a.type == ActivityType.themed_party_day]
    if not themed or fixed is None or activity.held_start is None or meeting.day.day == fixed:
        return
    off, ruling = meeting.day.day - fixed, meeting.rules.on("R11", meeting.day, "day")
    if ruling is None or abs(off) <= ruling.number("tolerance_days"):
        return
    text = (
        N_("{month}'s themed day was not on the fixed day ({fixed}th), {off} days later")
        if off > 0
        else N_("{month}'s themed day was not on the fixed day ({fixed}th), {off} days earlier")
    )
    yield note(
        "file",
        "R11",
        ruling.severity,
        say(text, month=Month(meeting.day.year, meeting.day.month), fixed=fixed, off=abs(off)),
        say(N_("Basis: branch-work regulation 16")),
        record=themed[0].id,
        field="held_start",
        about=f"{meeting.day:%Y-%m}/day",
        ways=(EXPLAIN,),
    )


def _late(meeting: Meeting, _around: Around) -> Iterator[Noted]:
    days, ruling = entered_late(meeting), meeting.rules.on("R15", meeting.day)
    if days and meeting.marked and ruling is not None:
        yield note(
            "file",
            "R15",
            ruling.when("very_late") if days > ruling.number("very_late_days") else ruling.severity,
            say(N_("Entered {n} days after"), n=days),
            say(N_("It is stated on the printed record")),
            record=meeting.id,
            field="held_end",
            ways=(EXPLAIN,),
        )


AFTER = (_conclusions, _speakers, _votes, _resolutions, _themed_day, _late)
