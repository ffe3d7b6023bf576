"""Idle minutes pass only while nobody touches the machine."""

from PySide6.QtCore import Qt
from PySide6.QtTest import QTest
from PySide6.QtWidgets import QWidget
from pytestqt.qtbot import QtBot

from ui.desktop.idle import Idle


def test_the_minutes_pass(qtbot: QtBot) -> None:
    holder = QWidget()
    qtbot.addWidget(holder)
    idle = Idle(holder)
    idle.count(1)
    assert idle.counting
    idle._timer.setInterval(1)
    with qtbot.waitSignal(idle.passed):
        pass


def test_no_minutes_never_pass(qtbot: QtBot) -> None:
    holder = QWidget()
    qtbot.addWidget(holder)
    idle = Idle(holder)
    idle.count(1)
    idle.count(0)
    assert not idle.counting


def test_a_key_begins_the_count_anew(qtbot: QtBot) -> None:
    window = QWidget()
    qtbot.addWidget(window)
    window.show()
    idle = Idle(window)
    idle.watch(window)
    idle.count(30)
    idle._timer.start(60_000)
    handle = window.windowHandle()
    assert handle is not None
    QTest.keyClick(handle, Qt.Key.Key_A)
    qtbot.waitUntil(lambda: idle._timer.remainingTime() > 20 * 60_000)
