"""Files of evidence: the list, and one file with its points; what it is worth the superior decides."""

from collections.abc import Sequence
from functools import partial

from PySide6.QtCore import Qt, Signal
from PySide6.QtWidgets import QHBoxLayout, QStackedWidget, QVBoxLayout, QWidget
from typing_extensions import override

from app.dates import say_year_date
from app.records.vanguard import EvidenceFile, EvidencePoint, FileKind
from app.services.evidence import FileView, PointView
from db.model.change import Json
from db.model.errors import NotFound, SuixingError
from db.model.words import Translate
from ui.desktop.desk import Desk
from ui.desktop.forms.form import RecordForm
from ui.desktop.papers import make_paper
from ui.desktop.service.evidencepoint import PointCard
from ui.desktop.service.parts import FilesCard, flush_card, line_of, remove
from ui.desktop.tabbed import Tab
from ui.desktop.widgets.buttons import Button
from ui.desktop.widgets.cards import Card
from ui.desktop.widgets.empty import EmptyState, Way
from ui.desktop.widgets.fields import ComboField, LineField
from ui.desktop.widgets.labels import ElidingLabel
from ui.desktop.widgets.rowlist import RowList
from ui.desktop.widgets.rows import Cell, Chip, Column, ListRows, Row, Text
from ui.desktop.widgets.scroll import ScrollPage

_ROWS, _POINTS = 12, 7
_ABOUT = (
    *("title", "kind", "year", "unit", "summary"),
    *("handed_in_on", "decision", "decided_on", "document"),
)


class FilePane(QWidget):
    """One file: its points with the chosen one below, what is known of the file. Emits `left`."""

    left = Signal()

    def __init__(self, desk: Desk) -> None:
        super().__init__()
        self._desk = desk
        self.view: FileView | None = None
        theme, t = desk.theme, desk.t
        self.back = Button(theme, t("All files"), "quiet", "caret-left", compact=True)
        self.back.clicked.connect(self.left)
        self._name = ElidingLabel("", "heading")
        self.points = RowList(theme, _point_columns(t))
        self.points.chosen.connect(self._show_point)
        self.points.removed.connect(partial(remove, desk))
        self.pack = ComboField(theme)
        self.pack.setAccessibleName(t("Tag pack"))
        self.by_pack = Button(theme, t("List its points"), "secondary", "list-bullets")
        self.by_pack.clicked.connect(self.list_points)
        self.word = LineField(theme)
        self.word.setPlaceholderText(t("A point of your own, Enter adds it"))
        self.word.setAccessibleName(t("Point"))
        self.word.returnPressed.connect(self.add_word)
        self.point = PointCard(desk)
        self.point.removed.connect(lambda point: remove(desk, [point]))
        self.form = RecordForm(desk, desk.book.kinds["evidence_file"], _ABOUT)
        self.files = FilesCard(desk)
        self._lay()

    def _lay(self) -> None:
        theme, t = self._desk.theme, self._desk.t
        top = QHBoxLayout()
        top.setSpacing(8)
        top.addWidget(self.back)
        top.addWidget(self._name, 1)
        line = QHBoxLayout()
        line.setContentsMargins(16, 8, 16, 10)
        line.setSpacing(8)
        line.addWidget(self.word, 1)
        line.addWidget(self.pack)
        line.addWidget(self.by_pack)
        listed = Card(theme, t("Points"), head="sunken")
        listed.add(self.points)
        listed.body.addLayout(line)
        about = Card(theme, t("About this file"), head="sunken")
        about.body.setContentsMargins(16, 12, 16, 14)
        about.add(self.form)
        pane = ScrollPage((0, 0, 0, 16), gap=12)
        for card in (listed, self.point, about, self.files):
            pane.body.addWidget(card)
        column = QVBoxLayout(self)
        column.setContentsMargins(0, 0, 0, 0)
        column.setSpacing(8)
        column.addLayout(top)
        column.addWidget(pane, 1)

    def show_file(self, file: str) -> bool:
        """Show a file; False where it is not there any more."""
        evidence, t = self._desk.book.vanguard.evidence, self._desk.t
        try:
            self.view = view = evidence.get(file)
        except NotFound:
            self.view = None
            return False
        if self.form.record not in ("", file):
            self.settle()
        self._name.setText(view.file.title)
        self.form.show_record(view.file.record)
        self.points.set_rows(ListRows([_point_row(p, t) for p in view.points]))
        self.points.setVisible(bool(view.points))
        self.points.fit_height(_POINTS)
        packs = [(p.id, p.title) for p in evidence.packs()]
        self.pack.set_options([("", t("Choose a tag pack")), *packs])
        self.pack.set_value(view.file.pack or "")
        for part in (self.pack, self.by_pack):
            part.setVisible(bool(packs))
        self._show_point((self.points.selection() or [""])[0])
        self.files.show_about(file)
        return True

    def _show_point(self, point: str) -> None:
        points = self.view.points if self.view else ()
        self.point.show_point(next((p for p in points if p.point.id == point), None))

    def list_points(self) -> None:
        """Take the chosen pack: each of its tags becomes a point."""
        if self.view is None or not self.pack.value():
            return
        file, pack, book = self.view.file.id, self.pack.value(), self._desk.book

        def take() -> None:
            if self.view is not None and self.view.file.pack != pack:
                book.records.change(file, {"pack": pack})
            book.vanguard.evidence.begin(file)

        self._desk.work.edit(take, lambda _none: None, self._desk.window.problem)

    def add_word(self) -> None:
        """Add a point by a word of one's own."""
        word, evidence = self.word.text().strip(), self._desk.book.vanguard.evidence
        if self.view is None or not word:
            return
        file = self.view.file.id
        self.word.set_value("")

        def refused(error: SuixingError) -> None:
            self.word.set_value(self.word.value() or word)
            self._desk.window.problem(error)

        self._desk.work.edit(lambda: evidence.add_points(file, [word]), failed=refused)

    def settle(self) -> None:
        """Write what is still being typed."""
        self.form.settle()
        self.point.settle()


