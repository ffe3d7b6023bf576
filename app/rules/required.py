"""What a meeting's record must hold before it counts as one (R13; the list of domain 2.8)."""

from collections.abc import Iterator, Sequence

from app.counting.voting import DEVELOPMENT
from app.records.meeting import (
    Activity,
    AgendaItem,
    ItemKind,
    LectureDirection,
    Motion,
    Resolution,
)
from app.rules.asking import held
from app.rules.facts import Facts, counts_as_meeting
from app.rules.finding import LOOK, WRITE, Finding
from app.rules.meeting_words import meeting_said
from app.rules.rulebook import Rulebook
from app.rules.telling import tell
from app.rules.votes import vote_said
from app.said import Said, say
from app.terms import ActivityType
from db.model.words import N_

FIELDS = ("title", "held_end", "place_text", "chair", "recorder")
"""Fields every meeting's record has, in the order of the form."""
OF_TYPE = {
    ActivityType.party_lecture: ("lecturer",),
    ActivityType.group_meeting: ("group",),
    ActivityType.themed_party_day: ("theme",),
    ActivityType.organizational_life_meeting: ("theme",),
}
"""What one type's record has besides."""
_CONTENT, _SHEET = N_("What was said or done"), N_("Attendance")
_OPEN = frozenset({ItemKind.report, ItemKind.study, ItemKind.other})
"""Items that need not end in a decision."""


def complete(facts: Facts, book: Rulebook) -> Iterator[Finding | None]:
    """R13: nothing that a meeting's record must hold is missing."""
    for activity, day, ruling in held(facts, book, "R13"):
        missing = list(lacking(activity, facts))
        if not missing:
            yield None
            continue
        yield tell(
            ruling,
            N_("{meeting}: still empty: {fields}"),
            N_("An inspection asks for them; fill them in while somebody remembers"),
            {"meeting": meeting_said(activity), "fields": tuple(label for _, label in missing)},
            (activity.id, "activity", missing[0][0]),
            actions=(LOOK, WRITE),
            day=day,
        )


def lacking(activity: Activity, facts: Facts) -> Iterator[tuple[str, Said]]:
    """Yield each field that is still empty, with its label."""
    for name in _wanted(activity):
        if getattr(activity, name) in {None, ""}:
            yield name, Said(type(activity).model_fields[name].title or name)
    if not _has_content(activity, facts):
        yield "minutes", Said(_CONTENT)
    if not any(s.status for s in facts.seats_of(activity.id)):
        yield "attendance", Said(_SHEET)


def _wanted(activity: Activity) -> tuple[str, ...]:
    wanted = FIELDS + OF_TYPE.get(activity.type, ())
    if not counts_as_meeting(activity):
        wanted += ("mode_reason",)
    if activity.lecture_direction in {LectureDirection.given, LectureDirection.received}:
        wanted += ("partner_text",)
    return wanted


def _has_content(activity: Activity, facts: Facts) -> bool:
    if activity.minutes or activity.summary or activity.id in facts.spoken:
        return True
    step = facts.life.steps.get(activity.id)
    return step is not None and bool(step.problems or step.criticism)


def concluded(facts: Facts, book: Rulebook) -> Iterator[Finding | None]:
    """R13: every item ends in a resolution, a vote, or says that nothing was decided."""
    for ruled in held(facts, book, "R13", part="items"):
        resolutions = facts.resolutions.get(ruled.activity.id, ())
        ends = {r.item for r in resolutions} | {
            m.item for m in facts.motions.get(ruled.activity.id, ())
        }
        items = [i for i in facts.items.get(ruled.activity.id, ()) if i.kind not in _OPEN]
        open_ = [i for i in items if not i.no_decision and i.id not in ends]
        bare = [r for r in resolutions if not r.owner or not r.due_on]
        if open_:
            yield tell(
                ruled.ruling,
                N_(
                    "{meeting}: {n} item without an outcome: {items}|{meeting}: {n} items without an outcome: {items}"
                ),
                N_("Every item ends in a resolution, or says “no decision taken”"),
                {"meeting": ruled.said, "n": len(open_), "items": _titles(open_)},
                (ruled.activity.id, "agenda_item", "no_decision"),
                about=f"{ruled.activity.id}/items",
                day=ruled.day,
            )
        if bare:
            yield tell(
                ruled.ruling,
                N_(
                    "{meeting}: {n} resolution without somebody responsible or a day|{meeting}: {n} resolutions without somebody responsible or a day"
                ),
                N_("Who does it and until when belongs to what was decided"),
                {"meeting": ruled.said, "n": len(bare)},
                (ruled.activity.id, "resolution", "owner"),
                severity="info",
                about=f"{ruled.activity.id}/resolutions",
                day=ruled.day,
            )
        if items and not open_ and not bare:
            yield None


def _titles(items: list[AgendaItem]) -> tuple[str | Said, ...]:
    return tuple(
        i.title or say(N_("item {n}"), n=i.number or at) for at, i in enumerate(items[:3], 1)
    )


def admission(facts: Facts, book: Rulebook) -> Iterator[Finding | None]:
    """R13: a resolution on admission or conversion holds what article 21 names.

    The candidate, the voters due and actually present, the result; the date is the meeting's own,
    the secretary's signature stands on the paper.
    """
    for ruled in held(facts, book, "R13", part="admission"):
        resolutions = facts.resolutions.get(ruled.activity.id, ())
        voters = facts.voters(ruled.activity)
        for at, motion in enumerate(facts.motions.get(ruled.activity.id, ()), 1):
            if motion.kind not in DEVELOPMENT:
                continue
            missing = list(_of_admission(motion, resolutions, counted=voters.due > 0))
            if not missing:
                yield None
                continue
            yield tell(
                ruled.ruling,
                N_("{vote}: still empty: {fields}"),
                N_(
                    "The resolution names the candidate, the voters due and present, and the result"
                ),
                {
                    "vote": vote_said(ruled.activity, motion, at),
                    "fields": tuple(label for _, label in missing),
                },
                (ruled.activity.id, "motion", missing[0][0]),
                about=motion.id,
                day=ruled.day,
            )


def _of_admission(
    motion: Motion, resolutions: Sequence[Resolution], *, counted: bool
) -> Iterator[tuple[str, Said]]:
    if not motion.candidate and not motion.candidate_name:
        yield "candidate", _label("candidate_name")
    for name in ("eligible", "present"):
        if getattr(motion, name) is None and not counted:
            yield name, _label(name)
    for name in ("yes", "no", "abstain"):
        if getattr(motion, name) is None:
            yield name, _label(name)
    if motion.item and not any(r.item == motion.item and r.text for r in resolutions):
        yield "resolution", Said(Resolution.shape.title)


def _label(name: str) -> Said:
    return Said(Motion.model_fields[name].title or name)
