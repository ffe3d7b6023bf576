from hypothesis import given
from hypothesis import strategies as st

from app.records.meeting import AgendaItem, ItemKind, Resolution, ResolutionState
from app.services.agenda import between, drafted


def test_nothing_is_drafted_without_a_meeting_before() -> None:
    assert drafted([], []) == []


def test_what_is_done_or_dropped_is_not_brought_in() -> None:
    done = [Resolution(text="x", state=s) for s in (ResolutionState.done, ResolutionState.dropped)]
    assert drafted([], done) == []
    assert len(drafted([], [*done, Resolution(text="y")])) == 1


def test_decided_items_stay_behind_and_what_recurs_comes_again() -> None:
    items = [
        AgendaItem(activity="a", title="report", kind=ItemKind.report),
        AgendaItem(activity="a", title="vote", kind=ItemKind.vote),
        AgendaItem(activity="a", title="put off", kind=ItemKind.vote, no_decision=True),
    ]
    assert [d.title for d in drafted(items, [])] == ["report", "put off"]


@given(st.floats(0.001, 1e6), st.floats(0.001, 1e6))
def test_there_is_a_place_between_any_two(first: float, second: float) -> None:
    low, high = sorted((first, second))
    assert low <= between(low, high) <= high
    assert between(None, low) < low
    assert between(high, None) > high
