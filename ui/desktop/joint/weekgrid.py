"""A week of bookings: what is shared down, days across, each booking a chip with its hours."""

from collections.abc import Callable, Mapping, Sequence
from dataclasses import dataclass
from datetime import date, datetime, timedelta

from PySide6.QtCore import QPointF, QRectF, QSize, Qt, Signal
from PySide6.QtGui import QKeyEvent, QMouseEvent, QPainter, QPaintEvent
from PySide6.QtWidgets import QWidget
from typing_extensions import override

from app.dates import WEEKDAYS, say_day
from db.model.words import Translate
from ui.desktop.theme.theme import Theme
from ui.desktop.widgets.arrows import ARROWS
from ui.desktop.widgets.cellgrid import CellGrid, Place
from ui.desktop.widgets.grip import Grip
from ui.desktop.widgets.painted import (
    CENTER,
    draw_box,
    draw_line,
    draw_ring,
    draw_words,
    words_width,
)

_HEAD, _CHIP, _GAP, _LEAST, _NAME, _DAYS = 48, 40, 4, 52, 150, 7


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


class WeekGrid(CellGrid):
    """Emits `opened(id)`, `asked(resource, date)` for an empty place, `moved(id, datetime)`.

    Enter opens what is in a cell, once more the next one in it, or books it; Shift with left and right
    moves what was opened there, and so does the mouse.
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
        super().__init__(theme, t, parent)
        self._today = today
        self._first = today()
        self._rows: tuple[tuple[str, str], ...] = ()
        self._slots: Mapping[str, tuple[Slot, ...]] = {}
        self._talls: list[float] = []
        self._grip: Grip[Slot] = Grip()
        self._shown = ""

    def show_week(
        self, first: date, rows: Sequence[tuple[str, str]], slots: Sequence[Slot]
    ) -> None:
        """Show the week from its Monday: rows of (resource, name), and what is booked."""
        self._first, self._rows = first, tuple(rows)
        self._slots = {
            key: tuple(sorted((s for s in slots if s.resource == key), key=lambda s: s.start))
            for key, _name in rows
        }
        self.renew()

    @override
    def sizeHint(self) -> QSize:
        tall = sum(self._talls)
        return QSize(self.theme.px(_NAME + _DAYS * 96), int(self.theme.px(_HEAD) + tall + 2))

    @override
    def follow_theme(self) -> None:
        self._talls = [self._tall(key) for key, _name in self._rows]
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

    @override
    def extent(self) -> Place:
        return Place(_DAYS, len(self._rows))

    @override
    def cell(self, place: Place) -> QRectF:
        top = self.theme.px(_HEAD) + sum(self._talls[: place.row])
        left = self.theme.px(_NAME) + 1 + place.column * self._wide()
        tall = self._talls[place.row] if place.row < len(self._talls) else 0.0
        return QRectF(left, top, self._wide(), tall)

    def _chips(self, place: Place) -> list[tuple[Slot, QRectF]]:
        cell, tall = self.cell(place), self.theme.px(_CHIP)
        left, wide, step = cell.left() + 4, cell.width() - 8, tall + _GAP
        return [
            (slot, QRectF(left, cell.top() + _GAP + n * step, wide, tall))
            for n, slot in enumerate(self._slots_in(place))
        ]

    def _slots_in(self, place: Place) -> list[Slot]:
        return self._in(self._rows[place.row][0], self._week()[place.column])

    def _slot_at(self, spot: QPointF) -> Slot | None:
        place = self.place_at(spot)
        chips = self._chips(place) if place is not None else ()
        return next((slot for slot, box in chips if box.contains(spot)), None)

    # Hands

    @override
    def choose(self, place: Place) -> None:
        ids = [slot.id for slot in self._slots_in(place)]
        if ids:
            self._shown = (
                ids[(ids.index(self._shown) + 1) % len(ids)] if self._shown in ids else ids[0]
            )
            self.opened.emit(self._shown)
        else:
            self.asked.emit(self._rows[place.row][0], self._week()[place.column])

    @override
    def keyPressEvent(self, event: QKeyEvent) -> None:
        # Not Alt: with the left arrow that is the window's way back.
        right = ARROWS.get(Qt.Key(event.key()), (0, 0))[0]
        slots = [] if self.is_empty() else self._slots_in(self.at)
        if right and slots and event.modifiers() & Qt.KeyboardModifier.ShiftModifier:
            slot = next((s for s in slots if s.id == self._shown), slots[0])
            self._shown = slot.id
            self.moved.emit(slot.id, slot.start + timedelta(days=right))
        super().keyPressEvent(event)

    @override
    def mousePressEvent(self, event: QMouseEvent) -> None:
        self._grip.take(self._slot_at(event.position()), event.position())
        at = self.place_at(event.position())
        if at is not None:
            self.put(at)

    @override
    def mouseMoveEvent(self, event: QMouseEvent) -> None:
        if self._grip.move(event.position()):
            self.setCursor(Qt.CursorShape.ClosedHandCursor)
            self.update()
        else:
            super().mouseMoveEvent(event)

    @override
    def mouseReleaseEvent(self, event: QMouseEvent) -> None:
        held, carried = self._grip.let_go()
        self.unsetCursor()
        at = self.place_at(event.position())
        if held is None:
            super().mouseReleaseEvent(event)
        elif not carried:
            self._shown = held.id
            self.opened.emit(held.id)
        elif at is not None and (day := self._week()[at.column]) != held.start.date():
            self.moved.emit(held.id, datetime.combine(day, held.start.time()))
        self.update()

    @override
    def say(self, place: Place) -> str:
        booked = ", ".join(f"{s.hours()} {s.whom}" for s in self._slots_in(place))
        day = say_day(self._week()[place.column], self.t)
        return f"{self._rows[place.row][1]}, {day}: {booked or self.t('free')}"

    # Looks

    @override
    def paintEvent(self, event: QPaintEvent) -> None:
        painter, theme = self.open_painter(), self.theme
        whole = QRectF(self.rect())
        draw_box(painter, whole, 8, theme.color("ground.surface"), theme.color("line.hair"))
        self._paint_heads(painter)
        for row, (_resource, name) in enumerate(self._rows):
            for column in range(_DAYS):
                self._paint_cell(painter, Place(column, row))
            first = self.cell(Place(0, row))
            words = QRectF(14, first.top(), theme.px(_NAME) - 22, first.height())
            color = theme.color("text.primary")
            draw_words(painter, words, name, theme.font("body", strong=True), color)
        if self._grip.carrying and self._grip.held is not None:
            wide, tall, spot = self._wide() - 8, theme.px(_CHIP), self._grip.spot
            place = QRectF(spot.x() - 30, spot.y() - tall / 2, wide, tall)
            self._paint_chip(painter, self._grip.held, place)
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

    def _paint_cell(self, painter: QPainter, at: Place) -> None:
        theme, hair, cell = self.theme, self.theme.color("line.hair"), self.cell(at)
        if at.column > 4:
            painter.fillRect(cell.adjusted(0, 0, -1, -1), theme.color("ground.sunken"))
        draw_line(painter, QPointF(1, cell.top()), cell.topRight(), hair)
        draw_line(painter, cell.topLeft(), cell.bottomLeft(), hair)
        for slot, place in self._chips(at):
            if not self._grip.carries(slot):
                self._paint_chip(painter, slot, place)
        if self.hasFocus() and self.at == at:
            draw_ring(painter, theme, cell.adjusted(2, 2, -2, -2))

    def _paint_chip(self, painter: QPainter, slot: Slot, place: QRectF) -> None:
        theme, words = self.theme, self.theme.color(f"state.{slot.tone}_text")
        draw_box(painter, place, theme.radius("chip"), theme.color(f"state.{slot.tone}_soft"))
        icon = QRectF(place.left() + 6, place.top() + 4, 13, 13)
        theme.draw_icon(painter, icon, slot.icon, f"state.{slot.tone}_text")
        first = QRectF(place.left() + 23, place.top(), place.width() - 26, place.height() / 2 + 1)
        # Where both ends have no room the beginning stands alone; the tooltip has both.
        whole = words_width(slot.hours(), theme.font("caption")) <= first.width()
        said = slot.hours() if whole else f"{slot.start:%H:%M}"
        draw_words(painter, first, said, theme.font("caption"), words)
        second = QRectF(place.left() + 8, first.bottom() - 3, place.width() - 12, first.height())
        draw_words(painter, second, slot.whom, theme.font("meta"), words)