class EvidenceView(Tab):
    """A record is a file to open, or a point of one; without one the list shows, or the file that was open."""

    def __init__(self, desk: Desk) -> None:
        super().__init__(desk)
        theme, t = desk.theme, self.t
        self._files: Sequence[EvidenceFile] = ()
        self._open = ""
        self.list = RowList(theme, _columns(t), two_lines=True)
        self.list.opened.connect(self.open)
        self.list.removed.connect(partial(remove, desk))
        self.file = FilePane(desk)
        self.file.left.connect(lambda: self.open(""))
        self._print = Button(theme, t("Put together as a PDF"), "secondary", "printer")
        self._print.clicked.connect(self.print_this)
        self._new = Button(theme, t("New file of evidence"), "primary", "plus")
        self._new.clicked.connect(self.new)
        self._lay()

    def _lay(self) -> None:
        theme, t = self.desk.theme, self.t
        ways = [Way(kind.value, "folder-open", "", "", t(kind.title_)) for kind in FileKind]
        self.empty = EmptyState(
            theme,
            t("No file of evidence yet"),
            t(
                "Points, a few sentences to each, and the records of the book that show it; no points are given"
            ),
            ways,
        )
        self.empty.chosen.connect(self._begin)
        listed = QWidget()
        inner = QVBoxLayout(listed)
        inner.setContentsMargins(0, 0, 0, 0)
        inner.addWidget(flush_card(self.desk, self.list))
        inner.addStretch(1)
        self._stack = QStackedWidget()
        for part in (listed, self.empty, self.file):
            self._stack.addWidget(part)
        self._listed = listed
        margin = self.desk.theme.layout("page_margin")
        column = QVBoxLayout(self)
        column.setContentsMargins(margin, 0, margin, 0)
        column.addWidget(self._stack)

    @override
    def meta(self) -> str:
        if self._open and self.file.view is not None:
            view = self.file.view
            return self.t(
                "{done} of {n} points have words or records", done=view.shown, n=len(view.points)
            )
        return self.t("{n} file of evidence|{n} files of evidence", n=len(self._files))

    @override
    def header_actions(self) -> list[QWidget]:
        return [self._print, self._new]

    @override
    def writing_actions(self) -> list[Button]:
        return [self._new, self.file.by_pack, self.file.files.more]

    @override
    def arrive(self, record: str, detail: str) -> None:
        point = self.desk.book.records.get(EvidencePoint, record) if record else None
        if record:
            self._open = point.file if point is not None else record
        self.refresh()
        if point is not None:
            self.file.points.select(point.id)

    def open(self, file: str) -> None:
        """Open a file, or the list where none is named."""
        self.file.settle()
        self._open = file
        self.refresh()

    @override
    def leave(self) -> None:
        self.file.settle()

    @override
    def refresh(self) -> None:
        self._files = self.desk.book.vanguard.evidence.every()
        if self._open and not self.file.show_file(self._open):
            self._open = ""
        self.list.set_rows(ListRows([_row(f, self.t) for f in self._files]))
        self.list.fit_height(_ROWS)
        shown = self.file if self._open else self._listed if self._files else self.empty
        self._stack.setCurrentWidget(shown)
        # An empty page has its own primary button.
        self._new.set_kind("secondary" if shown is self.empty else "primary")
        self._print.explain("" if self._target() else self.t("Choose a file first"))
        self.header_changed.emit()

    def _target(self) -> str:
        return self._open or (self._files[0].id if len(self._files) == 1 else "")

    def _begin(self, kind: str = "") -> None:
        records, t = self.desk.book.records, self.t
        year = self.desk.today().year
        fields: dict[str, Json] = {"title": t("Evidence {year}", year=year), "year": year}
        if kind:
            which = FileKind(kind)  # type: ignore[call-arg]
            title = t("{title}, {year}", title=t(which.title_), year=year)
            pack = self.desk.book.vanguard.evidence.usual_pack(which) or None
            fields |= {"kind": kind, "title": title, "pack": pack}
        self.desk.work.edit(
            lambda: records.add("evidence_file", fields), self._begun, self.desk.window.problem
        )

    def _begun(self, file: str) -> None:
        self.open(file)
        self.desk.window.undoable(self.t("A file of evidence was begun"))

    @override
    def new(self) -> None:
        self._begin()

    @override
    def primary(self) -> None:
        self._begin()

    @override
    def focus_filter(self) -> None:
        self.list.setFocus(Qt.FocusReason.ShortcutFocusReason)

    @override
    def print_this(self) -> None:
        file, papers = (
            self._target() or (self.list.selection() or [""])[0],
            self.desk.book.vanguard.papers,
        )
        if not file:
            return
        self.file.settle()
        make_paper(
            self.desk,
            self.t("Evidence file"),
            lambda _progress, draft: papers.evidence_pdf(file, draft=draft),
        )


