"""Numbers as columns beside each other: walked and chosen like cells, copied as a table."""

from collections.abc import Sequence

from PySide6.QtCore import QPointF, QRectF, QSize
from PySide6.QtGui import QColor, QGuiApplication, QKeyEvent, QKeySequence, QPainter, QPaintEvent
from PySide6.QtWidgets import QSizePolicy, QWidget
from typing_extensions import override

from ui.desktop.theme.theme import Theme
from ui.desktop.widgets.cellgrid import CellGrid, Place
from ui.desktop.widgets.painted import (
    CENTER,
    Painted,
    draw_box,
    draw_line,
    draw_ring,
    draw_words,
    words_width,
)

_MARK, _AFTER = 16, 14


class BarChart(CellGrid):
    """One row of cells, a column in each; Ctrl+C copies the numbers."""

    def count(self) -> int:
        """Return how many columns there are."""
        return 0

    def table_text(self) -> str:
        """Return the numbers as a table of tabs."""
        return ""

    def paint_column(self, painter: QPainter, at: int) -> None:
        """Paint one column with its words."""

    @override
    def extent(self) -> Place:
        return Place(self.count(), min(1, self.count()))

    @override
    def cell(self, place: Place) -> QRectF:
        return self.slot(place.column)

    @override
    def keyPressEvent(self, event: QKeyEvent) -> None:
        if event.matches(QKeySequence.StandardKey.Copy):
            QGuiApplication.clipboard().setText(self.table_text())
        else:
            super().keyPressEvent(event)

    @override
    def paintEvent(self, event: QPaintEvent) -> None:
        painter, theme, foot = self.open_painter(), self.theme, self.foot()
        ends = QPointF(0, foot), QPointF(self.width(), foot)
        draw_line(painter, *ends, theme.color("line.strong"))
        for at in range(self.count()):
            self.paint_column(painter, at)
        self.paint_over(painter)
        if self.hasFocus() and not self.is_empty():
            draw_ring(painter, theme, self.cell(self.at).adjusted(0, 1, 0, -1))
        painter.end()

    def paint_over(self, painter: QPainter) -> None:
        """Paint what lies over the columns."""

    # What columns are made of

    def foot(self) -> float:
        """Return where the columns stand."""
        return float(self.height() - self.theme.line("caption") - 4)

    def room(self) -> float:
        """Return how tall a column may be, with room for its number."""
        return self.foot() - self.theme.line("caption") - 2

    def slot(self, at: int) -> QRectF:
        """Return the place of a column."""
        wide = self.width() / max(1, self.count())
        return QRectF(at * wide, 0, wide, self.height())

    def draw_part(
        self,
        painter: QPainter,
        box: QRectF,
        fill: QColor,
        edge: QColor | None = None,
    ) -> None:
        """Draw a column or a part of one; a hair below it stays free."""
        radius = min(2.0, box.width() / 4)
        draw_box(painter, box.adjusted(0, 0, 0, -1), radius, fill, edge)

    def draw_number(
        self, painter: QPainter, at: int, top: float, number: int, role: str = "text.primary"
    ) -> None:
        """Draw the number above a column."""
        theme, slot = self.theme, self.slot(at)
        line = theme.line("caption")
        place = QRectF(slot.left(), top - line, slot.width(), line)
        font, color = theme.font("caption"), theme.color(role)
        draw_words(painter, place, str(number), font, color, CENTER, elide=False)

    def draw_label(self, painter: QPainter, at: int, text: str, short: str = "") -> None:
        """Draw the words below a column; without a short form long ones reach beyond it."""
        theme, slot = self.theme, self.slot(at)
        font, color = theme.font("caption"), theme.color("text.secondary")
        place = QRectF(slot.left(), self.foot() + 2, slot.width(), theme.line("caption"))
        if not short:
            place.setWidth(words_width(text, font) + 4)
        elif words_width(text, font) > slot.width():
            text = short
        draw_words(painter, place, text, font, color, CENTER, elide=False)


class BarLegend(Painted):
    """The signs of the columns and their words: colour roles, an empty one for what is hollow."""

    def __init__(
        self, theme: Theme, items: Sequence[tuple[str, str]], *, parent: QWidget | None = None
    ) -> None:
        super().__init__(theme, parent)
        self._items = tuple(items)
        self.setSizePolicy(QSizePolicy.Policy.Fixed, QSizePolicy.Policy.Fixed)

    @override
    def sizeHint(self) -> QSize:
        font = self.theme.font("caption")
        width = sum(_MARK + words_width(text, font) + _AFTER for _, text in self._items)
        return QSize(round(width), self.theme.line("caption") + 2)

    def draw_mark(self, painter: QPainter, left: float, middle: float, color: str) -> None:
        """Draw one sign."""
        fill = self.theme.color(color or "ground.surface")
        edge = None if color else self.theme.color("line.control")
        draw_box(painter, QRectF(left, middle - 5, 10, 10), 2, fill, edge)

    @override
    def paintEvent(self, event: QPaintEvent) -> None:
        painter, left = self.open_painter(), 0.0
        font, words = self.theme.font("caption"), self.theme.color("text.secondary")
        for color, text in self._items:
            self.draw_mark(painter, left, self.height() / 2, color)
            place = QRectF(left + _MARK, 0, 200, self.height())
            left += _MARK + draw_words(painter, place, text, font, words, elide=False) + _AFTER
        painter.end()
