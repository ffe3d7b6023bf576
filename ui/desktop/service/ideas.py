"""Suggestions of people: what waits for an answer first, each beside the list with what became of it."""

from datetime import date
from typing import ClassVar

from PySide6.QtCore import Qt
from PySide6.QtGui import QResizeEvent
from PySide6.QtWidgets import QHBoxLayout, QStackedWidget, QVBoxLayout, QWidget
from typing_extensions import override

from app.said import listed
from app.services.suggesting import Idea
from db.model.words import N_
from ui.desktop.desk import Desk, Route
from ui.desktop.ledger.registers import RegistersTab
from ui.desktop.papers import make_paper
from ui.desktop.service.ideapanel import IdeaPanel
from ui.desktop.service.idearows import columns, row_of
from ui.desktop.tabbed import Tab
from ui.desktop.widgets.buttons import Button
from ui.desktop.widgets.cards import Card
from ui.desktop.widgets.empty import EmptyState, Way
from ui.desktop.widgets.fields import ComboField, SearchBox
from ui.desktop.widgets.panel import panel_width
from ui.desktop.widgets.rowlist import RowList
from ui.desktop.widgets.rows import ListRows
from ui.desktop.widgets.segmented import SegmentedControl

LIST, REGISTERS = "list", "registers"
_YEARS = 5


class IdeaRegisters(RegistersTab):
    """The register of suggestions, for Excel in and out."""

    page: ClassVar[str] = "service"
    key: ClassVar[str] = "ideas"
    groups: ClassVar[tuple[tuple[str, tuple[str, ...]], ...]] = (
        (N_("Suggestions"), ("suggestion",)),
    )


