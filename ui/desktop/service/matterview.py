"""Matters until they are closed with an answer: a board by state, a list, what several units have."""

from collections.abc import Sequence

from PySide6.QtCore import Qt
from PySide6.QtWidgets import QHBoxLayout, QStackedWidget, QVBoxLayout, QWidget
from typing_extensions import override

from app.said import along
from app.services.matterlists import Pick, Sift, Tally
from ui.desktop.desk import Desk, Route
from ui.desktop.service.commonview import CommonView
from ui.desktop.service.comparing import ComparedView
from ui.desktop.service.matterboard import MatterBoard
from ui.desktop.service.matterout import export_matters, print_matters
from ui.desktop.service.matterrows import columns, row_of
from ui.desktop.service.sifting import Sifting
from ui.desktop.tabbed import Tab
from ui.desktop.widgets.buttons import Button
from ui.desktop.widgets.cards import Card
from ui.desktop.widgets.empty import EmptyLine, EmptyState, Way
from ui.desktop.widgets.filling import Filling
from ui.desktop.widgets.rowlist import RowList
from ui.desktop.widgets.rows import MadeRows
from ui.desktop.widgets.segmented import SegmentedControl

BOARD, LIST, COMMON, COMPARED = "board", "list", "common", "compared"
_SIFTED = (BOARD, LIST)


