"""Appraisal: once a year, in order, everybody told; no level is ever looked at."""

from datetime import date
from typing import Any

import pytest

from app.records.life import Appraisal, AppraisalResult
from app.rules import appraising
from app.rules.facts import Facts
from app.rules.shelves import Life
from tests.app.rules.conftest import facts, grouped, made, meeting, told

DONE = {
    "for_year": 2025,
    "self_on": "2026-01-10",
    "mutual_on": "2026-01-10",
    "measured_on": "2026-01-12",
    "concluded_on": "2026-01-20",
}


def given(results: tuple[AppraisalResult, ...] = (), n: int = 6, **fields: Any) -> Facts:
    held = meeting("m", "democratic_appraisal", "2026-01-12T10:00:00", for_year=2025)
    people: dict[str, dict[str, Any]] = {f"p{i}": {} for i in range(n)}
    people["young"] = {"status": "probationary"}
    appraisal = made(Appraisal, "x", activity="m", **(DONE | fields))
    life = Life(appraisals={"m": appraisal}, results=grouped(results, "appraisal"))
    return facts([held], members=people, life=life, counted_from=date(2024, 1, 1))


def result(member: str, **fields: Any) -> AppraisalResult:
    return made(AppraisalResult, f"x+{member}", appraisal="x", member=member, **fields)


def test_a_whole_appraisal_has_nothing_to_answer_for() -> None:
    assert not told(appraising.steps, given())


def test_a_step_without_a_day_is_still_open() -> None:
    (open_,) = told(appraising.steps, given(mutual_on=None))
    assert open_.field == "mutual_on"


def test_steps_follow_each_other() -> None:
    (wrong,) = told(appraising.steps, given(measured_on="2026-01-09"))
    assert "do not follow" in wrong.what.msgid


@pytest.mark.parametrize(("excellent", "wrong"), [(2, 0), (3, 1)])
def test_a_third_of_the_full_members_may_be_excellent(excellent: int, wrong: int) -> None:
    # Six full members; the probationary one does not make it seven.
    assert len(told(appraising.share, given(excellent=excellent))) == wrong


def test_members_without_a_level_are_named_and_no_probationary_member_has_one() -> None:
    results = (
        *(result(f"p{i}", has_level=True) for i in range(5)),
        result("young", has_level=True),
    )
    left, young = told(appraising.levels, given(results))
    assert (left.people, young.people) == (("p5",), ("young",))


def test_who_was_not_told_is_named() -> None:
    results = (result("p0", feedback_on="2026-01-30"), result("p1"))
    (left,) = told(appraising.told, given(results))
    assert left.people == ("p1",)


def test_a_year_is_counted_by_what_it_is_for() -> None:
    held = meeting("m", "democratic_appraisal", "2026-01-12T10:00:00", for_year=2025)
    past: Any = {
        "first": date(2025, 1, 1),
        "last": date(2025, 12, 31),
        "counted_from": date(2024, 1, 1),
    }
    assert not told(appraising.yearly, facts([held], **past))
    (missed,) = told(appraising.yearly, facts([], **past))
    assert (missed.severity, missed.about) == ("warning", "2025")


def test_it_may_be_part_of_the_organisational_life_meeting() -> None:
    held = meeting("m", "organizational_life_meeting", "2025-12-12T10:00:00")
    life = Life(appraisals={"m": made(Appraisal, "x", activity="m", for_year=2025)})
    past: Any = {
        "first": date(2025, 1, 1),
        "last": date(2025, 12, 31),
        "counted_from": date(2024, 1, 1),
    }
    assert not told(appraising.yearly, facts([held], life=life, **past))
