"""The papers of a meeting as they will print: notice and blank sign-in sheet, beside what they say."""

from pathlib import Path

from PySide6.QtCore import QRectF, QSize, Qt, QTimer
from PySide6.QtGui import QHideEvent, QImage, QPaintEvent, QResizeEvent
from PySide6.QtWidgets import QHBoxLayout, QSizePolicy, QVBoxLayout, QWidget
from typing_extensions import override

from db.model.errors import ExportError, SuixingError
from db.model.words import N_
from ui.desktop.meetings.menu import Menu
from ui.desktop.meetings.opened import OpenMeeting
from ui.desktop.meetings.printing import NOTICE, SHEET, blank_entries, made, print_blank
from ui.desktop.papers import make_paper
from ui.desktop.pdfpages import page_image
from ui.desktop.theme.theme import Theme
from ui.desktop.widgets.buttons import Button, IconButton
from ui.desktop.widgets.painted import CENTER, Painted, draw_box, draw_words
from ui.desktop.widgets.segmented import SegmentedControl

_PAUSE_MS = 600
_A4 = 297 / 210


class PageFrame(Painted):
    """One page on a grey ground; words where there is none."""

    def __init__(self, theme: Theme) -> None:
        super().__init__(theme)
        self._image: QImage | None = None
        self._words = ""
        self.setSizePolicy(QSizePolicy.Policy.Expanding, QSizePolicy.Policy.Expanding)

    def show_page(self, image: QImage | None, words: str = "") -> None:
        """Show a page, or say why there is none."""
        self._image, self._words = image, words
        self.setAccessibleName(words)
        self.update()

    def wait(self, words: str) -> None:
        """Say what is coming, unless an older page shows meanwhile."""
        if self._image is None:
            self.show_page(None, words)

    def page_width(self) -> int:
        """Return how wide the page is drawn, in logical pixels."""
        high = max(1, self.height() - 28)
        return int(max(80, min(self.width() - 28, high / _A4)))

    @override
    def sizeHint(self) -> QSize:
        return QSize(340, 480)

    @override
    def minimumSizeHint(self) -> QSize:
        return QSize(200, 200)

    @override
    def paintEvent(self, event: QPaintEvent) -> None:
        painter, theme, rect = self.open_painter(), self.theme, QRectF(self.rect())
        draw_box(painter, rect, theme.radius("card"), theme.color("ground.pressed"))
        width = self.page_width()
        sheet = QRectF((rect.width() - width) / 2, 14, width, width * _A4)
        if self._image is None:
            draw_words(
                painter,
                rect,
                self._words,
                theme.font("meta"),
                theme.color("text.secondary"),
                CENTER,
            )
        else:
            draw_box(painter, sheet.translated(2, 2), 0, theme.color("line.control"))
            painter.drawImage(sheet, self._image)
        painter.end()


