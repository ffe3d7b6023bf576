"""What a meeting's record must hold before it counts as one (R13; the list of domain 2.8)."""

from collections.abc import Iterator

from app.records.meeting import Activity
from app.rules.facts import Facts
from app.rules.finding import LOOK, WRITE, Finding, found
from app.rules.meeting_words import day_of, meeting_said
from app.rules.rulebook import Rulebook
from app.said import Said
from app.terms import ActivityType
from db.model.words import N_

FIELDS = ("title", "held_end", "place_text", "chair", "recorder")
"""Fields every meeting's record has, in the order of the form."""
_LECTURE = ("lecturer",)
_CONTENT, _SHEET = N_("What was said or done"), N_("Attendance")


def complete(facts: Facts, _book: Rulebook) -> Iterator[Finding | None]:
    """R13: nothing that a meeting's record must hold is missing."""
    for activity in facts.held:
        missing = list(lacking(activity, facts))
        yield _incomplete(activity, missing) if missing else None


def lacking(activity: Activity, facts: Facts) -> Iterator[tuple[str, Said]]:
    """Yield each field that is still empty, with its label."""
    wanted: tuple[str, ...] = FIELDS
    if activity.type == ActivityType.party_lecture:
        wanted += _LECTURE
    elif activity.type == ActivityType.group_meeting:
        wanted += ("group",)
    for name in wanted:
        if getattr(activity, name) in (None, ""):
            yield name, Said(type(activity).model_fields[name].title or name)
    if not (activity.minutes or activity.summary or activity.id in facts.spoken):
        yield "minutes", Said(_CONTENT)
    if not any(s.status for s in facts.seats_of(activity.id)):
        yield "attendance", Said(_SHEET)


def _incomplete(activity: Activity, missing: list[tuple[str, Said]]) -> Finding:
    params = {"meeting": meeting_said(activity), "fields": tuple(label for _, label in missing)}
    return found(
        "R13",
        "warning",
        N_("{meeting}: still empty: {fields}"),
        N_("An inspection asks for them; fill them in while somebody remembers"),
        params,
        (activity.id, "activity", missing[0][0]),
        actions=(LOOK, WRITE),
        day=day_of(activity),
    )
