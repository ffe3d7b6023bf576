"""What every painted part stands on: it holds the theme, follows it, and draws rectangles and words."""

from PySide6.QtCore import QPointF, QRectF, Qt
from PySide6.QtGui import QColor, QFont, QFontMetricsF, QPainter, QPen
from PySide6.QtWidgets import QWidget

from ui.desktop.theme.theme import Theme

LEFT = Qt.AlignmentFlag.AlignLeft | Qt.AlignmentFlag.AlignVCenter
RIGHT = Qt.AlignmentFlag.AlignRight | Qt.AlignmentFlag.AlignVCenter
CENTER = Qt.AlignmentFlag.AlignCenter


class Painted(QWidget):
    """A widget that paints itself from tokens and does so again when the theme changes."""

    def __init__(self, theme: Theme, parent: QWidget | None = None) -> None:
        super().__init__(parent)
        self.theme = theme
        theme.changed.connect(self.follow_theme)

    def follow_theme(self) -> None:
        """Measure and draw again; called when colours or the text scale changed."""
        self.updateGeometry()
        self.update()

    def open_painter(self) -> QPainter:
        """Return a painter on this widget with smooth edges; the caller ends it."""
        painter = QPainter(self)
        painter.setRenderHint(QPainter.RenderHint.Antialiasing)
        return painter


def draw_box(
    painter: QPainter,
    rect: QRectF,
    radius: float,
    fill: QColor | None,
    edge: QColor | None = None,
    width: float = 1.0,
) -> None:
    """Draw a rounded box; its edge lies wholly inside `rect`."""
    inset = width / 2 if edge is not None else 0.0
    painter.setPen(QPen(edge, width) if edge is not None else Qt.PenStyle.NoPen)
    painter.setBrush(fill if fill is not None else Qt.BrushStyle.NoBrush)
    painter.drawRoundedRect(rect.adjusted(inset, inset, -inset, -inset), radius, radius)


def draw_words(
    painter: QPainter,
    rect: QRectF,
    text: str,
    font: QFont,
    color: QColor,
    align: Qt.AlignmentFlag = LEFT,
    *,
    elide: bool = True,
) -> float:
    """Draw one line of text, with … where it is too long; return its width."""
    painter.setFont(font)
    painter.setPen(color)
    metrics = QFontMetricsF(font, painter.device())
    shown = metrics.elidedText(text, Qt.TextElideMode.ElideRight, rect.width()) if elide else text
    painter.drawText(rect, int(align | Qt.TextFlag.TextDontClip), shown)
    return metrics.horizontalAdvance(shown)


def draw_name(painter: QPainter, rect: QRectF, name: str, font: QFont, color: QColor) -> float:
    """Draw a person's name, in two lines where one is too narrow, never cut; return its width."""
    metrics = QFontMetricsF(font, painter.device())
    whole = metrics.horizontalAdvance(name)
    if whole <= rect.width():
        return draw_words(painter, rect, name, font, color, elide=False)
    first, second = _in_two(name)
    line = metrics.ascent() + metrics.descent() * 0.3
    for text, top in ((first, rect.center().y() - line), (second, rect.center().y())):
        place = QRectF(rect.left(), top, rect.width(), line)
        draw_words(painter, place, text, font, color, elide=False)
    return max(metrics.horizontalAdvance(first), metrics.horizontalAdvance(second))


def _in_two(name: str) -> tuple[str, str]:
    # At the dot or blank nearest to the middle, else in the middle.
    breaks = [at + 1 for at, sign in enumerate(name) if sign in "·• "]
    at = min(breaks or [(len(name) + 1) // 2], key=lambda spot: abs(spot - len(name) / 2))
    return name[:at].strip(), name[at:].strip()


def words_width(text: str, font: QFont) -> float:
    """Return the width of one line of text."""
    return QFontMetricsF(font).horizontalAdvance(text)


def draw_line(
    painter: QPainter,
    start: QPointF,
    end: QPointF,
    color: QColor,
    width: float = 1.0,
    style: Qt.PenStyle = Qt.PenStyle.SolidLine,
) -> None:
    """Draw a straight line; upright and level ones come out sharp."""
    painter.save()
    if style == Qt.PenStyle.SolidLine and (start.x() == end.x() or start.y() == end.y()):
        painter.setRenderHint(QPainter.RenderHint.Antialiasing, on=False)
    painter.setPen(QPen(color, width, style, Qt.PenCapStyle.FlatCap))
    painter.drawLine(start, end)
    painter.restore()


def draw_ring(painter: QPainter, theme: Theme, rect: QRectF, radius: float | None = None) -> None:
    """Draw the focus ring inside `rect`."""
    corner = theme.radius("control") if radius is None else radius
    draw_box(
        painter, rect, corner, None, theme.color("line.focus"), theme.tokens.sizes["focus_ring"]
    )
