"""What the rules of a period find in one meeting, from its own facts: the same finding in both places.

The rules speak of meetings that are held. Here they are asked beforehand, too, as they would judge
the meeting as it stands; what asks who was there waits until somebody is marked.
"""

from collections.abc import Iterator, Mapping
from dataclasses import replace
from types import MappingProxyType

from app.counting.held import HELD
from app.records.meeting import Activity, Attendance, Presence, Role, State
from app.records.member import Member
from app.rules import chairs, committee, lectures, order, overlaps, presence, votes
from app.rules.catalogue import Check
from app.rules.facts import Facts, Seat
from app.rules.finding import Finding
from app.services.meeting import Meeting
from app.services.meeting_noted import EXPLAIN, FIX, LOOK, TO_SIGN_IN, Around, Noted, Way

AT_ANY_TIME: tuple[Check, ...] = (
    chairs.chaired,
    chairs.two_people,
    lectures.micro,
    votes.micro,
)
"""Asked from the first day of planning on."""
ONCE_MARKED: tuple[Check, ...] = (
    presence.signed,
    presence.after_the_end,
    presence.on_the_roster,
    presence.not_on_leave,
    committee.outsiders,
    overlaps.two_rooms,
)
"""Asked once somebody's attendance is written."""
AS_IT_IS: tuple[Check, ...] = (order.in_order,)
"""Asked of the record in the state it is in."""

_PLACES: Mapping[tuple[str, str], tuple[str, tuple[Way, ...]]] = MappingProxyType(
    {
        ("activity", "chair_delegation"): ("prepare", (LOOK, EXPLAIN)),
        ("activity", "recorder"): ("prepare", (LOOK, EXPLAIN)),
        ("activity", "micro"): ("prepare", (FIX, EXPLAIN)),
        ("activity", "held_end"): ("prepare", (FIX,)),
        ("activity", "held_start"): ("prepare", (FIX, EXPLAIN)),
        ("activity", "archived_on"): ("file", (EXPLAIN,)),
        ("motion", "title"): ("vote", (LOOK, EXPLAIN)),
        ("resolution", "due_on"): ("vote", (FIX, EXPLAIN)),
        ("resolution", "closed_on"): ("vote", (FIX, EXPLAIN)),
        ("sign_in_sheet", "signed_rows"): ("signin", (TO_SIGN_IN,)),
    }
)
"""The step a finding belongs to, and the ways out, by where it is put right."""
_NOBODY: Mapping[str, Member] = MappingProxyType({})
_ELSEWHERE: tuple[str, tuple[Way, ...]] = ("signin", (TO_SIGN_IN, EXPLAIN))


def ruled(meeting: Meeting, around: Around) -> Iterator[Noted]:
    """Yield what the rules in force say of a meeting."""
    if meeting.activity.held_start is None:
        return
    as_held = facts_of(meeting, around)
    # Days of people and offices are no business of one meeting.
    as_it_is = replace(
        as_held, activities=(meeting.activity,), members=_NOBODY, leaves=(), offices=()
    )
    asked = [*((check, as_it_is) for check in AS_IT_IS)]
    asked += [(check, as_held) for check in AT_ANY_TIME]
    if meeting.marked:
        asked += [(check, as_held) for check in ONCE_MARKED]
    for check, facts in asked:
        for found in check(facts, meeting.rules):
            if found is not None and _is_of(found, meeting):
                yield _noted(found, meeting)


def _is_of(finding: Finding, meeting: Meeting) -> bool:
    return meeting.id in {finding.record, *finding.about.split("/")}


def _noted(finding: Finding, meeting: Meeting) -> Noted:
    if finding.rule == "R16":
        return Noted(replace(finding, record=meeting.id), *_ELSEWHERE)
    return Noted(finding, *_PLACES.get((finding.kind, finding.field), _ELSEWHERE))


def facts_of(meeting: Meeting, around: Around) -> Facts:
    """Return a meeting and those around it as the rules look at them, as if they had been held."""
    people, own, day = meeting.branch, meeting.activity, meeting.day
    others = [a for a in around.others if a.id != own.id and a.state != State.cancelled]
    seats = {own.id: [_seat(entry) for entry in meeting.entries.values()]}
    for other in others:
        there = sorted(around.present.get(other.id, ()))
        seats[other.id] = [_there(other.id, member) for member in there]
    held = [_as_held(other) if seats[other.id] else other for other in others]
    return Facts(
        meeting.today,
        day,
        day,
        groups=meeting.groups,
        members=dict(people.roll),
        activities=[_as_held(own), *held],
        seats=seats,
        motions={own.id: meeting.motions},
        items={own.id: meeting.items},
        resolutions={own.id: meeting.resolutions},
        sheets={own.id: meeting.sheets},
        spoken=frozenset({own.id} if meeting.speeches else ()),
        leaves=people.leaves,
        offices=people.offices,
        known_people=people,
    )


def _as_held(activity: Activity) -> Activity:
    if activity.state in HELD:
        return activity
    return activity.model_copy(update={"state": State.minuted})


def _seat(entry: Attendance) -> Seat:
    arrival = entry.arrival.isoformat() if entry.arrival is not None else ""
    return Seat(
        entry.id,
        entry.activity,
        entry.member,
        entry.due,
        entry.role,
        entry.status,
        entry.reason or "",
        arrival,
    )


def _there(activity: str, member: str) -> Seat:
    return Seat("", activity, member, True, Role.voting, Presence.present, "")
