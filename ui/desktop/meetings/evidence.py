"""The step 佐证: the signed sheet, photographs, documents, dropped on the page or pasted."""

from datetime import datetime
from pathlib import Path

from PySide6.QtCore import QBuffer, QByteArray, QIODevice, Signal
from PySide6.QtGui import QImage, QImageWriter, QPixmap
from PySide6.QtWidgets import QStackedWidget, QVBoxLayout, QWidget
from typing_extensions import override

from app.records.evidence import Attachment, AttachmentKind
from app.services.luggage import Standing
from app.sizes import sized
from db.model.errors import SuixingError
from ui.desktop.meetings.files import (
    DETAILS,
    attach,
    can_fetch,
    fetch,
    file_words,
    open_file,
    say_attached,
    take_out,
    where_words,
)
from ui.desktop.meetings.opened import OpenMeeting
from ui.desktop.meetings.scans import PapersCard
from ui.desktop.meetings.step import Step
from ui.desktop.meetings.transcribe import TranscribeView
from ui.desktop.pdfpages import page_image
from ui.desktop.widgets.buttons import Button
from ui.desktop.widgets.cards import Card
from ui.desktop.widgets.drop import DropZone, EvidenceTile
from ui.desktop.widgets.scroll import FlowRow, ScrollPage

_THUMB = 300


class EvidenceCard(Card):
    """Tiles of what is attached and the zone to drop on; the whole page takes the drop.

    Emits `attached(id)` for each file that came in.
    """

    attached = Signal(str)

    def __init__(self, opened: OpenMeeting, page: QWidget) -> None:
        super().__init__(opened.desk.theme, opened.desk.t("Evidence files"))
        self._opened, self.t, self._theme = opened, opened.desk.t, opened.desk.theme
        self._pictures: dict[str, QPixmap] = {}
        self._shown: tuple[tuple[str, Standing], ...] | None = None
        self._flow = FlowRow(12)
        self.add(self._flow)
        choose = Button(self._theme, self.t("Choose a file"), "quiet", "paperclip", compact=True)
        choose.clicked.connect(self.choose)
        self.set_action(choose)
        self.zone = self._make_zone()
        self.zone.watch(page)

    def _make_zone(self) -> DropZone:
        t = self.t
        zone = DropZone(
            self._theme, t("Drop here, or paste with Ctrl+V"),
            t("Photos, scans, PDF; encrypted. From photos, location and camera are removed."),
        )  # fmt: skip
        zone.dropped.connect(self.take)
        zone.pasted.connect(self.paste)
        zone.asked.connect(self.choose)
        lay = zone.layout()
        tall = lay.totalHeightForWidth(304) if lay is not None else 0
        zone.setFixedSize(304, max(96, tall))
        return zone

    def show_files(self) -> None:
        """Show what is attached; tiles are made anew only when something came or went."""
        found = self._opened.meeting.attachments
        total = sum(a.size or 0 for a in found)
        here = sum(self._opened.desk.book.attachments.is_here(a) for a in found)
        if found:
            said = self.t("1 file, {size}|{n} files, {size}", n=len(found), size=sized(total))
            lack = self.t("{here} of {n} originals are here", here=here, n=len(found))
            self.set_meta(said if here == len(found) else f"{said} · {lack}")
        else:
            self.set_meta(self.t("nothing yet"))
        standing = self._opened.desk.book.syncing.luggage.standing()
        shown = tuple((a.id, standing(a)) for a in found)
        if self._shown == shown:
            return
        self._shown = shown
        self.zone.setParent(None)
        self._flow.clear()
        for attachment, (_, where) in zip(found, shown, strict=True):
            self._flow.add(self._tile(attachment, where))
        self._flow.add(self.zone)
        self.zone.show()
        self._flow.updateGeometry()

    def _tile(self, attachment: Attachment, standing: Standing) -> EvidenceTile:
        desk = self._opened.desk
        kind = "pdf" if attachment.name.lower().endswith(".pdf") else "image"
        kind = kind if attachment.kind in {"photo", "scan", "text"} else "file"
        lacks = can_fetch(standing, desk, attachment)
        where = where_words(standing, self.t)
        # Where a file is matters more than its kind once it is not here.
        here = desk.book.attachments.is_here(attachment)
        meta = f"{file_words(attachment, self.t)} · {where}" if here else where
        about = self.t(DETAILS[attachment.details]) if attachment.details in DETAILS else ""
        get = self.t("Fetch the original from HQ") if lacks else ""
        picture = self._picture(attachment)
        tile = EvidenceTile(self._theme, attachment.name, meta, picture, kind, about=about, get=get)
        tile.opened.connect(lambda: open_file(desk, attachment))
        tile.removed.connect(lambda: take_out(self._opened, attachment))
        tile.fetched.connect(lambda: fetch(desk, attachment, self._opened.read))
        return tile

    def _picture(self, attachment: Attachment) -> QPixmap | None:
        if attachment.id not in self._pictures:
            found = self._read_picture(attachment)
            if found is None:
                return None
            self._pictures[attachment.id] = found
        return self._pictures[attachment.id]

    def _read_picture(self, attachment: Attachment) -> QPixmap | None:
        if not attachment.preview and (attachment.size or 0) > 40_000_000:
            return None
        try:
            content = self._opened.desk.book.attachments.seen_of(attachment)
            if content is None:
                return None
            if attachment.name.lower().endswith(".pdf"):
                return QPixmap.fromImage(page_image(content, 0, _THUMB))
        except SuixingError:
            return None
        image = QImage.fromData(content)
        if image.isNull():
            return None
        return (
            QPixmap.fromImage(image.scaledToWidth(_THUMB))
            if image.width() > _THUMB
            else QPixmap.fromImage(image)
        )

    def take(self, files: list[Path]) -> None:
        """Attach files, each in its turn."""
        attach(self._opened, self._opened.meeting.id, files, self.attached.emit)

    def paste(self, image: QImage) -> None:
        """Attach a picture from the clipboard under the time of day."""
        buffer = QBuffer()
        buffer.open(QIODevice.OpenModeFlag.WriteOnly)
        QImageWriter(buffer, QByteArray(b"png")).write(image)
        content, now = bytes(buffer.data().data()), self._opened.desk.now()
        name = self.t("Pasted {time}.png", time=_stamp(now))
        activity, attachments = self._opened.meeting.id, self._opened.desk.book.attachments
        self._opened.write(
            lambda _records: attachments.add_bytes(
                activity, content, name, kind=AttachmentKind.photo
            ),
            done=self._pasted,
        )

    def _pasted(self, attachment: str) -> None:
        say_attached(self._opened.desk, attachment)
        self.attached.emit(attachment)

    def choose(self) -> None:
        """Ask for a file."""
        chosen = self._opened.desk.window.choose_file(self.t("Choose a file"), "*")
        if chosen:
            self.take([Path(chosen)])


