"""The plan filing form: every line with its day, who sees to it, and what became of it."""

from datetime import date, datetime

from app.records.meeting import Activity
from app.records.plan import Plan, PlanItem
from app.reports.paper import Facts, Note, Table
from app.reports.plan import plan_sheet
from app.services.planning import PlanLine
from app.terms import ActivityType
from tests.app.reports.book import T

HELD = Activity(
    type=ActivityType.general_meeting, held_start=datetime.fromisoformat("2026-05-22T19:30")
)
LINES = (
    PlanLine(
        PlanItem(title="General meeting", due_on=date(2026, 5, 29), owner="m1"), HELD, None, "done"
    ),
    PlanLine(PlanItem(title="Lecture", explanation="Road closed"), None, HELD, "overdue"),
    PlanLine(PlanItem(title="Themed day"), HELD, None, "arranged"),
)


def test_a_line_is_done_by_a_day_or_says_why_not_or_is_left_blank() -> None:
    plan = Plan(title="Second quarter", filed_with="Committee")
    found = plan_sheet(plan, LINES, T, branch="b", names={"m1": "Ma"})
    (table,) = [b for b in found.blocks if isinstance(b, Table)]
    assert [row[-2:] for row in table.rows] == [
        ("Ma", "22 May 2026"), ("____", "Road closed"), ("____", "____"),
    ]  # fmt: skip
    (facts,) = [b for b in found.blocks if isinstance(b, Facts)]
    assert facts.rows[1][1] == "Committee"
    assert Note("1 of 3 done") in found.blocks


def test_an_empty_plan_is_a_form_to_fill_in_by_hand() -> None:
    found = plan_sheet(Plan(title="Second quarter"), (), T, branch="", names={})
    (facts,) = [b for b in found.blocks if isinstance(b, Facts)]
    assert facts.rows[2][1] == "____"
