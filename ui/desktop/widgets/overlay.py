"""What lies above the page: the undo toast at its foot, and one sheet with a scrim behind it."""

from PySide6.QtCore import QEvent, QObject, QPoint, QRectF, Qt, Signal
from PySide6.QtGui import QKeyEvent, QMouseEvent, QPainter, QPaintEvent
from PySide6.QtWidgets import QFrame, QVBoxLayout, QWidget
from shiboken6 import isValid
from typing_extensions import override

from ui.desktop.theme.theme import Theme
from ui.desktop.widgets.painted import Painted
from ui.desktop.widgets.roles import give

_ABOVE_FOOT = 16


class Scrim(Painted):
    """Dims the window under a sheet. A press on it, or Esc, asks to close."""

    asked_away = Signal()

    @override
    def paintEvent(self, event: QPaintEvent) -> None:
        painter = QPainter(self)
        painter.fillRect(QRectF(self.rect()), self.theme.color("ground.scrim"))
        painter.end()

    @override
    def mousePressEvent(self, event: QMouseEvent) -> None:
        self.asked_away.emit()

    @override
    def keyPressEvent(self, event: QKeyEvent) -> None:
        if event.key() == Qt.Key.Key_Escape:
            self.asked_away.emit()
        else:
            super().keyPressEvent(event)


class Sheet(QFrame):
    """A surface above the page for what can't be taken back: words, then a verb on the button."""

    def __init__(self, width: int = 480, *, parent: QWidget | None = None) -> None:
        super().__init__(parent)
        give(self, part="sheet")
        self.setFixedWidth(width)
        self.body = QVBoxLayout(self)
        self.body.setContentsMargins(24, 20, 24, 20)
        self.body.setSpacing(12)


class OverlayHost(QObject):
    """Keeps things in place above `window` as it changes its size; one sheet at a time."""

    closed = Signal()

    def __init__(self, theme: Theme, window: QWidget) -> None:
        super().__init__(window)
        self._window, self._theme = window, theme
        self._toast: QWidget | None = None
        self._lift = 0
        self._scrim: Scrim | None = None
        self._sheet: QWidget | None = None
        self._top = 0
        self._came_from: QWidget | None = None
        window.installEventFilter(self)

    def hold_toast(self, toast: QWidget, lift: int = 0) -> None:
        """Keep a toast centred `lift` pixels above the window's foot (over the job bar)."""
        self._toast, self._lift = toast, lift
        toast.setParent(self._window)
        toast.installEventFilter(self)
        self._place()

    def set_lift(self, lift: int) -> None:
        """Move the toast up or down, as the job bar comes and goes."""
        self._lift = lift
        self._place()

    def open_sheet(self, sheet: QWidget, top: int = 88) -> None:
        """Show a sheet in the middle, `top` pixels from the top, with the scrim behind it."""
        self.close_sheet()
        self._came_from = self._window.focusWidget()
        self._scrim = Scrim(self._theme, self._window)
        self._scrim.asked_away.connect(self.close_sheet)
        self._sheet, self._top = sheet, top
        sheet.setParent(self._scrim)
        self._scrim.setGeometry(self._window.rect())
        self._scrim.show()
        self._scrim.raise_()
        sheet.show()
        self._place()
        sheet.setFocus()

    def close_sheet(self) -> None:
        """Close what is open and give the focus back to where it was."""
        if self._scrim is None or self._sheet is None:
            return
        self._sheet.hide()
        self._sheet.setParent(self._window)
        self._scrim.hide()
        self._scrim.deleteLater()
        self._scrim = self._sheet = None
        # The page behind may have been drawn again meanwhile, without the part that had the focus.
        if self._came_from is not None and isValid(self._came_from):
            self._came_from.setFocus()
        self.closed.emit()

    def is_open(self) -> bool:
        """Whether a sheet is open."""
        return self._sheet is not None

    @override
    def eventFilter(self, watched: QObject, event: QEvent) -> bool:
        shown = event.type() in (QEvent.Type.Show, QEvent.Type.Resize)
        if shown and watched in (self._window, self._toast):
            self._place()
        return False

    def _place(self) -> None:
        if self._scrim is not None and self._sheet is not None:
            self._scrim.setGeometry(self._window.rect())
            room = self._window.height() - self._top - 24
            self._sheet.setMaximumHeight(max(200, room))
            self._sheet.adjustSize()
            self._sheet.move((self._window.width() - self._sheet.width()) // 2, self._top)
        if self._toast is not None:
            size = self._toast.sizeHint()
            left = (self._window.width() - size.width()) // 2
            top = self._window.height() - self._lift - size.height() - _ABOVE_FOOT
            self._toast.resize(size)
            self._toast.move(QPoint(left, top))
