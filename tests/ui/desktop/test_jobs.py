"""The job bar: real counts, the newest job, stopping, and asking before the window goes."""

import threading
from collections.abc import Iterator

import pytest
from pytestqt.qtbot import QtBot

from db.model.progress import Progress
from ui.desktop.window import Window


class Gate:
    """A job that reports and goes on when it is told to."""

    def __init__(self, *steps: tuple[int, int, str]) -> None:
        self.steps, self.open = steps, threading.Event()

    def __call__(self, progress: Progress) -> str:
        for step in self.steps:
            progress.step(*step)
        while not self.open.wait(0.005):
            progress.step(*self.steps[-1])
        return "done"


@pytest.fixture
def gate() -> Iterator[Gate]:
    gate = Gate((192, 340, "19 / 34"))
    yield gate
    gate.open.set()


def test_what_takes_less_than_a_second_shows_nothing(window: Window, qtbot: QtBot) -> None:
    with qtbot.waitSignal(window.jobs.idle):
        window.desk.work.job("short", lambda _progress: None)
    assert window.jobs.bar.isHidden()


def test_a_longer_job_shows_its_counts_and_leaves_when_it_ends(
    window: Window, qtbot: QtBot, gate: Gate
) -> None:
    window.jobs._timer.setInterval(1)
    window.desk.work.job("正在生成检查材料", gate)
    qtbot.waitUntil(window.jobs.bar.isVisible)
    qtbot.waitUntil(lambda: "192 / 340" in window.jobs.bar.accessibleName())
    assert "正在生成检查材料" in window.jobs.bar.accessibleName()
    gate.open.set()
    qtbot.waitUntil(window.jobs.bar.isHidden)


def test_cancel_stops_the_job_at_its_next_step_and_says_so(
    window: Window, qtbot: QtBot, gate: Gate
) -> None:
    window.jobs._timer.setInterval(1)
    window.desk.work.job("long", gate)
    qtbot.waitUntil(window.jobs.bar.isVisible)
    with qtbot.waitSignal(window.jobs.stopped) as stopped:
        window.jobs.bar.cancelled.emit()
    assert stopped.args == ["long"]
    qtbot.waitUntil(window.messages.banner.isVisible)


def test_the_toast_stands_above_the_bar(window: Window, qtbot: QtBot, gate: Gate) -> None:
    window.jobs._timer.setInterval(1)
    window.desk.work.job("long", gate)
    qtbot.waitUntil(window.jobs.bar.isVisible)
    window.undoable("deleted")
    toast = window.messages.toast
    qtbot.waitUntil(lambda: toast.geometry().bottom() < window.jobs.bar.geometry().top())


def test_an_exchange_says_how_many_bytes_are_on_the_link(window: Window, qtbot: QtBot) -> None:
    gate = Gate((18_000, 28_000, "sending"))
    window.jobs._timer.setInterval(1)
    window.desk.work.job("正在同步", gate)
    qtbot.waitUntil(lambda: "已发 18 / 28 KB" in window.jobs.bar.accessibleName())
    gate.open.set()
    qtbot.waitUntil(window.jobs.bar.isHidden)


def test_a_quiet_job_stays_out_of_the_bar_and_can_be_found(window: Window, qtbot: QtBot) -> None:
    gate = Gate((1, 2, ""))
    work = window.desk.work
    job = work.job("quiet", gate, quiet=True, subject="exchange")
    assert work.running("exchange") is job
    assert work.running("other") is None
    assert not window.jobs.busy()
    qtbot.waitUntil(lambda: job.at == (1, 2, ""))
    with qtbot.waitSignal(job.cancelled):
        job.cancel()
    qtbot.waitUntil(lambda: work.running("exchange") is None)


def test_more_bytes_than_a_whole_number_of_qt_holds_are_told(window: Window, qtbot: QtBot) -> None:
    large = 5_000_000_000
    gate = Gate((large, 2 * large, "writing"))
    window.jobs._timer.setInterval(1)
    window.desk.work.job("stick", gate)
    qtbot.waitUntil(lambda: "5,000.0 / 10,000.0 MB" in window.jobs.bar.accessibleName())
    gate.open.set()
    qtbot.waitUntil(window.jobs.bar.isHidden)
