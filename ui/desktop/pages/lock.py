"""The lock: the passphrase or the printed recovery key opens the book."""

from PySide6.QtCore import Qt, Signal
from PySide6.QtGui import QShowEvent
from PySide6.QtWidgets import QHBoxLayout, QVBoxLayout, QWidget
from typing_extensions import override

from db.model.words import Translate
from ui.desktop.brand import BrandMark
from ui.desktop.forms.secret import SecretField
from ui.desktop.theme.theme import Theme
from ui.desktop.widgets.buttons import Button
from ui.desktop.widgets.fields import Field
from ui.desktop.widgets.labels import Label
from ui.desktop.widgets.roles import give

_WIDTH = 380


class LockPage(QWidget):
    """Emits `secret_given(text)`; `refuse` says that it does not open. Nothing of the book is shown."""

    secret_given = Signal(str)
    restore_asked = Signal()

    def __init__(self, theme: Theme, t: Translate, *, parent: QWidget | None = None) -> None:
        super().__init__(parent)
        self.setAttribute(Qt.WidgetAttribute.WA_StyledBackground)
        give(self, part="page")
        self.t = t
        self.secret = SecretField(theme, t)
        self._field = Field(
            theme, t("Passphrase"), self.secret, t("The recovery key opens it too.")
        )
        self.secret.typed.connect(lambda: self._field.set_error(""))
        self.secret.entered.connect(self._give)
        self.open_button = Button(theme, t("Open the book"), "primary", "lock-key-open")
        self.open_button.clicked.connect(self._give)
        self._restore = Button(theme, t("Restore a backup"), "quiet", "clock-counter-clockwise")
        self._restore.clicked.connect(self.restore_asked)
        self.setFocusProxy(self.secret)
        self._lay(theme)

    def _lay(self, theme: Theme) -> None:
        column = QVBoxLayout()
        column.setSpacing(theme.space("x2"))
        column.addStretch(2)
        column.addWidget(BrandMark(theme, 48), 0, Qt.AlignmentFlag.AlignLeft)
        column.addSpacing(theme.space("x2"))
        column.addWidget(Label(self.t("The record book is locked"), "display", wrap=True))
        sentence = self.t("The records are encrypted on this computer. Everything typed was saved.")
        column.addWidget(Label(sentence, "meta", wrap=True))
        column.addSpacing(theme.space("x4"))
        column.addWidget(self._field)
        column.addSpacing(theme.space("x2"))
        row = QHBoxLayout()
        row.addWidget(self._restore)
        row.addStretch(1)
        row.addWidget(self.open_button)
        column.addLayout(row)
        column.addStretch(3)
        middle = QWidget()
        middle.setFixedWidth(theme.px(_WIDTH))
        middle.setLayout(column)
        outer = QHBoxLayout(self)
        outer.addStretch(1)
        outer.addWidget(middle)
        outer.addStretch(1)

    def refuse(self, happened: str, hint: str) -> None:
        """Say that it does not open; what was typed stays, marked, to be typed over."""
        self.open_button.set_busy(False)
        self._field.set_error(f"{happened} {hint}")
        self.secret.line.selectAll()
        self.secret.line.setFocus()

    def _give(self) -> None:
        if not self.secret.value():
            self._field.set_error(self.t("The passphrase is still empty."))
            return
        if not self.open_button.is_busy():
            self.open_button.set_busy(True)
            self.secret_given.emit(self.secret.value())

    @override
    def showEvent(self, event: QShowEvent) -> None:
        super().showEvent(event)
        self.secret.setFocus()
