"""The confidential key: make it, change its passphrase, hand it to the next secretary."""

from PySide6.QtCore import Signal
from PySide6.QtWidgets import QHBoxLayout, QVBoxLayout, QWidget
from typing_extensions import override

from db.model.errors import SuixingError, WrongPassphrase
from ui.desktop.desk import Desk
from ui.desktop.forms.recoverykey import RecoveryKeyCard
from ui.desktop.forms.secret import SecretField
from ui.desktop.settings.rows import Group, in_margins
from ui.desktop.widgets.buttons import Button
from ui.desktop.widgets.fields import Field, LineField

MAKE, CHANGE, HAND_OVER = "make", "change", "hand-over"


class ConfidentialGroup(Group):
    """Who holds the key, and what can be done with it."""

    key = "confidential"

    def __init__(self, desk: Desk) -> None:
        t = desk.t
        super().__init__(desk, t("Confidential key"))
        self.entry = KeyEntry(desk)
        self.make = Button(desk.theme, t("Make the key"), icon="key")
        self.change = Button(desk.theme, t("Change the passphrase"))
        self.pass_on = Button(desk.theme, t("Hand it over"))
        for button, task in (
            (self.make, MAKE),
            (self.change, CHANGE),
            (self.pass_on, HAND_OVER),
        ):
            button.clicked.connect(lambda _on=False, task=task: self.entry.begin(task))
        self.standing = self.add_row(
            t("Talks, appraisals, self-examinations"),
            "",
            self.make,
        )
        self.changing = self.add_row(
            t("Confidential passphrase"),
            t(
                "Another than the book's. Forgotten, only the printed key opens; with both lost, nobody does, not even HQ."
            ),
            self.change,
        )
        self.passing = self.add_row(
            t("Next secretary"),
            t("Opens all older texts; the present passphrase opens nothing written from then on."),
            self.pass_on,
        )
        self.entry.ended.connect(self.refresh)
        self.add(self.entry)

    @override
    def refresh(self) -> None:
        t, found = self.t, self.desk.book.confidential.chosen()
        there = found is not None
        self.make.setVisible(not there)
        self.changing.setVisible(there)
        self.passing.setVisible(there)
        said = t("Anybody of the branch seals with the key; who has its passphrase opens.")
        if found is not None and found.made_on is not None:
            said = t(
                "Held by {holder}, made on {day}. Anybody of the branch seals with it.",
                holder=found.holder or "—",
                day=found.made_on.isoformat(),
            )
        self.standing.say(said)


class KeyEntry(QWidget):
    """The passphrases a task needs, and the printed key it ends with. Emits `ended`."""

    ended = Signal()

    def __init__(self, desk: Desk) -> None:
        super().__init__()
        self._desk, self._task, t = desk, MAKE, desk.t
        self.old, self.first, self.again = (SecretField(desk.theme, t) for _ in range(3))
        self.holder = LineField(desk.theme)
        self.fields = {
            "old": Field(desk.theme, t("Present confidential passphrase or printed key"), self.old),
            "first": Field(
                desk.theme, t("New confidential passphrase"), self.first, t("8 characters or more")
            ),
            "again": Field(desk.theme, t("The same again"), self.again),
            "holder": Field(desk.theme, t("Who holds it from now on"), self.holder),
        }
        self.go = Button(desk.theme, t("Make the key"), "primary")
        self.cancel = Button(desk.theme, t("Leave it as it is"), "quiet")
        self.go.clicked.connect(self.go_on)
        self.cancel.clicked.connect(self._end)
        for name, part in (("old", self.old), ("first", self.first), ("again", self.again)):
            part.typed.connect(lambda name=name: self.fields[name].set_error(""))
            part.entered.connect(self.go_on)
        self.card: RecoveryKeyCard | None = None
        self._asking = QWidget()
        asking = QVBoxLayout(self._asking)
        asking.setContentsMargins(0, 0, 0, 0)
        asking.addWidget(in_margins(*self.fields.values()))
        row = QHBoxLayout()
        row.setContentsMargins(20, 0, 16, 12)
        row.addStretch(1)
        row.addWidget(self.cancel)
        row.addWidget(self.go)
        asking.addLayout(row)
        self._column = QVBoxLayout(self)
        self._column.setContentsMargins(0, 0, 0, 0)
        self._column.addWidget(self._asking)
        self.hide()

    def begin(self, task: str) -> None:
        """Ask for what a task needs."""
        t, self._task = self._desk.t, task
        words = {
            MAKE: t("Make the key"),
            CHANGE: t("Change the passphrase"),
            HAND_OVER: t("Hand it over"),
        }
        self.go.set_label(words[task])
        self.fields["old"].setVisible(task != MAKE)
        self.fields["holder"].setVisible(task != CHANGE)
        self.holder.set_value(self._desk.book.pen().by if task == MAKE else "")
        self._clear()
        self._asking.show()
        self.show()
        (self.first if task == MAKE else self.old).setFocus()

    def _clear(self) -> None:
        for part in (self.old, self.first, self.again):
            part.clear()
        for field in self.fields.values():
            field.set_error("")

    def go_on(self) -> None:
        """Do it, where the two agree."""
        t, sealing, task = self._desk.t, self._desk.book.confidential, self._task
        old, new, holder = self.old.value(), self.first.value(), self.holder.text().strip()
        if new != self.again.value():
            self.fields["again"].set_error(t("The two passphrases differ."))
            return
        if task == HAND_OVER and not holder:
            self.fields["holder"].set_error(t("The name of the next holder is still empty."))
            return

        def do() -> str:
            if task == MAKE:
                return sealing.begin(new, holder=holder)
            if task == HAND_OVER:
                return sealing.hand_over(old, new, holder=holder)
            sealing.change_passphrase(old, new)
            return ""

        self.go.set_busy(True)
        self._desk.work.edit(do, self._done, self._refused)

    def _done(self, printed: str) -> None:
        desk = self._desk
        self.go.set_busy(False)
        self._clear()
        self._asking.hide()
        if not printed:
            desk.window.note("ok", desk.t("The new passphrase holds from now on."))
            self._end()
            return
        said = desk.t(
            "When the confidential passphrase is forgotten, only this opens what is sealed. Shown this once."
        )
        self.card = RecoveryKeyCard(desk.theme, desk.t, printed, said)
        self.card.print_asked.connect(self._print)
        self.card.kept_changed.connect(self._kept)
        self._column.addWidget(self.card)
        self.card.last.setFocus()

    def _kept(self) -> None:
        if self.card is not None and self.card.is_kept():
            self._desk.window.note("ok", self._desk.t("The confidential key is in use."))
            self._end()

    def _end(self) -> None:
        if self.card is not None:
            self.card.hide()
            self.card.deleteLater()
            self.card = None
        self._clear()
        self.hide()
        self.ended.emit()

    def _print(self, key: str) -> None:
        desk = self._desk
        desk.work.edit(
            lambda: desk.book.exporting.recovery_pdf(key, confidential=True),
            lambda pdf: desk.window.show_pdf(pdf, desk.t("Confidential recovery key")),
            desk.window.problem,
        )

    def _refused(self, error: SuixingError) -> None:
        self.go.set_busy(False)
        name = "old" if isinstance(error, WrongPassphrase) else "first"
        self.fields[name].set_error(error.said(self._desk.t))
