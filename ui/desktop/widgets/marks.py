"""The small round marks of charts and months: done, planned, part, open; told apart without colour."""

from PySide6.QtCore import QPointF, QRectF, Qt
from PySide6.QtGui import QPainter, QPen

from ui.desktop.theme.theme import Theme
from ui.desktop.widgets.painted import draw_box

STATES = ("done", "planned", "part", "open", "suggested", "wrong")
_WHOLE = 360 * 16


def draw_state(painter: QPainter, theme: Theme, box: QRectF, state: str) -> None:
    """Draw the mark of one state into `box`."""
    match state:
        case "done":
            theme.draw_icon(painter, _grown(box, 1.15), "check-circle", "state.ok_mark", fill=True)
        case "wrong":
            theme.draw_icon(
                painter, _grown(box, 1.15), "warning-octagon", "state.error_mark", fill=True
            )
        case "planned":
            _draw_target(painter, theme, box)
        case "part":
            _draw_part(painter, theme, box)
        case _:
            color = "state.wait_mark" if state == "suggested" else "line.control"
            inner = _grown(box, 0.76)
            draw_box(painter, inner, inner.width() / 2, None, theme.color(color), 1.2)


def _draw_target(painter: QPainter, theme: Theme, box: QRectF) -> None:
    color = theme.color("state.info_mark")
    ring = _grown(box, 0.95)
    draw_box(
        painter,
        ring,
        ring.width() / 2,
        theme.color("state.info_soft"),
        color,
        max(1.4, box.width() * 0.12),
    )
    dot = _grown(box, 0.36)
    draw_box(painter, dot, dot.width() / 2, color)


def _draw_part(painter: QPainter, theme: Theme, box: QRectF) -> None:
    color = theme.color("state.wait_mark")
    disc = _grown(box, 0.95)
    painter.setPen(Qt.PenStyle.NoPen)
    painter.setBrush(color)
    painter.drawEllipse(disc)
    painter.setBrush(theme.color("ground.surface"))
    painter.drawPie(_grown(box, 0.72), 90 * 16, _WHOLE // 3)


def draw_half_circle(painter: QPainter, theme: Theme, box: QRectF, color: str) -> None:
    """Draw a circle half filled: running."""
    painter.setPen(QPen(theme.color(color), 1.2))
    painter.setBrush(Qt.BrushStyle.NoBrush)
    painter.drawEllipse(_grown(box, 0.9))
    painter.setBrush(theme.color(color))
    painter.drawPie(_grown(box, 0.9), 90 * 16, _WHOLE // 2)


def _grown(box: QRectF, factor: float) -> QRectF:
    side = box.width() * factor
    grown = QRectF(0, 0, side, side)
    grown.moveCenter(QPointF(box.center()))
    return grown
