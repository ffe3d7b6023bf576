"""A rule looks at the meetings of its period on whose own day it is in force."""

from datetime import date

from app.rules.asking import held, meetings
from app.rules.rulebook import Situation
from app.rules.shipped import usual
from app.terms import ActivityType
from tests.app.rules.conftest import facts, meeting

GIVEN = facts(
    [
        meeting("past", "general_meeting", "2025-12-08T10:00:00"),
        meeting("a", "general_meeting", "2026-05-08T10:00:00"),
        meeting("b", "general_meeting", "2026-05-12T10:00:00", state="planned"),
        meeting("c", "committee_meeting", "2026-05-13T10:00:00"),
    ]
)


def test_planned_meetings_are_looked_at_only_where_a_rule_asks_for_them() -> None:
    assert [r.activity.id for r in meetings(GIVEN, usual(), "R14")] == ["a", "b", "c"]
    assert [r.activity.id for r in held(GIVEN, usual(), "R14")] == ["a", "c"]


def test_a_rule_may_be_about_some_kinds_alone() -> None:
    found = held(GIVEN, usual(), "R14", ActivityType.committee_meeting)
    assert [r.activity.id for r in found] == ["c"]


def test_each_meeting_has_the_ruling_of_its_own_day() -> None:
    first, second = meetings(GIVEN, usual(), "R07", ActivityType.general_meeting)
    assert (first.day, second.day) == (date(2026, 5, 8), date(2026, 5, 12))
    assert first.ruling.source.zh != second.ruling.source.zh


def test_where_no_pack_has_the_rule_nothing_is_looked_at() -> None:
    assert not list(meetings(GIVEN, usual(Situation("temporary")), "R07"))
