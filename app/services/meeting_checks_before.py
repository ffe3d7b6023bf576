"""Guidance while a meeting is prepared and signed in (R05, R09, R13, R14, R16, R17).

Where a rule of a period says the same, both are explained by one sentence; what needs no guidance is
said by the rule itself (`meeting_ruled`).
"""

from collections.abc import Iterator
from datetime import datetime

from app.counting.held import overlap, starts
from app.counting.voting import DEVELOPMENT
from app.records.meeting import ItemKind, MotionKind, Presence
from app.rules.facts import counts_as_meeting
from app.rules.pack import Severity
from app.said import Said, say
from app.services.meeting import Meeting, overlapping
from app.services.meeting_noted import (
    EXPLAIN,
    FIX,
    LOOK,
    TO_SIGN_IN,
    Around,
    Noted,
    Way,
    note,
)
from app.terms import ActivityType
from db.model.words import N_


def _two_values(meeting: Meeting, _around: Around) -> Iterator[Noted]:
    parts = [meeting.activity, *meeting.items, *meeting.motions, *meeting.entries.values()]
    for part in (*parts, *meeting.speeches, *meeting.resolutions):
        if part.id and part.record.conflicts:
            yield note(
                "prepare",
                "conflict",
                "error",
                say(N_("Two values: {record}"), record=Said(part.shape.title)),
                say(N_("Each computer has its own; neither is lost")),
                record=part.id,
                kind=part.shape.name,
                field=part.record.conflicts[0],
                ways=(("conflicts", N_("Choose")),),
            )


_UNWRITTEN = {
    "held_start": N_("The start is not written"),
    "place_text": N_("The place is not written"),
    "chair": N_("The chair is not written"),
    "recorder": N_("The recorder is not written"),
}


def _missing(meeting: Meeting, _around: Around) -> Iterator[Noted]:
    held, activity = meeting.marked, meeting.activity
    for field in meeting.shape.wants:
        if getattr(activity, field) is None:
            yield _required(meeting, "prepare", field, _UNWRITTEN[field])
    if not counts_as_meeting(activity):
        yield _required(meeting, "prepare", "mode_reason", N_("Why not in person is not written"))
    if held and activity.held_end is None:
        yield _required(meeting, "file", "held_end", N_("The end is not written"))


def _required(meeting: Meeting, step: str, field: str, text: str) -> Noted:
    why = say(N_("A record names time, place, chair and recorder"))
    if field == "mode_reason":
        why = say(N_("A meeting by phone or circulated paper counts only with a reason."))
    return note(
        step,
        "R13",
        "warning",
        Said(text),
        why,
        record=meeting.id,
        field=field,
        ways=(LOOK, EXPLAIN),
    )


def _overlaps(meeting: Meeting, around: Around) -> Iterator[Noted]:
    here = {p.id for p in meeting.people if p.present}
    planned = {p.id for p in meeting.people if p.due}
    for other in overlapping(meeting, around.others):
        there = around.present.get(other.id, frozenset())
        both = tuple(sorted(here & there))
        if both and overlap(*sorted((meeting.activity, other), key=starts)):
            continue  # sure: the rule says it
        if both:
            yield note(
                "signin",
                "R16",
                "warning",
                say(
                    N_("{people} stand as present here and at {meeting} at the same time"),
                    people=tuple(meeting.name(m) for m in both),
                    meeting=other.title or "",
                ),
                say(N_("Nobody is at two meetings at once")),
                record=meeting.id,
                people=both,
                ways=(TO_SIGN_IN, EXPLAIN),
            )
        elif not meeting.marked and planned and other.place_text != meeting.activity.place_text:
            yield note(
                "prepare",
                "R16",
                "warning",
                say(N_("At the same time: {meeting}"), meeting=other.title or ""),
                say(N_("Move one of them, or hold them together")),
                record=meeting.id,
                field="held_start",
                ways=(FIX, EXPLAIN),
            )


def _officers(meeting: Meeting, _around: Around) -> Iterator[Noted]:
    for field, text in (
        ("chair", N_("{name} chairs, but is on leave that day")),
        ("recorder", N_("{name} records, but is on leave that day")),
    ):
        person = meeting.person(getattr(meeting.activity, field) or "")
        if person is not None and person.status in {Presence.leave, Presence.absent}:
            severity: Severity = "error" if meeting.marked else "warning"
            yield note(
                "prepare",
                "R17",
                severity,
                say(text, name=person.member.name),
                say(N_("Choose somebody else, or take back the leave")),
                record=meeting.id,
                field=field,
                ways=(FIX,),
            )


