"""Steps give way to each other where there is little room; the one that is open is read whole."""

from hypothesis import given
from hypothesis import strategies as st

from ui.desktop.widgets.stepper import fitted

widths = st.lists(st.floats(60, 300), min_size=1, max_size=8)


@given(widths, st.floats(300, 2400), st.integers(0, 7))
def test_steps_fit_where_they_can_and_the_open_one_stays_whole(
    found: list[float], room: float, whole: int
) -> None:
    least = 50.0
    made = fitted(found, room, least, whole)
    assert all(new <= old for new, old in zip(made, found, strict=True))
    assert all(new >= least for new in made)
    if whole < len(found):
        assert made[whole] == found[whole]
    narrowest = sum(w if at == whole else least for at, w in enumerate(found))
    if narrowest <= room:
        assert sum(made) <= room + 0.5


@given(widths)
def test_where_there_is_room_nothing_gives_way(found: list[float]) -> None:
    assert fitted(found, sum(found) + 1, 50.0, 0) == found
