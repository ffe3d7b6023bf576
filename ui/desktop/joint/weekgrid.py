"""A week of bookings: what is shared down, days across, each booking a chip with its hours."""

from collections.abc import Callable, Mapping, Sequence
from dataclasses import dataclass
from datetime import date, datetime, timedelta

from PySide6.QtCore import QPointF, QRectF, QSize, Qt, Signal
from PySide6.QtGui import QKeyEvent, QMouseEvent, QPainter, QPaintEvent
from PySide6.QtWidgets import QApplication, QSizePolicy, QWidget
from typing_extensions import override

from app.dates import WEEKDAYS, say_day
from db.model.words import Translate
from ui.desktop.theme.theme import Theme
from ui.desktop.widgets.painted import CENTER, Painted, draw_box, draw_line, draw_ring, draw_words

_HEAD, _CHIP, _GAP, _LEAST, _NAME, _DAYS = 48, 40, 4, 52, 150, 7
_MOVES = {
    Qt.Key.Key_Left: (0, -1),
    Qt.Key.Key_Right: (0, 1),
    Qt.Key.Key_Up: (-1, 0),
    Qt.Key.Key_Down: (1, 0),
}


@dataclass(frozen=True, slots=True)
class Slot:
    """One booking in the grid; a tone of `error` says that it meets another."""

    id: str
    resource: str
    start: datetime
    end: datetime
    whom: str
    tone: str
    icon: str

    def hours(self) -> str:
        """Return from when until when, with the day where it ends on another."""
        end = f"{self.end:%H:%M}"
        if self.end.date() != self.start.date():
            end = f"{self.end.month}-{self.end.day} {end}"
        return f"{self.start:%H:%M}–{end}"


