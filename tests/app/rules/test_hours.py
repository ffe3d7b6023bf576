"""Hours flow once, and only those well behind the year's pace are named."""

from datetime import date

import pytest

from app.records.study import StudyRecord
from app.rules import hours
from app.rules.shipped import usual
from tests.app.rules.conftest import facts, made, meeting, seat

HELD = meeting("m", "study_session", "2026-03-05T10:00:00", hours=4)


def test_a_filed_meeting_gives_its_hours_to_those_present() -> None:
    rows = [seat("m", "a", "present"), seat("m", "b", "leave")]
    given = facts([HELD], members={"a": {}, "b": {}}, seats=rows)
    assert hours.hours_of(given, 2026) == {"a": 4.0, "b": 0.0}


def test_a_meeting_written_into_the_study_ledger_counts_once() -> None:
    written = [
        made(
            StudyRecord, "s", topic="t", held_on="2026-03-05", hours=4, members=["a"], activity="m"
        )
    ]
    given = facts([HELD], members={"a": {}}, seats=[seat("m", "a", "present")], studies=written)
    assert hours.hours_of(given, 2026) == {"a": 4.0}


def test_those_who_left_are_not_counted() -> None:
    given = facts(members={"a": {"status": "removed"}})
    assert hours.hours_of(given, 2026) == {}


@pytest.mark.parametrize(("day", "least"), [(date(2026, 12, 31), 32.0), (date(2024, 12, 31), 32.0)])
def test_the_pace_ends_at_the_goal_in_any_year(day: date, least: float) -> None:
    assert hours.pace(32, day) == least


def test_one_finding_names_everybody_behind() -> None:
    studies = [made(StudyRecord, "s", topic="t", held_on="2026-02-01", hours=20, members=["a"])]
    given = facts(members={"a": {}, "b": {}, "c": {}}, studies=studies)
    (slow,) = [f for f in hours.behind(given, usual()) if f is not None]
    assert slow.people == ("b", "c")
    assert slow.severity == "info"
    assert slow.about == "2026"


def test_nobody_is_behind_in_the_first_days_of_a_year() -> None:
    day = date(2026, 1, 8)
    given = facts(members={"a": {}}, first=date(2026, 1, 1), last=day, today=day)
    assert not [f for f in hours.behind(given, usual()) if f is not None]
