"""Not enrolled yet: the request that goes to HQ, and the place for its answer."""

from pathlib import Path

from PySide6.QtCore import Signal
from PySide6.QtWidgets import QHBoxLayout, QVBoxLayout, QWidget

from app.services.enrolment import Enrolment
from ui.desktop.desk import Desk
from ui.desktop.widgets.buttons import Button
from ui.desktop.widgets.cards import Card
from ui.desktop.widgets.drop import DropZone
from ui.desktop.widgets.labels import Label


class EnrolCard(QWidget):
    """Two steps by file. Emits `request_asked`, `answered(Path)` and `choose_asked`."""

    request_asked = Signal()
    answered = Signal(object)
    choose_asked = Signal()

    def __init__(self, desk: Desk) -> None:
        super().__init__()
        theme, t = desk.theme, desk.t
        self._t = t
        card = Card(theme, t("Enrol at HQ, by file"), t("no network needed"))
        card.add(Label(t("1. Save the request and send it to HQ: by stick, mail or messenger"), wrap=True))
        save = Button(theme, t("Save the request"), "primary", "file-arrow-down")
        save.clicked.connect(self.request_asked)
        row = QHBoxLayout()
        row.addWidget(save)
        self._requested = Label("", "caption", "secondary")
        row.addWidget(self._requested, 1)
        card.body.addLayout(row)
        self._words = Label("", "meta", "secondary", wrap=True)
        card.add(self._words)
        card.body.addSpacing(8)
        card.add(Label(t("2. HQ answers with a certificate; put it here"), wrap=True))
        self._zone = DropZone(
            theme, t("Drop HQ's certificate here"), t("A small file; it may come on a stick"),
            t("Choose the file"),
        )
        self._zone.dropped.connect(self._take)
        self._zone.asked.connect(self.choose_asked)
        card.add(self._zone)
        column = QVBoxLayout(self)
        column.setContentsMargins(0, 0, 0, 0)
        column.addWidget(card)

    def watch(self, page: QWidget) -> None:
        """Let a whole page take the drop."""
        self._zone.watch(page)

    def show_state(self, state: Enrolment) -> None:
        """Show how far it got."""
        t = self._t
        self._requested.setText(t("A request was saved; HQ has not answered yet") if state.requested else "")
        self._words.setText(
            t("Words to compare by telephone: {words}", words=state.own_words)
            if state.own_words
            else ""
        )

    def _take(self, files: list[Path]) -> None:
        for file in files[:1]:
            self.answered.emit(file)
