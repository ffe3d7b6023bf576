"""People in columns, one a group: where each cell stands, for what is painted and what is pressed."""

from collections.abc import Sequence
from dataclasses import dataclass

from PySide6.QtCore import QPointF, QRectF
from PySide6.QtGui import QPainter

from ui.desktop.theme.theme import Theme
from ui.desktop.widgets.painted import draw_box, draw_line

GAP, PAD = 12, 4
_LEAST = 190


@dataclass(frozen=True, slots=True)
class Plan:
    """The places of one grid: a box for each column, a head in it, and its cells by row."""

    boxes: tuple[QRectF, ...]
    heads: tuple[QRectF, ...]
    cells: tuple[tuple[QRectF, ...], ...]
    height: float

    def at(self, spot: QPointF) -> tuple[int, int] | None:
        """Return (column, row) of the cell under `spot`."""
        for column, cells in enumerate(self.cells):
            for row, rect in enumerate(cells):
                if rect.contains(spot):
                    return column, row
        return None

    def head_at(self, spot: QPointF) -> int | None:
        """Return the column whose head is under `spot`."""
        return next((at for at, rect in enumerate(self.heads) if rect.contains(spot)), None)


def plan_columns(counts: Sequence[int], width: float, head: float, row: float) -> Plan:
    """Lay out columns with `counts` cells each in `width` pixels, in bands where they don't fit beside each other."""
    across = max(1, min(len(counts), int((width + GAP) // (_LEAST + GAP)))) if counts else 1
    wide = (width - GAP * (across - 1)) / across
    boxes, heads, cells, top = [], [], [], 0.0
    for start in range(0, len(counts), across):
        band = counts[start : start + across]
        height = head + max(band) * row + PAD * 2
        for column, count in enumerate(band):
            left = column * (wide + GAP)
            boxes.append(QRectF(left, top, wide, height))
            heads.append(QRectF(left, top, wide, head))
            first = top + head + PAD
            cells.append(tuple(QRectF(left, first + at * row, wide, row) for at in range(count)))
        top += height + GAP
    return Plan(tuple(boxes), tuple(heads), tuple(cells), max(0.0, top - GAP))


def draw_column(painter: QPainter, theme: Theme, box: QRectF, head: QRectF) -> None:
    """Draw a column's card and the sunken ground of its head."""
    draw_box(
        painter, box, theme.radius("card"), theme.color("ground.surface"), theme.color("line.hair")
    )
    painter.save()
    painter.setClipRect(head.adjusted(1, 1, -1, 0))
    draw_box(
        painter, head.adjusted(1, 1, -1, 12), theme.radius("card") - 1, theme.color("ground.sunken")
    )
    painter.restore()
    draw_line(painter, head.bottomLeft(), head.bottomRight(), theme.color("line.hair"))
