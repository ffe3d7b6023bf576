"""Kinds at the left, the list of one of them beside it: search, sort, new, Excel in and out, delete."""

from collections.abc import Callable, Mapping
from types import MappingProxyType

from PySide6.QtCore import Qt, Signal
from PySide6.QtGui import QGuiApplication, QKeyEvent, QKeySequence, QResizeEvent
from PySide6.QtWidgets import QHBoxLayout, QStackedWidget, QVBoxLayout, QWidget
from typing_extensions import override

from app.kinds import Kind
from app.services.listing import Listings
from app.services.tables import pasted
from db.model.query import Query
from db.model.words import N_
from ui.desktop.desk import Desk, Route
from ui.desktop.ledger.bringing import Bringing
from ui.desktop.ledger.kinds import KindChooser
from ui.desktop.ledger.outgoing import export_list
from ui.desktop.ledger.passing import watch_copies
from ui.desktop.ledger.records import KindRows, columns
from ui.desktop.tabbed import Tab
from ui.desktop.widgets.buttons import Button, IconButton
from ui.desktop.widgets.cards import Card
from ui.desktop.widgets.empty import EmptyLine
from ui.desktop.widgets.fields import SearchBox
from ui.desktop.widgets.rowlist import RowList
from ui.desktop.widgets.scroll import ScrollPage

_CHOOSER, _TOOLS = 216, 48
_PASTE = N_("Write one, or paste rows from Excel")
ShowKinds = Callable[[KindChooser], None]
"""Puts kinds with how many records each has into a chooser."""
Rows = Callable[[Desk, Kind, Query], KindRows]
"""Makes the rows of a kind's list."""


