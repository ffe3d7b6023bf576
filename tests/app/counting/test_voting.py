from hypothesis import given
from hypothesis import strategies as st

from app.counting.voting import (
    AT_LEAST_HALF,
    FOUR_FIFTHS,
    OVER_HALF,
    Ballot,
    ballot_of,
    law,
    outcome,
)
from app.records.meeting import Motion, MotionKind, VoteMethod

ORDINARY = Ballot(method=VoteMethod.show_of_hands, eligible=24, present=21)
numbers = st.integers(0, 60)


def counted(ballot: Ballot, yes: int | None, no: int | None, abstain: int | None) -> Ballot:
    fields = {name: getattr(ballot, name) for name in ballot.__slots__}
    return Ballot(**{**fields, "yes": yes, "no": no, "abstain": abstain})


def test_nothing_typed_has_no_outcome_and_no_zero() -> None:
    found = outcome(ORDINARY)
    assert (found.state, found.decided) == ("empty", False)


def test_half_typed_has_no_outcome() -> None:
    assert outcome(counted(ORDINARY, 20, None, None)).state == "incomplete"


def test_a_sum_that_is_one_short_says_so_and_decides_nothing() -> None:
    found = outcome(counted(ORDINARY, 19, 1, 0))
    assert (found.state, found.total, found.expected, found.missing) == ("mismatch", 20, 21, 1)
    assert not found.decided


def test_a_motion_is_carried_by_more_than_half_of_those_entitled() -> None:
    carried, failed = outcome(counted(ORDINARY, 13, 8, 0)), outcome(counted(ORDINARY, 12, 9, 0))
    assert (carried.state, failed.state, carried.over) == ("carried", "failed", 12)


def test_half_of_those_entitled_may_vote_on_an_ordinary_motion() -> None:
    half = Ballot(method=VoteMethod.voice, eligible=24, present=12, yes=12, no=0, abstain=0)
    fewer = Ballot(method=VoteMethod.voice, eligible=24, present=11, yes=11, no=0, abstain=0)
    assert outcome(half).state == "failed"
    assert (outcome(fewer).state, outcome(fewer).quorum) == ("no_quorum", 12)


def secret(
    kind: MotionKind, present: int, yes: int, written: int = 0, entitled: int = 24
) -> Ballot:
    return Ballot(
        kind,
        VoteMethod.secret_ballot,
        entitled,
        present,
        present,
        present,
        yes,
        present - yes,
        0,
        0,
        written,
    )


def test_conversion_needs_more_than_half_there_half_is_not_enough() -> None:
    assert outcome(secret(MotionKind.conversion, 12, 12)).state == "no_quorum"
    assert outcome(secret(MotionKind.conversion, 13, 13)).state == "carried"


def test_a_written_opinion_counts_as_a_vote_but_not_as_presence() -> None:
    assert outcome(secret(MotionKind.admission, 14, 12)).state == "failed"
    found = outcome(secret(MotionKind.admission, 14, 12, written=1))
    assert (found.state, found.in_favour, found.present) == ("carried", 13, 14)
    assert outcome(secret(MotionKind.admission, 12, 12, written=6)).state == "no_quorum"


def test_conversion_by_show_of_hands_cannot_be() -> None:
    ballot = Ballot(
        MotionKind.conversion, VoteMethod.show_of_hands, 24, 20, yes=20, no=0, abstain=0
    )
    assert [f.name for f in outcome(ballot).faults] == ["not-secret"]


def test_an_election_needs_four_fifths_there_and_half_of_those_present() -> None:
    assert outcome(secret(MotionKind.election, 19, 19)).state == "no_quorum"
    found = outcome(secret(MotionKind.election, 20, 11))
    assert (found.state, found.base, found.over) == ("carried", 20, 10)
    assert outcome(secret(MotionKind.election, 20, 10)).state == "failed"


def test_more_ballots_than_were_given_out_void_the_vote() -> None:
    ballot = Ballot(MotionKind.election, VoteMethod.secret_ballot, 24, 21, 21, 22, 22, 0, 0)
    assert "too-many-ballots" in [f.name for f in outcome(ballot).faults]


def test_invalid_ballots_are_not_among_those_to_add_up() -> None:
    ballot = Ballot(MotionKind.ordinary, VoteMethod.secret_ballot, 24, 21, 21, 21, 15, 4, 1, 1)
    assert outcome(ballot).state == "carried"


@given(numbers, numbers, numbers, numbers, numbers, st.sampled_from(tuple(MotionKind)))
def test_there_is_an_outcome_only_when_the_numbers_agree(
    entitled: int, present: int, yes: int, no: int, abstain: int, kind: MotionKind
) -> None:
    ballot = Ballot(
        kind, VoteMethod.secret_ballot, entitled, present, present, present, yes, no, abstain
    )
    found = outcome(ballot)
    if found.decided:
        assert yes + no + abstain == present <= entitled
        assert present > 0
    if found.state == "carried":
        assert found.in_favour * 2 > (present if kind == MotionKind.election else entitled)


@given(numbers, st.sampled_from((AT_LEAST_HALF, OVER_HALF, FOUR_FIFTHS)))
def test_the_least_count_is_the_first_that_reaches_the_share(base: int, share: object) -> None:
    assert isinstance(share, type(AT_LEAST_HALF))
    least = share.least(base)
    assert share.reached(least, base)
    assert least == 0 or not share.reached(least - 1, base)


def test_hq_may_read_half_as_more_than_half() -> None:
    ballot = Ballot(method=VoteMethod.voice, eligible=24, present=12, yes=12, no=0, abstain=0)
    strict = law(MotionKind.ordinary, half=OVER_HALF)
    assert outcome(ballot).quorum == 12
    assert (outcome(ballot, strict).state, outcome(ballot, strict).quorum) == ("no_quorum", 13)


def test_a_committee_decides_with_half_of_its_members_there() -> None:
    ballot = Ballot(eligible=5, present=3, yes=3, no=0, abstain=0, committee=True)
    found = outcome(ballot)
    assert (found.state, found.quorum, found.quorum_rule, found.rule) == (
        "carried",
        3,
        "R38",
        "R38",
    )


def test_whom_the_meeting_left_out_is_not_counted_as_due() -> None:
    motion = Motion(activity="a", kind=MotionKind.election, excluded=3)
    assert ballot_of(motion, eligible=28, present=20).eligible == 25
    typed = motion.model_copy(update={"eligible": 24})
    assert ballot_of(typed, eligible=28, present=20).eligible == 24


def test_an_election_by_show_of_hands_cannot_be() -> None:
    ballot = Ballot(MotionKind.election, VoteMethod.show_of_hands, 24, 20, yes=20, no=0, abstain=0)
    assert [f.name for f in outcome(ballot).faults] == ["election-not-secret"]


def test_written_opinions_against_are_votes_too_so_none_is_cast_twice() -> None:
    ballot = Ballot(
        MotionKind.admission, VoteMethod.secret_ballot, 24, 22, 22, 22, 20, 1, 1, 0,
        written_yes=1, written_no=1, written_abstain=1,
    )  # fmt: skip
    assert [(f.name, f.have, f.want) for f in outcome(ballot).faults] == [
        ("too-many-voters", 25, 24)
    ]


def test_written_opinions_count_only_in_admission_and_conversion() -> None:
    ballot = Ballot(eligible=24, present=20, yes=12, no=8, abstain=0, written_yes=5)
    assert (outcome(ballot).in_favour, outcome(ballot).state) == (12, "failed")
