"""What a temporary branch does not handle unless its superior says so (R33).

Sources: branch-work regulation 8 ("generally"); development rules 2026, 22, which plainly bars
admission. Becoming a full member is not named there.
"""

from collections.abc import Iterator
from datetime import date
from typing import NamedTuple

from app.records.meeting import Activity, Matter, MotionKind
from app.rules.facts import Facts
from app.rules.finding import Finding
from app.rules.meeting_words import day_of, meeting_said
from app.rules.rulebook import Rulebook, Ruling
from app.rules.telling import tell
from app.said import Said
from db.model.words import N_

_WORDS = {
    Matter.admission: "admission",
    Matter.conversion: "admission",
    Matter.discipline: "discipline",
    Matter.disposal: "disposal",
    Matter.dues: "dues",
    Matter.delegates: "congress_delegates",
    Matter.election: "term_election",
}
_OF_MOTION = {
    MotionKind.admission: Matter.admission,
    MotionKind.conversion: Matter.conversion,
    MotionKind.election: Matter.election,
}


class _Handled(NamedTuple):
    """A matter that a meeting handled, and the item it stands in."""

    matter: Matter
    record: str
    kind: str
    approved: bool


def handled(facts: Facts, book: Rulebook) -> Iterator[Finding | None]:
    """R33: no such matter is on record without the document that allows it."""
    for activity in facts.held:
        day = day_of(activity)
        if day is None:
            continue
        general, admission = book.on("R33", day), book.on("R33", day, "admission")
        for one in _handled(facts, activity):
            ruling = admission if one.matter == Matter.admission and admission else general
            if ruling is None:
                continue
            listed = ruling is admission or _WORDS[one.matter] in ruling.words("excluded")
            yield _told(ruling, activity, day, one) if listed and not one.approved else None
    yield _dues(facts, book)


def _handled(facts: Facts, activity: Activity) -> Iterator[_Handled]:
    items = {i.id: i for i in facts.items.get(activity.id, ())}
    told: set[tuple[Matter, str]] = set()
    for item in items.values():
        if item.matter in _WORDS:
            told.add((item.matter, item.id))
            yield _Handled(item.matter, item.id, "agenda_item", bool(item.approval_document))
    for motion in facts.motions.get(activity.id, ()):
        matter, found = _OF_MOTION.get(motion.kind), items.get(motion.item or "")
        if matter is None or (matter, motion.item or "") in told:
            continue
        approved = found is not None and bool(found.approval_document)
        yield _Handled(matter, motion.id, "motion", approved)


def _told(ruling: Ruling, activity: Activity, day: date, one: _Handled) -> Finding:
    barred = ruling.severity == "error"
    return tell(
        ruling,
        N_("{meeting}: a temporary branch handled: {matter}"),
        N_(
            "A temporary branch cannot admit members unless a special provision allows it; name its document"
        )
        if barred
        else N_("A temporary branch leaves this to its superior; name the document that allows it"),
        {"meeting": meeting_said(activity), "matter": Said(one.matter.title_)},
        (activity.id, one.kind, "approval_document"),
        about=one.record,
        day=day,
    )


def _dues(facts: Facts, book: Rulebook) -> Finding | None:
    ruling = book.on("R33", facts.day)
    if ruling is None or "dues" not in ruling.words("excluded"):
        return None
    months = sorted(
        {
            t.month
            for t in facts.moves.dues
            if f"{facts.first:%Y-%m}" <= t.month <= f"{facts.last:%Y-%m}"
        }
    )
    if not months:
        return None
    return tell(
        ruling,
        N_("Dues are ticked off in a temporary branch, first for {month}"),
        N_("Dues are paid where the formal relation is; a temporary branch collects none"),
        {"month": months[0]},
        ("", "dues_tick", ""),
        about=f"{facts.last.year}/dues",
        day=facts.day,
    )
