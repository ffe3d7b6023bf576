"""Attendance of everybody by month: a cell for each, with its figures; names in the order given."""

from collections.abc import Sequence
from dataclasses import dataclass

from PySide6.QtCore import QEvent, QPointF, QRectF, QSize, Qt, Signal
from PySide6.QtGui import QHelpEvent, QKeyEvent, QMouseEvent, QPainter, QPaintEvent
from PySide6.QtWidgets import QSizePolicy, QToolTip, QWidget
from typing_extensions import override

from app.counting.monthly import MONTHS, Turnout, whole
from app.dates import say_short_month
from db.model.words import Translate
from ui.desktop.theme.theme import Theme
from ui.desktop.widgets.arrows import ARROWS
from ui.desktop.widgets.heat import draw_dot
from ui.desktop.widgets.painted import (
    CENTER,
    Painted,
    draw_box,
    draw_name,
    draw_ring,
    draw_words,
    words_width,
)
from ui.desktop.widgets.roles import plain_tip

_ROW, _HEAD, _LEAST_NAME, _MOST_NAME, _FIGURES = 28, 26, 76, 190, 32


@dataclass(frozen=True, slots=True)
class HeatRow:
    """One person, or the whole branch where ``id`` is empty."""

    id: str
    name: str
    months: tuple[Turnout, ...]


class MemberHeat(Painted):
    """Arrows walk the cells. Emits `chosen(id, month)` for a person's cell.

    Hollow is nobody there, a dot nothing due; the figures say what the shade says.
    """

    chosen = Signal(str, int)

    def __init__(self, theme: Theme, t: Translate, *, parent: QWidget | None = None) -> None:
        super().__init__(theme, parent)
        self.t = t
        self._rows: tuple[HeatRow, ...] = ()
        self._month, self._at = 0, (1, 0)
        self.setFocusPolicy(Qt.FocusPolicy.StrongFocus)
        self.setMouseTracking(True)
        self.setSizePolicy(QSizePolicy.Policy.Expanding, QSizePolicy.Policy.Fixed)

    def set_rows(self, rows: Sequence[HeatRow], month: int) -> None:
        """Show these; `month` is the present one, 0 in another year."""
        self._rows, self._month = tuple(rows), month
        self._at = (month or 1, 0)
        self._name_it()
        self.follow_theme()

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
    def event(self, event: QEvent) -> bool:
        if event.type() == QEvent.Type.ToolTip and isinstance(event, QHelpEvent):
            place = self._find(QPointF(event.pos()))
            QToolTip.showText(event.globalPos(), plain_tip(self._say(place)) if place else "", self)
            return True
        return super().event(event)

    @override
    def mouseReleaseEvent(self, event: QMouseEvent) -> None:
        place = self._find(event.position())
        if place is not None and event.button() == Qt.MouseButton.LeftButton:
            self._at = place
            self._name_it()
            self._choose()

    @override
    def keyPressEvent(self, event: QKeyEvent) -> None:
        key = Qt.Key(event.key())
        if key in ARROWS and self._rows:
            across, down = ARROWS[key]
            self._at = (
                max(1, min(MONTHS, self._at[0] + across)),
                max(0, min(len(self._rows) - 1, self._at[1] + down)),
            )
            self._name_it()
        elif key in (Qt.Key.Key_Return, Qt.Key.Key_Enter, Qt.Key.Key_Space):
            self._choose()
        else:
            super().keyPressEvent(event)

    def _choose(self) -> None:
        if self._rows and self._rows[self._at[1]].id:
            self.chosen.emit(self._rows[self._at[1]].id, self._at[0])

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
        shown = event.rect()
        for at, row in enumerate(self._rows):
            top = self._top(at)
            if top <= shown.bottom() and top + theme.px(_ROW) >= shown.top():
                self._paint_row(painter, at, row)
        if self.hasFocus() and self._rows:
            draw_ring(painter, theme, self._cell(*self._at).adjusted(1, 1, -1, -1))
        painter.end()

    def _paint_row(self, painter: QPainter, at: int, row: HeatRow) -> None:
        theme = self.theme
        name = QRectF(0, self._top(at), self._names() - 8, theme.px(_ROW))
        font = theme.font("meta", strong=not row.id)
        draw_name(painter, name, row.name, font, theme.color("text.primary"))
        for month in range(1, MONTHS + 1):
            self._paint_cell(painter, self._cell(month, at), row.months[month - 1])

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
        font = self.theme.font("meta")
        longest = max((words_width(row.name, font) for row in self._rows), default=0) + 14
        return max(self.theme.px(_LEAST_NAME), min(self.theme.px(_MOST_NAME), longest))

    def _wide(self) -> float:
        return (self.width() - self._names()) / MONTHS

    def _left(self, month: int) -> float:
        return self._names() + (month - 1) * self._wide()

    def _top(self, at: int) -> float:
        return float(self.theme.px(_HEAD) + at * self.theme.px(_ROW))

    def _cell(self, month: int, at: int) -> QRectF:
        return QRectF(self._left(month), self._top(at), self._wide(), self.theme.px(_ROW))

    def _find(self, spot: QPointF) -> tuple[int, int] | None:
        at = int((spot.y() - self.theme.px(_HEAD)) // self.theme.px(_ROW))
        month = int((spot.x() - self._names()) // self._wide()) + 1
        if 0 <= at < len(self._rows) and 1 <= month <= MONTHS:
            return month, at
        return None

    def _say(self, place: tuple[int, int]) -> str:
        month, at = place
        row = self._rows[at]
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

    def _name_it(self) -> None:
        self.setAccessibleName(self._say(self._at) if self._rows else "")
        self.setAccessibleDescription(self.summary())
        self.update()
