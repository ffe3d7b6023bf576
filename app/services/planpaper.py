"""The filing form of a plan: its lines, who answers for them, its numbers with their source."""

from app.records.member import Member
from app.reports.paper import Sheet
from app.reports.plan import plan_sheet
from app.services.gathering import Shown
from app.services.hanging_papers import NUMBERS, below
from app.services.planning import PlanView
from app.services.records import Records
from db.model.words import Translate


def plan_part(records: Records, view: PlanView, t: Translate, branch: str) -> tuple[Sheet, Shown]:
    """Return a plan's form with what was done of it by now, and what it shows."""
    members = (records.get(Member, line.item.owner or "") for line in view.lines)
    people = tuple(m for m in members if m is not None)
    hung = below(records, view.plan.record, t, only=NUMBERS)
    names = {m.id: m.name for m in people}
    part = plan_sheet(view.plan, view.lines, t, branch=branch, names=names, below=hung.blocks)
    lines = (line.item.record for line in view.lines)
    done = (line.activity.record for line in view.lines if line.activity)
    return part, Shown((view.plan.record, *lines, *done, *hung.records), people)
