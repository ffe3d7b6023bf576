"""The confidential passphrase where it is needed: a field, a button, and what is wrong beside it."""

from PySide6.QtCore import Signal
from PySide6.QtWidgets import QHBoxLayout, QVBoxLayout, QWidget

from db.model.errors import SuixingError
from ui.desktop.desk import Desk
from ui.desktop.forms.secret import SecretField
from ui.desktop.widgets.buttons import Button
from ui.desktop.widgets.fields import Field


class Unlock(QWidget):
    """Emits `unlocked` once sealed texts can be opened, `declined` when somebody thinks better of it."""

    unlocked = Signal()
    declined = Signal()

    def __init__(self, desk: Desk, *, parent: QWidget | None = None) -> None:
        super().__init__(parent)
        self._desk, t = desk, desk.t
        self.secret = SecretField(desk.theme, t)
        self.field = Field(
            desk.theme,
            t("Confidential passphrase or its printed key"),
            self.secret,
            t("The opening stands in the access log."),
        )
        self.go = Button(desk.theme, t("Unlock"), "secondary", "lock-key-open")
        self.cancel = Button(desk.theme, t("Leave it sealed"), "quiet")
        self.secret.typed.connect(lambda: self.field.set_error(""))
        self.secret.entered.connect(self.give)
        self.go.clicked.connect(self.give)
        self.cancel.clicked.connect(self._decline)
        column = QVBoxLayout(self)
        column.setContentsMargins(0, 0, 0, 0)
        column.setSpacing(8)
        column.addWidget(self.field)
        row = QHBoxLayout()
        row.setSpacing(8)
        row.addWidget(self.go)
        row.addWidget(self.cancel)
        row.addStretch(1)
        column.addLayout(row)
        self.setFocusProxy(self.secret)

    def begin(self) -> None:
        """Ask anew."""
        self.secret.clear()
        self.field.set_error("")
        self.secret.setFocus()

    def give(self) -> None:
        """Try what was typed."""
        secret, sealing = self.secret.value(), self._desk.book.confidential
        if not secret:
            self.field.set_error(self._desk.t("The passphrase is still empty."))
            return
        if not self.go.is_busy():
            self.go.set_busy(True)
            self._desk.work.edit(lambda: sealing.unlock(secret), self._done, self._refused)

    def _done(self, _none: object) -> None:
        self.go.set_busy(False)
        self.secret.clear()
        self.unlocked.emit()

    def _refused(self, error: SuixingError) -> None:
        self.go.set_busy(False)
        self.field.set_error(error.said(self._desk.t))
        self.secret.line.selectAll()

    def _decline(self) -> None:
        self.secret.clear()
        self.declined.emit()
