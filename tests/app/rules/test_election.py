"""Elections: candidates enough, by secret ballot, void with more ballots than voters."""

from typing import Any

import pytest

from app.records.voting import ElectionCandidate
from app.rules import election
from app.rules.facts import Facts
from app.rules.shelves import Ballots
from tests.app.rules.conftest import facts, grouped, made, meeting, motion, told

HELD = meeting("m", "general_meeting", "2026-05-08T10:00:00")


def given(candidates: int = 0, written_in: int = 0, votes: Any = None, **fields: Any) -> Facts:
    rows = [
        made(
            ElectionCandidate,
            f"c{n}",
            motion="v",
            name=f"n{n}",
            written_in=n >= candidates,
            **(votes or {}),
        )
        for n in range(candidates + written_in)
    ]
    vote = motion("v", "m", **{"kind": "election", "method": "secret_ballot", **fields})
    return facts([HELD], motions=[vote], ballots=Ballots({}, grouped(rows, "motion")))


@pytest.mark.parametrize(
    ("seats", "candidates", "wrong"),
    [(3, 3, 1), (3, 4, 0), (5, 5, 1), (5, 6, 0), (7, 8, 1), (7, 9, 0), (1, 1, 0), (2, 2, 0)],
)
def test_a_committee_has_a_fifth_more_candidates_than_seats(
    seats: int, candidates: int, wrong: int
) -> None:
    found = told(election.elections, given(candidates, seats=seats))
    assert [f.field for f in found] == ["seats"] * wrong


def test_written_in_names_are_no_candidates() -> None:
    assert told(election.elections, given(3, 2, seats=3))


def test_more_ballots_than_were_given_out_void_it() -> None:
    (void,) = told(election.elections, given(issued=20, returned=21))
    assert (void.rule, void.severity, void.field) == ("R37", "error", "returned")
    assert not told(election.elections, given(issued=20, returned=19))


def test_it_is_by_secret_ballot() -> None:
    assert [f.field for f in told(election.elections, given(method="show_of_hands"))] == ["method"]
    assert not told(election.elections, given(method=None))


def test_nobody_has_more_votes_than_there_are_valid_ballots() -> None:
    votes = {"yes": 18, "no": 1, "abstain": 1}
    at = given(4, votes=votes, seats=3, issued=20, returned=20, invalid=1)
    assert len(told(election.elections, at)) == 4


def test_the_quorum_is_four_fifths_also_where_only_candidates_have_votes() -> None:
    votes = {"yes": 15, "no": 0, "abstain": 0}
    few = given(4, votes=votes, seats=3, eligible=20, present=15)
    assert [f.field for f in told(election.elections, few)] == ["present"]
    enough = given(4, votes=votes, seats=3, eligible=20, present=16)
    assert not told(election.elections, enough)
