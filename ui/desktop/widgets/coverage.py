"""Partners by tag and quarter: a shade where something was done, hollow where nothing was, else a dot.

A gap is never a colour.
"""

from collections.abc import Sequence
from dataclasses import dataclass

from PySide6.QtCore import QPointF, QRectF, QSize, Qt, Signal
from PySide6.QtGui import QFontMetricsF, QPainter, QPaintEvent
from PySide6.QtWidgets import QSizePolicy, QWidget
from typing_extensions import override

from app.counting.dimensions import Cell
from app.said import QUARTERS
from db.model.words import N_, Translate
from ui.desktop.theme.theme import Theme
from ui.desktop.widgets.cellgrid import CellGrid, Place
from ui.desktop.widgets.heat import draw_dot
from ui.desktop.widgets.painted import CENTER, Painted, draw_box, draw_name, draw_ring, draw_words

_ROW, _LINE, _NUMBERS = 32, 16, 18
_LEAST_NAME, _MOST_NAME, _LEAST_COLUMN = 92, 190, 60
_QUARTERS, _WRAP = 4, Qt.TextFlag.TextWordWrap


@dataclass(frozen=True, slots=True)
class CoverageRow:
    """One partner, or all of them together where ``id`` is empty; for each tag its four quarters."""

    id: str
    name: str
    cells: tuple[tuple[Cell, Cell, Cell, Cell], ...]


