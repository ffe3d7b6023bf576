"""What hangs together in a ring is let go on the screen's thread, whichever thread allocates."""

import gc
import threading
from collections.abc import Iterator

import pytest
from PySide6.QtCore import QObject
from pytestqt.qtbot import QtBot

from ui.desktop.collecting import Collector


class Ring:
    """Refers to itself, and notes on which thread it ends."""

    def __init__(self, ended: list[threading.Thread]) -> None:
        self.ended, self.me = ended, self

    def __del__(self) -> None:
        self.ended.append(threading.current_thread())


@pytest.fixture
def collector(qtbot: QtBot) -> Iterator[Collector]:
    parent = QObject()
    made = Collector(parent)
    yield made
    made.end()


def test_a_ring_ends_on_the_screens_thread_however_much_a_job_allocates(
    qtbot: QtBot, collector: Collector
) -> None:
    ended: list[threading.Thread] = []
    Ring(ended)
    kept: list[list[int]] = []
    job = threading.Thread(target=lambda: kept.extend([n] for n in range(50_000)))
    job.start()
    job.join()
    assert ended == []
    qtbot.waitUntil(lambda: bool(ended), timeout=5000)
    assert ended == [threading.main_thread()]


def test_collecting_is_given_back_at_the_end(collector: Collector) -> None:
    assert not gc.isenabled()
    collector.end()
    assert gc.isenabled()