class KindBrowser(Tab):
    """Shows the kinds that `show_kinds` puts into its chooser. Emits `asked(kind)` to go to another one.

    ``hints`` says of a kind what belongs there (a msgid), for where nothing is yet; ``rows`` makes the
    rows of kinds that stand in an order of their own.
    """

    asked = Signal(str)
    page_asked = Signal(str)

    def __init__(
        self,
        desk: Desk,
        show_kinds: ShowKinds,
        *,
        hints: Mapping[str, str] = MappingProxyType({}),
        rows: Mapping[str, Rows] = MappingProxyType({}),
    ) -> None:
        super().__init__(desk)
        self._show_kinds = show_kinds
        self._hints, self._rows = hints, rows
        theme, t = desk.theme, self.t
        self._orders: dict[str, tuple[str, bool]] = {}
        self._queries: dict[str, str] = {}
        self.chooser = KindChooser(theme, t)
        self.search = SearchBox(theme, t("Search this list"), "Ctrl+F")
        self.search.setFixedWidth(260)
        self.list = RowList(theme, ())
        self._new = Button(theme, t("New record"), "primary", "plus")
        self._new.clicked.connect(self.new)
        self._export = Button(theme, t("Export to Excel"), "secondary", "file-arrow-up")
        self._export.clicked.connect(self.export)
        self._bring = IconButton(theme, "file-arrow-down", t("Bring in from Excel"), edged=True)
        self._bring.clicked.connect(self.import_file)
        self._lay()
        self.chooser.chosen.connect(self.asked)
        self.chooser.page_chosen.connect(self.page_asked)
        self.search.typed.connect(lambda _text: self._show())
        self.search.left_down.connect(self._enter_list)

    def _lay(self) -> None:
        theme, margin = self.desk.theme, self.desk.theme.layout("page_margin")
        left = ScrollPage()
        left.setFixedWidth(theme.px(_CHOOSER))
        left.body.addWidget(self.chooser)
        self._card = Card(theme, head="")
        self._card.body.setContentsMargins(0, 0, 0, 0)
        tools = QHBoxLayout()
        tools.setContentsMargins(0, 0, 0, 12)
        tools.setSpacing(8)
        tools.addWidget(self.search)
        tools.addStretch(1)
        tools.addWidget(self._bring)
        listing = QWidget()
        column = QVBoxLayout(listing)
        column.setContentsMargins(0, 0, 0, 0)
        column.setSpacing(0)
        column.addLayout(tools)
        column.addWidget(self._card)
        column.addStretch(1)
        self._views = QStackedWidget()
        self._views.addWidget(listing)
        self._bringing = Bringing(self.desk, self._views, self.kind)
        row = QHBoxLayout(self)
        row.setContentsMargins(margin - 8, 0, margin, 16)
        row.setSpacing(theme.layout("gutter"))
        row.addWidget(left)
        row.addWidget(self._views, 1)

    def kind(self) -> Kind:
        """Return the kind that shows."""
        return self.desk.book.kinds[self.chooser.current()]

    @override
    def meta(self) -> str:
        if not self.chooser.current():
            return ""
        return self.t(
            "{kind}, {n} records", kind=self.t(self.kind().shape.title), n=self.list.count()
        )

    @override
    def writing_actions(self) -> list[Button]:
        return [self._new, self._bring]

    @override
    def header_actions(self) -> list[QWidget]:
        return [self._export, self._new]

    @override
    def arrive(self, record: str, detail: str) -> None:
        word, _, kind = detail.rpartition(":")
        self._show_kinds(self.chooser)
        self._choose(
            kind if kind in self.desk.book.kinds else self.chooser.current() or self.chooser.first()
        )
        if record:
            self.list.select(record)
        if word == "new":
            self.new()

    def _choose(self, kind: str) -> None:
        if kind != self.chooser.current():
            if self.chooser.current():
                self._queries[self.chooser.current()] = self.search.text()
            self.chooser.choose(kind)
            self.search.blockSignals(True)
            self.search.setText(self._queries.get(kind, ""))
            self.search.blockSignals(False)
            self._make_list()
        self._bringing.close()
        self.refresh()

    def _make_list(self) -> None:
        theme, t, kind = self.desk.theme, self.t, self.kind()
        self._card.clear()
        fields = Listings(self.desk.book.records).columns(kind)
        self.list = watch_copies(self.desk, RowList(theme, columns(kind, fields, t)))
        self.list.opened.connect(lambda record: self.desk.window.go(Route("record", record)))
        self.list.removed.connect(self._remove)
        self.list.typed.connect(self.search.type_on)
        self.list.sorted_by.connect(self._sort)
        self._card.add(self.list)
        self._none = EmptyLine(
            theme,
            kind.shape.icon,
            t("Nothing here yet"),
            t(self._hints.get(kind.name, _PASTE)),
            t("New record"),
        )
        self._none.acted.connect(self.new)
        self._nothing = EmptyLine(
            theme,
            "magnifying-glass",
            t("Nothing found"),
            t("Try a single word, or initials"),
            t("Clear the filter"),
        )
        self._nothing.acted.connect(self.search.clear)
        for line in (self._none, self._nothing):
            line.setContentsMargins(16, 4, 16, 4)
            self._card.add(line)
        if kind.name in self._orders:
            field, descending = self._orders[kind.name]
            self.list.show_sorted(field, descending=descending)

    @override
    def refresh(self) -> None:
        self._show_kinds(self.chooser)
        if self.chooser.current():
            self._show()

    def _show(self) -> None:
        rows = self._rows.get(self.kind().name, KindRows)(self.desk, self.kind(), self._query())
        self.list.set_rows(rows)
        searching = bool(self.search.text().strip())
        self.list.setVisible(len(rows) > 0)
        self._none.setVisible(len(rows) == 0 and not searching)
        self._nothing.setVisible(len(rows) == 0 and searching)
        self._fit()
        self.header_changed.emit()

    def _query(self) -> Query:
        kind = self.kind().name
        field, descending = self._orders.get(kind, ("", False))
        order = (f"-{field}" if descending else field,) if field else ()
        return self.desk.book.records.query(kind, text=self.search.text().strip(), order=order)

    def _sort(self, field: str, descending: bool) -> None:
        self._orders[self.kind().name] = (field, descending)
        self._show()

    @override
    def new(self) -> None:
        self.desk.window.go(Route("record", detail=f"new:{self.kind().name}"))

    def _remove(self, ids: list[str]) -> None:
        records, text = self.desk.book.records, _deleted(self.desk, ids)
        self.desk.work.edit(
            lambda: records.delete(*ids),
            lambda _applied: self.desk.window.undoable(text),
            self.desk.window.problem,
        )

    @override
    def focus_filter(self) -> None:
        self.search.setFocus(Qt.FocusReason.ShortcutFocusReason)

    def _enter_list(self) -> None:
        # The list of the moment: each kind has its own.
        self.list.setFocus()

    # Out and in

    def export(self) -> None:
        """Write the list as it is filtered to a file."""
        export_list(self.desk, self.kind(), self._query())

    def import_file(self) -> None:
        """Ask for a table and show what of it is recognised."""
        self._bringing.ask()

    @override
    def keyPressEvent(self, event: QKeyEvent) -> None:
        text = QGuiApplication.clipboard().text()
        if event.matches(QKeySequence.StandardKey.Paste) and "\t" in text:
            self._bringing.preview(pasted(text))
        else:
            super().keyPressEvent(event)

    def _fit(self) -> None:
        room = self.height() - _TOOLS - self.desk.theme.size("table_head") - 20
        self.list.fit_height(max(3, room // self.desk.theme.size("row_table")))

    @override
    def resizeEvent(self, event: QResizeEvent) -> None:
        super().resizeEvent(event)
        self._fit()


def _deleted(desk: Desk, ids: list[str]) -> str:
    if len(ids) == 1:
        return desk.t("Deleted {name}", name=desk.book.records.name(ids[0]))
    return desk.t("Deleted {n} records", n=len(ids))
