"""A long day of signals and questions does not end the program."""

import sys

import pytest
from PySide6.QtCore import QObject, Signal

from ui.desktop.steady import hold_singletons


class Bell(QObject):
    rung = Signal()


@pytest.mark.usefixtures("qapp")
def test_more_signals_and_empty_answers_than_there_are_references_are_survived() -> None:
    hold_singletons()
    bell = Bell()
    for _ in range(20_000):
        bell.rung.emit()
        assert bell.parent() is None
    assert min(sys.getrefcount(held) for held in (None, True)) > 20_000
