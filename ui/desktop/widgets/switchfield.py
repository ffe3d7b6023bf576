"""A yes or no in a form: a tick with its words."""

from PySide6.QtCore import Signal
from PySide6.QtWidgets import QWidget

from ui.desktop.theme.theme import Theme
from ui.desktop.widgets.checks import CheckRow


class SwitchField(CheckRow):
    """A yes or no as an editor."""

    settled = Signal(object)

    def __init__(self, theme: Theme, text: str, *, parent: QWidget | None = None) -> None:
        super().__init__(theme, text, parent=parent)
        self.toggled.connect(self._say)

    def _say(self, ticked: bool) -> None:
        self.settled.emit(ticked)

    def value(self) -> bool:
        """Return whether it is ticked."""
        return self.state() is True

    def set_value(self, value: bool | None) -> None:
        """Show a value, silently."""
        self.set_state(bool(value))

    def set_wrong(self, wrong: bool) -> None:
        """Do nothing: a tick cannot be wrong in itself."""

    def set_read_only(self, read_only: bool) -> None:
        """Show without letting it be changed."""
        self.setEnabled(not read_only)