class PaperPreview(QWidget):
    """Made anew a moment after the last change, off the screen's thread; a newer one replaces an older."""

    def __init__(self, opened: OpenMeeting) -> None:
        super().__init__()
        theme, t = opened.desk.theme, opened.desk.t
        self._opened, self.t = opened, t
        self._told: object = None
        self._run = 0
        self.kind = SegmentedControl(theme, [(NOTICE, t("Notice")), (SHEET, t("Sign-in sheet"))])
        self.kind.chosen.connect(lambda _kind: self._ask())
        self.frame = PageFrame(theme)
        printer = Button(theme, t("Print"), "secondary", "printer")
        printer.clicked.connect(self.print_it)
        out = IconButton(theme, "export", t("Save as a PDF"))
        out.clicked.connect(self._save)
        self.blanks = Button(theme, t("Print blank forms"), "quiet", "note-blank")
        self.blanks.clicked.connect(self._open_blanks)
        head = QHBoxLayout()
        head.addWidget(self.kind)
        head.addStretch(1)
        head.addWidget(printer)
        head.addWidget(out)
        column = QVBoxLayout(self)
        column.setContentsMargins(0, 14, 20, 14)
        column.setSpacing(10)
        column.addLayout(head)
        column.addWidget(self.frame, 1)
        column.addWidget(self.blanks, 0, Qt.AlignmentFlag.AlignRight)
        self._timer = QTimer(self, singleShot=True, interval=_PAUSE_MS)
        self._timer.timeout.connect(self._make)

    def show_paper(self) -> None:
        """Make the paper again if what it says has changed."""
        meeting = self._opened.meeting
        template = self._opened.desk.book.meetings.templates.of(meeting.activity.type)
        told = (meeting.activity, meeting.items, template, tuple(p.id for p in meeting.people))
        if told != self._told:
            first = self._told is None
            self._told = told
            self._timer.start(0 if first else _PAUSE_MS)

    def _ask(self) -> None:
        self._timer.start(0)

    def _make(self) -> None:
        if not self._opened.is_open or not self.isVisible():
            return
        self._run += 1
        self.frame.wait(self.t("Preview"))
        run, desk = self._run, self._opened.desk
        width, ratio = self.frame.page_width(), self.devicePixelRatioF()
        work = made(desk, self.kind.current(), self._opened.meeting.id)
        # On the page a character without a glyph shows as 〓, in a draft that says so.
        desk.work.job(
            self.t("Preview"), lambda _progress: page_image(work(True), 0, width, ratio),
            lambda image: self._show(run, image), lambda error: self._miss(run, error), quiet=True,
        )  # fmt: skip

    def _show(self, run: int, image: QImage) -> None:
        if run == self._run:
            self.frame.show_page(image)

    def _miss(self, run: int, error: SuixingError) -> None:
        if run == self._run:
            self.frame.show_page(None, error.said(self.t))

    def print_it(self) -> None:
        """Show the paper for printing; a notice that is printed counts as sent, a sheet gets its serial."""
        desk, meeting, kind = self._opened.desk, self._opened.meeting, self.kind.current()
        title = self.kind_title()
        if kind == NOTICE:
            today = desk.today()
            meetings, t = desk.book.meetings, self.t
            self._opened.write(lambda _r: meetings.notified(meeting, today, title, t))
        work = made(desk, kind, meeting.id, keep=kind == SHEET)
        make_paper(desk, title, lambda _progress, draft: work(draft))

    def _open_blanks(self) -> None:
        desk, meeting = self._opened.desk, self._opened.meeting
        menu = Menu(desk.theme, blank_entries(meeting, self.t), width=360)
        menu.chosen.connect(lambda key: print_blank(desk, meeting, key))
        self._menu = menu.open_under(self.blanks)

    def kind_title(self) -> str:
        """Return the name of the paper with the meeting's."""
        title = self._opened.meeting.activity.title or ""
        word = self.t("Notice") if self.kind.current() == NOTICE else self.t("Sign-in sheet")
        return self.t("{title}: {paper}", title=title, paper=word)

    def _save(self) -> None:
        desk, kind = self._opened.desk, self.kind.current()
        name = self.kind_title().replace("/", "-")
        chosen = desk.window.choose_file(self.t("Save as a PDF"), "*.pdf", save_as=f"{name}.pdf")
        if not chosen:
            return
        work = made(desk, kind, self._opened.meeting.id, keep=kind == SHEET)
        desk.work.job(
            name, lambda _progress: written(work(False), Path(chosen)), None, desk.window.problem
        )

    @override
    def hideEvent(self, event: QHideEvent) -> None:
        super().hideEvent(event)
        self._timer.stop()
        self._told = None

    @override
    def resizeEvent(self, event: QResizeEvent) -> None:
        super().resizeEvent(event)
        if event.oldSize().width() != event.size().width() and self._run:
            self._timer.start(_PAUSE_MS)


def written(pdf: bytes, file: Path) -> Path:
    """Write a paper to a file. Raises ExportError."""
    try:
        file.write_bytes(pdf)
    except OSError as error:
        raise ExportError(N_("{path} cannot be written."), path=file) from error
    return file
