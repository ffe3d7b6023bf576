"""Rows of the lists on the meeting page: a hair line under each, and a line that adds one more."""

from PySide6.QtGui import QPainter, QPaintEvent
from PySide6.QtWidgets import QFrame, QHBoxLayout, QWidget
from typing_extensions import override

from ui.desktop.meetings.menu import InPlace
from ui.desktop.theme.theme import Theme
from ui.desktop.widgets.fields import LineField
from ui.desktop.widgets.labels import IconLabel, Label
from ui.desktop.widgets.roles import give


class LinedRow(QFrame):
    """A row of a list in a card."""

    def __init__(self, theme: Theme, **roles: str | bool) -> None:
        super().__init__()
        self._theme = theme
        give(self, part="row", **roles)

    @override
    def paintEvent(self, event: QPaintEvent) -> None:
        super().paintEvent(event)
        painter = QPainter(self)
        painter.fillRect(0, self.height() - 1, self.width(), 1, self._theme.color("line.hair"))
        painter.end()


class AddLine(QWidget):
    """Words that turn into a field when pressed; the field stays open for the next one."""

    def __init__(self, theme: Theme, words: str) -> None:
        super().__init__()
        label = Label(words, "body", "accent")
        self.field = LineField(theme, "", words)
        self.field.setAccessibleName(words)
        self.place = InPlace(label, self.field)
        row = QHBoxLayout(self)
        row.setContentsMargins(14, 4, 12, 4)
        row.setSpacing(6)
        row.addWidget(IconLabel(theme, "plus", "text.link"))
        row.addWidget(self.place, 1)
        self.setMinimumHeight(theme.px(44))

    def take(self) -> str:
        """Return what was typed and empty the field."""
        text = self.field.value()
        self.field.set_value("")
        return text
