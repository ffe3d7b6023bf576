"""Ballots add up or it is said; a result is read back as it was sealed; a third is rounded down."""

import pytest
from hypothesis import given
from hypothesis import strategies as st

from app.counting.appraising import (
    LEVELS,
    Result,
    Tally,
    most_excellent,
    result_of,
    verdict,
)

NUMBERS = st.one_of(st.none(), st.integers(0, 60))
TALLIES = st.builds(Tally, NUMBERS, NUMBERS, NUMBERS, NUMBERS, NUMBERS)


@given(st.builds(Result, st.one_of(st.none(), st.sampled_from(LEVELS)), TALLIES, st.text()))
def test_a_result_is_read_back_as_it_was_sealed(result: Result) -> None:
    assert result_of(result.told()) == result


@pytest.mark.parametrize("text", ["又写了别的", "[1,2]", '{"level":"superb"}', "{"])
def test_what_cannot_be_read_is_an_opinion_in_its_own_words(text: str) -> None:
    assert result_of(text) == Result(opinion=text)
    assert result_of("") == Result()


@given(TALLIES, NUMBERS)
def test_a_tally_agrees_only_when_it_is_as_many_as_came_back(
    tally: Tally, returned: int | None
) -> None:
    found = verdict(tally, returned)
    if returned is None or not tally.typed:
        assert found == "empty"
    else:
        assert (found == "agrees") == (tally.sum == returned)
        assert (found == "over") == (tally.sum > returned)


@given(st.integers(0, 500))
def test_at_most_a_third_may_be_excellent(full: int) -> None:
    most = most_excellent(full)
    assert most * 3 <= full < (most + 1) * 3
