"""The year at a glance: kinds of meetings by month, quarters as one capsule, each cell a way in."""

from dataclasses import dataclass

from PySide6.QtCore import QPointF, QRectF, QSize, Signal
from PySide6.QtGui import QPainter, QPaintEvent
from PySide6.QtWidgets import QSizePolicy, QWidget
from typing_extensions import override

from app.dates import say_short_month
from db.model.words import N_, Translate
from ui.desktop.theme.theme import Theme
from ui.desktop.widgets.cellgrid import CellGrid, Place
from ui.desktop.widgets.marks import draw_state
from ui.desktop.widgets.painted import (
    CENTER,
    Painted,
    draw_box,
    draw_line,
    draw_ring,
    draw_words,
    words_width,
)

_STATE_WORDS = {
    "done": N_("filed"),
    "planned": N_("planned"),
    "part": N_("partly done"),
    "open": N_("not yet"),
    "wrong": N_("contradiction"),
}


@dataclass(frozen=True, slots=True)
class YearCell:
    """What is known of one month: state done, planned, part, open or wrong; late entry is shown."""

    month: int
    state: str
    late: bool = False
    tip: str = ""


@dataclass(frozen=True, slots=True)
class YearRow:
    """One kind; a quarterly one has a capsule for each quarter and marks only where something is."""

    key: str
    name: str
    quarterly: bool
    cells: tuple[YearCell, ...]

    def cell(self, month: int) -> YearCell | None:
        """Return the cell of a month."""
        return next((cell for cell in self.cells if cell.month == month), None)


@dataclass(frozen=True, slots=True)
class YearView:
    """A year; `month` is the present one, 0 in another year."""

    year: int
    month: int
    rows: tuple[YearRow, ...]


