"""Keeps the program alive under PySide 6.12 with Python 3.11.

There Qt's answers give away references to None and True that they do not own: every `emit()`, every
`parent()` of something without one. After some ten thousand of them the interpreter finds None
freed and aborts. From Python 3.12 on, these objects cannot be freed.
"""

import ctypes
import sys

PLENTY = 1 << 40
"""More references than will ever be given away."""
_HELD = (None, True, False, NotImplemented, ...)


def hold_singletons() -> None:
    """Take so many references to what Qt gives away that none is the last. Safe to repeat."""
    if sys.version_info >= (3, 12):
        return
    for held in _HELD:
        if sys.getrefcount(held) < PLENTY:
            # The count of references is the first word of every object.
            ctypes.c_ssize_t.from_address(id(held)).value += 2 * PLENTY
