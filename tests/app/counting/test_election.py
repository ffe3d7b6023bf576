import pytest
from hypothesis import assume, given
from hypothesis import strategies as st

from app.counting.election import Name, list_fits, names_needed, poll
from app.counting.voting import Ballot
from app.records.meeting import ElectedTo, MotionKind, VoteMethod

COMMITTEE, OFFICERS = ElectedTo.committee, ElectedTo.officers


def ballot(present: int = 20, eligible: int = 24, invalid: int = 0, **other: int) -> Ballot:
    return Ballot(
        MotionKind.election,
        VoteMethod.secret_ballot,
        eligible,
        present,
        present,
        other.get("returned", present),
        invalid=invalid,
    )


def voted(name: str, yes: int, valid: int = 20) -> Name:
    return Name(name, name, yes, valid - yes, 0)


@pytest.mark.parametrize(("seats", "names"), [(3, 4), (5, 6), (7, 9), (1, 2)])
def test_a_committees_list_has_a_fifth_more_names_than_seats(seats: int, names: int) -> None:
    assert names_needed(seats, COMMITTEE) == names
    assert list_fits(names, seats, COMMITTEE)
    assert list_fits(names + 1, seats, COMMITTEE)
    assert not list_fits(names - 1, seats, COMMITTEE)


def test_secretary_and_deputy_are_elected_from_as_many_names_as_seats() -> None:
    assert list_fits(2, 2, OFFICERS)
    assert not list_fits(3, 2, OFFICERS)
    assert list_fits(9, 2, None)


def test_those_with_more_than_half_of_those_present_are_elected_in_the_ballots_order() -> None:
    names = [voted("甲", 11), voted("乙", 18), voted("丙", 10), voted("丁", 15)]
    found = poll(ballot(), 3, names)
    assert [n.name for n in found.elected] == ["甲", "乙", "丁"]
    assert (found.outcome.state, found.open_seats, found.outcome.over) == ("carried", 0, 10)


def test_a_seat_stays_open_where_too_few_have_enough() -> None:
    found = poll(ballot(), 3, [voted("甲", 11), voted("乙", 18), voted("丙", 10), voted("丁", 9)])
    assert [n.name for n in found.elected] == ["甲", "乙"]
    assert (found.outcome.state, found.open_seats) == ("failed", 1)


def test_of_more_than_the_seats_those_with_the_most_votes_are_elected() -> None:
    found = poll(ballot(), 2, [voted("甲", 12), voted("乙", 13), voted("丙", 14)])
    assert [n.name for n in found.elected] == ["乙", "丙"]
    assert found.more_than_seats


def test_equal_votes_for_the_last_seat_are_named_and_nobody_gets_it() -> None:
    found = poll(ballot(), 2, [voted("甲", 14), voted("乙", 12), voted("丙", 12)])
    assert [n.name for n in found.elected] == ["甲"]
    assert [n.name for n in found.tied] == ["乙", "丙"]
    assert (found.open_seats, found.outcome.state) == (1, "failed")


def test_fewer_than_four_fifths_elect_nobody() -> None:
    found = poll(ballot(19), 1, [voted("甲", 19, 19), voted("乙", 0, 19)])
    assert (found.outcome.state, found.outcome.quorum, found.elected) == ("no_quorum", 20, ())


def test_whom_the_meeting_left_out_lowers_what_is_needed() -> None:
    assert (
        poll(ballot(19, 23), 1, [voted("甲", 19, 19), voted("乙", 0, 19)]).outcome.state
        == "carried"
    )


def test_more_ballots_than_were_given_out_void_the_election() -> None:
    one = ballot(20, returned=21)
    found = poll(one, 1, [voted("甲", 20, 21), voted("乙", 1, 21)])
    assert "too-many-ballots" in [f.name for f in found.outcome.faults]
    assert (found.outcome.state, found.elected) == ("mismatch", ())


def test_a_sum_that_is_off_names_the_candidate() -> None:
    found = poll(ballot(), 1, [Name("a", "甲", 12, 7, 0), voted("乙", 8)])
    fault = found.outcome.faults[0]
    assert (fault.name, fault.have, fault.want, fault.who) == ("sum", 19, 20, "甲")
    assert found.outcome.missing == 1


def test_a_written_in_name_has_votes_in_favour_only() -> None:
    names = [voted("甲", 5), Name("x", "另选", 12, written_in=True)]
    found = poll(ballot(), 1, names)
    assert [n.name for n in found.elected] == ["另选"]


def test_more_names_chosen_than_the_ballots_allow_cannot_be() -> None:
    found = poll(ballot(), 1, [voted("甲", 20), voted("乙", 1)])
    assert [f.name for f in found.outcome.faults] == ["too-many-names"]


def test_nothing_typed_is_empty_and_half_typed_has_no_outcome() -> None:
    blank = Name("a", "甲")
    assert poll(ballot(), 1, [blank]).outcome.state == "empty"
    assert poll(ballot(), 1, [voted("乙", 11), blank]).outcome.state == "incomplete"
    assert poll(ballot(), None, [voted("乙", 11)]).outcome.state == "incomplete"


@st.composite
def elections(draw: st.DrawFn) -> tuple[Ballot, int, list[Name]]:
    eligible = draw(st.integers(1, 50))
    present, seats = draw(st.integers(0, eligible)), draw(st.integers(1, 7))
    valid = draw(st.integers(0, present))
    names = []
    for at in range(draw(st.integers(1, 9))):
        yes = draw(st.integers(0, valid))
        no = draw(st.integers(0, valid - yes))
        names.append(Name(str(at), f"n{at}", yes, no, valid - yes - no))
    return ballot(present, eligible, present - valid), seats, names


@given(elections())
def test_nobody_has_a_seat_without_a_majority_and_no_seat_is_given_twice(
    case: tuple[Ballot, int, list[Name]],
) -> None:
    one, seats, names = case
    found = poll(one, seats, names)
    assert len(found.elected) + found.open_seats == (seats if found.outcome.decided else 0)
    assert all((n.yes or 0) * 2 > one.present for n in found.elected)
    assert not set(found.elected) & set(found.tied)
    if found.elected or found.tied:
        assert one.present * 5 >= one.eligible * 4
    least = min((n.yes or 0 for n in found.elected), default=0)
    left = [n for n in found.carried if n not in found.elected]
    assert all((n.yes or 0) < least for n in left) or not found.elected


@given(elections(), st.integers(0, 8), st.sampled_from([-1, 1]))
def test_one_vote_off_in_any_name_leaves_no_outcome(
    case: tuple[Ballot, int, list[Name]], at: int, off: int
) -> None:
    one, seats, names = case
    at %= len(names)
    wrong = (names[at].no or 0) + off
    assume(wrong >= 0)
    names[at] = Name(names[at].id, names[at].name, names[at].yes, wrong, names[at].abstain)
    found = poll(one, seats, names)
    assert not found.outcome.decided
    assert names[at].name in [f.who for f in found.outcome.faults]
