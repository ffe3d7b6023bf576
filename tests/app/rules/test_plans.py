"""What was planned was held or is explained; what was held is filed in time."""

from datetime import date
from typing import Any

import pytest

from app.records.plan import Plan, PlanItem
from app.rules import plans
from app.rules.facts import Facts
from app.rules.shelves import Papers
from tests.app.rules.conftest import facts, made, meeting, passed, told


def planned(*activities: Any, **fields: Any) -> Facts:
    item = made(PlanItem, "i", **({"title": "四月党课", "due_on": "2026-04-30"} | fields))
    plan = made(Plan, "p", title="二季度", to_on="2026-04-20")
    return facts(list(activities), papers=Papers(plans={"p": plan}, items=[item]))


def test_a_plan_item_without_anything_done_is_told() -> None:
    (open_,) = told(plans.carried_out, planned())
    assert (open_.rule, open_.record, open_.due) == ("R30", "i", date(2026, 4, 30))


def test_a_meeting_that_was_held_does_it_from_either_end() -> None:
    held = meeting("m", "party_lecture", "2026-04-28T10:00:00", plan_item="i")
    assert passed(plans.carried_out, planned(held)) == 1
    linked = meeting("m", "party_lecture", "2026-04-28T10:00:00")
    assert passed(plans.carried_out, planned(linked, activity="m")) == 1


def test_a_meeting_that_was_only_planned_does_not() -> None:
    only = meeting("m", "party_lecture", "2026-04-28T10:00:00", plan_item="i", state="planned")
    assert told(plans.carried_out, planned(only, activity="m"))


def test_an_explanation_is_enough() -> None:
    assert not told(plans.carried_out, planned(explanation="封路"))


def test_a_line_that_says_when_it_was_done_or_what_came_of_it_needs_no_meeting() -> None:
    assert not told(plans.carried_out, planned(done_on="2026-04-12"))
    assert not told(plans.carried_out, planned(result="修好了便道"))


def test_an_item_without_a_day_has_its_plans() -> None:
    (open_,) = told(plans.carried_out, planned(due_on=None, plan="p"))
    assert open_.due == date(2026, 4, 20)


def test_what_is_due_today_is_not_missed_yet() -> None:
    assert not told(plans.carried_out, planned(due_on="2026-05-21"))


@pytest.mark.parametrize(
    ("fields", "late"),
    [
        ({"state": "filed", "filed_on": "2026-05-11"}, 0),
        ({"state": "filed", "filed_on": "2026-05-12"}, 1),
        ({"state": "minuted"}, 1),
        ({"state": "archived"}, 0),
        ({"state": "reopened"}, 0),
    ],
)
def test_filing_has_three_days(fields: dict[str, str], late: int) -> None:
    held = meeting("m", "general_meeting", "2026-05-08T10:00:00", **fields)
    assert [f.rule for f in told(plans.filed, facts([held]))] == ["R32"] * late
