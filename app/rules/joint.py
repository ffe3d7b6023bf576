"""Joint activities and visits, as far as their records go: partners, tasks, feedback (R28, R29).

Agreements, the three questions and the half-year counters come with their own records later.
"""

from collections.abc import Iterator

from app.records.meeting import Activity, LectureDirection, Resolution, ResolutionState
from app.rules.asking import held
from app.rules.facts import Facts
from app.rules.finding import Finding
from app.rules.meeting_words import day_of, meeting_said
from app.rules.rulebook import Rulebook, Ruling
from app.rules.telling import tell
from app.said import Said
from app.terms import ActivityType
from db.model.words import N_

_JOINT = (ActivityType.joint_activity, ActivityType.joint_conference)


def partners(facts: Facts, book: Rulebook) -> Iterator[Finding | None]:
    """R28: what was held with others names them."""
    for activity, day, ruling in held(facts, book, "R28"):
        lent = activity.lecture_direction in {LectureDirection.given, LectureDirection.received}
        if not (activity.type in _JOINT or lent):
            continue
        if activity.partner_text:
            yield None
            continue
        yield tell(
            ruling,
            N_("{meeting}: no partner named"),
            N_("Who took part belongs on the record of what was done together"),
            {"meeting": meeting_said(activity)},
            (activity.id, "activity", "partner_text"),
            day=day,
        )


def visits(facts: Facts, book: Rulebook) -> Iterator[Finding | None]:
    """R29: what a visit took up has somebody and a day, and is answered before it is closed."""
    for activity in facts.activities:
        day = day_of(activity)
        if activity.type != ActivityType.service_visit or day is None or day > facts.last:
            continue
        ruling = book.on("R29", day)
        if ruling is None:
            continue
        for task in facts.resolutions.get(activity.id, ()):
            yield _of_task(facts, ruling, activity, task)


def _of_task(facts: Facts, ruling: Ruling, activity: Activity, task: Resolution) -> Finding | None:
    open_ = task.state in (ResolutionState.open, ResolutionState.doing)
    empty = tuple(
        Said(Resolution.model_fields[name].title or name)
        for name in ("owner", "due_on")
        if not getattr(task, name)
    )
    if empty and open_:
        what, field = N_("{meeting}: a task without {fields}"), "owner"
    elif open_ and task.due_on is not None and task.due_on < facts.day:
        what, field = N_("{meeting}: a task was due on {due} and is not closed"), "closed_on"
    elif task.state == ResolutionState.done and not task.evidence:
        what, field = N_("{meeting}: a task is closed, and no feedback is on record"), "evidence"
    else:
        return None
    return tell(
        ruling,
        what,
        N_(
            "A task has somebody responsible and a day, and closes with what was told those it came from"
        ),
        {"meeting": meeting_said(activity), "fields": empty, "due": task.due_on},
        (activity.id, "resolution", field),
        about=task.id,
        day=task.due_on or day_of(activity),
        due=task.due_on,
    )
