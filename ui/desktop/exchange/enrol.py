"""Not enrolled yet: the request that goes to HQ, and the place for its answer."""

from pathlib import Path

from PySide6.QtCore import Signal
from PySide6.QtWidgets import QHBoxLayout, QVBoxLayout, QWidget

from app.services.printing import save
from ui.desktop.desk import Desk
from ui.desktop.exchange.remedies import tell
from ui.desktop.widgets.buttons import Button
from ui.desktop.widgets.cards import Card
from ui.desktop.widgets.drop import DropZone
from ui.desktop.widgets.labels import Label

_REQUEST = "enrolment.request"
_PAPERS = frozenset({".cert", ".certificate", ".json"})
"""How certificates are named; HQ may send a newer one to a computer that has one."""


class EnrolCard(QWidget):
    """Two steps by file. Emits `changed`; a file dropped once enrolled is `brought(Path)`."""

    changed = Signal()
    brought = Signal(object)

    def __init__(self, desk: Desk) -> None:
        super().__init__()
        theme, t = desk.theme, desk.t
        self._desk = desk
        card = Card(theme, t("Enrol at HQ, by file"), t("no network needed"))
        card.add(
            Label(
                t("1. Save the request and send it to HQ: by stick, mail or messenger"), wrap=True
            )
        )
        save = Button(theme, t("Save the request"), "primary", "file-arrow-down")
        save.clicked.connect(self.save_request)
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
            theme,
            t("Drop HQ's certificate here"),
            t("A small file; it may come on a stick"),
            t("Choose the file"),
        )
        self._zone.dropped.connect(self._take)
        self._zone.asked.connect(self._choose)
        card.add(self._zone)
        column = QVBoxLayout(self)
        column.setContentsMargins(0, 0, 0, 0)
        column.addWidget(card)

    def watch(self, page: QWidget) -> None:
        """Let a whole page take the drop."""
        self._zone.watch(page)

    def show_state(self) -> None:
        """Show how far it got."""
        t, state = self._desk.t, self._desk.book.enrolling.state()
        waiting = t("A request was saved; HQ has not answered yet")
        self._requested.setText(waiting if state.requested else "")
        self._words.setText(t("Words to compare by telephone: {words}", words=state.own_words))

    def save_request(self) -> None:
        """Ask where the request goes and write it."""
        t, window = self._desk.t, self._desk.window
        file = window.choose_file(t("Save the request"), "*.request", save_as=_REQUEST)
        if not file:
            return
        enrolling, path = self._desk.book.enrolling, Path(file)
        self._desk.work.edit(
            lambda: save(enrolling.request_bytes(), path),
            lambda _done: self._saved(path),
            window.problem,
        )

    def _saved(self, path: Path) -> None:
        t = self._desk.t
        self._desk.window.note(
            "ok",
            t("The request is saved as {name}", name=path.name),
            t("Send it to HQ; go on recording meanwhile"),
        )
        self.changed.emit()

    def _choose(self) -> None:
        t = self._desk.t
        file = self._desk.window.choose_file(t("Choose the file"), "*")
        if file:
            self.take(Path(file))

    def _take(self, files: list[Path]) -> None:
        for file in files[:1]:
            if self._desk.book.syncing.status().enrolled and file.suffix not in _PAPERS:
                self.brought.emit(file)
            else:
                self.take(file)

    def take(self, file: Path) -> None:
        """Take HQ's answer."""
        enrolling = self._desk.book.enrolling
        self._desk.work.edit(
            lambda: enrolling.take_certificate(file),
            lambda state: self._enrolled(state.hq),
            lambda error: tell(self._desk, error, self._choose),
        )

    def _enrolled(self, hq: str) -> None:
        t = self._desk.t
        self._desk.window.note(
            "ok",
            t("Enrolled at {hq}", hq=hq),
            t("The first sync sends everything recorded so far"),
        )
        self.changed.emit()
