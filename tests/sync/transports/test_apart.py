"""An exchange that can be left at once, whatever the link does."""

import threading
import time
from collections.abc import Iterator

import pytest

from db.model.errors import Cancelled, Offline, WeBroke
from db.model.progress import Progress, Silent, Stoppable
from sync.carrier import Tray
from sync.transports.apart import Apart


class Link:
    """A carrier that goes on when it is told to."""

    way = "http"

    def __init__(self) -> None:
        self.open, self.left, self.closed = threading.Event(), threading.Event(), False
        self.failure: Exception | None = None

    def exchange(self, request: bytes, progress: Progress, tray: Tray) -> bytes:
        tray.arrived = b"begun"
        progress.step(3, 10, "sending")
        self.open.wait(20)
        try:
            progress.step(10, 10, "sending")
        except Cancelled:
            self.left.set()
            raise
        if self.failure is not None:
            raise self.failure
        return request[::-1]

    def __exit__(self, *_: object) -> None:
        self.closed = True


class Heard(Stoppable):
    """Remembers every step."""

    def __init__(self) -> None:
        super().__init__()
        self.steps: list[tuple[int, int, str]] = []
        self.first = threading.Event()

    def step(self, done: int, total: int, what: str = "") -> None:
        super().step(done, total, what)
        self.steps.append((done, total, what))
        if what:
            self.first.set()


@pytest.fixture
def link() -> Iterator[Link]:
    link = Link()
    yield link
    link.open.set()


def test_the_answer_and_the_progress_come_through(link: Link) -> None:
    link.open.set()
    heard = Heard()
    with Apart(link, 0.01) as carrier:
        assert carrier.way == "http"
        assert carrier.exchange(b"abc", heard, Tray()) == b"cba"
    assert heard.steps[-1] == (10, 10, "sending")
    assert link.closed


def test_a_dead_link_is_left_within_a_moment_and_sends_no_more(link: Link) -> None:
    heard, left = Heard(), []

    def sync() -> None:
        with pytest.raises(Cancelled), Apart(link) as carrier:
            carrier.exchange(b"abc", heard, Tray())
        left.append(time.monotonic())

    job = threading.Thread(target=sync)
    job.start()
    assert heard.first.wait(5)
    stopped = time.monotonic()
    heard.stop()
    job.join(5)
    assert left
    assert left[0] - stopped < 1
    link.open.set()
    assert link.left.wait(5)


def test_what_the_carrier_says_is_raised_where_one_waits(link: Link) -> None:
    link.failure = Offline("no way")
    link.open.set()
    with pytest.raises(Offline, match="no way"):
        Apart(link, 0.01).exchange(b"abc", Silent(), Tray())


def test_a_mistake_of_ours_is_not_taken_for_an_answer(
    link: Link, monkeypatch: pytest.MonkeyPatch
) -> None:
    told = threading.Event()
    monkeypatch.setattr(threading, "excepthook", lambda _args: told.set())
    link.failure = ZeroDivisionError()
    link.open.set()
    with pytest.raises(WeBroke):
        Apart(link, 0.01).exchange(b"abc", Silent(), Tray())
    assert told.wait(5)
