"""Syncing over a slow link in the real window: bytes are told, work goes on, leaving takes a moment."""

import random
import time
from collections.abc import Callable, Iterator

import pytest
from PySide6.QtCore import QObject, QTimer
from PySide6.QtWidgets import QApplication
from pytestqt.qtbot import QtBot

from app.records.meeting import Activity
from app.words import Catalogue
from app.workspace import Workspace
from tests.journeys.conftest import SECRET, Computer, enrol, served
from tests.journeys.hands import Hands
from tests.journeys.slowly import SlowLink, slow
from ui.desktop.connection import Connection
from ui.desktop.desk import Route
from ui.desktop.exchange.out import NETWORK
from ui.desktop.exchange.underway import EXCHANGE
from ui.desktop.pages.sync import SyncPage
from ui.desktop.theme.theme import Theme
from ui.desktop.widgets.longtext import LongTextField
from ui.desktop.window import Window
from ui.desktop.work import Work

RATE = 8_000
SPOKEN = "一工区认领两处，夜里下雨有人值守。"
BLOCKED = 0.5
"""Seconds no screen may stand still, even on a machine that eight people share."""


class Pulse(QObject):
    """Notes the longest time between two beats of the screen's thread."""

    def __init__(self) -> None:
        super().__init__()
        self.longest, self._last = 0.0, time.monotonic()
        self._timer = QTimer(self, interval=5)
        self._timer.timeout.connect(self._beat)

    def start(self) -> None:
        """Begin to listen."""
        self.longest, self._last = 0.0, time.monotonic()
        self._timer.start()

    def _beat(self) -> None:
        now = time.monotonic()
        self.longest, self._last = max(self.longest, now - self._last), now


def unpackable(length: int) -> str:
    """Return prose that no codec makes small."""
    chance = random.Random(7)
    return "".join(chr(chance.randrange(0x4E00, 0x9FA5)) for _ in range(length))


@pytest.fixture
def secretary(laptop: Callable[..., Computer], hq: Computer) -> Computer:
    made = laptop("周建国")
    enrol(hq, made)
    made.new("member", {"name": "周建国", "number": 1}, {"name": "达瓦次仁", "number": 2})
    made.new("activity", {"type": "training", "title": "长的记录", "minutes": unpackable(24_000)})
    return made


@pytest.fixture
def link(hq: Computer) -> Iterator[SlowLink]:
    with served(hq) as url, slow(url, RATE) as link:
        yield link


@pytest.fixture
def hands(qtbot: QtBot, theme: Theme, secretary: Computer, link: SlowLink) -> Iterator[Hands]:
    book = Workspace.open(secretary.home, SECRET)
    book.store.settings.put("hq_url", link.url)
    work = Work()
    window = Window(book, theme, Catalogue("zh_CN"), work, book.now)
    qtbot.addWidget(window)
    window.resize(1366, 768)
    with qtbot.waitActive(window):
        window.show()
        window.activateWindow()
    window.open(Route("sync"))
    yield Hands(qtbot, window)
    window.finish()
    work.finish()
    book.close()


def begun(hands: Hands) -> SyncPage:
    """Begin a sync by hand and wait until the bar tells of it."""
    page = hands.window.page
    assert isinstance(page, SyncPage)
    page._out.button(NETWORK).click()
    hands.until(lambda: "已发" in hands.window.jobs.bar.accessibleName())
    return page


def test_a_text_is_typed_and_saved_while_a_slow_sync_goes_on(hands: Hands, link: SlowLink) -> None:
    book, work = hands.book, hands.window.desk.work
    meeting = book.records.add("activity", {"type": "general_meeting", "title": "5月党员大会"})
    # What a page costs when it is first made is no matter of syncing.
    hands.window.go(Route("meeting", meeting, "minutes"))
    hands.window.go(Route("sync"))
    begun(hands)
    pulse = Pulse()
    pulse.start()
    hands.window.go(Route("meeting", meeting, "minutes"))
    hands.until(lambda: isinstance(QApplication.focusWidget(), LongTextField))
    hands.type(SPOKEN)
    hands.until(lambda: SPOKEN in [a.minutes for a in book.records.all(Activity)])
    assert work.running(EXCHANGE) is not None, "the sync was over before the text was saved"
    hands.until(lambda: work.running(EXCHANGE) is None)
    assert pulse.longest < BLOCKED
    status = book.syncing.status()
    assert status.receipt is not None
    assert status.only_here >= 1, "what was typed meanwhile waits for the next time"
    (met,) = book.syncing.exchanges()
    assert met.ms > 1000
    assert RATE / 2 < met.speed < RATE * 2
    assert status.speed == met.speed
    print(f"longest standstill {pulse.longest * 1000:.0f} ms, speed {met.speed} B/s")  # noqa: T201


def test_the_bar_tells_the_bytes_that_are_on_the_link(hands: Hands, link: SlowLink) -> None:
    said: list[str] = []
    work, bar = hands.window.desk.work, hands.window.jobs.bar
    begun(hands)
    job = work.running(EXCHANGE)
    assert job is not None
    job.progressed.connect(lambda *_: said.append(bar.accessibleName()))
    hands.until(lambda: "还要约" in bar.accessibleName() or work.running(EXCHANGE) is None)
    assert "还要约" in bar.accessibleName()
    hands.until(lambda: work.running(EXCHANGE) is None)
    assert len({s for s in said if "已发" in s}) >= 4, said


def test_a_link_that_died_is_left_within_a_second_and_nothing_is_lost(
    hands: Hands, link: SlowLink
) -> None:
    work = hands.window.desk.work
    begun(hands)
    link.stall()
    started = time.monotonic()
    hands.window.jobs.bar.cancelled.emit()
    hands.until(lambda: work.running(EXCHANGE) is None)
    assert time.monotonic() - started < 1
    status = hands.book.syncing.status()
    assert (status.receipt, status.on_stick) == (None, 0)
    assert status.only_here == 3
    assert hands.book.syncing.exchanges() == ()


def test_when_the_network_is_back_it_syncs_by_itself_and_says_so_in_the_side(
    hands: Hands, link: SlowLink
) -> None:
    window = hands.window
    card, page = window.sidebar.card, window.page
    assert isinstance(page, SyncPage)
    connection = Connection(window, window)
    said: list[str] = []
    window.desk.work.started.connect(
        lambda job: job.progressed.connect(lambda *_: said.append(card.accessibleDescription()))
    )
    connection.look()
    hands.until(page._out.underway.isVisible)
    assert window.jobs.bar.isHidden()
    assert page._out.button(NETWORK).is_busy()
    hands.until(lambda: window.desk.work.running(EXCHANGE) is None)
    hands.until(lambda: "自动同步好了" in card.accessibleDescription())
    assert any("已发" in s for s in said)
    assert window.messages.banner.isHidden()
    assert not page._out.button(NETWORK).is_busy()
    assert hands.book.syncing.status().only_here == 0
    connection.stop()
