"""Who convenes and chairs a meeting, and who writes it down (R34; branch-work regulation 13, 14)."""

from collections.abc import Iterator
from datetime import date

from app.records.meeting import Activity
from app.records.organisation import COMMITTEE, Office
from app.rules.facts import Facts
from app.rules.finding import Finding
from app.rules.meeting_words import day_of, meeting_said
from app.rules.roll import holders
from app.rules.rulebook import Rulebook, Ruling
from app.rules.telling import tell
from app.terms import ActivityType
from db.model.words import N_

_BY_SECRETARY = (
    ActivityType.general_meeting,
    ActivityType.committee_meeting,
    ActivityType.organizational_life_meeting,
    ActivityType.democratic_appraisal,
)


def chaired(facts: Facts, book: Rulebook) -> Iterator[Finding | None]:
    """R34: the secretary chairs, or lets the deputy or a committee member do so."""
    for activity in facts.held:
        day = day_of(activity)
        ruling = book.on("R34", day) if day else None
        if ruling is None or day is None:
            continue
        if activity.chair:
            yield _of_chair(facts, ruling, activity, day)
        yield _of_recorder(facts, ruling, activity, day)


def _of_chair(facts: Facts, ruling: Ruling, activity: Activity, day: date) -> Finding | None:
    chair = activity.chair or ""
    if activity.type == ActivityType.group_meeting:
        group = next((g for g in facts.groups if g.id == activity.group), None)
        leader = group.leader if group is not None else None
        if not leader or leader == chair or activity.chair_delegation:
            return None
        what = N_("{meeting}: chaired by {name}, not by the group's leader")
        return _told(facts, ruling, activity, day, what)
    if activity.type not in _BY_SECRETARY:
        return None
    secretaries = holders(facts, (Office.secretary,), day)
    if not secretaries or chair in secretaries:
        return None
    if not activity.chair_delegation:
        what = N_("{meeting}: chaired by {name}, and no delegation is on record")
        return _told(facts, ruling, activity, day, what)
    if chair not in holders(facts, COMMITTEE, day):
        what = N_("{meeting}: chaired by {name}, who is not of the committee")
        return _told(facts, ruling, activity, day, what)
    return None


def _told(facts: Facts, ruling: Ruling, activity: Activity, day: date, what: str) -> Finding:
    return tell(
        ruling,
        what,
        N_(
            "The secretary convenes and chairs, or lets the deputy or a committee member do it; a group's leader chairs the group"
        ),
        {"meeting": meeting_said(activity), "name": facts.name(activity.chair or "")},
        (activity.id, "activity", "chair_delegation"),
        about=f"{activity.id}/chair",
        people=(activity.chair,) if activity.chair else (),
        day=day,
    )


def _of_recorder(facts: Facts, ruling: Ruling, activity: Activity, day: date) -> Finding | None:
    if not activity.recorder or activity.recorder != activity.chair:
        return None
    if len(facts.people.on(day)) < ruling.count("recorder_apart_from_members"):
        return None
    return tell(
        ruling,
        N_("{meeting}: chair and recorder are one person"),
        N_("Two people see more than one; small branches may leave it so"),
        {"meeting": meeting_said(activity)},
        (activity.id, "activity", "recorder"),
        severity="info",
        about=f"{activity.id}/recorder",
        people=(activity.recorder,),
        day=day,
    )
