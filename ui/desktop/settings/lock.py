"""When the book locks, its passphrase, and a new recovery key."""

from PySide6.QtWidgets import QHBoxLayout, QVBoxLayout, QWidget
from typing_extensions import override

from app.services.choices import LOCK_AFTER
from db.model.errors import SuixingError, WrongPassphrase
from ui.desktop.desk import Desk
from ui.desktop.forms.recoverykey import RecoveryKeyCard
from ui.desktop.forms.secret import SecretField
from ui.desktop.settings.rows import Group, in_margins
from ui.desktop.widgets.buttons import Button
from ui.desktop.widgets.fields import ComboField, Field


class LockGroup(Group):
    """Lock after, change the passphrase, make a new recovery key."""

    key = "lock"

    def __init__(self, desk: Desk) -> None:
        t = desk.t
        super().__init__(desk, t("Lock"))
        minutes = [
            (str(n), t("1 minute|{n} minutes", n=n) if n else t("Never by itself"))
            for n in LOCK_AFTER
        ]
        self.after = ComboField(desk.theme, minutes)
        self.after.settled.connect(self._change_after)
        self.add_row(
            t("Lock after"), t("Ctrl+L locks at once. What is typed is saved first."), self.after
        )
        self.change = Button(desk.theme, t("Change the passphrase"))
        self.change.clicked.connect(self._unfold_passphrase)
        self.add_row(
            t("Passphrase"), t("The records are not rewritten, only their key."), self.change
        )
        self.passphrase = NewPassphrase(desk)
        self.passphrase.done.clicked.connect(self._change_passphrase)
        self.add(self.passphrase)
        self.renew = Button(desk.theme, t("Make a new key"))
        self.renew.clicked.connect(self._unfold_key)
        self.add_row(t("Recovery key"), t("A new one makes the old sheet worthless."), self.renew)
        self.new_key = NewKey(desk)
        self.add(self.new_key)

    @override
    def refresh(self) -> None:
        self.after.set_value(str(self.desk.book.choices.now.lock_minutes))

    def _unfold_passphrase(self) -> None:
        self._unfold(self.passphrase)

    def _unfold_key(self) -> None:
        self._unfold(self.new_key)

    def _unfold(self, part: "NewPassphrase | NewKey") -> None:
        part.begin()
        part.setVisible(True)
        part.current.setFocus()

    def _change_after(self, minutes: object) -> None:
        try:
            self.desk.book.choices.change(lock_minutes=int(str(minutes)))
        except SuixingError as error:
            self.desk.window.problem(error)

    def _change_passphrase(self) -> None:
        self.passphrase.go_on()


class NewPassphrase(QWidget):
    """The present passphrase, the new one twice, and what is wrong beside the field it concerns."""

    def __init__(self, desk: Desk) -> None:
        super().__init__()
        self._desk, t = desk, desk.t
        self.current, self.first, self.again = (SecretField(desk.theme, t) for _ in range(3))
        self.fields = (
            Field(desk.theme, t("Present passphrase or recovery key"), self.current),
            Field(desk.theme, t("New passphrase"), self.first),
            Field(desk.theme, t("New passphrase again"), self.again),
        )
        self.done = Button(desk.theme, t("Take the new one"), "primary")
        for part, field in zip((self.current, self.first, self.again), self.fields, strict=True):
            part.typed.connect(lambda field=field: field.set_error(""))
            part.entered.connect(self.go_on)
        column = QVBoxLayout(self)
        column.setContentsMargins(0, 0, 0, 0)
        column.addWidget(in_margins(*self.fields))
        column.addLayout(_at_right(self.done))
        self.hide()

    def begin(self) -> None:
        """Empty the fields."""
        for part in (self.current, self.first, self.again):
            part.clear()

    def go_on(self) -> None:
        """Change it, where the two agree."""
        t, book = self._desk.t, self._desk.book
        old, new = self.current.value(), self.first.value()
        if new != self.again.value():
            self.fields[2].set_error(t("The two passphrases differ."))
            return
        self.done.set_busy(True)
        self._desk.work.edit(lambda: book.change_passphrase(old, new), self._changed, self._refused)

    def _changed(self, _none: object) -> None:
        self.done.set_busy(False)
        self.begin()
        self.hide()
        self._desk.window.note("ok", self._desk.t("The new passphrase holds from now on."))

    def _refused(self, error: SuixingError) -> None:
        self.done.set_busy(False)
        field = self.fields[0] if isinstance(error, WrongPassphrase) else self.fields[1]
        field.set_error(error.said(self._desk.t))


class NewKey(QWidget):
    """Asks for the passphrase, because a shown key cannot be taken back; then shows the key once."""

    def __init__(self, desk: Desk) -> None:
        super().__init__()
        self._desk, t = desk, desk.t
        self.current = SecretField(desk.theme, t)
        self.field = Field(
            desk.theme,
            t("Passphrase"),
            self.current,
            t("The old key no longer opens the book after this."),
        )
        self.show_key = Button(desk.theme, t("Show the new key"), "danger")
        self.current.typed.connect(lambda: self.field.set_error(""))
        self.current.entered.connect(self.go_on)
        self.show_key.clicked.connect(self.go_on)
        self._column = QVBoxLayout(self)
        self._column.setContentsMargins(0, 0, 0, 0)
        self._asking = QWidget()
        asking = QVBoxLayout(self._asking)
        asking.setContentsMargins(0, 0, 0, 0)
        asking.addWidget(in_margins(self.field))
        asking.addLayout(_at_right(self.show_key))
        self._column.addWidget(self._asking)
        self.card: RecoveryKeyCard | None = None
        self.hide()

    def begin(self) -> None:
        """Ask anew."""
        self.current.clear()
        self._asking.show()
        self._drop()

    def _drop(self) -> None:
        if self.card is not None:
            self.card.hide()
            self.card.deleteLater()
            self.card = None

    def go_on(self) -> None:
        """Make the key."""
        book, secret = self._desk.book, self.current.value()
        self.show_key.set_busy(True)
        self._desk.work.edit(lambda: book.new_recovery_key(secret), self._made, self._refused)

    def _made(self, key: str) -> None:
        desk = self._desk
        self.show_key.set_busy(False)
        self._asking.hide()
        self.current.clear()
        self.card = RecoveryKeyCard(desk.theme, desk.t, key)
        self.card.print_asked.connect(self._print)
        self.card.kept_changed.connect(self._kept)
        self._column.addWidget(self.card)
        self.card.last.setFocus()

    def _kept(self) -> None:
        if self.card is not None and self.card.is_kept():
            self._drop()
            self.hide()
            self._desk.window.note("ok", self._desk.t("The new recovery key holds from now on."))

    def _print(self, key: str) -> None:
        desk = self._desk
        desk.work.edit(
            lambda: desk.book.exporting.recovery_pdf(key),
            lambda pdf: desk.window.show_pdf(pdf, desk.t("Recovery key")),
            desk.window.problem,
        )

    def _refused(self, error: SuixingError) -> None:
        self.show_key.set_busy(False)
        self.field.set_error(error.said(self._desk.t))


def _at_right(button: Button) -> QHBoxLayout:
    row = QHBoxLayout()
    row.setContentsMargins(20, 0, 16, 12)
    row.addStretch(1)
    row.addWidget(button)
    return row
