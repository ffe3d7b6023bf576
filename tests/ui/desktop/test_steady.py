"""A long day of signals does not end the program."""

import sys

from PySide6.QtCore import QObject, Signal

from ui.desktop.steady import hold_true


class Bell(QObject):
    rung = Signal()


def test_more_signals_than_true_has_references_are_survived() -> None:
    hold_true()
    bell = Bell()
    for _ in range(20_000):
        bell.rung.emit()
    assert sys.getrefcount(True) > 20_000
