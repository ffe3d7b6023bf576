"""What is past its day and what waits for an answer is told; what was put by with a reason is not."""

from typing import Any

from app.records.service import Feedback, ServiceMatter, Suggestion
from app.rules import matters, visiting
from app.rules.facts import Facts
from app.rules.shared_shelves import Service
from tests.app.rules.conftest import facts, made, passed, told


def matter(**fields: Any) -> Facts:
    held = made(ServiceMatter, "m", **({"title": "修便道", "due_on": "2026-05-18"} | fields))
    return facts(service=Service(matters=[held]))


def suggestion(**fields: Any) -> Facts:
    held = made(Suggestion, "s", **({"title": "通勤车", "received_on": "2026-05-01"} | fields))
    return facts(service=Service(suggestions=[held]))


def test_a_matter_past_its_day_is_told_with_the_way_to_deal_with_it() -> None:
    (found,) = told(matters.overdue, matter())
    assert (found.rule, found.record, found.kind, found.severity) == (
        "R44", "m", "matter", "warning"
    )  # fmt: skip
    assert matters.DEAL in found.actions
    assert dict(found.why.params)["n"] == 3


def test_what_is_done_put_by_or_not_yet_due_is_not() -> None:
    assert not told(matters.overdue, matter(state="suspended"))
    assert not told(matters.overdue, matter(state="done"))
    assert not told(matters.overdue, matter(due_on=None))
    assert passed(matters.overdue, matter(due_on="2026-05-21")) == 1


def test_a_task_of_a_visit_past_its_day_is_told_once() -> None:
    of_visit = matter(source="visit", raised_on="2026-05-02")
    assert not told(matters.overdue, of_visit)
    assert [f.rule for f in told(visiting.tasks, of_visit)] == ["R29"]
    assert told(matters.overdue, matter(source="visit"))


def test_what_two_laptops_left_closed_without_an_answer_is_told_once() -> None:
    shut = {"state": "closed", "closed_on": "2026-05-20"}
    (found,) = told(matters.closed, matter(**shut))
    assert (found.rule, found.record) == ("R44", "m")
    assert not told(matters.closed, matter(**{**shut, "closed_on": "2019-05-20"}))
    assert not told(matters.closed, matter(**shut, source="visit", raised_on="2026-05-02"))
    answer = made(Feedback, "f", matter="m", to_whom="村民", text="修好了")
    held = made(ServiceMatter, "m", title="修便道", **shut)
    answered = facts(service=Service(matters=[held], feedback={"m": [answer]}))
    assert passed(matters.closed, answered) == 1


def test_a_suggestion_is_answered_within_the_days_of_the_packs() -> None:
    (found,) = told(matters.unanswered, suggestion())
    assert (found.rule, found.field, dict(found.why.params)["most"]) == ("R44", "reply", 15)
    assert passed(matters.unanswered, suggestion(received_on="2026-05-06")) == 1
    assert not told(matters.unanswered, suggestion(reply="下周起改"))
    assert not told(matters.unanswered, suggestion(state="declined"))
    assert not told(matters.unanswered, suggestion(received_on=None))