class IdeasTab(Tab):
    """Details: `list`, `new`, `registers`, or the kind for its register."""

    kinds = frozenset({"suggestion", "matter"})

    def __init__(self, desk: Desk) -> None:
        super().__init__(desk)
        theme, t = desk.theme, self.t
        self._ideas: list[Idea] = []
        self.views = SegmentedControl(
            theme, [(LIST, t("List")), (REGISTERS, t("Registers of this tab"))]
        )
        self.views.chosen.connect(
            lambda view: desk.window.go(Route("service", detail=f"ideas:{view}"))
        )
        self.search = SearchBox(theme, t("Search suggestions"), "Ctrl+F")
        self.search.setFixedWidth(theme.px(220))
        self.search.typed.connect(lambda _text: self.refresh())
        year = desk.today().year
        self.years = ComboField(
            theme, [(str(y), t("Year {year}", year=y)) for y in range(year, year - _YEARS, -1)]
        )
        self.years.setAccessibleName(t("Year of the published list"))
        self.list = RowList(theme, columns(t), two_lines=True, many=False)
        self.list.chosen.connect(self._choose)
        self.list.opened.connect(self._choose)
        self.list.removed.connect(self._remove)
        self.panel = IdeaPanel(desk)
        self.panel.changed.connect(self._changed)
        self._new = Button(theme, t("New suggestion"), "primary", "plus")
        self._new.clicked.connect(self.new)
        self._print = Button(theme, t("Print the published list"), "secondary", "printer")
        self._print.clicked.connect(self.print_this)
        self.none = EmptyState(
            theme,
            t("No suggestion yet"),
            t("One is taken up as a matter or declined with a reason, and answered either way"),
            (Way("new", "", "", "", t("New suggestion")),),
        )
        self.none.chosen.connect(lambda _key: self.new())
        self._registers: IdeaRegisters | None = None
        self._lay()

    def _lay(self) -> None:
        theme, margin = self.desk.theme, self.desk.theme.layout("page_margin")
        tools = QHBoxLayout()
        tools.setSpacing(8)
        tools.addWidget(self.views)
        tools.addWidget(self.search)
        tools.addStretch(1)
        tools.addWidget(self.years)
        card = Card(theme, head="")
        card.body.setContentsMargins(0, 0, 0, 0)
        card.add(self.list, 1)
        self._places = QStackedWidget()
        self._places.addWidget(card)
        self._places.addWidget(self.none)
        main = QWidget()
        column = QVBoxLayout(main)
        column.setContentsMargins(margin, 0, theme.layout("gutter"), 16)
        column.setSpacing(12)
        column.addLayout(tools)
        column.addWidget(self._places, 1)
        self._stack = QStackedWidget()
        whole = QWidget()
        row = QHBoxLayout(whole)
        row.setContentsMargins(0, 0, 0, 0)
        row.setSpacing(0)
        row.addWidget(main, 1)
        row.addWidget(self.panel)
        self._stack.addWidget(whole)
        outer = QVBoxLayout(self)
        outer.setContentsMargins(0, 0, 0, 0)
        outer.addWidget(self._stack)

    @override
    def resizeEvent(self, event: QResizeEvent) -> None:
        super().resizeEvent(event)
        theme = self.desk.theme
        wide = self.width() >= theme.layout("wide_from") - theme.layout("sidebar")
        self.panel.set_width(theme.px(460) if wide else panel_width(theme))

    def _registering(self) -> IdeaRegisters | None:
        return self._registers if self.views.current() == REGISTERS else None

    @override
    def meta(self) -> str:
        registers = self._registering()
        if registers is not None:
            return registers.meta()
        waiting = sum(idea.waiting is not None for idea in self._ideas)
        words = [self.t("{n} suggestion|{n} suggestions", n=len(self._ideas))]
        if waiting:
            words.append(self.t("{n} not answered yet|{n} not answered yet", n=waiting))
        return listed(words, self.t)

    @override
    def header_actions(self) -> list[QWidget]:
        registers = self._registering()
        return registers.header_actions() if registers is not None else [self._print, self._new]

    @override
    def writing_actions(self) -> list[Button]:
        more = self._registers.writing_actions() if self._registers is not None else []
        return [self._new, *more]

    @override
    def arrive(self, record: str, detail: str) -> None:
        word = detail.partition(":")[0]
        if word in (LIST, REGISTERS):
            self.views.set_current(word)
        elif word == "suggestion":
            self.views.set_current(REGISTERS)
        elif record:
            self.views.set_current(LIST)
        if self.views.current() == REGISTERS:
            self._show_registers(record, "" if word == REGISTERS else detail)
        else:
            self._stack.setCurrentIndex(0)
        self.refresh()
        if word == "new":
            self.new()
        elif record and self.views.current() == LIST:
            self.list.select(record)
            self.panel.show_idea(record)

    def _show_registers(self, record: str, detail: str) -> None:
        if self._registers is None:
            self._registers = IdeaRegisters(self.desk)
            self._registers.header_changed.connect(self.header_changed)
            self._stack.addWidget(self._registers)
        self._registers.arrive(record, detail)
        self._stack.setCurrentWidget(self._registers)

    @override
    def refresh(self) -> None:
        registers = self._registering()
        if registers is not None:
            registers.refresh()
            return
        self._ideas = self.desk.book.suggesting.ideas(self.search.text().strip())
        self.list.set_rows(ListRows([row_of(idea, self.t) for idea in self._ideas]))
        searching = bool(self.search.text().strip())
        self._places.setCurrentIndex(0 if self._ideas or searching else 1)
        if not self.panel.record and self._ideas and not self.panel.is_new:
            self.list.select(self._ideas[0].id)
            self.panel.show_idea(self._ideas[0].id)
        else:
            self.panel.refresh()
        self.panel.setVisible(bool(self._ideas) or self.panel.is_new)
        self.header_changed.emit()

    def _choose(self, record: str) -> None:
        if record:
            self.panel.show_idea(record)

    def _changed(self, record: str, words: str) -> None:
        if words:
            self.desk.window.undoable(words)
        self.refresh()
        if record:
            self.list.select(record)

    def _remove(self, ids: list[str]) -> None:
        records, text = self.desk.book.records, self.t("Deleted {n} records", n=len(ids))
        self.desk.work.edit(
            lambda: records.delete(*ids),
            lambda _applied: self.desk.window.undoable(text),
            self.desk.window.problem,
        )

    @override
    def leave(self) -> None:
        self.panel.settle()

    @override
    def new(self) -> None:
        registers = self._registering()
        if registers is not None:
            registers.new()
            return
        self.panel.show_new()
        self.panel.show()

    @override
    def primary(self) -> None:
        self.new()

    @override
    def focus_filter(self) -> None:
        registers = self._registering()
        if registers is not None:
            registers.focus_filter()
        else:
            self.search.setFocus(Qt.FocusReason.ShortcutFocusReason)

    @override
    def print_this(self) -> None:
        papers, year = self.desk.book.matterpapers, int(self.years.value())
        first, last = date(year, 1, 1), date(year, 12, 31)
        make_paper(
            self.desk,
            self.t("Suggestions and what became of them"),
            lambda _progress, draft: papers.suggestions_pdf(first, last, draft=draft),
        )
