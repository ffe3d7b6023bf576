"""Why something sealed is printed and for whom: asked in place, before it is opened and logged."""

from PySide6.QtCore import Signal
from PySide6.QtWidgets import QHBoxLayout, QVBoxLayout, QWidget

from ui.desktop.confidential.unlock import Unlock
from ui.desktop.desk import Desk
from ui.desktop.widgets.buttons import Button
from ui.desktop.widgets.fields import Field, LineField


class Purpose(QWidget):
    """Emits `given(purpose, recipient)` once both are said and sealed texts can be opened."""

    given = Signal(str, str)

    def __init__(self, desk: Desk, word: str) -> None:
        super().__init__()
        self._desk, t = desk, desk.t
        self.purpose, self.recipient = LineField(desk.theme), LineField(desk.theme)
        self._fields = (
            Field(desk.theme, t("For what"), self.purpose, t("It stands in the access log.")),
            Field(desk.theme, t("For whom"), self.recipient),
        )
        self.purpose.textChanged.connect(lambda _text: self._fields[0].set_error(""))
        self.unlock = Unlock(desk)
        self.unlock.unlocked.connect(self.go_on)
        self.unlock.declined.connect(self.hide)
        self.go = Button(desk.theme, word, "secondary", "printer")
        self.cancel = Button(desk.theme, t("Do not print"), "quiet")
        self.go.clicked.connect(self.go_on)
        self.cancel.clicked.connect(self.hide)
        column = QVBoxLayout(self)
        column.setContentsMargins(0, 0, 0, 12)
        column.setSpacing(10)
        for field in self._fields:
            column.addWidget(field)
        column.addWidget(self.unlock)
        row = QHBoxLayout()
        row.setSpacing(8)
        row.addWidget(self.go)
        row.addWidget(self.cancel)
        row.addStretch(1)
        column.addLayout(row)
        self.hide()

    def begin(self) -> None:
        """Ask."""
        self.unlock.hide()
        self.go.show()
        self.cancel.show()
        self.show()
        self.purpose.setFocus()

    def go_on(self) -> None:
        """Give the answer on, asking for the passphrase where it is locked."""
        if not self.purpose.text().strip():
            self._fields[0].set_error(self._desk.t("Printing what is sealed needs a purpose."))
            return
        if not self._desk.book.confidential.left():
            self.go.hide()
            self.cancel.hide()
            self.unlock.show()
            self.unlock.begin()
            return
        self.hide()
        self.given.emit(self.purpose.text().strip(), self.recipient.text().strip())
