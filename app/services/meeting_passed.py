"""What was looked at in a meeting and is in order: the quiet lines under its findings."""

from collections.abc import Iterable, Iterator
from datetime import date, timedelta

from app.said import Said, say
from app.services.meeting import Meeting, held_at
from app.services.meeting_noted import Noted
from db.model.words import N_

EARLY = timedelta(minutes=60)
"""So long before the start somebody may sign in."""


def passed(
    meeting: Meeting, noted: Iterable[Noted], step: str, notice: date | None = None
) -> list[Said]:
    """Return what a step's facts agree on; `notice` is the day on which the notice went out."""
    found = {(n.finding.rule, n.finding.field) for n in noted}
    rules = {rule for rule, _ in found}
    lines = {
        "prepare": lambda: _prepared(meeting, found, notice),
        "signin": lambda: _signed(meeting, rules),
        "minutes": lambda: _written(meeting),
        "vote": lambda: _voted(meeting),
    }.get(step)
    return list(lines()) if lines else []


def _prepared(meeting: Meeting, found: set[tuple[str, str]], notice: date | None) -> Iterator[Said]:
    if notice is not None and notice <= meeting.day:
        yield say(N_("Notice {n} days ahead"), n=(meeting.day - notice).days)
    if ("R16", "held_start") not in found and meeting.activity.held_start:
        yield say(N_("Nothing else at the same time"))
    officers = {("R17", "chair"), ("R17", "recorder")} & found
    if meeting.activity.chair and meeting.activity.recorder and not officers:
        yield say(N_("Neither chair nor recorder is on leave"))
    if meeting.items:
        yield say(N_("1 item on the agenda|{n} items on the agenda"), n=len(meeting.items))
    count = meeting.tally
    if count.due:
        yield say(N_("{due} due, {voters} with a vote"), due=count.due, voters=count.voters_due)


def _signed(meeting: Meeting, rules: set[str]) -> Iterator[Said]:
    away = [p for p in meeting.people if p.due and p.status == "leave"]
    if away and all(p.leave is not None or (p.entry and p.entry.reason) for p in away):
        yield say(N_("All {n} on leave have a reason"), n=len(away))
    if meeting.marked and "R16" not in rules:
        yield say(N_("Nobody is at another meeting at the same time"))
    if _in_time(meeting):
        yield say(N_("Everyone signed in within the time of the meeting"))


def _in_time(meeting: Meeting) -> bool:
    times = held_at(meeting.activity)
    arrivals = [e.arrival for e in meeting.entries.values() if e.arrival is not None]
    if times is None or not arrivals:
        return False
    return all(times[0] - EARLY <= at <= times[1] for at in arrivals)


def _written(meeting: Meeting) -> Iterator[Said]:
    if _in_time(meeting):
        yield say(N_("The times of meeting and sign-in agree"))
    spoke = {s.speaker for s in meeting.speeches if s.speaker}
    if spoke and all((p := meeting.person(m)) is not None and p.present for m in spoke):
        yield say(N_("Every speaker is on the sign-in sheet"))
    if meeting.items and all(meeting.concluded(i) for i in meeting.items):
        yield say(N_("Every item has a conclusion"))


def _voted(meeting: Meeting) -> Iterator[Said]:
    asked = meeting.quorum
    if asked is not None and asked.met:
        text = N_("{present} with a vote are here, half of {due} or more")
        yield say(text, present=asked.present, due=asked.due)
    if meeting.resolutions and all(r.owner and r.due_on for r in meeting.resolutions):
        yield say(N_("Every resolution has somebody and a date"))
    if meeting.motions and all(m.method for m in meeting.motions):
        yield say(N_("Every vote says how it was taken"))
