"""Dues as ticks: members down, months across; no amounts, and nothing in red."""

from collections.abc import Mapping, Sequence

from PySide6.QtCore import QPointF, QRectF, QSize, Signal
from PySide6.QtGui import QMouseEvent, QPainter, QPaintEvent
from PySide6.QtWidgets import QWidget
from typing_extensions import override

from app.dates import say_short_month
from app.records.member import Member
from db.model.words import Translate
from ui.desktop.theme.theme import Theme
from ui.desktop.widgets.cellgrid import CellGrid, Place
from ui.desktop.widgets.checks import draw_check
from ui.desktop.widgets.painted import (
    CENTER,
    draw_line,
    draw_name,
    draw_ring,
    draw_words,
)

_MONTHS = 12
_NAME, _BOX = 200, 20


class DuesGrid(CellGrid):
    """Space or a press turns a tick, a press on a month ticks it for all.

    Emits `ticked(member, month 1 to 12, on)` and `month_ticked(month)`.
    """

    ticked = Signal(str, int, bool)
    month_ticked = Signal(int)

    def __init__(self, theme: Theme, t: Translate, *, parent: QWidget | None = None) -> None:
        super().__init__(theme, t, parent)
        self._members: tuple[Member, ...] = ()
        self._paid: Mapping[str, frozenset[int]] = {}

    def show_ticks(self, members: Sequence[Member], paid: Mapping[str, frozenset[int]]) -> None:
        """Show these members with the months that are paid."""
        self._members, self._paid = tuple(members), paid
        self.setFixedHeight(self.sizeHint().height())
        self.renew()

    def toggle(self, row: int, month: int) -> None:
        """Turn one tick."""
        member = self._members[row].id
        self.ticked.emit(member, month, month not in self._paid.get(member, ()))

    @override
    def sizeHint(self) -> QSize:
        rows = len(self._members) + 1
        return QSize(self.theme.px(_NAME + _MONTHS * 44), rows * self._row() + 2)

    def _row(self) -> int:
        return self.theme.size("row_one_line")

    @override
    def extent(self) -> Place:
        return Place(_MONTHS, len(self._members))

    @override
    def cell(self, place: Place) -> QRectF:
        left, row = self.theme.px(_NAME), self._row()
        pitch = (self.width() - left - 8) / _MONTHS
        return QRectF(left + place.column * pitch, (place.row + 1) * row, pitch, row)

    @override
    def paintEvent(self, event: QPaintEvent) -> None:
        painter, theme = self.open_painter(), self.theme
        font, quiet = theme.font("caption"), theme.color("text.secondary")
        for month in range(1, _MONTHS + 1):
            head = self.cell(Place(month - 1, -1))
            draw_words(painter, head, say_short_month(month, self.t), font, quiet, CENTER)
        for row, member in enumerate(self._members):
            self._paint_row(painter, row, member)
        painter.end()

    def _paint_row(self, painter: QPainter, row: int, member: Member) -> None:
        theme, paid = self.theme, self._paid.get(member.id, frozenset())
        top = (row + 1) * self._row()
        line = theme.color("line.hair")
        draw_line(painter, QPointF(0, top), QPointF(self.width(), top), line)
        name = QRectF(16, top, theme.px(_NAME) - 24, self._row())
        draw_name(painter, name, member.name, theme.font("strong"), theme.color("text.primary"))
        for month in range(1, _MONTHS + 1):
            place = Place(month - 1, row)
            cell = self.cell(place)
            if self.hasFocus() and self.at == place:
                draw_ring(painter, theme, cell.adjusted(2, 4, -2, -4))
            box = QRectF(0, 0, _BOX, _BOX)
            box.moveCenter(cell.center())
            draw_check(painter, theme, box, month in paid)

    @override
    def mouseReleaseEvent(self, event: QMouseEvent) -> None:
        spot = event.position()
        head = next((m for m in range(_MONTHS) if self.cell(Place(m, -1)).contains(spot)), None)
        if head is None:
            super().mouseReleaseEvent(event)
        else:
            self.month_ticked.emit(head + 1)

    @override
    def choose(self, place: Place) -> None:
        self.toggle(place.row, place.column + 1)

    @override
    def say(self, place: Place) -> str:
        member, month = self._members[place.row], place.column + 1
        paid = month in self._paid.get(member.id, ())
        state = self.t("paid") if paid else self.t("not paid")
        return f"{member.name}, {say_short_month(month, self.t)}, {state}"

    @override
    def summary(self) -> str:
        return self.t("Dues")
