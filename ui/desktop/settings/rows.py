"""What the groups of settings are made of: a card of rows, each a few words and their control."""

from PySide6.QtCore import Signal
from PySide6.QtWidgets import QHBoxLayout, QVBoxLayout, QWidget

from ui.desktop.desk import Desk
from ui.desktop.theme.theme import Theme
from ui.desktop.widgets.cards import Card
from ui.desktop.widgets.labels import Label


class Group(Card):
    """One group: a head and rows. `key` is the detail of the route that leads to it."""

    key = ""
    asked_away = Signal(object)
    """Something outside the page is wanted: a backup's path to restore."""

    def __init__(self, desk: Desk, title: str, meta: str = "") -> None:
        super().__init__(desk.theme, title, meta, "sunken")
        self.desk, self.t = desk, desk.t
        self._rows = 0

    def add_row(
        self, title: str, hint: str, control: QWidget, *, below: bool = False
    ) -> "SettingRow":
        """Add words with their control at the right, or below where it needs the width."""
        row = SettingRow(self.desk.theme, title, hint, control, below=below)
        self.add_part(row)
        return row

    def add_part(self, part: QWidget) -> None:
        """Add anything with the margins of a row."""
        if self._rows:
            self.add_rule()
        self._rows += 1
        self.add(part)

    def refresh(self) -> None:
        """Read again what is shown."""

    def settle(self) -> None:
        """Write what is still being typed."""


class SettingRow(QWidget):
    """What a setting is, in words, and the control that changes it at once."""

    def __init__(
        self, theme: Theme, title: str, hint: str, control: QWidget, *, below: bool = False
    ) -> None:
        super().__init__()
        words = QVBoxLayout()
        words.setSpacing(0)
        words.addWidget(Label(title, "body"))
        self.hint = Label(hint, "caption", wrap=True)
        words.addWidget(self.hint)
        line = QVBoxLayout(self) if below else QHBoxLayout(self)
        line.setContentsMargins(16, 10, 16, 10)
        line.setSpacing(theme.space("x2") if below else theme.space("x4"))
        line.addLayout(words, 0 if below else 1)
        line.addWidget(control)
        # Only now has it a parent: shown before, it would flash as a window of its own.
        self.hint.setVisible(bool(hint))
        if not control.accessibleName():
            control.setAccessibleName(title)

    def say(self, hint: str) -> None:
        """Change the line under the words."""
        self.hint.setText(hint)
        self.hint.setVisible(bool(hint))


def in_margins(*parts: QWidget) -> QWidget:
    """Return parts under each other with the margins of a row."""
    frame = QWidget()
    column = QVBoxLayout(frame)
    column.setContentsMargins(16, 12, 16, 12)
    column.setSpacing(12)
    for part in parts:
        column.addWidget(part)
    return frame
