"""Keeps the program alive under PySide 6.12 with Python 3.11.

There every `emit()` gives away a reference to True that it does not own: after some ten thousand
signals the interpreter finds True freed and aborts. From Python 3.12 on, True cannot be freed.
"""

import ctypes
import sys

PLENTY = 1 << 40
"""More references than signals will ever be emitted."""


def hold_true() -> None:
    """Take so many references to True that none of those given away is the last. Safe to repeat."""
    if sys.version_info < (3, 12) and sys.getrefcount(True) < PLENTY:
        # The count of references is the first word of every object.
        ctypes.c_ssize_t.from_address(id(True)).value += PLENTY
