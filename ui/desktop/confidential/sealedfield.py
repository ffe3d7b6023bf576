"""The editor of a sealed text: closed until its holder opens it, sealed again before it is written.

What leaves it is always sealed: neither the form, nor the log of changes, nor the file of what could
not be written ever holds the words. Without the key one may still write a new text and hand it in.
"""

from PySide6.QtCore import QTimer, Signal
from PySide6.QtGui import QHideEvent
from PySide6.QtWidgets import QHBoxLayout, QScrollArea, QSizePolicy, QVBoxLayout, QWidget
from typing_extensions import override

from app.sealing import Place
from app.services.values import UNOPENED
from db.model.errors import SuixingError
from ui.desktop.confidential.unlock import Unlock
from ui.desktop.desk import Desk, Route
from ui.desktop.widgets.banner import NoteLine
from ui.desktop.widgets.buttons import Button
from ui.desktop.widgets.chips import StatusChip
from ui.desktop.widgets.labels import Label
from ui.desktop.widgets.longtext import LongTextField


class SealedField(QWidget):
    """The value is the sealed text. Emits `settled(sealed)` when what was typed has been sealed."""

    settled = Signal(object)

    def __init__(self, desk: Desk, name: str, *, parent: QWidget | None = None) -> None:
        super().__init__(parent)
        theme, t = desk.theme, desk.t
        self._desk, self._place = desk, Place("", "", name)
        self._sealed, self._mine = "", ""
        self.chip = StatusChip(theme, "mute", "lock-key", t(UNOPENED))
        self.open_button = Button(theme, t("Open it"), "secondary", "lock-key-open", compact=True)
        self.open_button.clicked.connect(self.open)
        self.make_key = Button(theme, t("Make the confidential key"), "link", "key", compact=True)
        self.make_key.clicked.connect(lambda: desk.window.go(Route("settings", "confidential")))
        self.close_button = Button(theme, t("Close it again"), "quiet", "lock-key", compact=True)
        self.close_button.clicked.connect(self.shut)
        self.unlock = Unlock(desk)
        self.unlock.unlocked.connect(self._read)
        self.unlock.declined.connect(self._show_state)
        self.text = LongTextField(theme, rows=3, most=14)
        self.text.settled.connect(self._seal)
        self.hint, self.trouble = Label("", "caption", wrap=True), NoteLine(theme, "error", "")
        self._timer = QTimer(self, singleShot=True)
        self._timer.timeout.connect(self.shut)
        self.setSizePolicy(QSizePolicy.Policy.Expanding, QSizePolicy.Policy.Maximum)
        self._lay()
        self._show_state()

    def _lay(self) -> None:
        row = QHBoxLayout()
        row.setSpacing(8)
        for part in (self.chip, self.open_button):
            row.addWidget(part)
        row.addStretch(1)
        foot = QHBoxLayout()
        foot.setSpacing(8)
        foot.addWidget(self.hint, 1)
        foot.addWidget(self.make_key)
        foot.addWidget(self.close_button)
        column = QVBoxLayout(self)
        column.setContentsMargins(0, 2, 0, 0)
        column.setSpacing(6)
        column.addLayout(row)
        for below in (self.unlock, self.text, self.trouble):
            column.addWidget(below)
        column.addLayout(foot)

    # What a form asks of an editor

    def set_place(self, kind: str, record: str) -> None:
        """Say which record it stands in; "" while that is not written yet."""
        if (kind, record) != (self._place.kind, self._place.record):
            self._place = Place(kind, record, self._place.field)
            self._sealed = self._mine = ""
            self._forget()

    def value(self) -> str:
        """Return what is stored."""
        return self._sealed

    def set_value(self, value: str | None) -> None:
        """Show that something is stored, silently; what one is writing stays as it stands."""
        given = value or ""
        if given and given == self._mine:
            self._sealed = given
            return
        if given != self._sealed or not self.text.isVisibleTo(self):
            self._sealed, self._mine = given, ""
            self._forget()

    def settle(self) -> None:
        """Seal what is being typed."""
        self.text.settle()

    def set_wrong(self, wrong: bool) -> None:
        """Draw the vermilion edge, or take it away."""
        self.text.set_wrong(wrong)

    def set_read_only(self, read_only: bool) -> None:
        """Show without letting it be changed."""
        self.text.set_read_only(read_only)

    # Open and shut

    def open(self) -> None:
        """Open the text, asking for the passphrase where it is locked."""
        if self._desk.book.confidential.left():
            self._read()
        else:
            self.open_button.hide()
            self.unlock.show()
            self.unlock.begin()
            # Where it lies is known once the form was laid out anew.
            QTimer.singleShot(0, self, self._reveal)

    def _reveal(self) -> None:
        """Bring what was unfolded into sight."""
        parent = self.parentWidget()
        while parent is not None and not isinstance(parent, QScrollArea):
            parent = parent.parentWidget()
        if parent is not None:
            parent.ensureWidgetVisible(self.unlock if self.unlock.isVisible() else self.text)

    def _read(self) -> None:
        sealing, place = self._desk.book.confidential, self._place
        self._desk.work.edit(
            lambda: sealing.open(place.record, place.field), self._opened, self._failed
        )

    def _opened(self, text: str) -> None:
        self.text.set_value(text)
        self._mine = self._sealed
        left = self._desk.book.confidential.left()
        self._timer.start(left * 1000)
        self._show_parts(self.text, self.close_button)
        minutes = -(-left // 60)
        self.hint.setText(
            self._desk.t(
                "Open for 1 minute; written down in the access log|Open for {n} minutes; written down in the access log",
                n=minutes,
            )
        )
        self.text.setFocus()
        QTimer.singleShot(0, self, self._reveal)

    def shut(self) -> None:
        """Seal what is being typed and show it no longer."""
        self.text.settle()
        self._forget()

    def _forget(self) -> None:
        self._timer.stop()
        self.text.set_value("")
        self._show_state()

    def _seal(self, text: object) -> None:
        said, sealing = str(text), self._desk.book.confidential
        try:
            self._sealed = self._mine = sealing.sealed(self._place, said) if said else ""
        except SuixingError as error:
            self._failed(error)
            return
        self.trouble.hide()
        self.settled.emit(self._sealed)

    def _failed(self, error: SuixingError) -> None:
        self.trouble.say("error", error.said(self._desk.t))
        self.trouble.show()
        if not self.text.isVisibleTo(self):
            self.open_button.show()
            self.unlock.hide()

    def _show_state(self) -> None:
        t, key = self._desk.t, self._desk.book.confidential.chosen()
        if self._sealed:
            self._show_parts(self.chip, self.open_button)
            self.hint.setText("")
        elif not self._place.record:
            self._show_parts()
            self.hint.setText(t("Written down once the record is there"))
        elif key is None:
            self._show_parts(self.make_key)
            self.hint.setText(t("There is no confidential key yet, so nothing can be sealed."))
        else:
            self._show_parts(self.text)
            self.hint.setText(
                t("Sealed as it is written; only {holder} opens it again", holder=key.holder)
                if key.holder
                else t("Sealed as it is written")
            )
        self.hint.setVisible(bool(self.hint.text()))

    def _show_parts(self, *parts: QWidget) -> None:
        all_parts = (
            *(self.chip, self.open_button, self.unlock, self.text),
            *(self.close_button, self.make_key, self.trouble),
        )
        for part in all_parts:
            part.setVisible(part in parts)
        self.hint.show()

    @override
    def hideEvent(self, event: QHideEvent) -> None:
        if not event.spontaneous() and self.text.isVisibleTo(self):
            self.shut()
        super().hideEvent(event)
