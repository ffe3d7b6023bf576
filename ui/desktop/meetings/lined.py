"""Rows of the lists on the meeting page: a hair line under each, and a line that adds one more."""

from PySide6.QtCore import Qt, Signal
from PySide6.QtGui import QKeyEvent, QMouseEvent, QPainter, QPaintEvent
from PySide6.QtWidgets import QFrame, QHBoxLayout, QWidget
from typing_extensions import override

from ui.desktop.meetings.menu import InPlace
from ui.desktop.theme.theme import Theme
from ui.desktop.widgets.fields import LineField
from ui.desktop.widgets.labels import IconLabel, Label
from ui.desktop.widgets.roles import give


class LinedRow(QFrame):
    """A row of a list in a card; ``hair`` draws the line under it."""

    hair = True

    def __init__(self, theme: Theme, **roles: str | bool) -> None:
        super().__init__()
        self._theme = theme
        give(self, part="row", **roles)

    @override
    def paintEvent(self, event: QPaintEvent) -> None:
        super().paintEvent(event)
        if not self.hair:
            return
        painter = QPainter(self)
        painter.fillRect(0, self.height() - 1, self.width(), 1, self._theme.color("line.hair"))
        painter.end()


class PressRow(LinedRow):
    """A row that is one button, by mouse and keys. Emits `pressed`."""

    pressed = Signal()

    def __init__(self, theme: Theme, **roles: str | bool) -> None:
        super().__init__(theme, press=True, **roles)
        self.setCursor(Qt.CursorShape.PointingHandCursor)
        self.setFocusPolicy(Qt.FocusPolicy.StrongFocus)

    @override
    def mouseReleaseEvent(self, event: QMouseEvent) -> None:
        self.pressed.emit()

    @override
    def keyPressEvent(self, event: QKeyEvent) -> None:
        if event.key() in (Qt.Key.Key_Return, Qt.Key.Key_Enter, Qt.Key.Key_Space):
            self.pressed.emit()
        else:
            super().keyPressEvent(event)


class AddLine(QWidget):
    """Words that turn into a field when pressed; the field stays open for the next one."""

    def __init__(self, theme: Theme, words: str) -> None:
        super().__init__()
        label = Label(words, "body", "accent")
        self.field = LineField(theme, "", words)
        self.field.setAccessibleName(words)
        self.place = InPlace(label, self.field)
        self.place.setAccessibleName(words)
        row = QHBoxLayout(self)
        row.setContentsMargins(14, 4, 12, 4)
        row.setSpacing(6)
        row.addWidget(IconLabel(theme, "plus", "text.link"))
        row.addWidget(self.place, 1)
        self.setMinimumHeight(theme.px(44))
        self._about, self._half = "", dict[str, str]()

    def turn_to(self, about: str) -> None:
        """It adds to another record now: what is half typed waits at the one it was typed for."""
        if about != self._about:
            self._half[self._about], self._about = self.field.value(), about
            self.field.set_value(self._half.pop(about, ""))

    def take(self) -> str:
        """Return what was typed and empty the field."""
        text = self.field.value()
        self.field.set_value("")
        return text
