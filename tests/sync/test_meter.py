"""What a link gives is measured over the whole way, and only once enough went over."""

from collections.abc import Iterator
from itertools import count

from db.model.progress import Progress, Silent
from sync.carrier import Tray
from sync.meter import TELLING, Link, Meter


class Line:
    """Answers with so many bytes."""

    way = "http"

    def __init__(self, size: int) -> None:
        self._size = size

    def exchange(self, request: bytes, progress: Progress, tray: Tray) -> bytes:
        del request, progress, tray
        return bytes(self._size)


def metered(size: int, seconds: float, times: int = 1) -> Link:
    ticks: Iterator[float] = (n * seconds for n in count())
    meter = Meter(Line(size), lambda: next(ticks))
    for n in range(times):
        assert len(meter.exchange(b"x" * 1000, Silent(), Tray())) == size, n
    assert meter.way == "http"
    return meter.link()


def test_the_speed_is_bytes_both_ways_over_the_time_it_took() -> None:
    assert metered(9_000, 4.0) == Link(4000, 2500)
    assert metered(9_000, 4.0, times=3) == Link(12_000, 2500)


def test_a_few_bytes_tell_nothing_of_a_link() -> None:
    assert metered(TELLING - 1001, 1.0) == Link(1000, 0)


def test_an_exchange_that_took_no_time_has_no_speed() -> None:
    assert metered(9_000, 0.0) == Link(0, 0)


def test_what_is_taken_up_again_says_nothing_of_the_speed() -> None:
    ticks = iter((0.0, 4.0))
    meter = Meter(Line(9_000), lambda: next(ticks))
    meter.exchange(b"x" * 1000, Silent(), Tray(begun=True))
    assert meter.link() == Link(4000, 0)