class MatterView(Tab):
    """Details: a view's key; `overdue`, `open`, `over` or `all` for the list; `new`."""

    kinds = frozenset(
        {"matter", "progress_entry", "feedback", "member", "partner_organization", "branch"}
    )

    def __init__(self, desk: Desk) -> None:
        super().__init__(desk)
        theme, t = desk.theme, self.t
        self._tally = Tally(0, 0, 0)
        self._order: tuple[str, bool] = ("", False)
        self.views = SegmentedControl(theme, self._views())
        self.views.chosen.connect(self._go)
        self.sifting = Sifting(desk, self.views)
        self.sifting.changed.connect(self._show)
        self.board = MatterBoard(desk)
        self.board.board.opened.connect(self._open)
        self.board.board.removed.connect(self._remove)
        self.board.board.more_asked.connect(lambda _column: self.show_list(Pick.over))
        self.list = RowList(theme, columns(t), two_lines=True)
        self.list.opened.connect(self._open)
        self.list.removed.connect(self._remove)
        self.list.sorted_by.connect(self._sort)
        self.list.typed.connect(self.sifting.search.type_on)
        self.common = CommonView(desk, self._open)
        self.compared = ComparedView(desk)
        self._new = Button(theme, t("New matter"), "primary", "plus")
        self._new.clicked.connect(self.new)
        self._print = Button(theme, t("Print the closed-loop list"), "secondary", "printer")
        self._print.clicked.connect(self.print_this)
        self._export = Button(theme, t("Export to Excel"), "secondary", "file-arrow-up")
        self._export.clicked.connect(lambda: export_matters(desk, self._seen()))
        self.none = EmptyState(
            theme,
            t("No matter yet"),
            t("What people ask for goes from registered to closed, and closes with an answer"),
            (Way("new", "", "", "", t("New matter")),),
        )
        self.none.chosen.connect(lambda _key: self.new())
        self._lay()

    def _views(self) -> list[tuple[str, str]]:
        t = self.t
        views = [(BOARD, t("Board by state")), (LIST, t("List")), (COMMON, t("Common problems"))]
        if self.desk.book.matters.compares():
            views.append((COMPARED, t("Kinds and units compared")))
        return views

    def _lay(self) -> None:
        theme, margin = self.desk.theme, self.desk.theme.layout("page_margin")
        self._nothing = EmptyLine(
            theme,
            "magnifying-glass",
            self.t("No matter fits"),
            self.t("Choose less, or clear what is chosen"),
            self.t("Clear the filter"),
        )
        self._nothing.acted.connect(self._clear)
        self._nothing.setContentsMargins(16, 4, 16, 4)
        card = Card(theme, head="")
        card.body.setContentsMargins(0, 0, 0, 0)
        card.add(self.list)
        card.add(self._nothing)
        listed, below = QWidget(), QVBoxLayout()
        listed.setLayout(below)
        below.setContentsMargins(0, 0, 0, 0)
        below.addWidget(card)
        below.addStretch(1)
        Filling(self.list, listed, 2)
        self._stack = QStackedWidget()
        self._pages = {
            BOARD: self.board,
            LIST: listed,
            COMMON: self.common,
            COMPARED: self.compared,
            "": self.none,
        }
        for page in self._pages.values():
            self._stack.addWidget(page)
        head = QHBoxLayout()
        head.setContentsMargins(margin, 0, margin, 0)
        head.addWidget(self.sifting)
        body = QHBoxLayout()
        body.setContentsMargins(margin, 0, margin, 16)
        body.addWidget(self._stack)
        column = QVBoxLayout(self)
        column.setContentsMargins(0, 0, 0, 0)
        column.setSpacing(8)
        column.addLayout(head)
        column.addLayout(body, 1)

    # The header

    @override
    def meta(self) -> str:
        if not self._tally.all:
            return ""
        going, late = self._tally.open, self._tally.overdue
        words = [self.t("{n} matter open|{n} matters open", n=going)]
        if late:
            words.append(self.t("{n} overdue|{n} overdue", n=late))
        return along(words, self.t)

    @override
    def header_actions(self) -> list[QWidget]:
        return [self._print, self._export, self._new]

    @override
    def writing_actions(self) -> list[Button]:
        return [self._new]

    # Showing

    def _go(self, view: str) -> None:
        self.desk.window.go(Route("service", detail=f"matters:{view}"))

    @override
    def arrive(self, record: str, detail: str) -> None:
        word, _, _ = detail.partition(":")
        known = {key for key, _ in self._views()}
        if detail in {p.value for p in Pick}:
            self.sifting.picks.set_current(detail)
            self.views.set_current(LIST)
        elif word in known:
            self.views.set_current(word)
        if record:
            self.board.board.select(record)
        self.refresh()
        if word == "new":
            self.new()

    @override
    def refresh(self) -> None:
        lists = self.desk.book.matters.lists
        # The choice to compare may have been taken back, here or on another laptop.
        self.views.set_options(self._views())
        self._tally = lists.tally()
        self.sifting.offer(lists.offered())
        self._show()

    def _show(self) -> None:
        view = self.views.current()
        empty = not self._tally.all
        self.sifting.set_view(board=view == BOARD, sifts=view in _SIFTED and not empty)
        match "" if empty else view:
            case "board":
                self.board.show_matters(self.sifting.sift(picked=False))
            case "list":
                self._show_list()
            case "common":
                self.common.show_lines(self.desk.book.matters.lines(Sift(common=True)))
            case "compared":
                self.compared.show_matters()
        self._stack.setCurrentWidget(self._pages["" if empty else view])
        # One red button: an empty place has its own.
        self._new.set_kind("secondary" if empty else "primary")
        self.header_changed.emit()

    def _show_list(self) -> None:
        by, descending = self._order
        lists = self.desk.book.matters.lists
        lines = lists.listed(self.sifting.sift(), by, descending=descending)
        today = self.desk.today()
        self.list.set_rows(MadeRows(lines, lambda line: row_of(line, today, self.t)))
        self.list.setVisible(bool(lines))
        self._nothing.setVisible(not lines)

    def show_list(self, pick: Pick) -> None:
        """Show the list of what is so far along."""
        self._go(pick.value)

    def _clear(self) -> None:
        self.sifting.picks.set_current(Pick.all.value)
        self.sifting.clear()

    def _sort(self, key: str, descending: bool) -> None:
        self._order = (key, descending)
        self._show_list()

    # Doing

    def _open(self, matter: str) -> None:
        self.desk.window.go(Route("matter", matter))

    def _remove(self, ids: Sequence[str]) -> None:
        records, t = self.desk.book.records, self.t
        names = [records.name(one) for one in ids]
        text = t("Deleted “{name}”", name=names[0]) if len(names) == 1 else ""
        self.desk.work.edit(
            lambda: records.delete(*ids),
            lambda _applied: self.desk.window.undoable(
                text or t("Deleted {n} records", n=len(names))
            ),
            self.desk.window.problem,
        )

    @override
    def new(self) -> None:
        self.desk.window.go(Route("matter", detail="new"))

    @override
    def primary(self) -> None:
        self.new()

    @override
    def focus_filter(self) -> None:
        if self.views.current() in _SIFTED:
            self.sifting.search.setFocus(Qt.FocusReason.ShortcutFocusReason)

    def _seen(self) -> Sift:
        match self.views.current():
            case "common":
                return Sift(common=True)
            case "list" | "board" as view:
                return self.sifting.sift(picked=view == LIST)
        return Sift()

    @override
    def print_this(self) -> None:
        print_matters(self.desk, self._seen())
