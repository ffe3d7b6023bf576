"""One declaration a kind: every kind has one, and it agrees with who is counted as due."""

import pytest

from app.counting.attendance import OPEN_TO_ALL
from app.counting.shapes import AFTERWARDS, STEPS, Due, shape_of
from app.counting.together import JOINT
from app.records.meeting import Activity
from app.terms import ActivityType


@pytest.mark.parametrize("kind", ActivityType)
def test_what_a_kind_asks_for_are_entries_of_a_meeting(kind: ActivityType) -> None:
    shape = shape_of(kind)
    assert {*shape.fields, *shape.wants} <= Activity.model_fields.keys()
    assert len(set(shape.fields)) == len(shape.fields)


@pytest.mark.parametrize("kind", ActivityType)
def test_steps_stand_in_the_order_of_a_day_and_end_with_filing(kind: ActivityType) -> None:
    steps = shape_of(kind).steps
    assert [step for step in STEPS if step in steps] == list(steps)
    assert {"prepare", "signin", "minutes", "evidence", "file"} <= set(steps)


@pytest.mark.parametrize("kind", ActivityType)
def test_whoever_comes_is_due_where_the_roster_says_so(kind: ActivityType) -> None:
    assert (shape_of(kind).due == Due.whoever_comes) == (kind in OPEN_TO_ALL)


def test_a_committee_works_and_gives_no_hours() -> None:
    assert not shape_of(ActivityType.committee_meeting).studies
    assert shape_of(ActivityType.party_lecture).studies


def test_what_is_held_with_others_by_its_kind_asks_with_whom() -> None:
    for kind in JOINT:
        assert "partners" in shape_of(kind).together
    assert not shape_of(ActivityType.general_meeting).together


@pytest.mark.parametrize("kind", ActivityType)
def test_nothing_is_asked_twice(kind: ActivityType) -> None:
    shape = shape_of(kind)
    assert {*shape.together, *AFTERWARDS} <= Activity.model_fields.keys()
    assert not {*shape.together, *AFTERWARDS} & set(shape.fields)
