"""收文: documents that came in, whom they went round to, where they were studied."""

from collections.abc import Sequence

from PySide6.QtCore import Qt
from PySide6.QtGui import QResizeEvent
from PySide6.QtWidgets import QHBoxLayout, QWidget
from typing_extensions import override

from app.records.member import Member
from app.services.receiving import Received
from db.model.record import Applied
from ui.desktop.desk import Desk, Route
from ui.desktop.page import Page
from ui.desktop.people.paper import PaperView
from ui.desktop.seen.paperlist import PaperList
from ui.desktop.widgets.buttons import Button
from ui.desktop.widgets.empty import EmptyState, Way
from ui.desktop.work import Task


class DocumentsPage(Page):
    """A list at the left, the chosen document at the right. `record` chooses one."""

    place = "study"
    returns = True
    kinds = frozenset(
        {"document_receipt", "circulation", "activity", "study_record", "member", "party_group"}
    )

    def __init__(self, desk: Desk) -> None:
        super().__init__(desk)
        theme, t = desk.theme, desk.t
        self._papers: list[Received] = []
        self._roster: Sequence[Member] = ()
        self._chosen = ""
        self.list = PaperList(desk)
        self.list.chosen.connect(self._choose)
        self.list.opened.connect(lambda record: desk.window.go(Route("record", record)))
        self.paper = PaperView(desk)
        self._new = Button(theme, t("Register a document"), "primary", "plus")
        self._new.clicked.connect(self.new)
        self.empty = EmptyState(
            theme,
            t("No document registered yet"),
            t("Number, title, when it came, whom it went round to, where it was studied"),
            (Way("new", "tray", "", "", t("Register a document")),),
        )
        self.empty.chosen.connect(lambda _key: self.new())
        self._materials = Button(theme, t("Study materials"), "secondary", "books")
        self._materials.clicked.connect(lambda: desk.window.go(Route("materials")))
        self._lay()
        self._join()

    def _lay(self) -> None:
        theme = self.desk.theme
        row = QHBoxLayout(self)
        margin = theme.layout("page_margin")
        row.setContentsMargins(margin, 0, margin, 16)
        row.setSpacing(theme.layout("gutter"))
        row.addWidget(self.list)
        row.addWidget(self.paper, 1)
        row.addWidget(self.empty, 1)

    def _join(self) -> None:
        paper = self.paper
        paper.ticked.connect(self._tick)
        paper.all_asked.connect(self._tick_all)
        paper.cited.connect(self._cite)
        paper.uncited.connect(self._take_out)
        paper.opened.connect(self._open)

    # What the window asks

    @override
    def title(self) -> str:
        return self.t("Documents received")

    @override
    def meta(self) -> str:
        today = self.desk.today()
        late = sum(p.is_overdue(today) for p in self._papers)
        said = self.t("{n} document|{n} documents", n=len(self._papers))
        if not late:
            return said
        return self.t("{said}, {n} past their day", said=said, n=late)

    @override
    def writing_actions(self) -> list[Button]:
        return [self._new]

    @override
    def header_actions(self) -> list[QWidget]:
        # The empty page has its own red button, and a page has one.
        return [self._materials, self._new] if self._papers else [self._materials]

    @override
    def arrive(self, record: str, detail: str) -> None:
        self._chosen = record or self._chosen
        self.refresh()

    @override
    def refresh(self) -> None:
        book = self.desk.book
        self._roster = book.members.roster()
        self._papers = book.receiving.all(self._roster)
        has = bool(self._papers)
        self.list.setVisible(has)
        self.paper.setVisible(has)
        self.empty.setVisible(not has)
        if has and self._chosen not in {p.document.id for p in self._papers}:
            self._chosen = self._papers[0].document.id
        self.list.show_papers(self._papers, self._chosen)
        self._show_chosen()
        self.header_changed.emit()

    @override
    def touched(self, applied: Applied) -> None:
        self.refresh()

    def _choose(self, record: str) -> None:
        if record and record != self._chosen:
            self._chosen = record
            self.list.choose(record)
            self._show_chosen()

    def _show_chosen(self) -> None:
        book = self.desk.book
        found = next((p for p in self._papers if p.document.id == self._chosen), None)
        if found is not None:
            groups = {g.id: g.name for g in book.members.groups()}
            places = book.receiving.places(found.document)
            self.paper.show_paper(found, self._roster, groups, places)

    # Doing

    def _tick(self, members: list[str], on: bool) -> None:
        receiving, chosen, today = self.desk.book.receiving, self._chosen, self.desk.today()
        if on:
            self._edit(lambda: receiving.tick(chosen, members, today))
        else:
            self._edit(lambda: receiving.untick(chosen, members))

    def _tick_all(self) -> None:
        receiving, chosen, today = self.desk.book.receiving, self._chosen, self.desk.today()
        everyone = [m.id for m in self._roster]
        text = self.t("Noted for all: read today")
        self.desk.work.edit(
            lambda: receiving.tick(chosen, everyone, today),
            lambda _done: self.desk.window.undoable(text),
            self.desk.window.problem,
        )

    def _cite(self, record: str) -> None:
        receiving, chosen = self.desk.book.receiving, self._chosen
        self._edit(lambda: receiving.cite(record, chosen))

    def _take_out(self, record: str) -> None:
        receiving, chosen = self.desk.book.receiving, self._chosen
        text = self.t("Taken out: it was not studied there")
        self.desk.work.edit(
            lambda: receiving.no_longer(record, chosen),
            lambda _done: self.desk.window.undoable(text),
            self.desk.window.problem,
        )

    def _edit(self, task: Task) -> None:
        self.desk.work.edit(task, None, self.desk.window.problem)

    def _open(self, kind: str, record: str) -> None:
        self.desk.window.go(Route("meeting" if kind == "activity" else "record", record))

    @override
    def new(self) -> None:
        self.desk.window.go(Route("record", "", "new:document_receipt"))

    @override
    def primary(self) -> None:
        self.new()

    @override
    def focus_filter(self) -> None:
        self.list.search.setFocus(Qt.FocusReason.ShortcutFocusReason)

    @override
    def resizeEvent(self, event: QResizeEvent) -> None:
        super().resizeEvent(event)
        theme = self.desk.theme
        wide = self.is_wide()
        self.list.room = self.height()
        self.list.setFixedWidth(theme.px(620 if wide else 468))
