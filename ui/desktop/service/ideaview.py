"""Suggestions of people: what waits for an answer first, each beside the list with what became of it."""

from datetime import date

from PySide6.QtCore import Qt
from PySide6.QtGui import QResizeEvent
from PySide6.QtWidgets import QHBoxLayout, QStackedWidget, QVBoxLayout, QWidget
from typing_extensions import override

from app.said import along
from app.services.suggesting import Idea
from ui.desktop.desk import Desk
from ui.desktop.papers import make_paper
from ui.desktop.service.ideapanel import IdeaPanel
from ui.desktop.service.idearows import columns, row_of
from ui.desktop.tabbed import Tab
from ui.desktop.widgets.buttons import Button
from ui.desktop.widgets.cards import Card
from ui.desktop.widgets.empty import EmptyState, Way
from ui.desktop.widgets.fields import ComboField, SearchBox
from ui.desktop.widgets.filling import Filling
from ui.desktop.widgets.panel import panel_width
from ui.desktop.widgets.rowlist import RowList
from ui.desktop.widgets.rows import ListRows

_YEARS = 5


class IdeaView(Tab):
    """Details: `new`; a record shows it beside the list."""

    kinds = frozenset({"suggestion", "matter"})

    def __init__(self, desk: Desk) -> None:
        super().__init__(desk)
        theme, t = desk.theme, self.t
        self._ideas: list[Idea] = []
        self.search = SearchBox(theme, t("Search suggestions"), "Ctrl+F")
        self.search.setFixedWidth(theme.px(220))
        self.search.typed.connect(lambda _text: self.refresh())
        year = desk.today().year
        self.years = ComboField(
            theme,
            [
                (str(y), t("Published list of {year}", year=y))
                for y in range(year, year - _YEARS, -1)
            ],
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
        self._lay()

    def _lay(self) -> None:
        theme, margin = self.desk.theme, self.desk.theme.layout("page_margin")
        tools = QHBoxLayout()
        tools.setSpacing(8)
        tools.addWidget(self.search)
        tools.addStretch(1)
        tools.addWidget(self.years)
        card = Card(theme, head="")
        card.body.setContentsMargins(0, 0, 0, 0)
        card.add(self.list)
        listed, below = QWidget(), QVBoxLayout()
        listed.setLayout(below)
        below.setContentsMargins(0, 0, 0, 0)
        below.addWidget(card)
        below.addStretch(1)
        Filling(self.list, listed, 2)
        self._places = QStackedWidget()
        self._places.addWidget(listed)
        self._places.addWidget(self.none)
        main = QWidget()
        column = QVBoxLayout(main)
        column.setContentsMargins(margin, 0, theme.layout("gutter"), 16)
        column.setSpacing(12)
        column.addLayout(tools)
        column.addWidget(self._places, 1)
        row = QHBoxLayout(self)
        row.setContentsMargins(0, 0, 0, 0)
        row.setSpacing(0)
        row.addWidget(main, 1)
        row.addWidget(self.panel)

    @override
    def resizeEvent(self, event: QResizeEvent) -> None:
        super().resizeEvent(event)
        theme = self.desk.theme
        wide = self.is_wide()
        self.panel.set_width(theme.px(460) if wide else panel_width(theme))

    @override
    def meta(self) -> str:
        waiting = sum(idea.waiting is not None for idea in self._ideas)
        words = [self.t("{n} suggestion|{n} suggestions", n=len(self._ideas))]
        if waiting:
            words.append(self.t("{n} not answered yet|{n} not answered yet", n=waiting))
        return along(words, self.t)

    @override
    def header_actions(self) -> list[QWidget]:
        return [self._print, self._new]

    @override
    def writing_actions(self) -> list[Button]:
        return [self._new]

    @override
    def arrive(self, record: str, detail: str) -> None:
        self.refresh()
        if detail == "new":
            self.new()
        elif record:
            self.list.select(record)
            self.panel.show_idea(record)

    @override
    def refresh(self) -> None:
        self._ideas = self.desk.book.suggesting.ideas(self.search.text().strip())
        self.list.set_rows(
            ListRows([row_of(idea, self.desk.today(), self.t) for idea in self._ideas])
        )
        searching = bool(self.search.text().strip())
        empty = not (self._ideas or searching)
        self._places.setCurrentIndex(1 if empty else 0)
        # One red button: an empty place has its own.
        self._new.set_kind("secondary" if empty else "primary")
        self.panel.refresh()
        if not self.panel.record and self._ideas and not self.panel.is_new:
            self.list.select(self._ideas[0].id)
            self.panel.show_idea(self._ideas[0].id)
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
        self.panel.show_new()
        self.panel.show()

    @override
    def primary(self) -> None:
        self.new()

    @override
    def focus_filter(self) -> None:
        self.search.setFocus(Qt.FocusReason.ShortcutFocusReason)

    @override
    def print_this(self) -> None:
        papers, year = self.desk.book.press.matters, int(self.years.value())
        first, last = date(year, 1, 1), date(year, 12, 31)
        make_paper(
            self.desk,
            self.t("Suggestions and what became of them"),
            lambda _progress, draft: papers.suggestions_pdf(first, last, draft=draft),
        )
