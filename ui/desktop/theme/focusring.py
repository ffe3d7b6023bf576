"""The ring around a focused button: 2 px wide, 2 px outside it, so that it is seen on red as well.

The style sheet has no outline offset, so one frame floats above whichever part has the focus and
asks for a ring (its property `ring`). It lives in the nearest scrolled page or the window, is moved
with the part, and takes no clicks.
"""

from collections.abc import Callable

import shiboken6
from PySide6.QtCore import QEvent, QObject, QPoint, QRect, QRectF, Qt
from PySide6.QtGui import QColor, QPainter, QPaintEvent, QPen
from PySide6.QtWidgets import QAbstractScrollArea, QApplication, QWidget
from typing_extensions import override

_REACH, _WIDTH, _CORNER = 4, 2, 8
_MOVES = frozenset(
    {
        QEvent.Type.Move,
        QEvent.Type.Resize,
        QEvent.Type.Show,
        QEvent.Type.Hide,
    }
)


class FocusRing(QObject):
    """Follows the application's focus; `color` gives the ring's colour of the moment."""

    def __init__(self, app: QApplication, color: Callable[[], QColor]) -> None:
        super().__init__(app)
        self._color = color
        self._target: QWidget | None = None
        self._ground: QWidget | None = None
        self._frame: _Frame | None = None
        self._watched: list[QWidget] = []
        app.focusChanged.connect(self._follow)

    @override
    def eventFilter(self, watched: QObject, event: QEvent) -> bool:
        if event.type() in _MOVES:
            self._place()
        return False

    def _follow(self, _old: QWidget | None, new: QWidget | None) -> None:
        self._drop()
        if new is not None and new.property("ring") == "true":
            self._show(new)

    def _show(self, target: QWidget) -> None:
        ground = _ground_of(target)
        if ground is target:
            return
        self._target, self._ground = target, ground
        self._frame = _Frame(ground, self._color)
        above: QWidget | None = target
        while above is not None and above is not ground:
            above.installEventFilter(self)
            above.destroyed.connect(self._lose)
            self._watched.append(above)
            above = above.parentWidget()
        self._place()
        self._frame.show()
        self._frame.raise_()

    def _place(self) -> None:
        frame = self._frame
        if frame is None or self._target is None or self._ground is None:
            return
        corner = self._target.mapTo(self._ground, QPoint(0, 0))
        ring = QRect(corner, self._target.size()).adjusted(-_REACH, -_REACH, _REACH, _REACH)
        if shiboken6.isValid(frame) and frame.geometry() != ring:
            frame.setGeometry(ring)

    def _drop(self) -> None:
        # A part that is destroyed in focus gives it away first, when it can be asked nothing any more.
        for widget in filter(shiboken6.isValid, self._watched):
            widget.destroyed.disconnect(self._lose)
            widget.removeEventFilter(self)
        self._lose()

    def _lose(self) -> None:
        # Nothing may be asked of a widget that is being destroyed, nor of those inside it.
        frame = self._frame
        self._watched, self._frame = [], None
        self._target = self._ground = None
        if frame is not None and shiboken6.isValid(frame):
            frame.hide()
            frame.deleteLater()


class _Frame(QWidget):
    def __init__(self, ground: QWidget, color: Callable[[], QColor]) -> None:
        super().__init__(ground)
        self._color = color
        self.setAttribute(Qt.WidgetAttribute.WA_TransparentForMouseEvents)
        self.setFocusPolicy(Qt.FocusPolicy.NoFocus)

    @override
    def paintEvent(self, event: QPaintEvent) -> None:
        painter = QPainter(self)
        painter.setRenderHint(QPainter.RenderHint.Antialiasing)
        painter.setPen(QPen(self._color(), _WIDTH))
        edge = _WIDTH / 2
        ring = QRectF(self.rect()).adjusted(edge, edge, -edge, -edge)
        painter.drawRoundedRect(ring, _CORNER, _CORNER)
        painter.end()


def _ground_of(widget: QWidget) -> QWidget:
    ground = widget
    while not ground.isWindow() and (above := ground.parentWidget()) is not None:
        scroller = above.parentWidget()
        if (
            isinstance(scroller, QAbstractScrollArea)
            and scroller.viewport() is above
            and ground is not widget
        ):
            return ground
        ground = above
    return ground
