"""The month as a page: meetings as chips on their days; dragging one to another day moves it."""

from collections.abc import Callable, Sequence
from dataclasses import dataclass
from datetime import date, timedelta

from PySide6.QtCore import QPointF, QRectF, QSize, Qt, Signal
from PySide6.QtGui import QKeyEvent, QMouseEvent, QPainter, QPaintEvent
from PySide6.QtWidgets import QSizePolicy, QWidget
from typing_extensions import override

from app.dates import WEEKDAYS, say_day
from db.model.words import Translate
from ui.desktop.theme.theme import Theme
from ui.desktop.widgets.grip import Grip
from ui.desktop.widgets.monthpicker import month_days
from ui.desktop.widgets.painted import (
    CENTER,
    RIGHT,
    Painted,
    draw_box,
    draw_line,
    draw_ring,
    draw_words,
)

_HEAD, _DAY, _CHIP = 32, 38, 28
_MOVES = {Qt.Key.Key_Left: -1, Qt.Key.Key_Right: 1, Qt.Key.Key_Up: -7, Qt.Key.Key_Down: 7}


@dataclass(frozen=True, slots=True)
class MonthChip:
    """One meeting, or a suggested day (tone wait); only a movable one can be dragged."""

    id: str
    day: date
    tone: str
    icon: str
    text: str
    movable: bool = False


