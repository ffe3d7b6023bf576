"""Counts the minutes in which nobody touched keyboard or mouse."""

from PySide6.QtCore import QEvent, QObject, QTimer, Signal
from PySide6.QtWidgets import QWidget
from typing_extensions import override

_TOUCHES = frozenset(
    {
        QEvent.Type.KeyPress,
        QEvent.Type.MouseMove,
        QEvent.Type.MouseButtonPress,
        QEvent.Type.Wheel,
        QEvent.Type.TouchBegin,
    }
)


class Idle(QObject):
    """Emits `passed` when the minutes are over. Minutes 0 never pass."""

    passed = Signal()

    def __init__(self, parent: QObject) -> None:
        super().__init__(parent)
        self._minutes = 0
        self._timer = QTimer(self, singleShot=True)
        self._timer.timeout.connect(self.passed)

    def watch(self, window: QWidget) -> None:
        """Look at what the system sends to a whole window: far less than what its parts send about."""
        handle = window.windowHandle()
        if handle is not None:
            handle.removeEventFilter(self)
            handle.installEventFilter(self)

    def count(self, minutes: int) -> None:
        """Begin counting anew."""
        self._minutes = minutes
        if minutes:
            self._timer.start(minutes * 60_000)
        else:
            self._timer.stop()

    @property
    def counting(self) -> bool:
        """Tell whether the minutes run."""
        return self._timer.isActive()

    @override
    def eventFilter(self, watched: QObject, event: QEvent) -> bool:
        if event.type() in _TOUCHES and self._timer.isActive():
            self.count(self._minutes)
        return False
