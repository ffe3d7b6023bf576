"""The enrolment at HQ as a card: the request to hand over, the certificate to drop; used twice."""

from pathlib import Path

from PySide6.QtCore import Signal
from PySide6.QtWidgets import QFileDialog, QHBoxLayout, QVBoxLayout, QWidget

from app.services.enrolment import Enrolment
from app.workspace import Workspace
from db.model.errors import SuixingError
from db.model.words import Translate
from ui.desktop.theme.theme import Theme
from ui.desktop.widgets.banner import NoteLine
from ui.desktop.widgets.buttons import Button
from ui.desktop.widgets.cards import Card
from ui.desktop.widgets.chips import StatusChip
from ui.desktop.widgets.drop import DropZone
from ui.desktop.widgets.labels import IconLabel, Label
from ui.desktop.work import Work

REQUEST = "enrolment.request"
"""The file that HQ takes; the command line writes it under the same name."""


class EnrolmentCard(Card):
    """Says how far enrolment is and takes HQ's answer. Emits `enrolled(Enrolment)`."""

    enrolled = Signal(object)

    def __init__(self, theme: Theme, t: Translate, work: Work) -> None:
        title, meta = t("Enrol at HQ"), t("Works without; HQ signs only after it")
        super().__init__(theme, title, meta, "sunken")
        self._theme, self.t, self._work = theme, t, work
        self._book: Workspace | None = None
        self.state: Enrolment | None = None
        self.chip = StatusChip(theme, "info", "clock", t("Waiting for HQ"))
        self.zone = DropZone(
            theme,
            t("Drop the certificate from HQ here"),
            t("A file that ends in .cert; it shows branch, holder and HQ's words"),
        )
        self.zone.setMinimumHeight(theme.px(90))
        self.zone.dropped.connect(lambda files: self.take(files[0]))
        self.zone.asked.connect(self._ask)
        self._lay()

    def _lay(self) -> None:
        t, theme = self.t, self._theme
        save = Button(theme, t("Save to stick"), icon="usb-stick")
        save.clicked.connect(self._save)
        written = t("{file}, holds nothing of the members", file=REQUEST)
        self.add(_row(theme, "check-circle", t("The request is written"), written, save))
        self.add_rule()
        how = t("By stick, mail or message; HQ compares the branch's name")
        self.add(_row(theme, "number-circle-two", t("Hand it to HQ"), how, self.chip))
        self.add_rule()
        self._foot = QWidget()
        column = QVBoxLayout(self._foot)
        column.setContentsMargins(16, 12, 16, 16)
        column.addWidget(self.zone)
        self.add(self._foot)

    def show_book(self, book: Workspace) -> None:
        """Show how far the enrolment of a book is; its request lies in the home from now on."""
        self._book = book
        self.state = book.enrolling.state()
        if self.state.enrolled:
            self._show(self.state)
            return
        try:
            (book.home / REQUEST).write_bytes(book.enrolling.request_bytes(book.pen().by))
        except OSError as error:
            self._say("error", self._unwritten(REQUEST, error))

    def is_enrolled(self) -> bool:
        """Tell whether a certificate was taken."""
        return self.state is not None and self.state.enrolled

    def _save(self) -> None:
        name = QFileDialog.getSaveFileName(self, self.t("Save to stick"), REQUEST)[0]
        if not name or self._book is None:
            return
        try:
            Path(name).write_bytes(self._book.enrolling.request_bytes(self._book.pen().by))
        except OSError as error:
            self._say("error", self._unwritten(name, error))
        else:
            self._say("ok", self.t("Saved as {file}", file=name))

    def _unwritten(self, name: str, error: OSError) -> str:
        return self.t("{file} could not be written: {reason}", file=name, reason=error.strerror)

    def _ask(self) -> None:
        name = QFileDialog.getOpenFileName(self, self.t("HQ's certificate"), "", "(*.cert *)")[0]
        if name:
            self.take(Path(name))

    def take(self, file: Path) -> None:
        """Take HQ's answer."""
        book = self._book
        if book is not None:
            self._work.edit(
                lambda: book.enrolling.take_certificate(file), self._taken, self._refused
            )

    def _taken(self, state: Enrolment) -> None:
        self.state = state
        self._show(state)
        self.enrolled.emit(state)

    def _show(self, state: Enrolment) -> None:
        t = self.t
        self.chip.set_status("ok", "shield-check", t("Enrolled"))
        self.zone.hide()
        who = t(
            "{hq} has enrolled {branch}, {holder}.",
            hq=state.hq,
            branch=state.branch,
            holder=state.holder,
        )
        self._say("ok", f"{who} {t('Compare by telephone: {words}', words=state.words)}")

    def _refused(self, error: SuixingError) -> None:
        self._say("error", error.said(self.t))

    def _say(self, tone: str, text: str) -> None:
        for old in self._foot.findChildren(NoteLine):
            old.hide()
            old.deleteLater()
        layout = self._foot.layout()
        if layout is not None:
            layout.addWidget(NoteLine(self._theme, tone, text))


def _row(theme: Theme, icon: str, title: str, sentence: str, right: QWidget) -> QWidget:
    row = QWidget()
    line = QHBoxLayout(row)
    line.setContentsMargins(20, 10, 16, 10)
    line.setSpacing(12)
    done = icon == "check-circle"
    color = "state.ok_mark" if done else "text.secondary"
    line.addWidget(IconLabel(theme, icon, color, "icon_large", fill=done))
    words = QVBoxLayout()
    words.setSpacing(0)
    words.addWidget(Label(title, "strong"))
    words.addWidget(Label(sentence, "meta", wrap=True))
    line.addLayout(words, 1)
    line.addWidget(right)
    return row
