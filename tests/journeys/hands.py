"""Two hands on the keyboard of an opened window, over a real book, at an hour of the day it is."""

from collections.abc import Callable, Iterator
from contextlib import contextmanager
from datetime import UTC, datetime, timedelta
from pathlib import Path

from PySide6.QtCore import QEvent, Qt
from PySide6.QtGui import QKeyEvent
from PySide6.QtTest import QTest
from PySide6.QtWidgets import QApplication
from pytestqt.qtbot import QtBot

from app.site import SITE
from app.words import Catalogue
from app.workspace import Workspace
from tests.journeys.conftest import SECRET
from ui.desktop.meetings.kinds import KindList
from ui.desktop.pages.meeting import MeetingPage
from ui.desktop.theme.theme import Theme
from ui.desktop.widgets.duerow import ListRow
from ui.desktop.window import Window
from ui.desktop.work import Work

CTRL = Qt.KeyboardModifier.ControlModifier


class Hands:
    """Types where the focus is and waits for what the window does."""

    def __init__(self, bot: QtBot, window: Window) -> None:
        self._bot, self.window = bot, window

    @property
    def book(self) -> Workspace:
        return self.window.desk.book

    def until(self, check: Callable[[], bool]) -> None:
        self._bot.waitUntil(check, timeout=15_000)

    def rest(self) -> None:
        self.until(lambda: not self.window.desk.work.busy)

    def type(self, text: str) -> None:
        for sign in text:
            focus = QApplication.focusWidget()
            assert focus is not None
            code = ord(sign.upper()) if sign.isascii() else 0
            for kind in (QEvent.Type.KeyPress, QEvent.Type.KeyRelease):
                event = QKeyEvent(kind, code, Qt.KeyboardModifier.NoModifier, sign)
                QApplication.sendEvent(focus, event)

    def key(self, key: Qt.Key, held: Qt.KeyboardModifier = Qt.KeyboardModifier.NoModifier) -> None:
        QTest.keyClick(QApplication.focusWidget() or self.window, key, held)

    def choose_kind(self, kind: str) -> None:
        """Choose a kind in the list that Ctrl+N has opened."""

        def lists() -> list[KindList]:
            return [
                w for w in QApplication.allWidgets() if isinstance(w, KindList) and w.isVisible()
            ]

        self.until(lambda: bool(lists()))
        row = lists()[0].findChild(ListRow, f"kind-{kind}-")
        assert row is not None
        QTest.keyClick(row, Qt.Key.Key_Return)
        self.until(lambda: isinstance(self.window.page, MeetingPage))
        # Without a window system nobody hands the focus back when a popup closes.
        self.window.activateWindow()
        self.until(self.window.isActiveWindow)


def at_evening() -> Callable[[], int]:
    """Return a clock that runs on from half past eight in the evening of the day it is."""
    evening = datetime.now(SITE).replace(hour=20, minute=30, tzinfo=None)
    offset = evening - datetime.now(UTC).replace(tzinfo=None)

    def clock() -> int:
        now = datetime.now(UTC) + offset - timedelta(hours=8)
        return int(now.timestamp() * 1000)

    return clock


@contextmanager
def opened(bot: QtBot, theme: Theme, home: Path) -> Iterator[Window]:
    """Open the window over a home, as a person sees it in the evening."""
    book = Workspace.open(home, SECRET, clock=at_evening())
    work = Work()
    window = Window(book, theme, Catalogue("zh_CN"), work, book.now)
    bot.addWidget(window)
    window.resize(1366, 768)
    with bot.waitActive(window):
        window.show()
        window.activateWindow()
    window.open()
    yield window
    window.finish()
    work.finish()
    book.close()
