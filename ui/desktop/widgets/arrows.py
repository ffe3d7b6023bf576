"""Arrow keys as steps on a grid: across, down."""

from collections.abc import Mapping
from types import MappingProxyType

from PySide6.QtCore import Qt

ARROWS: Mapping[Qt.Key, tuple[int, int]] = MappingProxyType(
    {
        Qt.Key.Key_Left: (-1, 0),
        Qt.Key.Key_Right: (1, 0),
        Qt.Key.Key_Up: (0, -1),
        Qt.Key.Key_Down: (0, 1),
    }
)
