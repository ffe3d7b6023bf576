"""What a month or a quarter that is over did not see; the running one is nobody's fault yet."""

from datetime import date

from app.rules import frequency
from app.rules.catalogue import Check
from app.rules.facts import Facts
from app.rules.finding import Finding
from app.rules.shipped import usual
from tests.app.rules.conftest import facts, meeting

PACK = usual()


def found(check: Check, given: Facts) -> list[Finding]:
    return [f for f in check(given, PACK) if f is not None]


def test_a_month_without_a_committee_meeting_is_told() -> None:
    held = [meeting("a", "committee_meeting", "2026-01-08T10:00:00")]
    given = facts(held, branch={"has_committee": True})
    assert [f.about for f in found(frequency.committee_meetings, given)] == [
        "2026-02",
        "2026-03",
        "2026-04",
    ]


def test_the_running_month_and_quarter_are_not_missed() -> None:
    given = facts(branch={"has_committee": True}, first=date(2026, 5, 1))
    assert not found(frequency.committee_meetings, given)
    assert not found(frequency.general_meetings, facts(first=date(2026, 4, 1)))


def test_a_branch_without_committee_needs_no_committee_meeting() -> None:
    assert not found(frequency.committee_meetings, facts(branch={"has_committee": False}))


def test_each_group_meets_for_itself() -> None:
    held = [meeting("a", "group_meeting", "2026-04-08T10:00:00", group="one")]
    given = facts(held, groups=("one", "two"), first=date(2026, 4, 1))
    assert [f.about for f in found(frequency.group_meetings, given)] == ["2026-04/two"]


def test_a_planned_meeting_is_not_a_held_one() -> None:
    held = [meeting("a", "general_meeting", "2026-02-08T10:00:00", state="notified")]
    assert [f.about for f in found(frequency.general_meetings, facts(held))] == ["2026-Q1"]


def test_rules_bind_from_the_first_full_period_of_a_branch() -> None:
    given = facts(branch={"established_on": "2026-02-10", "has_committee": True})
    assert [f.about for f in found(frequency.committee_meetings, given)] == ["2026-03", "2026-04"]
    assert not found(frequency.general_meetings, given)


def test_a_dissolved_branch_owes_nothing_after_its_end() -> None:
    given = facts(branch={"dissolved_on": "2026-02-20", "has_committee": True})
    assert [f.about for f in found(frequency.committee_meetings, given)] == ["2026-01"]


def test_before_the_book_began_nothing_is_missed() -> None:
    given = facts(branch={"has_committee": True}, counted_from=date(2026, 4, 3))
    assert [f.about for f in found(frequency.committee_meetings, given)] == ["2026-04"]


def test_a_themed_day_far_from_the_fixed_day_is_a_reminder_not_an_error() -> None:
    held = [
        meeting("a", "themed_party_day", "2026-04-28T10:00:00"),
        meeting("b", "themed_party_day", "2026-03-12T10:00:00"),
    ]
    given = facts(held, branch={"themed_day": 10}, first=date(2026, 3, 1))
    (late,) = found(frequency.themed_days, given)
    assert (late.severity, late.about) == ("info", "2026-04/day")
    assert dict(late.what.params)["n"] == 18


def test_the_fixed_day_31_is_the_last_day_of_a_short_month() -> None:
    held = [meeting("a", "themed_party_day", "2026-02-27T10:00:00")]
    given = facts(held, branch={"themed_day": 31}, first=date(2026, 2, 1), last=date(2026, 2, 28))
    assert not found(frequency.themed_days, given)
