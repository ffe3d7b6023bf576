"""The step 佐证: the signed sheet, photographs, documents, dropped on the page or pasted."""

from datetime import datetime
from pathlib import Path

from PySide6.QtCore import QBuffer, QByteArray, QIODevice
from PySide6.QtGui import QImage, QImageWriter, QPixmap
from PySide6.QtWidgets import QVBoxLayout, QWidget
from typing_extensions import override

from app.records.meeting import Attachment, AttachmentKind
from app.sizes import sized
from db.model.errors import SuixingError
from ui.desktop.meetings.files import attach, file_words, open_file, take_out
from ui.desktop.meetings.opened import OpenMeeting
from ui.desktop.meetings.standing import WHERE, where_asked
from ui.desktop.meetings.step import Step
from ui.desktop.pdfpages import page_image
from ui.desktop.widgets.buttons import Button
from ui.desktop.widgets.cards import Card
from ui.desktop.widgets.drop import DropZone, EvidenceTile
from ui.desktop.widgets.scroll import FlowRow, ScrollPage

_THUMB = 300


class EvidenceCard(Card):
    """Tiles of what is attached and the zone to drop on; the whole page takes the drop."""

    def __init__(self, opened: OpenMeeting, page: QWidget) -> None:
        super().__init__(opened.desk.theme, opened.desk.t("Evidence files"))
        self._opened, self.t, self._theme = opened, opened.desk.t, opened.desk.theme
        self._pictures: dict[str, QPixmap | None] = {}
        self._shown: tuple[str, ...] | None = None
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
            t("Photos, scans, PDF. They are kept as they are, encrypted."),
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
        if found:
            self.set_meta(
                self.t("1 file, {size}|{n} files, {size}", n=len(found), size=sized(total))
            )
        else:
            self.set_meta(self.t("nothing yet"))
        if self._shown == tuple(a.id for a in found):
            return
        self._shown = tuple(a.id for a in found)
        self.zone.setParent(None)
        self._flow.clear()
        where = where_asked(self._opened.desk)
        for attachment in found:
            self._flow.add(self._tile(attachment, self.t(WHERE[where(attachment.record)])))
        self._flow.add(self.zone)
        self.zone.show()
        self._flow.updateGeometry()

    def _tile(self, attachment: Attachment, where: str) -> EvidenceTile:
        kind = "pdf" if attachment.name.lower().endswith(".pdf") else "image"
        kind = kind if attachment.kind in {"photo", "scan", "text"} else "file"
        meta = f"{file_words(attachment, self.t)} · {where}"
        picture = self._pictures.setdefault(attachment.id, self._picture(attachment))
        tile = EvidenceTile(self._theme, attachment.name, meta, picture, kind)
        tile.opened.connect(lambda: open_file(self._opened.desk, attachment))
        tile.removed.connect(lambda: take_out(self._opened, attachment))
        return tile

    def _picture(self, attachment: Attachment) -> QPixmap | None:
        files = self._opened.desk.book.attachments
        if not files.is_here(attachment) or (attachment.size or 0) > 40_000_000:
            return None
        try:
            content = files.bytes_of(attachment.id)
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
        attach(self._opened, self._opened.meeting.id, files)

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
            )
        )

    def choose(self) -> None:
        """Ask for a file."""
        chosen = self._opened.desk.window.choose_file(self.t("Choose a file"), "*")
        if chosen:
            self.take([Path(chosen)])


def _stamp(now: datetime) -> str:
    return f"{now:%m-%d %H%M%S}"


class EvidenceStep(Step):
    """What shows that it was held: the sheet with its signatures, pictures, what was read."""

    def __init__(self, opened: OpenMeeting) -> None:
        super().__init__(opened)
        self.card = EvidenceCard(opened, self)
        page = ScrollPage(margins=(24, 14, 20, 20))
        page.body.addWidget(self.card)
        column = QVBoxLayout(self)
        column.setContentsMargins(0, 0, 0, 0)
        column.addWidget(page)

    @override
    def show_meeting(self) -> None:
        self.card.show_files()

    @override
    def begin(self, record: str = "", field: str = "") -> None:
        self.card.zone.setFocus()
