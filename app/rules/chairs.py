"""Who convenes and chairs a meeting, and who writes it down (R34; branch-work regulation 13, 14)."""

from collections.abc import Iterator
from datetime import date

from app.records.organisation import COMMITTEE, Office
from app.rules.asking import Ruled, held
from app.rules.facts import Facts
from app.rules.finding import Finding
from app.rules.meeting_words import meeting_said
from app.rules.roll import holders
from app.rules.rulebook import Rulebook
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
    for ruled in held(facts, book, "R34"):
        if ruled.activity.chair:
            yield _of_chair(facts, ruled)


def _of_chair(facts: Facts, ruled: Ruled) -> Finding | None:
    activity, day = ruled.activity, ruled.day
    chair = activity.chair or ""
    if activity.type == ActivityType.group_meeting:
        leaders = _leaders(facts, activity.group or "", day)
        if not leaders or chair in leaders or activity.chair_delegation:
            return None
        what = N_("{meeting}: chaired by {name}, not by the group's leader")
        return _told(facts, ruled, what)
    if activity.type not in _BY_SECRETARY:
        return None
    secretaries = holders(facts, (Office.secretary,), day)
    if not secretaries or chair in secretaries:
        return None
    if not activity.chair_delegation:
        what = N_("{meeting}: chaired by {name}, and no delegation is on record")
        return _told(facts, ruled, what)
    if chair not in holders(facts, COMMITTEE, day):
        what = N_("{meeting}: chaired by {name}, who is not of the committee")
        return _told(facts, ruled, what)
    return None


def _leaders(facts: Facts, group: str, day: date) -> frozenset[str]:
    """Return who led a group on a day: who held that office in it, else as the group's record says.

    Whom the record names now led it then only where no office is dated for that day, and they were
    in the branch.
    """
    people = facts.people
    held = holders(facts, (Office.group_leader,), day)
    dated = frozenset(m for m in held if people.group_of(m, day) == group)
    if dated:
        return dated
    said = next((g.leader for g in facts.groups if g.id == group), None)
    return frozenset({said} if said and said in people.ids_on(day) else ())


def _told(facts: Facts, ruled: Ruled, what: str) -> Finding:
    activity, day, ruling = ruled
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


def two_people(facts: Facts, book: Rulebook) -> Iterator[Finding | None]:
    """R34: who chairs a meeting does not write its record, but in a small branch."""
    for activity, day, ruling in held(facts, book, "R34", part="recorder"):
        if not activity.recorder or not activity.chair:
            continue
        small = len(facts.people.on(day)) < ruling.count("from_members")
        if activity.recorder != activity.chair or small:
            yield None
            continue
        yield tell(
            ruling,
            N_("{meeting}: chair and recorder are one person"),
            N_("Two people see more than one; small branches may leave it so"),
            {"meeting": meeting_said(activity)},
            (activity.id, "activity", "recorder"),
            about=f"{activity.id}/recorder",
            people=(activity.recorder,),
            day=day,
        )