class YearChart(CellGrid):
    """Emits `chosen(key, month)` when a cell is pressed: it opens what is there, or starts it."""

    chosen = Signal(str, int)

    def __init__(
        self, theme: Theme, t: Translate, *, row: int = 0, parent: QWidget | None = None
    ) -> None:
        super().__init__(theme, t, parent)
        self._row = row or 28
        self._view = YearView(0, 0, ())

    def set_year(self, view: YearView) -> None:
        """Show a year."""
        self._view, self.at = view, Place(max(0, view.month - 1), 0)
        self.renew()

    def set_row_height(self, pixels: int) -> None:
        """Take more room for each row, as the page grows."""
        self._row = pixels
        self.follow_theme()

    def legend(self) -> "YearLegend":
        """Return the signs and their words, for the card's head."""
        return YearLegend(self.theme, self.t)

    @override
    def sizeHint(self) -> QSize:
        return QSize(640, self._head() + len(self._view.rows) * self._tall() + 6)

    @override
    def extent(self) -> Place:
        return Place(12, len(self._view.rows))

    @override
    def tip(self, place: Place) -> str:
        cell = self._view.rows[place.row].cell(place.column + 1)
        return cell.tip if cell else ""

    @override
    def choose(self, place: Place) -> None:
        self.chosen.emit(self._view.rows[place.row].key, place.column + 1)

    @override
    def paintEvent(self, event: QPaintEvent) -> None:
        painter = self.open_painter()
        self._paint_months(painter)
        for row in range(len(self._view.rows)):
            self._paint_row(painter, row)
        if self.hasFocus() and self._view.rows:
            draw_ring(painter, self.theme, self.cell(self.at).adjusted(4, 1, -4, -1))
        painter.end()

    def _paint_months(self, painter: QPainter) -> None:
        theme, head = self.theme, self._head()
        if self._view.month:
            column = QRectF(self._left(self._view.month), 0, self._wide(), self.height())
            draw_box(painter, column, 6, theme.color("ground.selected"))
        for month in range(1, 13):
            here = month == self._view.month
            box = QRectF(self._left(month), 0, self._wide(), head - 2)
            color = theme.color("text.primary" if here else "text.secondary")
            words = say_short_month(month, self.t)
            draw_words(
                painter, box, words, theme.font("caption", strong=here), color, CENTER, elide=False
            )

    def _paint_row(self, painter: QPainter, at: int) -> None:
        theme, row = self.theme, self._view.rows[at]
        top = self._head() + at * self._tall()
        middle = top + self._tall() / 2
        edge = QPointF(self._names(), top), QPointF(self.width(), top)
        draw_line(painter, edge[0], edge[1], theme.color("line.hair"))
        name = QRectF(0, top, self._names() - 4, self._tall())
        draw_words(painter, name, row.name, theme.font("meta"), theme.color("text.primary"))
        if row.quarterly:
            for quarter in range(4):
                left = self._left(quarter * 3 + 1) + self._wide() * 0.24
                capsule = QRectF(left, middle - 10, self._wide() * 3 - self._wide() * 0.44, 20)
                draw_box(painter, capsule, 10, None, theme.color("line.strong"), 1.2)
        for month in range(1, 13):
            cell = row.cell(month)
            if cell is not None and not (row.quarterly and cell.state == "open"):
                self._paint_cell(painter, cell, middle)

    def _paint_cell(self, painter: QPainter, cell: YearCell, middle: float) -> None:
        box = QRectF(self._left(cell.month) + self._wide() / 2 - 8, middle - 8, 16, 16)
        draw_state(painter, self.theme, box, cell.state)
        if cell.late:
            words = QRectF(box.right() + 1, box.top(), 30, 16)
            font = self.theme.font("caption")
            draw_words(
                painter,
                words,
                self.t("Late"),
                font,
                self.theme.color("state.wait_text"),
                elide=False,
            )

    def _head(self) -> int:
        return self.theme.px(26)

    def _tall(self) -> int:
        return self.theme.px(self._row)

    def _names(self) -> float:
        longest = max(
            (words_width(row.name, self.theme.font("meta")) for row in self._view.rows), default=52
        )
        return max(self.theme.px(76), longest + 12)

    def _wide(self) -> float:
        return (self.width() - self._names()) / 12

    def _left(self, month: int) -> float:
        return self._names() + (month - 1) * self._wide()

    @override
    def cell(self, place: Place) -> QRectF:
        left, top = self._left(place.column + 1), self._head() + place.row * self._tall()
        return QRectF(left, top, self._wide(), self._tall())

    @override
    def say(self, place: Place) -> str:
        row, month = self._view.rows[place.row], place.column + 1
        cell = row.cell(month)
        state = self.t(_STATE_WORDS[cell.state]) if cell else ""
        return f"{row.name} {say_short_month(month, self.t)} {state}".strip()

    @override
    def summary(self) -> str:
        said = []
        for row in self._view.rows:
            done = sum(cell.state == "done" for cell in row.cells)
            said.append(f"{row.name} {self.t(_STATE_WORDS['done'])} {done}")
        return ", ".join(said)


class YearLegend(Painted):
    """The signs of the year and their words."""

    def __init__(self, theme: Theme, t: Translate, *, parent: QWidget | None = None) -> None:
        super().__init__(theme, parent)
        self.t = t
        self._items = [
            (state, t(_STATE_WORDS[state])) for state in ("done", "planned", "part", "open")
        ]
        self.setSizePolicy(QSizePolicy.Policy.Fixed, QSizePolicy.Policy.Fixed)

    @override
    def sizeHint(self) -> QSize:
        font = self.theme.font("caption")
        width = sum(18 + words_width(text, font) + 16 for _, text in self._items)
        late = words_width(self.t("Late"), font) + words_width(self.t("Entered late"), font) + 6
        return QSize(round(width + late), self.theme.line("caption") + 2)

    @override
    def paintEvent(self, event: QPaintEvent) -> None:
        painter, theme, left = self.open_painter(), self.theme, 0.0
        font, color, middle = (
            theme.font("caption"),
            theme.color("text.secondary"),
            self.height() / 2,
        )
        for state, text in self._items:
            draw_state(painter, theme, QRectF(left, middle - 7, 14, 14), state)
            words = QRectF(left + 18, 0, 200, self.height())
            left += 18 + draw_words(painter, words, text, font, color, elide=False) + 16
        rest = QRectF(left, 0, 200, self.height())
        taken = draw_words(
            painter, rest, self.t("Late"), font, theme.color("state.wait_text"), elide=False
        )
        draw_words(
            painter,
            rest.adjusted(taken + 4, 0, 60, 0),
            self.t("Entered late"),
            font,
            color,
            elide=False,
        )
        painter.end()
