"""How far each step of a meeting has come, read off its records; nothing is ticked by hand."""

from collections.abc import Iterable
from typing import Literal

from app.records.meeting import Activity, State
from app.services.meeting import Meeting
from app.services.meeting_noted import Noted

StepState = Literal["done", "open", "contradiction"]


def progress(meeting: Meeting, noted: Iterable[Noted]) -> dict[str, StepState]:
    """Return the state of each step; a step with a contradiction says so, done or not."""
    wrong = {n.step for n in noted if n.finding.is_error}
    done = {
        "prepare": _prepared(meeting),
        "life": meeting.life is not None and meeting.life.done,
        "appraisal": meeting.minuted,
        "signin": _signed_in(meeting),
        "minutes": _written(meeting),
        "vote": _decided(meeting),
        "evidence": bool(meeting.attachments),
        "file": meeting.archived,
    }
    return {
        step: "contradiction" if step in wrong else "done" if done[step] else "open"
        for step in meeting.steps
    }


def _prepared(meeting: Meeting) -> bool:
    a = meeting.activity
    return bool(a.held_start and a.place_text and (meeting.marked or meeting.items or a.theme))


def _signed_in(meeting: Meeting) -> bool:
    count = meeting.tally
    return bool(count.present) and (not count.open or meeting.minuted)


def _written(meeting: Meeting) -> bool:
    if (meeting.activity.minutes or "").strip():
        return True
    touched = [i for i in meeting.items if meeting.speeches_on(i.id) or meeting.concluded(i)]
    return bool(meeting.speeches) and len(touched) == len(meeting.items)


def _decided(meeting: Meeting) -> bool:
    if not _written(meeting):
        return False
    return all(meeting.outcome(m).decided for m in meeting.motions)


def first_open(states: dict[str, StepState]) -> str:
    """Return the step to begin with: the first of its steps that is not done."""
    return next((step for step, state in states.items() if state != "done"), "file")


def is_open(activity: Activity) -> bool:
    """Tell whether a meeting may still be worked on without reopening it."""
    return activity.state not in {State.filed, State.archived, State.cancelled}
