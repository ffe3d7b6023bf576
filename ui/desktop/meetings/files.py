"""Files of a meeting and of the items of its agenda: attached, named, opened, taken out."""

from collections.abc import Sequence
from functools import partial
from pathlib import Path

from PySide6.QtCore import QUrl
from PySide6.QtGui import QDesktopServices
from PySide6.QtWidgets import QHBoxLayout, QVBoxLayout, QWidget

from app.records.meeting import Attachment
from app.services.attachments import Attachments
from app.services.records import Records
from app.sizes import sized
from db.model.words import Translate
from ui.desktop.desk import Desk
from ui.desktop.meetings.opened import OpenMeeting
from ui.desktop.widgets.buttons import Button, IconButton
from ui.desktop.widgets.labels import Label


def attach(opened: OpenMeeting, record: str, files: Sequence[Path]) -> None:
    """Attach files to a meeting or an item of its agenda, each in its turn."""
    for file in files:
        opened.write(partial(_attached, opened.desk.book.attachments, record, file))


def _attached(attachments: Attachments, record: str, file: Path, _records: Records) -> str:
    return attachments.add(record, file)


def take_out(opened: OpenMeeting, attachment: Attachment) -> None:
    """Take a file out; the toast offers it back."""
    toast = opened.desk.t("Took out “{name}”", name=attachment.name)
    opened.write(lambda records: records.delete(attachment.id), toast=toast)


def open_file(desk: Desk, attachment: Attachment) -> None:
    """Show a PDF in the preview; of any other file save a copy and let the system show it."""
    if attachment.name.lower().endswith(".pdf"):
        desk.work.job(
            attachment.name, lambda _progress: desk.book.attachments.bytes_of(attachment.id),
            lambda pdf: desk.window.show_pdf(pdf, attachment.name), desk.window.problem,
        )  # fmt: skip
        return
    chosen = desk.window.choose_file(desk.t("Save a copy"), "*", save_as=attachment.name)
    if chosen:
        desk.work.job(
            attachment.name,
            lambda _progress: desk.book.attachments.save_as(attachment.id, Path(chosen)),
            lambda _done: _shown_by_system(chosen),
            desk.window.problem,
        )


def _shown_by_system(file: str) -> None:
    QDesktopServices.openUrl(QUrl.fromLocalFile(file))


def file_words(attachment: Attachment, t: Translate) -> str:
    """Return kind and size: 照片 2.1 MB."""
    if attachment.name.lower().endswith(".pdf"):
        return f"PDF {sized(attachment.size or 0)}"
    kind = t(attachment.kind.title_) if attachment.kind else t("Other file")
    return f"{kind} {sized(attachment.size or 0)}"


class FilesList(QWidget):
    """The files of one item under its minutes: pressed to open, taken out with undo."""

    def __init__(self, opened: OpenMeeting) -> None:
        super().__init__()
        self._opened = opened
        self._shown: tuple[str, ...] = ()
        self._column = QVBoxLayout(self)
        self._column.setContentsMargins(10, 0, 16, 8)
        self._column.setSpacing(0)
        self.hide()

    def show_files(self, record: str) -> None:
        """Show what is attached to a record; lines are made anew only when something changed."""
        found = [a for a in self._opened.meeting.attachments if a.belongs_to == record]
        shown = tuple(a.id for a in found)
        self.setVisible(bool(found))
        if shown == self._shown:
            return
        self._shown = shown
        while (old := self._column.takeAt(0)) is not None:
            widget = old.widget()
            if widget is not None:
                widget.hide()
                widget.deleteLater()
        for attachment in found:
            self._column.addWidget(self._line(attachment))

    def _line(self, attachment: Attachment) -> QWidget:
        desk = self._opened.desk
        line, words = QWidget(), file_words(attachment, desk.t)
        row = QHBoxLayout(line)
        row.setContentsMargins(0, 0, 0, 0)
        row.setSpacing(8)
        name = Button(desk.theme, attachment.name, "link", "paperclip", compact=True)
        name.clicked.connect(lambda: open_file(desk, attachment))
        out = IconButton(
            desk.theme, "trash", desk.t("Take out {name}", name=attachment.name), compact=True
        )
        out.clicked.connect(lambda: take_out(self._opened, attachment))
        row.addWidget(name)
        row.addWidget(Label(words, "caption", "secondary"))
        row.addStretch(1)
        row.addWidget(out)
        return line