class CoverageGrid(CellGrid):
    """A cell is a quarter. Emits `chosen(row, column, quarter)`, each counted from 0."""

    chosen = Signal(int, int, int)

    def __init__(self, theme: Theme, t: Translate, *, parent: QWidget | None = None) -> None:
        super().__init__(theme, t, parent)
        self._titles: tuple[str, ...] = ()
        self._rows: tuple[CoverageRow, ...] = ()
        self._quarter, self._longest = -1, 0.0
        self._heads: dict[float, float] = {}

    def set_rows(self, titles: Sequence[str], rows: Sequence[CoverageRow], quarter: int) -> None:
        """Show these under the tags' titles; `quarter` is the present one from 0, -1 in another year."""
        self._titles, self._rows, self._quarter = tuple(titles), tuple(rows), quarter
        self.renew()

    @override
    def follow_theme(self) -> None:
        metrics = QFontMetricsF(self.theme.font("meta"))
        self._heads.clear()
        self._longest = max((metrics.horizontalAdvance(r.name) for r in self._rows), default=0.0)
        super().follow_theme()

    @override
    def sizeHint(self) -> QSize:
        wide = self.theme.px(_LEAST_NAME + _LEAST_COLUMN * max(1, len(self._titles)))
        return QSize(wide, int(self._head()) + len(self._rows) * self.theme.px(_ROW) + 4)

    @override
    def minimumSizeHint(self) -> QSize:
        return QSize(320, self.sizeHint().height())

    @override
    def hasHeightForWidth(self) -> bool:
        return True

    @override
    def heightForWidth(self, width: int, /) -> int:
        return int(self._head(width)) + len(self._rows) * self.theme.px(_ROW) + 4

    # Places, and what choosing one does

    @override
    def extent(self) -> Place:
        return Place(len(self._titles) * _QUARTERS, len(self._rows))

    @override
    def cell(self, place: Place) -> QRectF:
        step = (self._wide() - 8) / _QUARTERS
        return QRectF(self._left(place.column), self._top(place.row), step, self.theme.px(_ROW))

    @override
    def choose(self, place: Place) -> None:
        column, quarter = divmod(place.column, _QUARTERS)
        self.chosen.emit(place.row, column, quarter)

    # Words

    @override
    def say(self, place: Place) -> str:
        column, quarter = divmod(place.column, _QUARTERS)
        row = self._rows[place.row]
        cell = row.cells[column][quarter]
        words = {
            "done": N_("{name}, {tag}, {quarter}: {n} done"),
            "planned": N_("{name}, {tag}, {quarter}: planned"),
            "gap": N_("{name}, {tag}, {quarter}: nothing yet"),
            "open": N_("{name}, {tag}, {quarter}: nothing is asked"),
        }[cell.seen]
        said = {"name": row.name, "tag": self._titles[column]}
        return self.t(words, quarter=self.t(QUARTERS[quarter]), n=len(cell.done), **said)

    # Painting

    @override
    def paintEvent(self, event: QPaintEvent) -> None:
        painter = self.open_painter()
        for column, title in enumerate(self._titles):
            self._paint_head(painter, column, title)
        top, step = self._head(), self.theme.px(_ROW)
        first = max(0, int((event.rect().top() - top) // step))
        last = int((event.rect().bottom() - top) // step) + 1
        for at, row in enumerate(self._rows[first : max(first, last)], first):
            self._paint_row(painter, at, row)
        if self.hasFocus() and not self.is_empty():
            draw_ring(painter, self.theme, self._box(*self.at).adjusted(-2, -3, 2, 3))
        painter.end()

    def _paint_head(self, painter: QPainter, column: int, title: str) -> None:
        theme, left = self.theme, self._left(column * _QUARTERS)
        words = QRectF(left + 1, 0, self._wide() - 6, self._head() - theme.px(_NUMBERS) - 2)
        painter.setFont(theme.font("caption"))
        painter.setPen(theme.color("text.primary"))
        align = Qt.AlignmentFlag.AlignHCenter | Qt.AlignmentFlag.AlignBottom
        painter.drawText(words, int(align) | int(_WRAP), self._words(title, words.width()))
        for quarter in range(_QUARTERS):
            box = self._box(column * _QUARTERS + quarter, 0)
            place = QRectF(
                box.left(), self._head() - theme.px(_NUMBERS), box.width(), theme.px(_NUMBERS) - 2
            )
            here = quarter == self._quarter
            color = theme.color("text.primary" if here else "text.tertiary")
            font = theme.font("caption", strong=here)
            draw_words(painter, place, str(quarter + 1), font, color, CENTER, elide=False)

    def _paint_row(self, painter: QPainter, at: int, row: CoverageRow) -> None:
        theme = self.theme
        name = QRectF(0, self._top(at), self._names() - 10, theme.px(_ROW))
        font = theme.font("meta", strong=not row.id)
        metrics = QFontMetricsF(font)
        if metrics.horizontalAdvance(row.name) > 2 * name.width() - 12:
            # Longer than two lines: the tooltip and the table have it whole.
            draw_words(painter, name, row.name, font, theme.color("text.primary"))
        else:
            draw_name(painter, name, row.name, font, theme.color("text.primary"))
        for column, cells in enumerate(row.cells):
            for quarter, cell in enumerate(cells):
                self._paint_cell(painter, self._box(column * _QUARTERS + quarter, at), cell)

    def _paint_cell(self, painter: QPainter, box: QRectF, cell: Cell) -> None:
        theme, count = self.theme, len(cell.done)
        match cell.seen:
            case "open":
                draw_dot(painter, theme, box)
            case "gap":
                edge = theme.color("line.control")
                draw_box(painter, box, 3, theme.color("ground.surface"), edge)
            case "planned":
                soft, mark = theme.color("state.info_soft"), theme.color("state.info_mark")
                draw_box(painter, box, 3, soft, mark, 1.4)
            case "done":
                step = min(4, count)
                draw_box(painter, box, 3, theme.color(f"data.heat_{step}"))
                color = theme.color("ground.surface" if step == 4 else "text.primary")
                font = theme.font("caption")
                draw_words(painter, box, str(count), font, color, CENTER, elide=False)

    # Measures

    def _names(self, width: int = 0) -> float:
        longest = self._longest + 16
        least = self.theme.px(_LEAST_NAME)
        spare = (width or self.width()) - len(self._titles) * self.theme.px(_LEAST_COLUMN)
        return max(least, min(longest, self.theme.px(_MOST_NAME), max(spare, least)))

    def _wide(self, width: int = 0) -> float:
        return ((width or self.width()) - self._names(width)) / max(1, len(self._titles))

    def _head(self, width: int = 0) -> float:
        room = max(24.0, self._wide(width) - 6)
        # Asked for every place of every cell; it only changes with the titles, the type and the room.
        if room not in self._heads:
            self._heads[room] = self._head_of(room)
        return self._heads[room]

    def _head_of(self, wide: float) -> float:
        metrics, room = QFontMetricsF(self.theme.font("caption")), QRectF(0, 0, wide, 400)
        tall = max(
            (
                metrics.boundingRect(room, int(_WRAP), self._words(x, room.width())).height()
                for x in self._titles
            ),
            default=0,
        )
        return max(tall, self.theme.px(_LINE)) + self.theme.px(_NUMBERS) + 4

    def _words(self, title: str, room: float) -> str:
        """A title whose Latin words fit: Chinese breaks anywhere, a word does not."""
        metrics = QFontMetricsF(self.theme.font("caption"))
        mode = Qt.TextElideMode.ElideRight
        return " ".join(
            metrics.elidedText(word, mode, room) if word.isascii() else word
            for word in title.split(" ")
        )

    def _left(self, at: int) -> float:
        column, quarter = divmod(at, _QUARTERS)
        step = (self._wide() - 8) / _QUARTERS
        return self._names() + column * self._wide() + quarter * step

    def _top(self, row: int) -> float:
        return self._head() + row * self.theme.px(_ROW)

    def _box(self, at: int, row: int) -> QRectF:
        step = (self._wide() - 8) / _QUARTERS
        tall = self.theme.px(_ROW) - 12.0
        wide = min(step - 2, tall)
        box = QRectF(0, 0, wide, min(tall, wide + 4))
        box.moveCenter(QPointF(self._left(at) + step / 2, self._top(row) + self.theme.px(_ROW) / 2))
        return box


class CoverageLegend(Painted):
    """What the boxes mean: done, planned, nothing yet."""

    def __init__(self, theme: Theme, t: Translate, *, parent: QWidget | None = None) -> None:
        super().__init__(theme, parent)
        self._words = (t(N_("took place")), t(N_("planned")), t(N_("nothing yet")))
        self.setAccessibleName(" ".join(self._words))
        self.setSizePolicy(QSizePolicy.Policy.Fixed, QSizePolicy.Policy.Fixed)

    @override
    def sizeHint(self) -> QSize:
        metrics = self.theme.metrics("caption")
        return QSize(sum(metrics.horizontalAdvance(w) + 34 for w in self._words), 20)

    @override
    def paintEvent(self, event: QPaintEvent) -> None:
        painter, theme = self.open_painter(), self.theme
        color, left = theme.color, 0.0
        looks = (
            (color("data.heat_2"), None),
            (color("state.info_soft"), color("state.info_mark")),
            (color("ground.surface"), color("line.control")),
        )
        for words, (fill, edge) in zip(self._words, looks, strict=True):
            draw_box(painter, QRectF(left, 4, 12, 12), 3, fill, edge)
            place = QRectF(left + 18, 0, self.width(), 20)
            font = theme.font("caption")
            left += 34 + draw_words(
                painter, place, words, font, color("text.secondary"), elide=False
            )
        painter.end()
