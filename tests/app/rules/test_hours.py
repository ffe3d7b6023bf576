"""Hours flow once, and only those well behind the year's pace are named."""

from datetime import date
from typing import Any

import pytest

from app.counting.studied import pace
from app.records.study import StudyRecord
from app.rules import hours
from app.rules.pack import Entry, Pack, Text
from app.rules.rulebook import Rulebook
from app.rules.shipped import shipped, usual
from app.words import Catalogue
from tests.app.rules.conftest import facts, made, meeting, office, seat, told

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


def test_who_is_named_twice_studied_once() -> None:
    twice = [made(StudyRecord, "s", topic="t", held_on="2026-03-05", hours=4, members=["a", "a"])]
    assert hours.hours_of(facts(members={"a": {}}, studies=twice), 2026) == {"a": 4.0}


def test_those_who_left_are_not_counted() -> None:
    given = facts(members={"a": {"status": "removed"}})
    assert hours.hours_of(given, 2026) == {}


@pytest.mark.parametrize(("day", "least"), [(date(2026, 12, 31), 32.0), (date(2024, 12, 31), 32.0)])
def test_the_pace_ends_at_the_goal_in_any_year(day: date, least: float) -> None:
    assert pace(32, day) == least


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


YEAR: Any = {"first": date(2025, 1, 1), "last": date(2025, 12, 31)}


def studied(**of: float) -> list[StudyRecord]:
    return [
        made(StudyRecord, f"s{m}", topic="t", held_on="2025-06-01", hours=h, members=[m])
        for m, h in of.items()
    ]


def test_when_the_year_is_over_the_full_number_counts() -> None:
    given = facts(members={"a": {}, "b": {}}, studies=studied(a=32, b=31.5), **YEAR)
    (short,) = told(hours.behind, given)
    assert (short.people, short.severity) == (("b",), "warning")
    assert "generally" in short.why.msgid


def test_of_whom_no_hard_number_is_asked_nothing_is_said() -> None:
    given = facts(members={"a": {"hours_exempt": True}}, **YEAR)
    assert not told(hours.behind, given)


def test_who_came_during_the_year_is_shown_with_all_hours_and_the_reason_says_so() -> None:
    given = facts(members={"a": {"joined_on": "2025-09-01"}}, **YEAR)
    (raw,) = told(hours.behind, given)
    assert "came during the year" in raw.reason(Catalogue("en"))


HQ = Pack(
    "hq",
    "1",
    Text("总部"),
    entries=(
        Entry(
            "R25",
            thresholds={"secretary_hours": 56.0, "committee_hours": 56.0, "trainings": 1},
        ),
    ),
)


def test_more_hours_for_the_secretary_and_committee_stand_in_a_pack_of_hqs_alone() -> None:
    given = facts(
        members={"s": {}, "d": {}, "a": {}},
        offices=[office("s", "secretary"), office("d", "deputy_secretary")],
        studies=studied(s=40, d=56, a=32),
        **YEAR,
    )
    assert not told(hours.behind, given)
    (short,) = told(hours.behind, given, Rulebook((*shipped(), HQ)))
    assert (short.people, short.ruling and short.ruling.pack) == (("s",), "hq")


def test_the_one_training_is_asked_for_by_a_pack_alone() -> None:
    taken = made(
        StudyRecord, "t", topic="轮训", held_on="2025-05-01", hours=24, members=["d"], training=True
    )
    given = facts(
        members={"s": {}, "d": {}, "a": {}},
        offices=[office("s", "secretary"), office("d", "deputy_secretary")],
        studies=[taken],
        **YEAR,
    )
    assert not told(hours.trainings, given)
    (left,) = told(hours.trainings, given, Rulebook((*shipped(), HQ)))
    assert left.people == ("s",)