def _stamp(now: datetime) -> str:
    return f"{now:%m-%d %H%M%S}"


class EvidenceStep(Step):
    """What shows that it was held: the sheet with its signatures, pictures, what was read.

    A paper that came back is typed off here, beside its picture.
    """

    def __init__(self, opened: OpenMeeting) -> None:
        super().__init__(opened)
        self.card, self.papers = EvidenceCard(opened, self), PapersCard(opened)
        self.card.attached.connect(self.papers.ask)
        self.papers.transcribe.connect(self.transcribe)
        self.page = ScrollPage(margins=(24, 14, 20, 20))
        self.page.body.addWidget(self.card)
        self.page.body.addWidget(self.papers)
        self.view: TranscribeView | None = None
        self.stack = QStackedWidget()
        self.stack.addWidget(self.page)
        column = QVBoxLayout(self)
        column.setContentsMargins(0, 0, 0, 0)
        column.addWidget(self.stack)

    @override
    def show_meeting(self) -> None:
        self.card.show_files()
        self.papers.show_papers()
        if self.view is not None and self.wants_room():
            self.view.show_meeting()

    @override
    def begin(self, record: str = "", field: str = "") -> None:
        if field == "transcribe":
            self.transcribe(record)
            return
        self._back()
        self.card.zone.setFocus()

    @override
    def settle(self) -> None:
        if self.view is not None:
            self.view.settle()

    @override
    def wants_room(self) -> bool:
        return self.view is not None and self.stack.currentWidget() is self.view

    def transcribe(self, paper: str) -> None:
        """Show a paper's picture beside the editors."""
        if self.view is None:
            self.view = TranscribeView(self.opened)
            self.view.left.connect(self._back)
            self.stack.addWidget(self.view)
        self.stack.setCurrentWidget(self.view)
        self.opened.reread.emit()
        self.view.open_paper(paper)

    def _back(self) -> None:
        if self.wants_room():
            self.settle()
            self.stack.setCurrentWidget(self.page)
            self.opened.reread.emit()
            self.card.zone.setFocus()