def _columns(t: Translate) -> tuple[Column, ...]:
    return (
        Column("title", t("Title")),
        Column("year", t("Year"), 72, "right"),
        Column("handed", t("Handed in on"), 128),
        Column("decision", t("Decision of the superior"), 220),
    )


def _row(file: EvidenceFile, t: Translate) -> Row:
    decision: Cell = Text(t("Not decided yet"), role="meta")
    if file.decision:
        decision = Text(line_of(file.decision, 30))
    handed: Cell = Text("")
    if file.handed_in_on:
        handed = Text(say_year_date(file.handed_in_on, t), role="meta")
    sub = file.unit or ""
    kind = t(file.kind.title_) if file.kind else ""
    sub = t("{one}, {next}", one=kind, next=sub) if kind and sub else kind or sub
    year = str(file.year) if file.year else ""
    return Row(file.id, (Text(file.title, sub), Text(year, role="meta"), handed, decision))


def _point_columns(t: Translate) -> tuple[Column, ...]:
    return (
        Column("point", t("Point")),
        Column("text", t("What is said")),
        Column("records", t("Records"), 130),
    )


def _point_row(one: PointView, t: Translate) -> Row:
    n = len(one.linked)
    records: Cell = Text(t("{n} record|{n} records", n=n), role="meta")
    if not n and not (one.point.text or "").strip():
        records = Chip("wait", "circle-dashed", t("Nothing yet"))
    return Row(one.point.id, (Text(one.title), Text(line_of(one.point.text), role="meta"), records))
