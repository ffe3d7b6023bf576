"""Typing off a paper: its picture at the left, the page's own editors at the right, both by keyboard."""

from collections.abc import Callable

from PySide6.QtCore import Qt, Signal
from PySide6.QtGui import QImage, QKeySequence, QShortcut
from PySide6.QtWidgets import QHBoxLayout, QSplitter, QStackedWidget, QVBoxLayout, QWidget

from app.records.evidence import Attachment, FormKind
from app.services.attachments import Attachments
from app.services.blanks import Paper, papers_of
from db.model.errors import NotFound
from db.model.words import N_
from ui.desktop.meetings.minutes import MinutesStep
from ui.desktop.meetings.opened import OpenMeeting
from ui.desktop.meetings.scans import paper_name
from ui.desktop.meetings.signin import SignInStep
from ui.desktop.meetings.step import Step
from ui.desktop.meetings.votes import VoteStep
from ui.desktop.pdfpages import PdfPages
from ui.desktop.widgets.buttons import Button, IconButton
from ui.desktop.widgets.labels import ElidingLabel, Label
from ui.desktop.widgets.picture import PictureView
from ui.desktop.widgets.segmented import SegmentedControl

SIGN_IN, MINUTES, VOTES = "signin", "minutes", "vote"
_MAKERS: dict[str, Callable[[OpenMeeting], Step]] = {
    SIGN_IN: SignInStep,
    MINUTES: MinutesStep,
    VOTES: VoteStep,
}
_DPI, _MOST_PAGES = 144, 20


