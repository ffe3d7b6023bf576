"""Where a meeting's record may go: whatever is asked in whatever order, what is filed stays as it was."""

import pytest
from hypothesis import given
from hypothesis import strategies as st

from app.counting.held import HELD, KEPT
from app.counting.states import ORDER, Standing, is_closed, refusal, resting, same_person, ways
from app.records.meeting import State

states = st.sampled_from(State)
names = st.sampled_from(["", " ", "王海燕", "王 海燕", "周建国", "达瓦次仁"])
standings = st.builds(
    Standing, states, st.booleans(), st.booleans(), st.booleans(), names, names, names
)


@given(standings, states)
def test_nothing_leads_out_of_what_is_closed_but_archiving_it_or_a_reason(
    at: Standing, to: State
) -> None:
    if is_closed(at.state) and not refusal(at, to):
        archived = (at.state, to) == (State.filed, State.archived)
        assert archived or (to == State.reopened and at.reason.strip())


@given(standings, states)
def test_a_meeting_is_called_off_or_opened_again_with_a_reason_alone(
    at: Standing, to: State
) -> None:
    needs = to in {State.cancelled, State.reopened} or at.state == State.cancelled
    if needs and not refusal(at, to):
        assert at.reason.strip()


@given(standings)
def test_the_recorder_alone_never_reviews(at: Standing) -> None:
    if not refusal(at, State.reviewed):
        assert at.reviewer.strip()
        assert not same_person(at.reviewer, at.recorder)
        assert at.minuted


@given(standings, states)
def test_nothing_is_filed_of_which_nobody_signed_in(at: Standing, to: State) -> None:
    if to in KEPT and at.state != State.filed and not refusal(at, to):
        assert at.marked


@given(standings, states)
def test_a_record_never_goes_back_by_itself(at: Standing, to: State) -> None:
    if at.state in ORDER and to in ORDER and not refusal(at, to):
        assert ORDER.index(to) > ORDER.index(at.state)


@given(standings)
def test_what_was_called_off_counts_as_held_only_where_it_was(at: Standing) -> None:
    called_off = at._replace(state=State.cancelled, reason="路通了")
    open_ways = [to for to in State if not refusal(called_off, to)]
    assert open_ways == [resting(called_off)]
    assert (open_ways[0] in HELD) == at.minuted


@given(standings, st.lists(states, max_size=12))
def test_every_walk_keeps_to_the_table(at: Standing, asked: list[State]) -> None:
    for to in asked:
        if not refusal(at, to):
            assert to in ways(at.state)
            at = at._replace(state=to)
    assert at.state in State


@pytest.mark.parametrize("state", ORDER[:4])
def test_one_button_files_straight_into_the_archive(state: State) -> None:
    assert not refusal(Standing(state, marked=True), State.archived)


def test_a_refusal_names_both_states() -> None:
    said = refusal(Standing(State.archived), State.minuted)
    assert {value.msgid for _, value in said.params} == {"Archived", "Minuted"}  # type: ignore[attr-defined]
