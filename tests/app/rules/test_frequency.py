"""What a month or a quarter that is over did not see; the running one is nobody's fault yet."""

from datetime import date

import pytest

from app.counting.periods import month_of
from app.rules import frequency
from app.rules.catalogue import Check
from app.rules.facts import Facts
from app.rules.finding import Finding
from app.rules.pack import Entry, Pack, Text
from app.rules.rulebook import Rulebook
from app.rules.shipped import shipped, usual
from tests.app.rules.conftest import facts, meeting, office, told

PACK = usual()
MARCH = month_of(date(2026, 3, 10))


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


def test_a_committee_is_asked_for_in_the_months_in_which_there_was_one() -> None:
    seats = ("secretary", "deputy_secretary", "organization_member")
    given = facts(offices=[office("abc"[n], o, to_on="2026-02-28") for n, o in enumerate(seats)])
    assert [f.about for f in found(frequency.committee_meetings, given)] == ["2026-01", "2026-02"]
    begun = facts(offices=[office("abc"[n], o, from_on="2026-03-15") for n, o in enumerate(seats)])
    assert [f.about for f in found(frequency.committee_meetings, begun)] == ["2026-04"]


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


def test_a_themed_day_that_contains_the_general_meeting_counts_once_for_each() -> None:
    held = [
        meeting("t", "themed_party_day", "2026-03-10T14:00:00"),
        meeting("g", "general_meeting", "2026-03-10T14:00:00", parent="t"),
        meeting("l", "party_lecture", "2026-03-10T15:00:00", parent="t"),
    ]
    given = facts(held, first=date(2026, 1, 1), last=date(2026, 3, 31))
    assert not found(frequency.general_meetings, given)
    assert not found(frequency.lectures, given)
    assert [f.about for f in found(frequency.themed_days, given)] == ["2026-01", "2026-02"]
    assert [len(given.sessions(a.type, MARCH)) for a in held] == [1, 1, 1]


@pytest.mark.parametrize("mode", ["phone", "paper_circulation"])
def test_a_meeting_apart_counts_only_with_its_reason(mode: str) -> None:
    bare = [meeting("g", "general_meeting", "2026-02-10T10:00:00", mode=mode)]
    assert found(frequency.general_meetings, facts(bare))
    said = [meeting("g", "general_meeting", "2026-02-10T10:00:00", mode=mode, mode_reason="封路")]
    assert not found(frequency.general_meetings, facts(said))


@pytest.mark.parametrize(
    ("held", "about"),
    [
        ("2024-02-29T23:59:59", ["2024-03"]),
        ("2024-03-01T00:00:00", ["2024-02"]),
    ],
)
def test_months_and_leap_days_are_the_sites_own(held: str, about: list[str]) -> None:
    day = [meeting("c", "committee_meeting", held, held_end=held)]
    given = facts(
        day,
        branch={"has_committee": True},
        first=date(2024, 2, 1),
        last=date(2024, 3, 31),
    )
    assert [f.about for f in found(frequency.committee_meetings, given)] == about


def test_a_quarter_ends_at_midnight_of_the_site() -> None:
    for held, wrong in (("2026-03-31T23:30:00", 0), ("2026-04-01T00:10:00", 1)):
        given = facts(
            [meeting("g", "general_meeting", held, held_end=held)],
            first=date(2026, 1, 1),
            last=date(2026, 3, 31),
        )
        assert len(found(frequency.general_meetings, given)) == wrong


def test_where_hq_asks_for_two_one_is_said_to_be_one_of_two() -> None:
    twice = Entry("R01", thresholds={"min_count": 2})
    book = Rulebook((*shipped(), Pack("hq", "1", Text("总部"), entries=(twice,))))
    held = [meeting("g", "general_meeting", "2026-02-10T10:00:00")]
    (few,) = told(frequency.general_meetings, facts(held), book)
    assert dict(few.what.params)["n"] == 1


def test_before_the_committee_was_seated_it_owed_no_meeting() -> None:
    seated = [office("a", "secretary", from_on="2026-03-15")]
    given = facts(branch={"has_committee": True}, members={"a": {}}, offices=seated)
    assert [f.about for f in found(frequency.committee_meetings, given)] == ["2026-04"]
