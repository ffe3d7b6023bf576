"""The ring around a focused button: 2 px wide, 2 px outside it, seen on red as well.

The style sheet has no outline offset, so a frame floats above the button. It lives in the nearest
scrolled page or the window, is moved with the button, and takes no clicks.
"""

from PySide6.QtCore import QEvent, QObject, QPoint, QRect, QRectF, Qt
from PySide6.QtGui import QPaintEvent
from PySide6.QtWidgets import QAbstractScrollArea, QWidget
from typing_extensions import override

from ui.desktop.theme.theme import Theme
from ui.desktop.widgets.painted import Painted, draw_ring

_REACH = 4
_MOVES = frozenset(
    {
        QEvent.Type.Move,
        QEvent.Type.Resize,
        QEvent.Type.Hide,
        QEvent.Type.Show,
        QEvent.Type.ParentChange,
        QEvent.Type.ZOrderChange,
    }
)


class FocusRing(QObject):
    """Shows the ring around `target` while it has the focus."""

    def __init__(self, theme: Theme, target: QWidget, radius: int = 8) -> None:
        super().__init__(target)
        self._theme, self._target, self._radius = theme, target, radius
        self._frame: _Frame | None = None
        self._ground: QWidget = target
        self._watched: list[QWidget] = []
        target.installEventFilter(self)

    @override
    def eventFilter(self, watched: QObject, event: QEvent) -> bool:
        kind = event.type()
        if watched is self._target and kind == QEvent.Type.FocusIn:
            self._show()
        elif watched is self._target and kind in (QEvent.Type.FocusOut, QEvent.Type.Hide):
            self._drop()
        elif kind in _MOVES and self._frame is not None:
            self._place()
        return False

    def _show(self) -> None:
        self._drop()
        ground = _ground_of(self._target)
        if ground is self._target:
            return
        self._ground = ground
        self._frame = _Frame(self._theme, ground, self._radius)
        above = self._target.parentWidget()
        while above is not None and above is not ground:
            above.installEventFilter(self)
            self._watched.append(above)
            above = above.parentWidget()
        self._place()
        self._frame.show()
        self._frame.raise_()

    def _place(self) -> None:
        if self._frame is None:
            return
        corner = self._target.mapTo(self._ground, QPoint(0, 0))
        ring = QRect(corner, self._target.size()).adjusted(-_REACH, -_REACH, _REACH, _REACH)
        if self._frame.geometry() != ring:
            self._frame.setGeometry(ring)

    def _drop(self) -> None:
        for widget in self._watched:
            widget.removeEventFilter(self)
        self._watched.clear()
        if self._frame is not None:
            self._frame.hide()
            self._frame.deleteLater()
            self._frame = None


class _Frame(Painted):
    def __init__(self, theme: Theme, ground: QWidget, radius: int) -> None:
        super().__init__(theme, ground)
        self._radius = radius
        self.setAttribute(Qt.WidgetAttribute.WA_TransparentForMouseEvents)
        self.setFocusPolicy(Qt.FocusPolicy.NoFocus)

    @override
    def paintEvent(self, event: QPaintEvent) -> None:
        painter = self.open_painter()
        draw_ring(painter, self.theme, QRectF(self.rect()), self._radius)
        painter.end()


def _ground_of(widget: QWidget) -> QWidget:
    ground = widget
    while (above := ground.parentWidget()) is not None:
        scroller = above.parentWidget()
        if (
            isinstance(scroller, QAbstractScrollArea)
            and scroller.viewport() is above
            and ground is not widget
        ):
            return ground
        ground = above
        if ground.isWindow():
            break
    return ground
