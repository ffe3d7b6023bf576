"""Small painted signs of work under way: a bar, a spinner, segments."""

from PySide6.QtCore import QRectF, QSize, QTimer
from PySide6.QtGui import QHideEvent, QPainter, QPaintEvent, QShowEvent
from PySide6.QtWidgets import QSizePolicy, QWidget
from typing_extensions import override

from ui.desktop.theme.theme import Theme
from ui.desktop.widgets.buttons import draw_spinner
from ui.desktop.widgets.painted import Painted, draw_box

_TURN_MS = 80


class Spinner(Painted):
    """Turns while it shows."""

    def __init__(self, theme: Theme, side: int = 22, *, parent: QWidget | None = None) -> None:
        super().__init__(theme, parent)
        self._angle = 0
        self.setFixedSize(side, side)
        self._timer = QTimer(self, interval=_TURN_MS)
        self._timer.timeout.connect(self._turn)

    def _turn(self) -> None:
        self._angle = (self._angle + 30) % 360
        self.update()

    @override
    def showEvent(self, event: QShowEvent) -> None:
        super().showEvent(event)
        self._timer.start()

    @override
    def hideEvent(self, event: QHideEvent) -> None:
        super().hideEvent(event)
        self._timer.stop()

    @override
    def paintEvent(self, event: QPaintEvent) -> None:
        painter = self.open_painter()
        draw_spinner(painter, self.theme, QRectF(self.rect()), self._angle, "state.info_mark")
        painter.end()


class ProgressLine(Painted):
    """How much of a whole is done, 0 to 1: of work under way, or as `data` of what is counted."""

    def __init__(self, theme: Theme, *, data: bool = False, parent: QWidget | None = None) -> None:
        super().__init__(theme, parent)
        self._part, self._color = 0.0, "data.bar" if data else "state.info_mark"
        self.setSizePolicy(QSizePolicy.Policy.Expanding, QSizePolicy.Policy.Fixed)

    def set_part(self, part: float) -> None:
        """Show this part of the whole."""
        self._part = max(0.0, min(1.0, part))
        self.setAccessibleName(f"{self._part:.0%}")
        self.update()

    @override
    def sizeHint(self) -> QSize:
        return QSize(120, 6)

    @override
    def paintEvent(self, event: QPaintEvent) -> None:
        painter, rect = self.open_painter(), QRectF(self.rect())
        draw_box(painter, rect, 3, self.theme.color("data.track"))
        if self._part:
            done = QRectF(
                rect.left(), rect.top(), max(6.0, rect.width() * self._part), rect.height()
            )
            draw_box(painter, done, 3, self.theme.color(self._color))
        painter.end()


def draw_segments(painter: QPainter, theme: Theme, rect: QRectF, done: int, total: int) -> float:
    """Draw one piece for each of `total`, the first `done` filled; return the width taken."""
    width, height, gap = 20.0, 8.0, 3.0
    if total > 6:
        width = max(4.0, (6 * 23.0 - gap * total) / total)
    top = rect.center().y() - height / 2
    for at in range(total):
        piece = QRectF(rect.left() + at * (width + gap), top, width, height)
        if at < done:
            draw_box(painter, piece, 4, theme.color("state.ok_mark"))
        else:
            draw_box(
                painter, piece, 4, theme.color("ground.surface"), theme.color("line.control"), 1
            )
    return total * (width + gap) - gap if total else 0.0
