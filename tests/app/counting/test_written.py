from datetime import date, timedelta

from hypothesis import given
from hypothesis import strategies as st

from app.counting.written import refusal, written
from app.records.voting import WrittenOpinion
from app.terms import Stance

DAY = date(2026, 6, 10)
VOTERS, HERE = frozenset("abcde"), frozenset("ab")


def opinion(
    who: str, stance: Stance | None = Stance.support, dated: date | None = DAY - timedelta(days=1)
) -> WrittenOpinion:
    return WrittenOpinion(motion="m", member=who, stance=stance, dated_on=dated)


def test_an_absent_voters_opinion_handed_in_before_the_meeting_counts() -> None:
    found = written([opinion("c"), opinion("d", Stance.oppose)], DAY, VOTERS, HERE)
    assert (found.yes, found.no, found.abstain, found.refused) == (1, 1, 0, ())


def test_what_is_dated_on_the_day_is_not_before_the_meeting() -> None:
    assert refusal(opinion("c", dated=DAY), DAY, VOTERS, HERE) == "late"


def test_an_opinion_that_does_not_count_says_why() -> None:
    cases = {
        "late": opinion("c", dated=DAY + timedelta(days=1)),
        "undated": opinion("c", dated=None),
        "present": opinion("a"),
        "no-vote": opinion("x"),
        "no-stance": opinion("c", Stance.question),
    }
    for why, one in cases.items():
        assert refusal(one, DAY, VOTERS, HERE) == why
        assert written([one], DAY, VOTERS, HERE).total == 0


def test_nobody_is_heard_twice() -> None:
    found = written([opinion("c"), opinion("c", Stance.oppose)], DAY, VOTERS, HERE)
    assert (found.yes, found.no) == (1, 0)
    assert [why for _, why in found.refused] == ["twice"]


people = st.sampled_from("abcdefg")
opinions = st.builds(
    opinion, people, st.none() | st.sampled_from(Stance),
    st.none() | st.dates(DAY - timedelta(days=9), DAY + timedelta(days=9)),
)  # fmt: skip


@given(st.lists(opinions, max_size=12), st.frozensets(people), st.frozensets(people))
def test_those_heard_and_those_here_are_never_more_than_those_entitled(
    given_in: list[WrittenOpinion], voters: frozenset[str], came: frozenset[str]
) -> None:
    here = voters & came
    found = written(given_in, DAY, voters, here)
    assert found.total + len(here) <= len(voters)
    assert found.total + len(found.refused) == len(given_in)
