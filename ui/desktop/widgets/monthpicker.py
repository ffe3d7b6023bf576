"""A small month to look at and to pick a day from; what happened on a day is a mark under it."""

from collections.abc import Callable, Mapping
from datetime import date, timedelta

from PySide6.QtCore import QRectF, QSize, Qt, Signal
from PySide6.QtGui import QKeyEvent, QMouseEvent, QPainter, QPaintEvent
from PySide6.QtWidgets import QSizePolicy, QWidget
from typing_extensions import override

from app.dates import WEEKDAYS, say_day, say_month
from db.model.words import N_, Translate
from ui.desktop.theme.theme import Theme
from ui.desktop.widgets.marks import draw_state
from ui.desktop.widgets.painted import CENTER, Painted, draw_box, draw_ring, draw_words

_HEAD, _WEEK, _CELL = 40, 26, 41
_SHORT = (N_("Mo"), N_("Tu"), N_("We"), N_("Th"), N_("Fr"), N_("Sa"), N_("Su"))
_MOVES = {Qt.Key.Key_Left: -1, Qt.Key.Key_Right: 1, Qt.Key.Key_Up: -7, Qt.Key.Key_Down: 7}
_HALF_CHIP = 28


def month_days(year: int, month: int) -> list[list[date]]:
    """Return the weeks that touch a month, Monday first, each of seven days."""
    first = date(year, month, 1)
    start = first - timedelta(days=first.weekday())
    weeks = []
    while start.month == month or start <= first:
        weeks.append([start + timedelta(days=at) for at in range(7)])
        start += timedelta(days=7)
    return weeks


def beside_month(year: int, month: int, step: int) -> tuple[int, int]:
    """Return the month `step` months away."""
    whole = year * 12 + month - 1 + step
    return whole // 12, whole % 12 + 1


class MonthPicker(Painted):
    """Emits `day_chosen(date)` and `month_shown(year, month)`. Arrows walk, PageUp and PageDown turn."""

    day_chosen = Signal(object)
    month_shown = Signal(int, int)

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
        self._year, self._month = self._chosen.year, self._chosen.month
        self._marks: Mapping[date, str] = {}
        self.setFocusPolicy(Qt.FocusPolicy.StrongFocus)
        self.setSizePolicy(QSizePolicy.Policy.Expanding, QSizePolicy.Policy.Fixed)
        self._name_it()

    def show_month(self, year: int, month: int, marks: Mapping[date, str] | None = None) -> None:
        """Show a month with its marks: a state of `marks.STATES` by day."""
        self._year, self._month = year, month
        self._marks = marks if marks is not None else self._marks
        self.follow_theme()

    def set_chosen(self, day: date) -> None:
        """Choose a day, silently, and show its month."""
        self._chosen = day
        self._name_it()
        self.show_month(day.year, day.month)

    def chosen(self) -> date:
        """Return the chosen day."""
        return self._chosen

    @override
    def sizeHint(self) -> QSize:
        weeks = len(month_days(self._year, self._month))
        return QSize(308, self.theme.px(_HEAD + _WEEK + weeks * _CELL))

    @override
    def keyPressEvent(self, event: QKeyEvent) -> None:
        key = Qt.Key(event.key())
        if key in _MOVES:
            self.set_chosen(self._chosen + timedelta(days=_MOVES[key]))
            self.month_shown.emit(self._year, self._month)
        elif key in (Qt.Key.Key_PageUp, Qt.Key.Key_PageDown):
            self._turn(1 if key == Qt.Key.Key_PageDown else -1)
        elif key in (Qt.Key.Key_Return, Qt.Key.Key_Enter, Qt.Key.Key_Space):
            self.day_chosen.emit(self._chosen)
        else:
            super().keyPressEvent(event)

    @override
    def mousePressEvent(self, event: QMouseEvent) -> None:
        spot = event.position()
        back, now, on = self._buttons()
        if back.contains(spot) or on.contains(spot):
            self._turn(1 if on.contains(spot) else -1)
        elif now.contains(spot):
            self._pick(self._today())
        else:
            for day, rect in self._cells():
                if rect.contains(spot) and day.month == self._month:
                    self._pick(day)

    @override
    def paintEvent(self, event: QPaintEvent) -> None:
        painter = self.open_painter()
        self._paint_head(painter)
        for day, rect in self._cells():
            if day.month == self._month:
                self._paint_day(painter, day, rect)
        painter.end()

    def _paint_head(self, painter: QPainter) -> None:
        theme = self.theme
        back, now, on = self._buttons()
        head = QRectF(0, 0, back.left(), self.theme.px(_HEAD))
        draw_words(
            painter,
            head,
            say_month(self._year, self._month, self.t),
            theme.font("heading"),
            theme.color("text.primary"),
        )
        theme.draw_icon(painter, back.adjusted(8, 8, -8, -8), "caret-left", "text.secondary")
        theme.draw_icon(painter, on.adjusted(8, 8, -8, -8), "caret-right", "text.secondary")
        draw_words(
            painter,
            now,
            self.t("Today"),
            theme.font("meta"),
            theme.color("text.secondary"),
            CENTER,
        )
        width = self.width() / 7
        for at, name in enumerate(_SHORT):
            rect = QRectF(at * width, theme.px(_HEAD), width, theme.px(_WEEK))
            draw_words(
                painter,
                rect,
                self.t(name),
                theme.font("caption"),
                theme.color("text.tertiary"),
                CENTER,
            )

    def _paint_day(self, painter: QPainter, day: date, rect: QRectF) -> None:
        theme, here, today = self.theme, day == self._chosen, day == self._today()
        box = QRectF(rect.center().x() - 20, rect.top(), 40, rect.height() - 1)
        if here and not today:
            draw_box(
                painter, box, 6, theme.color("ground.selected"), theme.color("control.on"), 1.4
            )
        disc = QRectF(rect.center().x() - 14, rect.top() + 1, _HALF_CHIP, _HALF_CHIP)
        if today:
            draw_box(painter, disc, 14, theme.color("accent.fill"))
        color = (
            "text.on_accent" if today else "text.secondary" if day.weekday() > 4 else "text.primary"
        )
        font = theme.font("body", strong=here or today)
        draw_words(painter, disc, str(day.day), font, theme.color(color), CENTER, elide=False)
        if (state := self._marks.get(day)) is not None:
            draw_state(
                painter, theme, QRectF(rect.center().x() - 6, rect.top() + 28, 12, 12), state
            )
        if here and self.hasFocus():
            draw_ring(painter, theme, box)

    def _buttons(self) -> tuple[QRectF, QRectF, QRectF]:
        side, right = self.theme.px(32), float(self.width())
        on = QRectF(right - side, 4, side, side)
        now = QRectF(right - side * 2 - 24, 4, side + 16, side)
        return QRectF(now.left() - side - 4, 4, side, side), now, on

    def _cells(self) -> list[tuple[date, QRectF]]:
        width, height, top = self.width() / 7, self.theme.px(_CELL), self.theme.px(_HEAD + _WEEK)
        return [
            (day, QRectF(column * width, top + row * height, width, height))
            for row, week in enumerate(month_days(self._year, self._month))
            for column, day in enumerate(week)
        ]

    def _pick(self, day: date) -> None:
        self.set_chosen(day)
        self.day_chosen.emit(day)

    def _turn(self, step: int) -> None:
        self.show_month(*beside_month(self._year, self._month, step))
        self.month_shown.emit(self._year, self._month)

    def _name_it(self) -> None:
        self.setAccessibleName(say_day(self._chosen, self.t))
        self.setAccessibleDescription(", ".join(self.t(name) for name in WEEKDAYS))
