"""Days and times, typed in whatever way is quickest or picked from a month."""

from collections.abc import Callable
from datetime import date, datetime, time, timedelta

from PySide6.QtCore import QRectF, Qt, Signal
from PySide6.QtGui import QKeyEvent, QMouseEvent, QPainter, QPaintEvent
from PySide6.QtWidgets import QHBoxLayout, QSizePolicy, QWidget
from typing_extensions import override

from app.dates import parse_day, parse_time, say_weekday
from db.model.words import Translate
from ui.desktop.theme.theme import Theme
from ui.desktop.widgets.fields import TextEntry
from ui.desktop.widgets.monthpicker import MonthPicker
from ui.desktop.widgets.painted import draw_words, words_width
from ui.desktop.widgets.popups import Popup

_TAIL = 30


class DateField(TextEntry):
    """The value is a date or None. What names no day stays as typed, marked wrong; it is never removed."""

    def __init__(
        self,
        theme: Theme,
        t: Translate,
        today: Callable[[], date],
        *,
        parent: QWidget | None = None,
    ) -> None:
        super().__init__(theme, "", "", "calendar-blank", parent=parent)
        self.t, self._today = t, today
        self._popup: Popup | None = None
        self.set_tail("caret-down")
        self.setInputMethodHints(Qt.InputMethodHint.ImhPreferNumbers)

    def value(self) -> date | None:
        """Return the day, None where the field is empty or names none."""
        return parse_day(self.text(), self._today())

    def set_value(self, value: date | None) -> None:
        """Show a day, silently."""
        self._put(value.isoformat() if value else "")
        self.set_wrong(False)

    @override
    def settle(self) -> None:
        day = self.value()
        self.set_wrong(day is None and bool(self.text().strip()))
        if day is not None and self.text() != day.isoformat():
            self.setText(day.isoformat())
        if self.text() != self._last and (day is not None or not self.text().strip()):
            self._last = self.text()
            self.settled.emit(day)

    @override
    def keyPressEvent(self, event: QKeyEvent) -> None:
        step = {Qt.Key.Key_Up: 1, Qt.Key.Key_Down: -1}.get(Qt.Key(event.key()))
        if self.isReadOnly() or step is None:
            super().keyPressEvent(event)
        elif event.modifiers() & Qt.KeyboardModifier.AltModifier:
            self.open_month()
        else:
            self._choose((self.value() or self._today()) + timedelta(days=step))

    @override
    def mousePressEvent(self, event: QMouseEvent) -> None:
        if event.position().x() > self.width() - _TAIL and not self.isReadOnly():
            self.open_month()
        else:
            super().mousePressEvent(event)

    def open_month(self) -> None:
        """Show the month to pick from."""
        picker = MonthPicker(self.theme, self.t, self._today)
        picker.set_chosen(self.value() or self._today())
        picker.day_chosen.connect(self._picked)
        self._popup = Popup(picker, self)
        self._popup.setAttribute(Qt.WidgetAttribute.WA_DeleteOnClose)
        self._popup.open_under(self)
        picker.setFocus()

    @override
    def paintEvent(self, event: QPaintEvent) -> None:
        super().paintEvent(event)
        day = self.value()
        if day is None or self.text() != day.isoformat():
            return
        painter, font = QPainter(self), self.theme.font("body")
        left = 36 + words_width(self.text(), font) + 8
        room = QRectF(left, 0, self.width() - left - _TAIL, self.height())
        words = say_weekday(day, self.t)
        if room.width() > words_width(words, font):
            draw_words(painter, room, words, font, self.theme.color("text.secondary"))
        painter.end()

    def _picked(self, day: date) -> None:
        if self._popup is not None:
            self._popup.close()
            self._popup = None
        self._choose(day)
        self.setFocus()

    def _choose(self, day: date) -> None:
        self.setText(day.isoformat())
        self.settle()


class TimeField(TextEntry):
    """The value is a time or None; `1930`, `7点半`, `晚7点` are understood."""

    def __init__(self, theme: Theme, *, parent: QWidget | None = None) -> None:
        super().__init__(theme, "", "", "clock", parent=parent)

    def value(self) -> time | None:
        """Return the time, None where the field is empty or names none."""
        return parse_time(self.text())

    def set_value(self, value: time | None) -> None:
        """Show a time, silently."""
        self._put(f"{value:%H:%M}" if value else "")
        self.set_wrong(False)

    @override
    def settle(self) -> None:
        found = self.value()
        self.set_wrong(found is None and bool(self.text().strip()))
        if found is not None and self.text() != f"{found:%H:%M}":
            self.setText(f"{found:%H:%M}")
        if self.text() != self._last and (found is not None or not self.text().strip()):
            self._last = self.text()
            self.settled.emit(found)


class DateTimeField(QWidget):
    """A day and a time beside each other; the value has no zone and is None without a day."""

    settled = Signal(object)

    def __init__(
        self,
        theme: Theme,
        t: Translate,
        today: Callable[[], date],
        *,
        parent: QWidget | None = None,
    ) -> None:
        super().__init__(parent)
        self.day, self.time = DateField(theme, t, today), TimeField(theme)
        self.time.setFixedWidth(104)
        self.day.setMinimumWidth(180)
        self.setFocusProxy(self.day)
        self.setSizePolicy(QSizePolicy.Policy.Preferred, QSizePolicy.Policy.Fixed)
        row = QHBoxLayout(self)
        row.setContentsMargins(0, 0, 0, 0)
        row.setSpacing(8)
        row.addWidget(self.day, 1)
        row.addWidget(self.time)
        self._usual: tuple[date | None, time | None] = (None, None)
        for part in (self.day, self.time):
            part.settled.connect(lambda _v: self._settle())

    def expect(self, day: date | None, hour: time | None) -> None:
        """Say what the empty half becomes once a person has typed the other; nothing is filled before."""
        self._usual = (day, hour)

    def _settle(self) -> None:
        day, hour = self._usual
        if day is not None and self.time.value() is not None and not self.day.text().strip():
            self.day.set_value(day)
        if hour is not None and self.day.value() is not None and not self.time.text().strip():
            self.time.set_value(hour)
        self.settled.emit(self.value())

    def value(self) -> datetime | None:
        """Return day and time (midnight where no time stands), None without a day."""
        day = self.day.value()
        return datetime.combine(day, self.time.value() or time()) if day else None

    def set_value(self, value: datetime | None) -> None:
        """Show a moment, silently."""
        self.day.set_value(value.date() if value else None)
        self.time.set_value(value.time() if value else None)

    def set_wrong(self, wrong: bool) -> None:
        """Draw the vermilion edge of both, or take it away."""
        self.day.set_wrong(wrong)
        self.time.set_wrong(wrong)

    def set_read_only(self, read_only: bool) -> None:
        """Show without letting it be changed."""
        self.day.set_read_only(read_only)
        self.time.set_read_only(read_only)
