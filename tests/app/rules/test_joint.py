"""What is done with others names them; what a visit took up is answered."""

from typing import Any

from app.records.meeting import Resolution
from app.rules import joint
from app.rules.facts import Facts
from tests.app.rules.conftest import facts, made, meeting, told

DAY = "2026-03-08T10:00:00"


def test_a_joint_activity_names_its_partner() -> None:
    (bare,) = told(joint.partners, facts([meeting("m", "joint_activity", DAY)]))
    assert (bare.rule, bare.field) == ("R28", "partner_text")
    assert not told(
        joint.partners, facts([meeting("m", "joint_activity", DAY, partner_text="村委会")])
    )


def test_a_lecture_given_to_others_too_and_one_to_the_branch_not() -> None:
    given = meeting("m", "party_lecture", DAY, lecture_direction="given")
    own = meeting("n", "party_lecture", "2026-03-09T10:00:00", lecture_direction="own")
    assert [f.record for f in told(joint.partners, facts([given, own]))] == ["m"]


def visit(**task: Any) -> Facts:
    body = {"activity": "m", "text": "修路灯", "owner": "a", "due_on": "2026-06-30"} | task
    return facts(
        [meeting("m", "service_visit", DAY)],
        resolutions={"m": [made(Resolution, "r", **body)]},
    )


def fields(given: Facts) -> list[str]:
    return [f.field for f in told(joint.visits, given)]


def test_a_task_has_somebody_and_a_day() -> None:
    assert fields(visit(owner=None)) == ["owner"]
    assert fields(visit()) == []


def test_an_overdue_task_is_told() -> None:
    assert fields(visit(due_on="2026-05-20")) == ["closed_on"]


def test_a_closed_task_says_what_was_answered() -> None:
    assert fields(visit(state="done")) == ["evidence"]
    assert fields(visit(state="done", evidence="已告知村委会")) == []
