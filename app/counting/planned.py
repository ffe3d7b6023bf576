"""What became of a line of a plan: done, explained or open (R30); plan and deed prove each other."""

from collections.abc import Callable, Collection, Iterable
from datetime import date
from typing import Literal

from app.counting.held import HELD
from app.records.meeting import Activity
from app.records.plan import Plan, PlanItem, PlanKind
from app.records.study import StudyRecord

Outcome = Literal["done", "explained", "open"]
_JOINT = (PlanKind.cobuild, PlanKind.campaign)


def named_by(activities: Iterable[Activity], studies: Iterable[StudyRecord]) -> frozenset[str]:
    """Return the plan items that a meeting held, or a study, names as what it does."""
    met = {a.plan_item for a in activities if a.plan_item and a.state in HELD}
    return frozenset(met | {s.plan_item for s in studies if s.plan_item})


def outcome_of(item: PlanItem, named: Collection[str], was_held: Callable[[str], bool]) -> Outcome:
    """Return what became of a line.

    It is done by a meeting or study that names it (``named``), by the meeting it names itself
    (``was_held``), or by its own words: the day it was done, or the result. Short of that a sentence
    that explains it settles it.
    """
    if item.id in named or (item.activity and was_held(item.activity)) or says_done(item):
        return "done"
    return "explained" if (item.explanation or "").strip() else "open"


def due_of(item: PlanItem, plan: Plan | None) -> date | None:
    """Return the day a line is planned until: its own, else the last of its plan."""
    return item.due_on or (plan.to_on if plan is not None else None)


def says_done(item: PlanItem) -> bool:
    """Tell whether a line itself says that it was done, without a meeting."""
    return item.done_on is not None or bool((item.result or "").strip())


def of_joint_building(plan: Plan) -> bool:
    """Tell whether a plan belongs to what is built with others: a campaign, an agreement, a joint plan."""
    return bool(plan.campaign or plan.agreement) or plan.kind in _JOINT
