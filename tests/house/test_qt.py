"""The Qt this environment holds keeps Python's own objects whole.

PySide6 6.12.0 gave away references to None and True that it did not own; under Python 3.11 a long
day of work ended in an abort.
"""

import sys

from PySide6.QtCore import QObject, Signal


class Bell(QObject):
    """Something that can ring."""

    rung = Signal()


def test_thousands_of_calls_leave_none_and_true_as_they_were() -> None:
    bell = Bell()
    before = [sys.getrefcount(held) for held in (None, True, False)]
    for _ in range(2000):
        bell.setObjectName("bell")
        bell.parent()
        bell.rung.emit()
    after = [sys.getrefcount(held) for held in (None, True, False)]
    assert all(now > was - 200 for was, now in zip(before, after, strict=True))
