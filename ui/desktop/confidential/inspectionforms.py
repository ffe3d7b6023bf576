"""To begin an inspection and to end it: who, why, until when; and the book's passphrase."""

from datetime import datetime, timedelta

from PySide6.QtCore import Signal
from PySide6.QtWidgets import QHBoxLayout, QVBoxLayout, QWidget

from app.services.inspecting import Current
from db.model.errors import InvalidRecord, SuixingError
from ui.desktop.desk import Desk
from ui.desktop.forms.secret import SecretField
from ui.desktop.widgets.buttons import Button
from ui.desktop.widgets.cards import Card
from ui.desktop.widgets.dates import DateTimeField
from ui.desktop.widgets.fields import Field, LineField
from ui.desktop.widgets.labels import Label

_HOURS = (4, 24, 72)


class BeginForm(Card):
    """Emits `begun` once the book is only read."""

    begun = Signal()

    def __init__(self, desk: Desk) -> None:
        theme, t = desk.theme, desk.t
        super().__init__(theme, t("Begin an inspection"))
        self._desk = desk
        self.team, self.purpose, self.document = (LineField(theme) for _ in range(3))
        self.until = DateTimeField(theme, t, desk.today)
        self.fields = {
            "team": Field(theme, t("Team"), self.team, t("Who reads; it stands in every entry.")),
            "purpose": Field(theme, t("Purpose"), self.purpose),
            "document": Field(theme, t("Document"), self.document),
            "until_at": Field(theme, t("Until"), self.until),
        }
        box = QWidget()
        column = QVBoxLayout(box)
        column.setContentsMargins(0, 0, 0, 0)
        column.setSpacing(12)
        for field in self.fields.values():
            column.addWidget(field)
        self.add(box)
        row = QHBoxLayout()
        row.setSpacing(8)
        for hours in _HOURS:
            word = t("{n} hours", n=hours) if hours < 24 else t("1 day|{n} days", n=hours // 24)
            quick = Button(theme, word, "quiet", compact=True)
            quick.clicked.connect(lambda _on=False, hours=hours: self._set(hours))
            row.addWidget(quick)
        row.addStretch(1)
        self.body.addLayout(row)
        self.add(
            Label(
                t(
                    "From then on nothing can be changed on this computer, sealed texts stay sealed, and every page, record and paper opened is written down. It ends by itself, or with the book's passphrase; locking or restarting does not end it."
                ),
                "meta",
                "secondary",
                wrap=True,
            )
        )

    def _set(self, hours: int) -> None:
        self.until.set_value(self._desk.now().replace(second=0) + timedelta(hours=hours))

    def begin(self) -> None:
        """Begin, where all is said."""
        t, desk = self._desk.t, self._desk
        for field in self.fields.values():
            field.set_error("")
        team, until = self.team.text().strip(), self.until.value()
        if not team:
            self.fields["team"].set_error(t("Who looks is still empty."))
        if not isinstance(until, datetime):
            self.fields["until_at"].set_error(t("Until when is still empty."))
        if not team or not isinstance(until, datetime):
            return
        purpose, document = self.purpose.text().strip(), self.document.text().strip()
        desk.work.edit(
            lambda: desk.book.inspecting.start(team, purpose, until, document=document),
            lambda _now: self.begun.emit(),
            self._refused,
        )

    def _refused(self, error: SuixingError) -> None:
        name = error.field if isinstance(error, InvalidRecord) else ""
        if name in self.fields:
            self.fields[name].set_error(error.said(self._desk.t))
        else:
            self._desk.window.problem(error)


class EndForm(Card):
    """What is under way, and its end. Emits `ended`."""

    ended = Signal()

    def __init__(self, desk: Desk) -> None:
        theme, t = desk.theme, desk.t
        super().__init__(theme, t("An inspection is under way"))
        self._desk = desk
        self.words = Label("", "body", wrap=True)
        self.secret = SecretField(theme, t)
        self.field = Field(
            theme,
            t("The book's passphrase"),
            self.secret,
            t("The secretary ends it; without this it ends by itself at its time."),
        )
        self.secret.typed.connect(lambda: self.field.set_error(""))
        self.secret.entered.connect(self.finish)
        self.go = Button(theme, t("End the inspection"), "secondary")
        self.go.clicked.connect(self.finish)
        for part in (self.words, self.field):
            self.add(part)
        row = QHBoxLayout()
        row.addWidget(self.go)
        row.addStretch(1)
        self.body.addLayout(row)

    def show_current(self, now: Current) -> None:
        """Show who reads and until when."""
        self.words.setText(
            self._desk.t(
                "{team} reads until {until}. Purpose: {purpose}",
                team=now.team,
                until=f"{now.until:%Y-%m-%d %H:%M}",
                purpose=now.purpose or "—",
            )
        )

    def finish(self) -> None:
        """End it, with the passphrase."""
        secret, inspecting = self.secret.value(), self._desk.book.inspecting
        self.go.set_busy(True)
        self._desk.work.edit(lambda: inspecting.end(secret), self._done, self._refused)

    def _done(self, _none: object) -> None:
        self.go.set_busy(False)
        self.secret.clear()
        self.ended.emit()

    def _refused(self, error: SuixingError) -> None:
        self.go.set_busy(False)
        self.field.set_error(error.said(self._desk.t))
