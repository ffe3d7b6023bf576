from datetime import date

from hypothesis import given
from hypothesis import strategies as st

from app.counting.judging import Electors, judged
from app.records.meeting import ElectedTo, Motion, MotionKind, VoteMethod
from app.records.voting import ElectionCandidate, WrittenOpinion
from app.terms import Stance

ALL = Electors(frozenset(f"v{n}" for n in range(24)), frozenset(f"v{n}" for n in range(20)))
DAY = date(2026, 6, 10)


def motion(kind: MotionKind = MotionKind.ordinary, **fields: object) -> Motion:
    return Motion.model_validate({"activity": "a", "kind": kind, **fields})


ADMISSION = motion(
    MotionKind.admission, method=VoteMethod.secret_ballot, returned=20, yes=12, no=8, abstain=0,
    candidate_name="李卓玛",
)  # fmt: skip


def opinion(who: str) -> WrittenOpinion:
    return WrittenOpinion(motion="m", member=who, stance=Stance.support, dated_on=date(2026, 6, 8))


def test_listed_opinions_count_as_votes_and_not_as_presence() -> None:
    assert judged(ADMISSION, ALL, day=DAY).outcome.state == "failed"
    found = judged(ADMISSION, ALL, day=DAY, opinions=[opinion("v22"), opinion("v3")])
    assert (found.outcome.state, found.outcome.in_favour) == ("carried", 13)
    assert [why for _, why in found.written.refused] == ["present"]
    assert found.ballot.present == 20


def test_the_list_counts_in_the_place_of_numbers_typed_for_it() -> None:
    typed = ADMISSION.model_copy(update={"written_yes": 4})
    assert judged(typed, ALL, day=DAY).outcome.in_favour == 16
    assert judged(typed, ALL, day=DAY, opinions=[opinion("v22")]).outcome.in_favour == 13


def test_an_admission_is_about_one_named_candidate() -> None:
    nobody = ADMISSION.model_copy(update={"candidate_name": None})
    assert [w.name for w in judged(nobody, ALL).wants] == ["candidate"]


def test_a_short_list_and_a_teller_who_stands_are_said_and_take_no_outcome_away() -> None:
    election = motion(
        MotionKind.election, method=VoteMethod.secret_ballot, returned=20, seats=1,
        elected_to=ElectedTo.committee, tellers="王海燕、扎西",
    )  # fmt: skip
    names = [ElectionCandidate(motion="m", name="扎西", yes=15, no=5, abstain=0)]
    found = judged(election, ALL, candidates=names)
    assert [(w.name, w.have, w.want, w.who) for w in found.wants] == [
        ("names", 1, 2, ""),
        ("teller-stands", 0, 0, "扎西"),
    ]
    assert found.outcome.state == "carried"


def test_leaving_people_out_wants_its_document() -> None:
    left = motion(MotionKind.election, excluded=2, seats=1)
    assert "exclusion-document" in [w.name for w in judged(left, ALL).wants]
    assert judged(left, ALL).ballot.eligible == 22


def test_an_election_of_older_records_by_one_vote_is_still_counted_as_such() -> None:
    old = motion(MotionKind.election, returned=20, method=VoteMethod.secret_ballot, yes=11, no=9, abstain=0)  # fmt: skip
    found = judged(old, ALL)
    assert (found.poll, found.outcome.state) == (None, "carried")


def test_another_outcome_stands_only_with_its_reason() -> None:
    failed = motion(yes=12, no=8, abstain=0, passed_override=True)
    assert (judged(failed, ALL).passed, judged(failed, ALL).overridden) == (False, False)
    assert [w.name for w in judged(failed, ALL).wants] == ["override-reason"]
    told = failed.model_copy(update={"override_reason": "上级党委批复"})
    assert (judged(told, ALL).passed, judged(told, ALL).overridden) == (True, True)


def test_in_a_committee_its_members_are_counted() -> None:
    seats = Electors(frozenset("abcde"), frozenset("abc"))
    found = judged(motion(yes=3, no=0, abstain=0), seats, committee=True)
    assert (found.outcome.state, found.outcome.rule) == ("carried", "R38")


numbers = st.none() | st.integers(0, 30)
_ALONE = st.booleans()


@given(
    st.sampled_from(MotionKind), st.none() | st.sampled_from(VoteMethod),
    st.fixed_dictionaries(dict.fromkeys(("yes", "no", "abstain", "returned", "invalid"), numbers)),
    st.integers(0, 24), _ALONE,
)  # fmt: skip
def test_no_kind_of_vote_has_an_outcome_that_was_not_typed(
    kind: MotionKind, method: VoteMethod | None, typed: dict[str, int | None], here: int, boss: bool
) -> None:
    voters = Electors(ALL.due, frozenset(f"v{n}" for n in range(here)))
    found = judged(motion(kind, method=method, **typed), voters, committee=boss)
    if found.outcome.decided:
        assert None not in (typed["yes"], typed["no"], typed["abstain"])
        valid = (typed["returned"] or 0) - (typed["invalid"] or 0)
        assert found.ballot.cast == (valid if found.ballot.secret else here)
    if found.passed:
        least = here if kind == MotionKind.election else len(ALL.due)
        assert found.outcome.in_favour * 2 > least