class TranscribeView(QWidget):
    """Emits `left` when one goes back to the files. What is typed is kept as on every page."""

    left = Signal()

    def __init__(self, opened: OpenMeeting) -> None:
        super().__init__()
        self.opened, self.t = opened, opened.desk.t
        self._editors: dict[str, Step] = {}
        self._paper = self._scan = ""
        self.picture = PictureView(opened.desk.theme)
        self.picture.turned.connect(lambda _page: self._show_count())
        self._stack = QStackedWidget()
        split = QSplitter(Qt.Orientation.Horizontal)
        split.addWidget(self.picture)
        split.addWidget(self._stack)
        split.setStretchFactor(0, 4)
        split.setStretchFactor(1, 5)
        split.setChildrenCollapsible(False)
        self._split = split
        column = QVBoxLayout(self)
        column.setContentsMargins(0, 0, 0, 0)
        column.setSpacing(0)
        column.addWidget(self._bar())
        column.addWidget(split, 1)
        self._keys()

    def _bar(self) -> QWidget:
        theme, t = self.opened.desk.theme, self.t
        bar = QWidget()
        row = QHBoxLayout(bar)
        row.setContentsMargins(16, 8, 20, 8)
        row.setSpacing(4)
        back = IconButton(theme, "arrow-left", t("Back to the files"))
        back.clicked.connect(self.left)
        self._name = ElidingLabel("", "strong")
        row.addWidget(back)
        row.addWidget(self._name, 1)
        self._pages = Label("", "meta", "secondary")
        row.addWidget(self._pages)
        tools = (
            ("magnifying-glass-minus", t("Smaller"), "Ctrl+-", lambda: self.picture.zoom(-1)),
            ("magnifying-glass-plus", t("Larger"), "Ctrl++", lambda: self.picture.zoom(1)),
            ("arrows-out-line-horizontal", t("Fit the width"), "Ctrl+0", self.picture.fit),
            ("arrow-clockwise", t("Turn it a quarter"), "Ctrl+Shift+R", self.picture.turn),
        )
        for icon, tip, key, act in tools:
            button = IconButton(theme, icon, tip, key)
            button.clicked.connect(lambda _on=False, a=act: a())
            row.addWidget(button)
        row.addSpacing(8)
        options = [(SIGN_IN, t("Sign-in")), (MINUTES, t("Minutes")), (VOTES, t("Votes"))]
        self.editor = SegmentedControl(theme, options)
        self.editor.chosen.connect(self.show_editor)
        self.done = Button(theme, t("All of it is transcribed"), "secondary", "check")
        self.done.clicked.connect(self._finish)
        row.addWidget(self.editor)
        row.addSpacing(8)
        row.addWidget(self.done)
        return bar

    def _keys(self) -> None:
        """The picture obeys while the hands stay in the editor."""
        keys: tuple[tuple[str, Callable[[], object]], ...] = (
            ("Ctrl+-", lambda: self.picture.zoom(-1)),
            ("Ctrl++", lambda: self.picture.zoom(1)),
            ("Ctrl+=", lambda: self.picture.zoom(1)),
            ("Ctrl+0", self.picture.fit),
            ("Ctrl+Shift+R", self.picture.turn),
            ("Alt+PgDown", lambda: self.picture.pan(0, 3)),
            ("Alt+PgUp", lambda: self.picture.pan(0, -3)),
            ("Ctrl+PgDown", lambda: self.picture.show_page(self.picture.page() + 1)),
            ("Ctrl+PgUp", lambda: self.picture.show_page(self.picture.page() - 1)),
        )
        for key, act in keys:
            shortcut = QShortcut(QKeySequence(key), self)
            shortcut.setContext(Qt.ShortcutContext.WidgetWithChildrenShortcut)
            shortcut.activated.connect(act)

    # Showing

    def open_paper(self, paper: str) -> None:
        """Show a paper's scan, and the editor that its words belong into."""
        found = self._found(paper)
        if found is None:
            self.left.emit()
            return
        self._paper = paper
        editor = SIGN_IN
        if found.form is not None:
            editor = VOTES if found.form == FormKind.tally else MINUTES
        self._load(found.scan)
        self.editor.set_current(editor)
        self.show_editor(editor)

    def _found(self, paper: str) -> Paper | None:
        return next((p for p in papers_of(self.opened.meeting) if p.id == paper), None)

    def show_editor(self, which: str) -> None:
        """Show one of the page's editors beside the picture, with the cursor where it begins."""
        self.settle()
        if which not in self._editors:
            self._editors[which] = _MAKERS[which](self.opened)
            self._stack.addWidget(self._editors[which])
        self._stack.setCurrentWidget(self._editors[which])
        self.show_meeting()
        found = self._found(self._paper)
        self._editors[which].begin(found.motion if found and which == VOTES else "")

    def show_meeting(self) -> None:
        """Show the meeting as it is now in the editor that is open."""
        found, t = self._found(self._paper), self.t
        if found is None:
            return
        self._name.setText(t("{paper}: {title}", paper=paper_name(found, t), title=found.serial))
        again = found.transcribed_on is not None
        self.done.set_label(t("Not transcribed after all") if again else t("All of it is transcribed"))  # fmt: skip
        if found.scan != self._scan:
            self._load(found.scan)
        if (editor := self._editors.get(self.editor.current())) is not None:
            editor.show_meeting()
            editor.show_closed(closed=self.opened.meeting.archived)

    def _load(self, scan: str) -> None:
        """Read the scan off the screen's thread; a PDF page by page."""
        self._scan = scan
        self.picture.show_pages(())
        files, desk = self.opened.desk.book.attachments, self.opened.desk
        file = next((a for a in self.opened.meeting.attachments if a.id == scan), None)
        if file is None:
            return
        desk.work.job(
            file.name,
            lambda _progress: pictures(files, file),
            lambda pages: self._show(scan, pages),
            desk.window.problem,
            quiet=True,
        )

    def _show(self, scan: str, pages: list[QImage]) -> None:
        if scan == self._scan:
            self.picture.show_pages(pages)
            self._show_count()

    def _show_count(self) -> None:
        count = self.picture.count()
        said = self.t("Page {n} of {total}", n=self.picture.page() + 1, total=count)
        self._pages.setText(said if count > 1 else "")

    def settle(self) -> None:
        """Write what is still being typed."""
        for editor in self._editors.values():
            editor.settle()

    def _finish(self) -> None:
        self.settle()
        found, desk = self._found(self._paper), self.opened.desk
        if found is None:
            return
        day = desk.today() if found.transcribed_on is None else None
        toast = self.t("Transcribed: {serial}", serial=found.serial) if day else ""
        self.opened.write(lambda _r: desk.book.blanks.transcribed(found.id, day), toast=toast)
        if day:
            self.left.emit()


def pictures(files: Attachments, file: Attachment) -> list[QImage]:
    """Return the pages of a scan as pictures. Raises NotFound, ExportError for what cannot be shown."""
    content = files.bytes_of(file.id)
    if file.name.lower().endswith(".pdf"):
        pages = PdfPages(content)
        try:
            return [pages.picture(at, _DPI / 72) for at in range(min(len(pages), _MOST_PAGES))]
        finally:
            pages.close()
    image = QImage.fromData(content)
    if image.isNull():
        raise NotFound(N_("“{name}” is no picture that can be shown."), name=file.name)
    return [image]