class WeekGrid(Painted):
    """Emits `opened(id)`, `asked(resource, date)` for an empty place, `moved(id, datetime)`.

    Arrows walk the places, Enter opens what is there or books it, Alt with left and right moves it.
    """

    opened = Signal(str)
    asked = Signal(str, object)
    moved = Signal(str, object)

    def __init__(
        self,
        theme: Theme,
        t: Translate,
        today: Callable[[], date],
        *,
        parent: QWidget | None = None,
    ) -> None:
        super().__init__(theme, parent)
        self.t, self._today = t, today
        self._first = today()
        self._rows: tuple[tuple[str, str], ...] = ()
        self._slots: Mapping[str, tuple[Slot, ...]] = {}
        self._at = (0, 0)
        self._held: Slot | None = None
        self._grip, self._spot, self._dragging = QPointF(), QPointF(), False
        self.setFocusPolicy(Qt.FocusPolicy.StrongFocus)
        self.setSizePolicy(QSizePolicy.Policy.Expanding, QSizePolicy.Policy.Fixed)

    def show_week(
        self, first: date, rows: Sequence[tuple[str, str]], slots: Sequence[Slot]
    ) -> None:
        """Show the week from its Monday: rows of (resource, name), and what is booked."""
        self._first, self._rows = first, tuple(rows)
        self._slots = {
            key: tuple(sorted((s for s in slots if s.resource == key), key=lambda s: s.start))
            for key, _name in rows
        }
        self._at = (min(self._at[0], max(0, len(rows) - 1)), self._at[1])
        self.setFixedHeight(self.sizeHint().height())
        self._name_it()

    @override
    def sizeHint(self) -> QSize:
        tall = sum(self._tall(key) for key, _name in self._rows)
        return QSize(self.theme.px(_NAME + _DAYS * 96), int(self.theme.px(_HEAD) + tall + 2))

    @override
    def follow_theme(self) -> None:
        self.setFixedHeight(self.sizeHint().height())
        super().follow_theme()

    # Where things are

    def _tall(self, resource: str) -> float:
        most = max((len(self._in(resource, day)) for day in self._week()), default=0)
        return max(self.theme.px(_LEAST), most * (self.theme.px(_CHIP) + _GAP) + 2 * _GAP)

    def _week(self) -> list[date]:
        return [self._first + timedelta(days=n) for n in range(_DAYS)]

    def _in(self, resource: str, day: date) -> list[Slot]:
        return [
            s
            for s in self._slots.get(resource, ())
            if s.start.date() <= day and (s.end - timedelta(seconds=1)).date() >= day
        ]

    def _wide(self) -> float:
        return (self.width() - self.theme.px(_NAME) - 2) / _DAYS

    def _cells(self) -> list[tuple[int, int, QRectF]]:
        found, top = [], float(self.theme.px(_HEAD))
        for row, (resource, _name) in enumerate(self._rows):
            tall = self._tall(resource)
            for column in range(_DAYS):
                left = self.theme.px(_NAME) + 1 + column * self._wide()
                found.append((row, column, QRectF(left, top, self._wide(), tall)))
            top += tall
        return found

    def _chips(self, row: int, column: int, cell: QRectF) -> list[tuple[Slot, QRectF]]:
        tall = self.theme.px(_CHIP)
        return [
            (
                slot,
                QRectF(
                    cell.left() + 4, cell.top() + _GAP + n * (tall + _GAP), cell.width() - 8, tall
                ),
            )
            for n, slot in enumerate(self._in(self._rows[row][0], self._week()[column]))
        ]

    def _slot_at(self, spot: QPointF) -> Slot | None:
        for row, column, cell in self._cells():
            for slot, place in self._chips(row, column, cell):
                if place.contains(spot):
                    return slot
        return None

    def _cell_at(self, spot: QPointF) -> tuple[int, int] | None:
        return next(((r, c) for r, c, cell in self._cells() if cell.contains(spot)), None)

    # Hands

    @override
    def keyPressEvent(self, event: QKeyEvent) -> None:
        key = Qt.Key(event.key())
        slots = self._here()
        if key in _MOVES and self._rows:
            down, right = _MOVES[key]
            alt = event.modifiers() & Qt.KeyboardModifier.AltModifier
            if alt and right and slots:
                self.moved.emit(slots[0].id, slots[0].start + timedelta(days=right))
            row = max(0, min(len(self._rows) - 1, self._at[0] + down))
            self._put((row, max(0, min(_DAYS - 1, self._at[1] + right))))
        elif key in (Qt.Key.Key_Return, Qt.Key.Key_Enter) and self._rows:
            if slots:
                self.opened.emit(slots[0].id)
            else:
                self.asked.emit(self._rows[self._at[0]][0], self._week()[self._at[1]])
        else:
            super().keyPressEvent(event)

    @override
    def mousePressEvent(self, event: QMouseEvent) -> None:
        self._grip = self._spot = event.position()
        self._held = self._slot_at(event.position())
        at = self._cell_at(event.position())
        if at is not None:
            self._put(at)

    @override
    def mouseMoveEvent(self, event: QMouseEvent) -> None:
        self._spot = event.position()
        far = (self._spot - self._grip).manhattanLength() > QApplication.startDragDistance()
        if self._held is not None and far:
            self._dragging = True
            self.setCursor(Qt.CursorShape.ClosedHandCursor)
            self.update()

    @override
    def mouseReleaseEvent(self, event: QMouseEvent) -> None:
        held, dragging = self._held, self._dragging
        self._held, self._dragging = None, False
        self.unsetCursor()
        at = self._cell_at(event.position())
        if held is not None and dragging:
            day = self._week()[at[1]] if at else held.start.date()
            if day != held.start.date():
                self.moved.emit(held.id, datetime.combine(day, held.start.time()))
        elif held is not None:
            self.opened.emit(held.id)
        elif at is not None:
            self.asked.emit(self._rows[at[0]][0], self._week()[at[1]])
        self.update()

    def _here(self) -> list[Slot]:
        if not self._rows:
            return []
        return self._in(self._rows[self._at[0]][0], self._week()[self._at[1]])

    def _put(self, at: tuple[int, int]) -> None:
        self._at = at
        self._name_it()

    def _name_it(self) -> None:
        if self._rows:
            name = self._rows[self._at[0]][1]
            booked = ", ".join(f"{s.hours()} {s.whom}" for s in self._here())
            day = say_day(self._week()[self._at[1]], self.t)
            self.setAccessibleName(f"{name}, {day}: {booked or self.t('free')}")
        self.update()

    # Looks

    @override
    def paintEvent(self, event: QPaintEvent) -> None:
        painter, theme = self.open_painter(), self.theme
        whole = QRectF(self.rect())
        draw_box(painter, whole, 8, theme.color("ground.surface"), theme.color("line.hair"))
        self._paint_heads(painter)
        for row, column, cell in self._cells():
            self._paint_cell(painter, row, column, cell)
        top = float(theme.px(_HEAD))
        for resource, name in self._rows:
            words = QRectF(14, top, theme.px(_NAME) - 22, self._tall(resource))
            color = theme.color("text.primary")
            draw_words(painter, words, name, theme.font("body", strong=True), color)
            top += self._tall(resource)
        if self._dragging and self._held is not None:
            wide, tall = self._wide() - 8, theme.px(_CHIP)
            place = QRectF(self._spot.x() - 30, self._spot.y() - tall / 2, wide, tall)
            self._paint_chip(painter, self._held, place)
        painter.end()

    def _paint_heads(self, painter: QPainter) -> None:
        theme, wide = self.theme, self._wide()
        for column, day in enumerate(self._week()):
            left = theme.px(_NAME) + 1 + column * wide
            today = day == self._today()
            name = QRectF(left, 5, wide, 20)
            quiet = theme.color("text.secondary")
            draw_words(
                painter, name, self.t(WEEKDAYS[column]), theme.font("caption"), quiet, CENTER
            )
            number = QRectF(left, 23, wide, 22)
            if today:
                draw_box(
                    painter,
                    QRectF(number.center().x() - 22, number.top(), 44, 21),
                    10,
                    theme.color("accent.fill"),
                )
            color = theme.color("text.on_accent" if today else "text.primary")
            font = theme.font("body", strong=today)
            draw_words(painter, number, f"{day.month}-{day.day}", font, color, CENTER)

    def _paint_cell(self, painter: QPainter, row: int, column: int, cell: QRectF) -> None:
        theme, hair = self.theme, self.theme.color("line.hair")
        if column > 4:
            painter.fillRect(cell.adjusted(0, 0, -1, -1), theme.color("ground.sunken"))
        draw_line(painter, QPointF(1, cell.top()), cell.topRight(), hair)
        draw_line(painter, cell.topLeft(), cell.bottomLeft(), hair)
        for slot, place in self._chips(row, column, cell):
            if not (self._dragging and slot == self._held):
                self._paint_chip(painter, slot, place)
        if self.hasFocus() and self._at == (row, column):
            draw_ring(painter, theme, cell.adjusted(2, 2, -2, -2))

    def _paint_chip(self, painter: QPainter, slot: Slot, place: QRectF) -> None:
        theme, words = self.theme, self.theme.color(f"state.{slot.tone}_text")
        draw_box(painter, place, theme.radius("chip"), theme.color(f"state.{slot.tone}_soft"))
        icon = QRectF(place.left() + 6, place.top() + 4, 13, 13)
        theme.draw_icon(painter, icon, slot.icon, f"state.{slot.tone}_text")
        first = QRectF(place.left() + 23, place.top(), place.width() - 26, place.height() / 2 + 1)
        draw_words(painter, first, slot.hours(), theme.font("caption"), words)
        second = QRectF(place.left() + 8, first.bottom() - 3, place.width() - 12, first.height())
        draw_words(painter, second, slot.whom, theme.font("meta"), words)
