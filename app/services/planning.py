"""A quarter's plan: drafted from what the rules will ask, edited by people, held against what was done.

The plan filing form (计划报备表) is one of the three forms of domain 3.5; a plan and what was held
prove each other (domain 3.3). What is open carries an explanation; nothing is called done by a plan.
"""

from collections.abc import Iterator, Sequence
from dataclasses import dataclass
from datetime import date
from typing import Literal

from app.counting.attendance import has_committee
from app.counting.fronts import state_of
from app.counting.held import HELD
from app.counting.periods import Span, month_of, months_of, quarter_of
from app.counting.planned import named_by
from app.records.meeting import Activity, State
from app.records.organisation import Branch, PartyGroup
from app.records.plan import Plan, PlanItem, PlanKind
from app.said import QUARTERS, Month, Said, say
from app.services.edits import edit_of
from app.services.meeting import read_branch
from app.services.records import Records
from app.services.study_reading import studies_of_plans
from app.services.timetable import asked_on, usual_title
from app.terms import ActivityType
from db.model.change import Json
from db.model.query import Where
from db.model.record import Applied, id_of
from db.model.words import N_, Translate

IN_LAST_QUARTER = (
    ActivityType.organizational_life_meeting,
    ActivityType.democratic_appraisal,
)
"""Generally held in the last quarter of a year (branch-work regulation 17, 18)."""

MONTHLY = (
    ActivityType.committee_meeting,
    ActivityType.group_meeting,
    ActivityType.themed_party_day,
)
"""Kinds that a month asks for; of the others one in the quarter does a line."""

LineState = Literal["done", "arranged", "explained", "open", "overdue"]


@dataclass(frozen=True, slots=True)
class PlanLine:
    """One line of a plan with the meeting that does it, or one that may.

    ``suggested`` is of the same kind (and group) in the line's month, or quarter where the kind is
    not a monthly one, and is linked to no other line.
    """

    item: PlanItem
    activity: Activity | None
    suggested: Activity | None
    state: LineState


@dataclass(frozen=True, slots=True)
class PlanView:
    """A quarter's plan as it stands."""

    plan: Plan
    lines: tuple[PlanLine, ...]

    @property
    def done(self) -> int:
        """Return how many lines are done."""
        return sum(line.state == "done" for line in self.lines)


