"""收文: documents that came in, whom they went round to, where they were studied."""

from collections.abc import Sequence

from PySide6.QtCore import Qt
from PySide6.QtGui import QResizeEvent
from PySide6.QtWidgets import QHBoxLayout, QVBoxLayout, QWidget
from typing_extensions import override

from app.dates import say_date
from app.records.member import Member
from app.services.receiving import Received
from db.model.record import Applied
from db.model.words import N_
from ui.desktop.desk import Desk, Route
from ui.desktop.page import Page
from ui.desktop.people.paper import PaperView
from ui.desktop.widgets.buttons import Button
from ui.desktop.widgets.cards import Card
from ui.desktop.widgets.empty import EmptyLine, EmptyState, Way
from ui.desktop.widgets.fields import SearchBox
from ui.desktop.widgets.rowlist import RowList
from ui.desktop.widgets.rows import Chip, Column, ListRows, Row, Text
from ui.desktop.widgets.segmented import SegmentedControl
from ui.desktop.work import Task

ALL, OPEN, LATE = "all", "open", "late"
_FILTERS = ((ALL, N_("All")), (OPEN, N_("Going round")), (LATE, N_("Past the day")))


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
        self.search = SearchBox(theme, t("Title, number, issuer"), "Ctrl+F")
        self.search.typed.connect(lambda _text: self._draw())
        self.filter = SegmentedControl(theme, [(k, t(text)) for k, text in _FILTERS], ALL)
        self.filter.chosen.connect(lambda _key: self._draw())
        columns = (
            Column("day", t("Received"), 84),
            Column("title", t("Document")),
            Column("state", t("State"), 132),
        )
        self.list = RowList(theme, columns, two_lines=True, many=False)
        self.list.chosen.connect(self._choose)
        self.list.opened.connect(lambda record: desk.window.go(Route("record", record)))
        self.search.left_down.connect(self.list.setFocus)
        self._none = EmptyLine(theme, "magnifying-glass", t("Nothing found"))
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
        self._card = Card(theme, head="")
        self._card.body.setContentsMargins(0, 0, 0, 0)
        self._card.add(self.list)
        self._none.setContentsMargins(16, 0, 16, 0)
        self._card.add(self._none)
        tools = QHBoxLayout()
        tools.setSpacing(8)
        tools.addWidget(self.search, 1)
        tools.addWidget(self.filter)
        self._left = QWidget()
        left = QVBoxLayout(self._left)
        left.setContentsMargins(0, 0, 0, 0)
        left.setSpacing(12)
        left.addLayout(tools)
        left.addWidget(self._card)
        left.addStretch(1)
        row = QHBoxLayout(self)
        margin = theme.layout("page_margin")
        row.setContentsMargins(margin, 0, margin, 16)
        row.setSpacing(theme.layout("gutter"))
        row.addWidget(self._left)
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
        self._left.setVisible(has)
        self.paper.setVisible(has)
        self.empty.setVisible(not has)
        if has and self._chosen not in {p.document.id for p in self._papers}:
            self._chosen = self._papers[0].document.id
        self._draw()
        self._show_chosen()
        self.header_changed.emit()

    @override
    def touched(self, applied: Applied) -> None:
        self.refresh()

    def _draw(self) -> None:
        rows = [self._row(p) for p in self._papers if self._fits(p)]
        self.list.set_rows(ListRows(rows))
        self.list.fit_height(most=max(3, (self.height() - 80) // 52))
        self.list.setVisible(bool(rows))
        self._none.setVisible(not rows)
        if self._chosen:
            self.list.select(self._chosen)

    def _fits(self, paper: Received) -> bool:
        d, here = paper.document, self.filter.current()
        if here == OPEN and not paper.waiting:
            return False
        if here == LATE and not paper.is_overdue(self.desk.today()):
            return False
        text = self.search.text().strip().lower()
        return text in f"{d.title}\n{d.number or ''}\n{d.issuer or ''}".lower()

    def _row(self, paper: Received) -> Row:
        t, d = self.t, paper.document
        day = say_date(d.received_on, t) if d.received_on else "—"
        under = "  ".join(part for part in (d.number, d.issuer) if part) or " "
        return Row(d.id, (Text(day), Text(d.title, under), Chip(*self._state(paper))))

    def _state(self, paper: Received) -> tuple[str, str, str]:
        t, read = self.t, len(paper.due) - len(paper.waiting)
        if paper.early:
            return "error", "warning-octagon", t("Contradiction")
        if paper.is_overdue(self.desk.today()):
            return "wait", "clock-counter-clockwise", t("past the day")
        if paper.waiting:
            return "wait", "clock", t("read {n}/{due}", n=read, due=len(paper.due))
        if paper.uses:
            return "ok", "check-circle", t("studied {n} time|studied {n} times", n=len(paper.uses))
        if paper.read:
            return "ok", "check-circle", t("read by {n}", n=len(paper.read))
        return "mute", "circle-dashed", t("only registered")

    def _choose(self, record: str) -> None:
        if record and record != self._chosen:
            self._chosen = record
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
        self.search.setFocus(Qt.FocusReason.ShortcutFocusReason)

    @override
    def resizeEvent(self, event: QResizeEvent) -> None:
        super().resizeEvent(event)
        theme = self.desk.theme
        wide = self.is_wide()
        self._left.setFixedWidth(theme.px(620 if wide else 468))
