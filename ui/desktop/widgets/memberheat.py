"""Attendance of everybody by month: a cell for each, with its figures; names in the order given."""

from collections.abc import Sequence
from dataclasses import dataclass
from math import ceil

from PySide6.QtCore import QRectF, QSize, Signal
from PySide6.QtGui import QPainter, QPaintEvent
from PySide6.QtWidgets import QWidget
from typing_extensions import override

from app.counting.monthly import MONTHS, Turnout, whole
from app.dates import say_short_month
from db.model.words import Translate
from ui.desktop.theme.theme import Theme
from ui.desktop.widgets.cellgrid import CellGrid, Place
from ui.desktop.widgets.heat import draw_dot
from ui.desktop.widgets.painted import (
    CENTER,
    draw_box,
    draw_name,
    draw_ring,
    draw_words,
    words_width,
)

_ROW, _HEAD, _LEAST_NAME, _MOST_NAME, _FIGURES = 28, 26, 76, 190, 32


@dataclass(frozen=True, slots=True)
class HeatRow:
    """One person, or the whole branch where ``id`` is empty."""

    id: str
    name: str
    months: tuple[Turnout, ...]


class MemberHeat(CellGrid):
    """A person's cell that is chosen emits `chosen(id, month)`.

    Hollow is nobody there, a dot nothing due; the figures say what the shade says.
    """

    chosen = Signal(str, int)

    def __init__(self, theme: Theme, t: Translate, *, parent: QWidget | None = None) -> None:
        super().__init__(theme, t, parent)
        self._rows: tuple[HeatRow, ...] = ()
        self._month = self._longest = 0

    def set_rows(self, rows: Sequence[HeatRow], month: int) -> None:
        """Show these; `month` is the present one, 0 in another year."""
        self._rows, self._month = tuple(rows), month
        self.at = Place(max(0, month - 1), 0)
        self.renew()

    @override
    def follow_theme(self) -> None:
        font = self.theme.font("meta")
        self._longest = max((ceil(words_width(row.name, font)) for row in self._rows), default=0)
        super().follow_theme()

    @override
    def summary(self) -> str:
        """Return the year in a sentence."""
        people = [row for row in self._rows if row.id]
        total = whole(t for row in people for t in row.months)
        return self.t(
            "{n} people: {here} present of {due} due, {leave} on leave, {absent} absent",
            n=len(people),
            here=total.here,
            due=total.due,
            leave=total.leave,
            absent=total.absent,
        )

    @override
    def sizeHint(self) -> QSize:
        tall = self.theme.px(_HEAD) + len(self._rows) * self.theme.px(_ROW) + 4
        return QSize(620, tall)

    @override
    def minimumSizeHint(self) -> QSize:
        return QSize(420, self.sizeHint().height())

    @override
    def extent(self) -> Place:
        return Place(MONTHS, len(self._rows))

    @override
    def leads(self, place: Place) -> bool:
        return bool(self._rows[place.row].id)

    @override
    def choose(self, place: Place) -> None:
        self.chosen.emit(self._rows[place.row].id, place.column + 1)

    @override
    def paintEvent(self, event: QPaintEvent) -> None:
        painter, theme = self.open_painter(), self.theme
        head = theme.px(_HEAD)
        for month in range(1, MONTHS + 1):
            here = month == self._month
            box = QRectF(self._left(month), 0, self._wide(), head - 2)
            color = theme.color("text.primary" if here else "text.secondary")
            font = theme.font("caption", strong=here)
            words = say_short_month(month, self.t)
            draw_words(painter, box, words, font, color, CENTER, elide=False)
        for at, row in enumerate(self._rows):
            if self.shows(at, event.rect()):
                self._paint_row(painter, at, row)
        if self.hasFocus() and self._rows:
            draw_ring(painter, theme, self.cell(self.at).adjusted(1, 1, -1, -1))
        painter.end()

    def _paint_row(self, painter: QPainter, at: int, row: HeatRow) -> None:
        theme = self.theme
        name = QRectF(0, self._top(at), self._names() - 8, theme.px(_ROW))
        font = theme.font("meta", strong=not row.id)
        draw_name(painter, name, row.name, font, theme.color("text.primary"))
        for month, turnout in enumerate(row.months):
            self._paint_cell(painter, self.cell(Place(month, at)), turnout)

    def _paint_cell(self, painter: QPainter, cell: QRectF, turnout: Turnout) -> None:
        theme, step = self.theme, turnout.step
        if step is None:
            draw_dot(painter, theme, cell)
            return
        box = cell.adjusted(1.5, 2, -1.5, -2)
        if step == 0:
            edge = theme.color("line.control")
            draw_box(painter, box, 4, theme.color("ground.surface"), edge)
        else:
            draw_box(painter, box, 4, theme.color(f"data.heat_{step}"))
        if box.width() >= _FIGURES:
            color = theme.color("ground.surface" if step == 4 else "text.primary")
            text = f"{turnout.here}/{turnout.due}"
            draw_words(painter, box, text, theme.font("caption"), color, CENTER, elide=False)

    def _names(self) -> float:
        most = self.theme.px(_MOST_NAME)
        return max(self.theme.px(_LEAST_NAME), min(most, self._longest + 14))

    def _wide(self) -> float:
        return (self.width() - self._names()) / MONTHS

    def _left(self, month: int) -> float:
        return self._names() + (month - 1) * self._wide()

    def _top(self, at: int) -> float:
        return float(self.theme.px(_HEAD) + at * self.theme.px(_ROW))

    @override
    def cell(self, place: Place) -> QRectF:
        left, top = self._left(place.column + 1), self._top(place.row)
        return QRectF(left, top, self._wide(), self.theme.px(_ROW))

    @override
    def say(self, place: Place) -> str:
        month, row = place.column + 1, self._rows[place.row]
        turnout = row.months[month - 1]
        if not turnout.due:
            return self.t(
                "{name}, {month}: nothing due",
                name=row.name,
                month=say_short_month(month, self.t),
            )
        return self.t(
            "{name}, {month}: {here} present of {due} due, {leave} on leave, {absent} absent",
            name=row.name,
            month=say_short_month(month, self.t),
            here=turnout.here,
            due=turnout.due,
            leave=turnout.leave,
            absent=turnout.absent,
        )
