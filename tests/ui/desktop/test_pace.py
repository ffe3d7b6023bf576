"""The rest of the time is said at the present speed, and only once that is steady."""

import pytest
from hypothesis import given
from hypothesis import strategies as st

from ui.desktop.pace import Pace


class Watch:
    """A clock that is moved on."""

    def __init__(self) -> None:
        self.now = 0.0

    def __call__(self) -> float:
        return self.now


@pytest.fixture
def watch() -> Watch:
    return Watch()


def ran(watch: Watch, pace: Pace, seconds: int, each: int, total: int) -> None:
    """Move on a second at a time, `each` further every time."""
    for n in range(seconds + 1):
        pace.step(n * each, total)
        watch.now += 1
    watch.now -= 1


def test_nothing_is_said_before_the_speed_is_steady(watch: Watch) -> None:
    pace = Pace(watch)
    ran(watch, pace, 2, 10, 100)
    assert pace.rest() == 0


def test_the_rest_is_what_is_left_at_the_present_speed(watch: Watch) -> None:
    pace = Pace(watch)
    ran(watch, pace, 5, 10, 100)
    assert pace.rest() == 5


def test_what_a_buffer_swallows_at_once_is_no_speed(watch: Watch) -> None:
    pace = Pace(watch)
    pace.step(0, 100)
    pace.step(40, 100)
    for done in (45, 50, 55, 60):
        watch.now += 1
        pace.step(done, 100)
    assert pace.rest() == 8


def test_a_link_that_became_slow_is_believed(watch: Watch) -> None:
    pace = Pace(watch)
    ran(watch, pace, 10, 100, 2000)
    for n in range(12):
        watch.now += 1
        pace.step(1000 + n, 2000)
    assert pace.rest() > 300


def test_a_new_total_begins_anew(watch: Watch) -> None:
    pace = Pace(watch)
    ran(watch, pace, 5, 10, 100)
    pace.step(0, 9)
    assert pace.rest() == 0


def test_what_is_done_has_no_rest(watch: Watch) -> None:
    pace = Pace(watch)
    assert pace.rest() == 0
    ran(watch, pace, 10, 10, 100)
    assert pace.rest() == 0


@given(st.lists(st.tuples(st.floats(0, 30), st.integers(0, 10**7), st.integers(0, 10**7))))
def test_no_order_of_steps_breaks_it(steps: list[tuple[float, int, int]]) -> None:
    watch = Watch()
    pace = Pace(watch)
    for seconds, done, total in steps:
        watch.now += seconds
        pace.step(done, total)
        assert pace.rest() >= 0
