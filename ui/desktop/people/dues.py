"""Dues as ticks: members down, months across; no amounts, and nothing in red."""

from collections.abc import Mapping, Sequence

from PySide6.QtCore import QPointF, QRectF, QSize, Qt, Signal
from PySide6.QtGui import QKeyEvent, QMouseEvent, QPainter, QPaintEvent
from PySide6.QtWidgets import QSizePolicy, QWidget
from typing_extensions import override

from app.dates import say_short_month
from app.records.member import Member
from db.model.words import Translate
from ui.desktop.theme.theme import Theme
from ui.desktop.widgets.arrows import ARROWS
from ui.desktop.widgets.checks import draw_check
from ui.desktop.widgets.painted import (
    CENTER,
    Painted,
    draw_line,
    draw_name,
    draw_ring,
    draw_words,
)

_MONTHS = 12
_NAME, _BOX = 200, 20


class DuesGrid(Painted):
    """Space or a press turns a tick, a press on a month ticks it for all.

    Emits `ticked(member, month 1 to 12, on)` and `month_ticked(month)`.
    """

    ticked = Signal(str, int, bool)
    month_ticked = Signal(int)

    def __init__(self, theme: Theme, t: Translate, *, parent: QWidget | None = None) -> None:
        super().__init__(theme, parent)
        self.t = t
        self._members: tuple[Member, ...] = ()
        self._paid: Mapping[str, frozenset[int]] = {}
        self._at = (0, 0)
        self.setFocusPolicy(Qt.FocusPolicy.StrongFocus)
        self.setSizePolicy(QSizePolicy.Policy.Expanding, QSizePolicy.Policy.Fixed)

    def show_ticks(self, members: Sequence[Member], paid: Mapping[str, frozenset[int]]) -> None:
        """Show these members with the months that are paid."""
        self._members, self._paid = tuple(members), paid
        self._at = (min(self._at[0], max(0, len(members) - 1)), self._at[1])
        self.setFixedHeight(self.sizeHint().height())
        self._name_it()
        self.update()

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

    def _cell(self, row: int, month: int) -> QRectF:
        left, pitch = self._pitch()
        return QRectF(left + (month - 1) * pitch, (row + 1) * self._row(), pitch, self._row())

    def _pitch(self) -> tuple[float, float]:
        left = self.theme.px(_NAME)
        return left, (self.width() - left - 8) / _MONTHS

    @override
    def paintEvent(self, event: QPaintEvent) -> None:
        painter, theme = self.open_painter(), self.theme
        font, quiet = theme.font("caption"), theme.color("text.secondary")
        for month in range(1, _MONTHS + 1):
            head = self._cell(-1, month)
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
            cell = self._cell(row, month)
            if self.hasFocus() and self._at == (row, month - 1):
                draw_ring(painter, theme, cell.adjusted(2, 4, -2, -4))
            box = QRectF(0, 0, _BOX, _BOX)
            box.moveCenter(cell.center())
            draw_check(painter, theme, box, month in paid)

    @override
    def mousePressEvent(self, event: QMouseEvent) -> None:
        left, pitch = self._pitch()
        row = int(event.position().y() // self._row()) - 1
        month = int((event.position().x() - left) // pitch) + 1
        if not 1 <= month <= _MONTHS:
            return
        if row < 0:
            self.month_ticked.emit(month)
        elif row < len(self._members):
            self._at = (row, month - 1)
            self.toggle(row, month)

    @override
    def keyPressEvent(self, event: QKeyEvent) -> None:
        key = Qt.Key(event.key())
        if key in ARROWS and self._members:
            across, down = ARROWS[key]
            row = max(0, min(len(self._members) - 1, self._at[0] + down))
            self._at = (row, max(0, min(_MONTHS - 1, self._at[1] + across)))
            self._name_it()
            self.update()
        elif key in (Qt.Key.Key_Space, Qt.Key.Key_Return, Qt.Key.Key_Enter) and self._members:
            self.toggle(self._at[0], self._at[1] + 1)
        else:
            super().keyPressEvent(event)

    def _name_it(self) -> None:
        if not self._members:
            self.setAccessibleName(self.t("Dues"))
            return
        member, month = self._members[self._at[0]], self._at[1] + 1
        paid = month in self._paid.get(member.id, ())
        state = self.t("paid") if paid else self.t("not paid")
        self.setAccessibleName(f"{member.name}, {say_short_month(month, self.t)}, {state}")
