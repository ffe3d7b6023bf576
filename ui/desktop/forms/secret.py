"""A field for a passphrase or a recovery key, with an eye to look at what was typed."""

from PySide6.QtCore import Qt, Signal
from PySide6.QtWidgets import QHBoxLayout, QLineEdit, QWidget

from db.model.words import Translate
from ui.desktop.theme.theme import Theme
from ui.desktop.widgets.buttons import IconButton
from ui.desktop.widgets.fields import LineField


class SecretField(QWidget):
    """The value is what was typed, as it stands. Emits `typed` at every key and `entered` at Enter."""

    typed = Signal()
    entered = Signal()

    def __init__(self, theme: Theme, t: Translate, *, parent: QWidget | None = None) -> None:
        super().__init__(parent)
        self.t = t
        self.line = LineField(theme)
        self.line.setEchoMode(QLineEdit.EchoMode.Password)
        self.line.setInputMethodHints(
            Qt.InputMethodHint.ImhSensitiveData | Qt.InputMethodHint.ImhNoPredictiveText
        )
        self.line.textChanged.connect(self.typed)
        self.line.returnPressed.connect(self.entered)
        self.setFocusProxy(self.line)
        self._eye = IconButton(theme, "eye", t("Show"), edged=True)
        self._eye.setCheckable(True)
        self._eye.toggled.connect(self._show)
        row = QHBoxLayout(self)
        row.setContentsMargins(0, 0, 0, 0)
        row.setSpacing(theme.space("x2"))
        row.addWidget(self.line, 1)
        row.addWidget(self._eye)

    def value(self) -> str:
        """Return what was typed; spaces count."""
        return self.line.text()

    def set_wrong(self, wrong: bool) -> None:
        """Draw the vermilion edge, or take it away."""
        self.line.set_wrong(wrong)

    def set_read_only(self, read_only: bool) -> None:
        """Show without letting it be changed."""
        self.line.set_read_only(read_only)

    def clear(self) -> None:
        """Forget what was typed."""
        self.line.clear()

    def _show(self, shown: bool) -> None:
        mode = QLineEdit.EchoMode.Normal if shown else QLineEdit.EchoMode.Password
        self.line.setEchoMode(mode)
        self._eye.set_icon("eye-slash" if shown else "eye")
        self._eye.set_tip(self.t("Hide") if shown else self.t("Show"))
