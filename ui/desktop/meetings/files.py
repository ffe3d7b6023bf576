"""Files of a meeting and of the items of its agenda: attached, named, opened, taken out."""

from collections.abc import Callable, Sequence
from functools import partial
from pathlib import Path

from PySide6.QtCore import QUrl
from PySide6.QtGui import QDesktopServices
from PySide6.QtWidgets import QHBoxLayout, QVBoxLayout, QWidget

from app.records.evidence import Attachment, AttachmentDetails
from app.services.attachments import Attachments
from app.services.luggage import Standing
from app.services.records import Records
from app.sizes import sized
from db.model.words import N_, Translate
from ui.desktop.desk import Desk
from ui.desktop.meetings.opened import OpenMeeting
from ui.desktop.widgets.buttons import Button, IconButton
from ui.desktop.widgets.labels import Label

WHERE = {
    "here": N_("Only here"),
    "sent": N_("HQ has it"),
    "way": N_("{n}% is across"),
    "preview": N_("Preview; original at HQ"),
    "hq": N_("At HQ"),
    "away": N_("On another computer"),
}
"""Where a file is, in words."""
DETAILS = {
    AttachmentDetails.removed: N_("Location and camera details were removed."),
    AttachmentDetails.inside: N_("Location and camera details may still be inside."),
    AttachmentDetails.damaged: N_("The picture is damaged; it is kept as it came."),
}
"""What became of what a camera writes into a picture, where that is worth saying."""
_FETCHED = frozenset({"preview", "hq", "way"})


def attach(
    opened: OpenMeeting,
    record: str,
    files: Sequence[Path],
    then: Callable[[str], object] | None = None,
) -> None:
    """Attach files to a meeting or an item of its agenda, each in its turn; `then` is told of each."""

    def done(attachment: str) -> None:
        say_attached(opened.desk, attachment)
        if then is not None:
            then(attachment)

    for file in files:
        opened.write(partial(_attached, opened.desk.book.attachments, record, file), done=done)


def _attached(attachments: Attachments, record: str, file: Path, _records: Records) -> str:
    return attachments.add(record, file)


def say_attached(desk: Desk, attachment: str) -> None:
    """Say what was done to a picture on its way in; the toast offers to take it out again."""
    found = desk.book.records.get(Attachment, attachment)
    if found is not None and found.details in DETAILS:
        said = desk.t("Attached “{name}”.", name=found.name)
        desk.window.undoable(f"{said} {desk.t(DETAILS[found.details])}")


def take_out(opened: OpenMeeting, attachment: Attachment) -> None:
    """Take a file out; the toast offers it back."""
    toast = opened.desk.t("Took out “{name}”", name=attachment.name)
    opened.write(lambda records: records.delete(attachment.id), toast=toast)


def where_words(standing: Standing, t: Translate) -> str:
    """Return where a file is: 总部已收, 已传 40%."""
    return t(WHERE[standing.state], n=standing.percent)


def can_fetch(standing: Standing, desk: Desk, attachment: Attachment) -> bool:
    """Tell whether HQ can be asked for a file that is not here."""
    return standing.state in _FETCHED and not desk.book.attachments.is_here(attachment)


def fetch(desk: Desk, attachment: Attachment, then: Callable[[], object]) -> None:
    """Fetch a file from HQ now; it shows in the job bar, can be stopped, and goes on another time."""

    def arrived(_done: object) -> None:
        then()

    desk.work.job(
        desk.t("Fetching {name}", name=attachment.name),
        partial(desk.book.syncing.fetch, attachment),
        arrived,
        desk.window.problem,
    )


def open_file(desk: Desk, attachment: Attachment) -> None:
    """Show a PDF in the preview; of any other file save a copy and let the system show it.

    What is not here is fetched from HQ first, where HQ has it.
    """
    if can_fetch(desk.book.syncing.luggage.standing()(attachment), desk, attachment):
        fetch(desk, attachment, lambda: open_file(desk, attachment))
        return
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


def fetch_button(
    desk: Desk, attachment: Attachment, standing: Standing, then: Callable[[], object]
) -> IconButton | None:
    """Return the button that fetches a file; None where there is nothing to fetch."""
    if not can_fetch(standing, desk, attachment):
        return None
    tip = desk.t("Fetch the original from HQ")
    button = IconButton(desk.theme, "cloud-arrow-down", tip, compact=True)
    button.clicked.connect(lambda: fetch(desk, attachment, then))
    return button


class FilesList(QWidget):
    """The files of one item under its minutes: pressed to open, taken out with undo."""

    def __init__(self, opened: OpenMeeting) -> None:
        super().__init__()
        self._opened = opened
        self._shown: tuple[tuple[str, Standing], ...] = ()
        self._column = QVBoxLayout(self)
        self._column.setContentsMargins(10, 0, 16, 8)
        self._column.setSpacing(0)
        self.hide()

    def show_files(self, record: str) -> None:
        """Show what is attached to a record; lines are made anew only when something changed."""
        found = [a for a in self._opened.meeting.attachments if a.belongs_to == record]
        self.setVisible(bool(found))
        standing = self._opened.desk.book.syncing.luggage.standing() if found else None
        stands = [standing(a) for a in found] if standing is not None else []
        shown = tuple((a.id, where) for a, where in zip(found, stands, strict=True))
        if shown == self._shown:
            return
        self._shown = shown
        while (old := self._column.takeAt(0)) is not None:
            widget = old.widget()
            if widget is not None:
                widget.hide()
                widget.deleteLater()
        for attachment, where in zip(found, stands, strict=True):
            self._column.addWidget(self._line(attachment, where))

    def _line(self, attachment: Attachment, standing: Standing) -> QWidget:
        desk = self._opened.desk
        line, row = QWidget(), QHBoxLayout()
        line.setLayout(row)
        row.setContentsMargins(0, 0, 0, 0)
        row.setSpacing(8)
        name = Button(desk.theme, attachment.name, "link", "paperclip", compact=True)
        name.clicked.connect(lambda: open_file(desk, attachment))
        words = f"{file_words(attachment, desk.t)} · {where_words(standing, desk.t)}"
        row.addWidget(name)
        row.addWidget(Label(words, "caption", "secondary"))
        row.addStretch(1)
        if button := fetch_button(desk, attachment, standing, self._opened.read):
            row.addWidget(button)
        out = IconButton(
            desk.theme, "trash", desk.t("Take out {name}", name=attachment.name), compact=True
        )
        out.clicked.connect(lambda: take_out(self._opened, attachment))
        row.addWidget(out)
        return line