def _committee_first(meeting: Meeting, around: Around) -> Iterator[Noted]:
    if meeting.activity.type != ActivityType.general_meeting or not around.has_committee:
        return
    kinds = {m.item: m.kind for m in meeting.motions if m.item}
    for at, item in enumerate(meeting.items, 1):
        if item.kind != ItemKind.vote or item.prior_committee_item:
            continue
        kind = kinds.get(item.id, MotionKind.ordinary)
        text = {
            MotionKind.admission: N_(
                "Item {n}: the committee's review before admission is not linked"
            ),
            MotionKind.conversion: N_(
                "Item {n}: the committee's review before conversion is not linked"
            ),
        }.get(kind, N_("Item {n}: the committee's prior discussion is not linked"))
        basis = (
            N_("Rules on developing members: the committee reviews first")
            if kind in DEVELOPMENT
            else N_("Branch-work regulation 12: generally the committee discusses it first")
        )
        yield note(
            "prepare",
            "R09",
            "warning",
            say(text, n=item.number or at),
            Said(basis),
            record=item.id,
            kind="agenda_item",
            field="prior_committee_item",
            ways=(("link", N_("Link a meeting")), EXPLAIN),
        )


# Signing in


def _unmarked(meeting: Meeting, around: Around) -> Iterator[Noted]:
    if not meeting.marked:
        return
    waiting = [p.member for p in meeting.people if p.due and p.unmarked]
    if not waiting:
        return
    why = _since(meeting, around.now)
    people = tuple(m.id for m in waiting)
    if len(waiting) == 1:
        what = say(N_("{name} is marked neither present nor on leave"), name=waiting[0].name)
        ways: tuple[Way, ...] = (
            ("leave", N_("On leave: note it")),
            ("absent", N_("Absent: note it")),
        )
    else:
        what = say(N_("{n} people are marked neither present nor on leave"), n=len(waiting))
        names = tuple(m.name for m in waiting[:6])
        why, ways = say(N_("{names}"), names=names), (TO_SIGN_IN,)
    yield note(
        "signin",
        "R14",
        "warning",
        what,
        why,
        record=meeting.id,
        kind="attendance",
        people=people,
        ways=ways,
    )


def _since(meeting: Meeting, now: datetime | None) -> Said:
    start = meeting.activity.held_start
    if start is None or now is None or not 0 <= (now - start).total_seconds() < 86_400:
        return say(N_("Everyone due has a mark, or a reason"))
    return say(N_("The meeting began {n} minutes ago"), n=int((now - start).total_seconds() // 60))


def _reasons(meeting: Meeting, _around: Around) -> Iterator[Noted]:
    for person in meeting.people:
        entry = person.entry
        if not person.due or entry is None or entry.status not in {Presence.leave, Presence.absent}:
            continue
        if not entry.reason and person.leave is None:
            yield note(
                "signin",
                "R14",
                "warning",
                say(N_("{name}: the reason is not written"), name=person.member.name),
                say(N_("Everyone who was not there has a reason")),
                record=entry.id,
                kind="attendance",
                field="reason",
                about=f"{meeting.id}/reasons",
                people=(person.id,),
                ways=(("reason", N_("Write the reason")), EXPLAIN),
            )


def _no_vote(meeting: Meeting, _around: Around) -> Iterator[Noted]:
    count = meeting.tally
    if meeting.quorum is None or not (count.probationary_present or count.placed_present):
        return
    yield note(
        "signin",
        "R42",
        "info",
        say(
            N_("{probationary} probationary and {placed} placed members are here, without a vote"),
            probationary=count.probationary_present,
            placed=count.placed_present,
        ),
        say(N_("Roster of {day}"), day=meeting.day),
        record=meeting.id,
    )


def _too_few(meeting: Meeting, _around: Around) -> Iterator[Noted]:
    asked = meeting.quorum
    if asked is None or asked.met or not meeting.marked or meeting.tally.open:
        return
    what = (
        N_("No quorum: {missing} more committee members needed")
        if asked.committee
        else N_("Cannot vote yet: {missing} more voting members needed")
    )
    why = (
        N_("Branch-work regulation 12: half or more of the committee")
        if asked.committee
        else N_("Branch-work regulation 11: half or more of those entitled to vote")
    )
    yield note(
        "signin",
        "R38" if asked.committee else "R05",
        "warning",
        say(what, missing=asked.missing),
        Said(why),
        about=f"{meeting.id}/quorum",
        record=meeting.id,
        kind="attendance",
        ways=(TO_SIGN_IN, EXPLAIN),
    )


BEFORE = (
    _two_values, _missing, _overlaps, _officers, _committee_first, _unmarked, _reasons, _no_vote,
    _too_few,
)  # fmt: skip
