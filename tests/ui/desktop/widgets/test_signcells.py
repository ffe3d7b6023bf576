"""The sign-in sheet as values: who is found, who comes next, where the arrows lead."""

from hypothesis import given
from hypothesis import strategies as st

from ui.desktop.widgets.signcells import (
    STATES,
    Sheet,
    SignInCell,
    SignInGroup,
    beside,
    everyone,
    next_open,
    only,
    sought,
    with_state,
)


def sheet(*states: str, columns: int = 3) -> Sheet:
    cells = [SignInCell(str(at), f"name {at}", f"n{at}", state=s) for at, s in enumerate(states)]
    size = -(-len(cells) // columns) or 1
    return tuple(
        SignInGroup(str(n), f"group {n}", tuple(cells[n * size : n * size + size]))
        for n in range(columns)
    )


some_states = st.lists(st.sampled_from(STATES), min_size=1, max_size=30)


@given(some_states, st.integers(0, 29))
def test_the_next_person_is_never_one_already_marked(states: list[str], at: int) -> None:
    whole = sheet(*states)
    found = next_open(whole, str(at))
    open_ids = {cell.id for cell in everyone(whole) if cell.state == "open"} - {str(at)}
    assert (found in open_ids) if open_ids else not found


@given(some_states, st.integers(0, 29), st.sampled_from([(0, 1), (0, -1), (1, 0), (-1, 0)]))
def test_arrows_never_leave_the_sheet(states: list[str], at: int, step: tuple[int, int]) -> None:
    whole = sheet(*states)
    ids = {cell.id for cell in everyone(whole)}
    here = str(at % len(states))
    assert beside(whole, here, *step) in ids


def test_initials_find_those_not_marked_first() -> None:
    cells = (SignInCell("1", "Hu", "h", state="present"), SignInCell("2", "He", "h"))
    assert sought((SignInGroup("g", "g", cells),), "H") == "2"


def test_nothing_typed_finds_nobody() -> None:
    assert not sought(sheet("open"), " ")


def test_a_mark_changes_one_person_and_no_other() -> None:
    whole = with_state(sheet("open", "open", "open"), "1", "present", "19:30")
    assert [cell.state for cell in everyone(whole)] == ["open", "present", "open"]
    assert whole[1].present() == 1


def test_a_filter_keeps_the_groups() -> None:
    shown = only(sheet("open", "leave", "present"), "leave")
    assert len(shown) == 3
    assert [cell.id for cell in everyone(shown)] == ["1"]
