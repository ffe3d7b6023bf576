"""Six marks of a half-year for each enterprise: there, still time for it, not done; icon and word each."""

from collections.abc import Sequence

from PySide6.QtCore import QPointF, QRectF, QSize, Qt, Signal
from PySide6.QtGui import QPainter, QPaintEvent
from PySide6.QtWidgets import QWidget
from typing_extensions import override

from app.counting.quota import Count
from app.dates import say_date
from app.said import along
from app.services.quotas import STATES, Cell, QuotaLine, QuotaView, cell_words
from db.model.words import Translate
from ui.desktop.theme.theme import Theme
from ui.desktop.widgets.cellgrid import CellGrid, Place
from ui.desktop.widgets.painted import draw_box, draw_line, draw_ring, draw_words

_ROW, _HEAD, _NAMES, _ICON, _PAD = 44, 34, 0.24, 18, 16
_LOOK = {
    "done": ("check-circle", "state.ok_mark", "state.ok_text"),
    "open": ("circle-dashed", "text.tertiary", "text.secondary"),
    "soon": ("clock", "state.wait_mark", "state.wait_text"),
    "missed": ("clock-counter-clockwise", "state.wait_mark", "state.wait_text"),
    "unasked": ("minus", "text.tertiary", "text.tertiary"),
}
"""Icon, its colour, the colour of the word."""
_SOON_DAYS = 60


class QuotaGrid(CellGrid):
    """A cell that is chosen emits `chosen(partner, count)`."""

    chosen = Signal(str, str)

    def __init__(self, theme: Theme, t: Translate, *, parent: QWidget | None = None) -> None:
        super().__init__(theme, t, parent)
        self._lines: Sequence[QuotaLine] = ()
        self._left = 0
        # Stands where the current cell is, so that a menu opens under it.
        self.spot = QWidget(self)
        self.spot.setAttribute(Qt.WidgetAttribute.WA_TransparentForMouseEvents)

    def show_view(self, view: QuotaView) -> None:
        """Show a half-year; the current cell stays where it is still there."""
        self._lines, self._left = view.lines, view.left
        self.renew()

    def cell_at(self, partner: str, count: str) -> Cell | None:
        """Return the cell of an enterprise."""
        line = next((x for x in self._lines if x.partner == partner), None)
        cells = line.cells if line else ()
        return next((c for c in cells if c.counter.count == count), None)

    def words(self, cell: Cell) -> str:
        """Return what stands in a cell."""
        t, records = self.t, cell.counter.records
        if cell.state == "done":
            day = say_date(records[-1].day, t)
            return t("{day}, {n} times", day=day, n=len(records)) if len(records) > 1 else day
        if self._presses(cell):
            return t("{n} day left|{n} days left", n=self._left)
        return t(STATES[cell.state])

    def _presses(self, cell: Cell) -> bool:
        """Tell whether what is open is to be done soon; until then it is nothing to be reminded of."""
        return cell.state == "open" and self._left <= _SOON_DAYS

    @override
    def extent(self) -> Place:
        return Place(len(Count), len(self._lines))

    @override
    def summary(self) -> str:
        """Return the half-year in a sentence."""
        total = len(self._lines) * len(Count)
        done = sum(line.done for line in self._lines)
        said = self.t("{done} of {n} there", done=done, n=total)
        if self._left < 0:
            return said
        return along([said, self.t("{n} day left|{n} days left", n=self._left)], self.t)

    @override
    def sizeHint(self) -> QSize:
        tall = self.theme.px(_HEAD) + len(self._lines) * self.theme.px(_ROW) + 1
        return QSize(720, tall)

    @override
    def minimumSizeHint(self) -> QSize:
        return QSize(520, self.sizeHint().height())

    @override
    def choose(self, place: Place) -> None:
        self.spot.setGeometry(self.cell(place).toRect())
        line = self._lines[place.row]
        self.chosen.emit(line.partner, line.cells[place.column].counter.count.value)

    @override
    def paintEvent(self, event: QPaintEvent) -> None:
        painter, theme = self.open_painter(), self.theme
        head = theme.px(_HEAD)
        draw_box(painter, QRectF(0, 0, self.width(), head), 0, theme.color("ground.sunken"))
        font, color = theme.font("caption"), theme.color("text.tertiary")
        name = QRectF(_PAD, 0, self._names() - _PAD - 8, head)
        draw_words(painter, name, self.t("Enterprise"), font, color)
        for column, count in enumerate(Count):
            box = QRectF(self._across(column) + 8, 0, self._wide() - 12, head)
            draw_words(painter, box, self.t(count.title_), font, color)
        for row, line in enumerate(self._lines):
            if self.shows(row, event.rect()):
                self._paint_row(painter, row, line)
        if self.hasFocus() and self._lines:
            draw_ring(painter, theme, self.cell(self.at).adjusted(2, 2, -2, -2))
        painter.end()

    def _paint_row(self, painter: QPainter, row: int, line: QuotaLine) -> None:
        theme, top = self.theme, self._top(row)
        across = (QPointF(0, top), QPointF(self.width(), top))
        draw_line(painter, *across, theme.color("line.hair"))
        name = QRectF(_PAD, top, self._names() - _PAD - 8, theme.px(_ROW))
        draw_words(painter, name, line.name, theme.font("body"), theme.color("text.primary"))
        for column, cell in enumerate(line.cells):
            place = Place(column, row)
            box = self.cell(place)
            if place == self.over:
                inner = box.adjusted(2, 3, -2, -3)
                draw_box(painter, inner, 6, theme.color("ground.hover"))
            self._paint_cell(painter, box, cell)

    def _paint_cell(self, painter: QPainter, box: QRectF, cell: Cell) -> None:
        theme, side = self.theme, self.theme.px(_ICON)
        icon, mark, color = _LOOK["soon" if self._presses(cell) else cell.state]
        place = QRectF(box.left() + 8, box.center().y() - side / 2, side, side)
        theme.draw_icon(painter, place, icon, mark, fill=cell.state == "done")
        words = box.adjusted(8 + side + 6, 0, -4, 0)
        draw_words(painter, words, self.words(cell), theme.font("meta"), theme.color(color))

    def _names(self) -> float:
        return max(self.theme.px(150), self.width() * _NAMES)

    def _wide(self) -> float:
        return (self.width() - self._names()) / len(Count)

    def _across(self, column: int) -> float:
        return self._names() + column * self._wide()

    def _top(self, row: int) -> float:
        return float(self.theme.px(_HEAD) + row * self.theme.px(_ROW))

    @override
    def cell(self, place: Place) -> QRectF:
        left, top = self._across(place.column), self._top(place.row)
        return QRectF(left, top, self._wide(), self.theme.px(_ROW))

    @override
    def say(self, place: Place) -> str:
        line = self._lines[place.row]
        cell = line.cells[place.column]
        return self.t(
            "{name}, {what}: {state}",
            name=line.name,
            what=self.t(cell.counter.count.title_),
            state=cell_words(cell, self.t),
        )