class CalendarMonth(Painted):
    """Emits `moved(id, date)`, `opened(id)`, `day_chosen(date)`.

    Arrows walk the days, Enter opens the day's first meeting, Alt with arrows moves it.
    """

    moved = Signal(str, object)
    opened = Signal(str)
    day_chosen = Signal(object)

    def __init__(
        self,
        theme: Theme,
        t: Translate,
        today: Callable[[], date],
        *,
        parent: QWidget | None = None,
    ) -> None:
        super().__init__(theme, parent)
        self.t, self._today, self._chosen = t, today, today()
        self._weeks = month_days(self._chosen.year, self._chosen.month)
        self._month = self._chosen.month
        self._chips: tuple[MonthChip, ...] = ()
        self._grip: Grip[MonthChip] = Grip()
        self.setFocusPolicy(Qt.FocusPolicy.StrongFocus)
        self.setSizePolicy(QSizePolicy.Policy.Expanding, QSizePolicy.Policy.Expanding)
        self._name_it()

    def show_month(self, year: int, month: int, chips: Sequence[MonthChip]) -> None:
        """Show a month with these meetings."""
        self._weeks, self._month, self._chips = month_days(year, month), month, tuple(chips)
        self._name_it()

    def set_chosen(self, day: date) -> None:
        """Put the place on a day, silently."""
        self._chosen = day
        self._name_it()

    @override
    def sizeHint(self) -> QSize:
        return QSize(700, self.theme.px(_HEAD) + len(self._weeks) * self.theme.px(104))

    @override
    def minimumSizeHint(self) -> QSize:
        return QSize(420, self.theme.px(_HEAD) + len(self._weeks) * self.theme.px(72))

    @override
    def keyPressEvent(self, event: QKeyEvent) -> None:
        key = Qt.Key(event.key())
        here = self._on(self._chosen)
        if key in _MOVES:
            day = self._chosen + timedelta(days=_MOVES[key])
            first = next((chip for chip in here if chip.movable), None)
            if event.modifiers() & Qt.KeyboardModifier.AltModifier and first is not None:
                self.moved.emit(first.id, day)
            self._choose(day)
        elif key in (Qt.Key.Key_Return, Qt.Key.Key_Enter) and here:
            self.opened.emit(here[0].id)
        else:
            super().keyPressEvent(event)

    @override
    def mousePressEvent(self, event: QMouseEvent) -> None:
        self._grip.take(self._chip_at(event.position()), event.position())
        day = self._day_at(event.position())
        if day is not None:
            self._choose(day)

    @override
    def mouseMoveEvent(self, event: QMouseEvent) -> None:
        held = self._grip.held
        if (held is None or held.movable) and self._grip.move(event.position()):
            self.setCursor(Qt.CursorShape.ClosedHandCursor)
            self.update()

    @override
    def mouseReleaseEvent(self, event: QMouseEvent) -> None:
        held, carried = self._grip.let_go()
        self.unsetCursor()
        day = self._day_at(event.position())
        if held is not None and carried:
            if day is not None and day != held.day:
                self.moved.emit(held.id, day)
        elif held is not None and self._chip_at(event.position()) == held:
            self.opened.emit(held.id)
        self.update()

    @override
    def paintEvent(self, event: QPaintEvent) -> None:
        painter, theme = self.open_painter(), self.theme
        draw_box(
            painter, QRectF(self.rect()), 8, theme.color("ground.surface"), theme.color("line.hair")
        )
        self._paint_head(painter)
        for day, rect in self._days():
            self._paint_day(painter, day, rect)
        if self._grip.carrying and self._grip.held is not None:
            spot = self._grip.spot
            target = self._day_at(spot)
            for day, rect in self._days():
                if day == target:
                    draw_ring(painter, theme, rect.adjusted(2, 2, -2, -2))
            place = QRectF(spot.x() - 40, spot.y() - _CHIP / 2, self._wide() - 12, _CHIP)
            self._paint_chip(painter, self._grip.held, place)
        painter.end()

    def _paint_head(self, painter: QPainter) -> None:
        theme = self.theme
        for at, name in enumerate(WEEKDAYS):
            words = QRectF(1 + at * self._wide() + 13, 0, self._wide(), theme.px(_HEAD))
            draw_words(
                painter, words, self.t(name), theme.font("caption"), theme.color("text.secondary")
            )

    def _paint_day(self, painter: QPainter, day: date, rect: QRectF) -> None:
        theme, outside, today = self.theme, day.month != self._month, day == self._today()
        inner = rect.adjusted(0, 0, -0.5, -0.5)
        if day == self._chosen:
            painter.fillRect(inner, theme.color("ground.selected"))
        elif outside or day.weekday() > 4:
            painter.fillRect(inner, theme.color("ground.sunken"))
        draw_line(painter, rect.topLeft(), rect.topRight(), theme.color("line.hair"))
        if day.weekday():
            draw_line(painter, rect.topLeft(), rect.bottomLeft(), theme.color("line.hair"))
        number = QRectF(rect.left() + 7, rect.top() + 6, 28, 28)
        if today:
            draw_box(painter, number, 14, theme.color("accent.fill"))
            words = QRectF(number.right() + 6, number.top(), rect.width(), 28)
            draw_words(
                painter,
                words,
                self.t("Today"),
                theme.font("caption"),
                theme.color("text.secondary"),
            )
        color = "text.on_accent" if today else "text.secondary" if outside else "text.primary"
        font = theme.font("body", strong=today or day == self._chosen)
        draw_words(painter, number, str(day.day), font, theme.color(color), CENTER, elide=False)
        for chip, place in self._places(day, rect):
            if not self._grip.carries(chip):
                self._paint_chip(painter, chip, place)
        hidden = len(self._on(day)) - len(self._places(day, rect))
        if hidden:
            more = QRectF(rect.right() - 46, rect.top() + 6, 40, 28)
            secondary = theme.color("text.secondary")
            draw_words(painter, more, f"+{hidden}", theme.font("caption"), secondary, RIGHT)
        if self.hasFocus() and day == self._chosen:
            draw_ring(painter, theme, rect.adjusted(1, 1, -1, -1))

    def _paint_chip(self, painter: QPainter, chip: MonthChip, place: QRectF) -> None:
        theme = self.theme
        draw_box(painter, place, theme.radius("chip"), theme.color(f"state.{chip.tone}_soft"))
        icon = QRectF(place.left() + 8, place.center().y() - 7, 14, 14)
        theme.draw_icon(painter, icon, chip.icon, f"state.{chip.tone}_text")
        words = place.adjusted(28, 0, -4, 0)
        draw_words(
            painter, words, chip.text, theme.font("meta"), theme.color(f"state.{chip.tone}_text")
        )

    def _wide(self) -> float:
        return (self.width() - 2) / 7

    def _days(self) -> list[tuple[date, QRectF]]:
        top, wide = float(self.theme.px(_HEAD)), self._wide()
        tall = (self.height() - top - 1) / len(self._weeks)
        return [
            (day, QRectF(1 + column * wide, top + row * tall, wide, tall))
            for row, week in enumerate(self._weeks)
            for column, day in enumerate(week)
        ]

    def _on(self, day: date) -> list[MonthChip]:
        return [chip for chip in self._chips if chip.day == day]

    def _places(self, day: date, rect: QRectF) -> list[tuple[MonthChip, QRectF]]:
        chips = self._on(day)
        fit = max(1, int((rect.height() - _DAY) // (_CHIP + 4)))
        return [
            (
                chip,
                QRectF(
                    rect.left() + 6, rect.top() + _DAY + at * (_CHIP + 4), rect.width() - 12, _CHIP
                ),
            )
            for at, chip in enumerate(chips[:fit])
        ]

    def _chip_at(self, spot: QPointF) -> MonthChip | None:
        for day, rect in self._days():
            for chip, place in self._places(day, rect):
                if place.contains(spot):
                    return chip
        return None

    def _day_at(self, spot: QPointF) -> date | None:
        return next((day for day, rect in self._days() if rect.contains(spot)), None)

    def _choose(self, day: date) -> None:
        self._chosen = day
        self._name_it()
        self.day_chosen.emit(day)

    def _name_it(self) -> None:
        meetings = ", ".join(chip.text for chip in self._on(self._chosen))
        self.setAccessibleName(f"{say_day(self._chosen, self.t)} {meetings}".strip())
        self.update()