class Planning:
    """The use cases of plans."""

    def __init__(self, records: Records) -> None:
        self._records = records

    def of(self, span: Span) -> Plan | None:
        """Return the plan of a quarter, the latest where there are several."""
        found = self._records.all(Plan, where={"from_on": span.first.isoformat()})
        mine = [p for p in found if p.kind == PlanKind.quarter or p.to_on == span.last]
        return max(mine, key=lambda plan: plan.record.made, default=None)

    def get(self, plan: str, today: date) -> PlanView | None:
        """Return a plan with its lines, None where there is none."""
        found = self._records.get(Plan, plan)
        return None if found is None else self.view(found, today)

    def view(self, plan: Plan, today: date) -> PlanView:
        """Return a plan held against what is arranged and done."""
        items = self._records.all(PlanItem, where={"plan": plan.id}, order=("due_on", "made"))
        held = self._around(items)
        named = named_by(held, studies_of_plans(self._records, [i.id for i in items]))
        held_ids = {a.id for a in held if a.state in HELD}
        taken = {a for a in (_done_by(i, held) for i in items) if a}
        lines = []
        for item in items:
            mine = next((a for a in held if a.id == _done_by(item, held)), None)
            near = None if mine else next((a for a in held if _fits(item, a, taken)), None)
            taken |= {near.id} if near else set()
            state: LineState = state_of(item, named, held_ids.__contains__, today, plan)
            if mine is not None and mine.state not in HELD and state != "done":
                state = "arranged"
            lines.append(PlanLine(item, mine, near, state))
        return PlanView(plan, tuple(lines))

    def _around(self, items: Sequence[PlanItem]) -> list[Activity]:
        """Return the meetings of the months that lines fall in, and those that lines name."""
        days = [i.due_on for i in items if i.due_on]
        found: dict[str, Activity] = {}
        if days:
            first, last = quarter_of(min(days)).first, quarter_of(max(days)).last
            conditions = (
                Where("held_start", ">=", first.isoformat()),
                Where("held_start", "<", f"{last.isoformat()}T99"),
            )
            around = self._records.all(Activity, where=conditions, order=("held_start",))
            found = {a.id: a for a in around}
        for item in items:
            if item.activity and item.activity not in found:
                named = self._records.get(Activity, item.activity)
                found |= {named.id: named} if named else {}
        return [a for a in found.values() if a.state != State.cancelled]

    def draft(self, span: Span, t: Translate) -> str:
        """Write a quarter's plan from what the rules will ask; return its id. One change."""
        title = plan_title(span)(t)
        fields: dict[str, Json] = {
            "title": title, "kind": PlanKind.quarter,
            "from_on": span.first.isoformat(), "to_on": span.last.isoformat(),
        }  # fmt: skip
        edits = [self._records.edit_new("plan", fields)]
        edits += [
            self._records.edit_new("plan_item", {"plan": id_of(0), **line})
            for line in self._asked(span, t)
        ]
        return self._records.write(edits, what="new").ids[0]

    def _asked(self, span: Span, t: Translate) -> Iterator[dict[str, Json]]:
        branch, groups = self._records.get(Branch, "branch"), self._records.all(PartyGroup)
        seats = read_branch(self._records).committee(span.first)
        committee = has_committee(branch.has_committee if branch else None, seats)
        fixed = branch.themed_day if branch else None
        seen: set[tuple[ActivityType, date, str]] = set()
        for month in months_of(span.first, span.last):
            for asked in asked_on(month.last, (), groups, committee=committee):
                key = (asked.kind, asked.until, asked.group)
                if key in seen or asked.until > span.last:
                    continue
                seen.add(key)
                day = asked.until
                if asked.kind == ActivityType.themed_party_day and fixed:
                    day = month.first.replace(day=min(fixed, month.last.day))
                yield _line(asked.kind, day, asked.group, asked.name, t)
        if span.number == len(QUARTERS):
            for kind in IN_LAST_QUARTER:
                yield _line(kind, span.last, "", "", t)

    def add(self, plan: Plan, title: str) -> str:
        """Add a line at the end of a plan; return its id."""
        fields: dict[str, Json] = {"plan": plan.id, "title": title}
        if plan.to_on is not None:
            fields["due_on"] = plan.to_on.isoformat()
        return self._records.add("plan_item", fields)

    def link(self, item: PlanItem, activity: str) -> Applied:
        """Write that a meeting does a line of the plan, on both records."""
        edits = [edit_of(self._records, item.record, {"activity": activity})]
        found = self._records.get(Activity, activity)
        if found is not None:
            edits.append(edit_of(self._records, found.record, {"plan_item": item.id}))
        return self._records.write(edits)

    def unlink(self, line: PlanLine) -> Applied:
        """Take back that a meeting does a line, on both records."""
        edits = [edit_of(self._records, line.item.record, {"activity": None})]
        if line.activity is not None and line.activity.plan_item == line.item.id:
            edits.append(edit_of(self._records, line.activity.record, {"plan_item": None}))
        return self._records.write(edits)


def plan_title(span: Span) -> Said:
    """Return what a quarter's plan is called."""
    quarter = Said(QUARTERS[span.number - 1])
    return say(N_("{year} {quarter}: plan"), year=span.first.year, quarter=quarter)


def _line(kind: ActivityType, day: date, group: str, name: str, t: Translate) -> dict[str, Json]:
    title = usual_title(kind, day, name)
    if group:
        title = say(N_("{month}: {kind}"), month=Month(day.year, day.month), kind=title)
    fields: dict[str, Json] = {"type": kind, "title": title(t), "due_on": day.isoformat()}
    return fields | ({"group": group} if group else {})


def _done_by(item: PlanItem, held: Sequence[Activity]) -> str:
    """Return the meeting that one of the two records names: two laptops may have written one each."""
    if item.activity and any(a.id == item.activity for a in held):
        return item.activity
    return next((a.id for a in held if a.plan_item == item.id), "")


def _fits(item: PlanItem, activity: Activity, taken: set[str]) -> bool:
    if activity.id in taken or activity.plan_item or item.type is None or item.due_on is None:
        return False
    start = activity.held_start
    period = month_of if item.type in MONTHLY else quarter_of
    near = start is not None and period(start.date()) == period(item.due_on)
    return near and activity.type == item.type and (activity.group or "") == (item.group or "")
