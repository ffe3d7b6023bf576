from datetime import date, timedelta

from hypothesis import given
from hypothesis import strategies as st

from app.counting.attendance import (
    Attendee,
    Quorum,
    Tally,
    belonged,
    may_vote,
    quorum,
    surely_away,
    tally,
)
from app.records.member import (
    LeaveOrAbsence,
    Member,
    MemberStatusEvent,
    Relation,
    Standing,
    StatusEvent,
)
from app.terms import ActivityType

DAY = date(2026, 5, 22)
FULL = Member(name="A")


def event(kind: StatusEvent, on: str) -> MemberStatusEvent:
    return MemberStatusEvent(member="m", event=kind, on=date.fromisoformat(on))


def test_who_came_in_later_was_not_here() -> None:
    assert not belonged(FULL, DAY, [event(StatusEvent.in_, "2026-06-01")])
    assert belonged(FULL, DAY, [event(StatusEvent.in_, "2026-05-22")])


def test_who_left_and_came_back_was_away_between() -> None:
    comings = [
        event(StatusEvent.in_, "2025-01-01"),
        event(StatusEvent.out, "2026-01-01"),
        event(StatusEvent.in_, "2026-07-01"),
    ]
    assert not belonged(FULL, DAY, comings)
    assert belonged(FULL, date(2026, 8, 1), comings)


def test_who_was_removed_since_was_here_then() -> None:
    gone = Member(name="A", status=Standing.removed)
    assert belonged(gone, DAY, [event(StatusEvent.out, "2026-07-01")])
    assert not belonged(gone, DAY, [])


def test_the_right_to_vote_is_that_of_the_day() -> None:
    assert may_vote(FULL, DAY)
    assert not may_vote(Member(name="A", status=Standing.probationary), DAY)
    assert not may_vote(Member(name="A", relation_here=Relation.life_only), DAY)
    assert not may_vote(Member(name="A", full_on=DAY), DAY)
    assert may_vote(Member(name="A", full_on=date(2026, 5, 21)), DAY)
    assert may_vote(Member(name="A", status=Standing.probationary, vote_override=True), DAY)


def test_a_quorum_is_half_or_more_and_says_what_is_missing() -> None:
    half = quorum(ActivityType.general_meeting, Tally(voters_due=24, voters_present=12))
    fewer = quorum(ActivityType.general_meeting, Tally(voters_due=24, voters_present=11))
    assert half is not None
    assert half.met
    assert fewer is not None
    assert (fewer.met, fewer.missing) == (False, 1)
    assert quorum(ActivityType.party_lecture, Tally(voters_due=24)) is None
    assert not Quorum(0, 0, 0, False).met


@given(st.lists(st.tuples(st.booleans(), st.booleans(), st.booleans()), max_size=40))
def test_the_numbers_of_a_sheet_add_up(people: list[tuple[bool, bool, bool]]) -> None:
    found = [
        Attendee(str(at), FULL, due, voter, young) for at, (due, voter, young) in enumerate(people)
    ]
    count = tally(found)
    assert count.due == count.present + count.leave + count.absent + count.open
    assert count.due == count.full_due + count.probationary_due
    assert count.voters_due <= count.due


def test_a_leave_without_an_end_is_sure_on_its_first_day_alone() -> None:
    open_ended = LeaveOrAbsence(member="m", from_on=DAY)
    week = LeaveOrAbsence(member="m", from_on=DAY, to_on=DAY + timedelta(days=7))
    assert surely_away(open_ended, DAY)
    assert not surely_away(open_ended, DAY + timedelta(days=1))
    assert surely_away(week, DAY + timedelta(days=7))
