"""The committee decides with half of it there, and counts nobody else."""

import pytest

from app.rules import committee
from app.rules.facts import Facts
from tests.app.rules.conftest import facts, meeting, office, seat, told

HELD = meeting("m", "committee_meeting", "2026-05-08T10:00:00")
SEATED = [
    office("s", "secretary"),
    office("d", "deputy_secretary"),
    office("o", "organization_member"),
    office("p", "publicity_member", to_on="2026-05-07"),
]


def given(here: str, away: str = "") -> Facts:
    seats = [seat("m", p, "present") for p in here] + [seat("m", p, "absent") for p in away]
    return facts([HELD], members={p: {} for p in "sdopa"}, offices=SEATED, seats=seats)


@pytest.mark.parametrize(("here", "away", "wrong"), [("sd", "o", 0), ("s", "do", 1)])
def test_half_of_the_committee_or_more_is_there(here: str, away: str, wrong: int) -> None:
    found = told(committee.quorum, given(here, away))
    assert [f.rule for f in found] == ["R38"] * wrong


def test_others_in_the_room_make_no_quorum() -> None:
    (few,) = told(committee.quorum, given("sap", "do"))
    assert dict(few.what.params)["present"] == 1


def test_who_is_not_on_the_committee_any_more_is_told_as_counted_in() -> None:
    (strange,) = told(committee.outsiders, given("sdpa"))
    assert (strange.rule, strange.severity, strange.people) == ("R17", "error", ("p", "a"))


def test_where_the_book_does_not_say_who_sits_on_it_nothing_is_asked() -> None:
    bare = facts([HELD], members={"a": {}}, seats=[seat("m", "a", "present")])
    assert not told(committee.quorum, bare)
    assert not told(committee.outsiders, bare)
