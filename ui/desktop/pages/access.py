"""查阅记录: who saw, printed or took out what is sensitive, when, why and for whom; only added to."""

from datetime import date, timedelta

from PySide6.QtCore import Qt
from PySide6.QtGui import QKeyEvent
from PySide6.QtWidgets import QHBoxLayout, QVBoxLayout, QWidget
from typing_extensions import override

from app.dates import say_moment
from app.records.oversight import AccessEntry, AccessWay
from ui.desktop.desk import Desk, Route
from ui.desktop.ledger.outgoing import export_list
from ui.desktop.page import Page
from ui.desktop.theme.theme import Theme
from ui.desktop.widgets.buttons import Button
from ui.desktop.widgets.cards import Card
from ui.desktop.widgets.empty import EmptyLine
from ui.desktop.widgets.fields import ComboField, SearchBox
from ui.desktop.widgets.labels import Label
from ui.desktop.widgets.rowlist import RowList
from ui.desktop.widgets.rows import Chip, Column, ListRows, Row, Text
from ui.desktop.widgets.scroll import ScrollPage

_ICONS = {
    AccessWay.read: "eye",
    AccessWay.print: "printer",
    AccessWay.export: "folder-plus",
    AccessWay.inspect: "magnifying-glass-plus",
    AccessWay.open_sealed: "lock-key-open",
}
_PERIODS = ("30", "183", "365", "")
_MOST = 2000


class AccessPage(Page):
    """The record of an entry leads to what it is about. Details: the id of an inspection."""

    place = "checks"
    returns = True
    kinds = frozenset({"access_entry"})

    def __init__(self, desk: Desk) -> None:
        super().__init__(desk)
        theme, t = desk.theme, self.t
        self._entries, self._inspection = list[AccessEntry](), ""
        self.search = SearchBox(theme, t("Name, purpose, for whom"), "Ctrl+F")
        self.search.setFixedWidth(240)
        self.search.typed.connect(lambda _text: self._show())
        words = {
            "30": t("Last 30 days"),
            "183": t("Last half year"),
            "365": t("Last year"),
            "": t("All there is"),
        }
        self.period = ComboField(theme, [(p, words[p]) for p in _PERIODS])
        self.period.set_value("183")
        self.period.setAccessibleName(t("Period"))
        self.period.settled.connect(lambda _v: self.refresh())
        self.way = ComboField(
            theme, [("", t("Any way")), *((w.value, t(w.title_)) for w in AccessWay)]
        )
        self.way.setAccessibleName(t("How seen"))
        self.way.settled.connect(lambda _v: self._show())
        self.list = RowList(theme, self._columns(), two_lines=True)
        self.list.opened.connect(self._open)
        self.search.left_down.connect(self.list.setFocus)
        self.none = EmptyLine(
            theme,
            "eye",
            t("Nothing sensitive was seen or taken out"),
            t(
                "Opening a sealed text, printing it, making a folder, an inspection: each is written here"
            ),
        )
        self._export = Button(theme, t("Export to Excel"), "secondary", "file-arrow-up")
        self._export.clicked.connect(self.export)
        self._lay(theme)

    def _lay(self, theme: Theme) -> None:
        margin = theme.layout("page_margin")
        tools = QHBoxLayout()
        tools.setSpacing(8)
        tools.addWidget(self.search)
        tools.addStretch(1)
        tools.addWidget(self.way)
        tools.addWidget(self.period)
        self._card = Card(theme, head="")
        self._card.body.setContentsMargins(0, 0, 0, 0)
        self._card.add(self.list)
        self._card.add(self.none)
        self.none.setContentsMargins(16, 4, 16, 4)
        said = self.t(
            "Entries are only added to: nobody changes or deletes one, and none is ever cleared away. They travel to the other laptops and to HQ."
        )
        pane = ScrollPage((0, 0, 0, 16), gap=8)
        pane.body.addWidget(self._card)
        pane.body.addWidget(Label(said, "caption", "tertiary", wrap=True))
        pane.body.addStretch(1)
        column = QVBoxLayout(self)
        column.setContentsMargins(margin, 0, margin, 0)
        column.setSpacing(12)
        column.addLayout(tools)
        column.addWidget(pane, 1)

    def _columns(self) -> tuple[Column, ...]:
        t = self.t
        return (
            Column("at", t("When"), 190),
            Column("by", t("Who"), 120),
            Column("way", t("How seen"), 170),
            Column("what", t("What")),
            Column("why", t("Purpose, for whom"), 250),
        )

    @override
    def title(self) -> str:
        return self.t("Access log")

    @override
    def meta(self) -> str:
        return self.t("1 entry, only added to|{n} entries, only added to", n=self.list.count())

    @override
    def header_actions(self) -> list[QWidget]:
        return [self._export]

    @override
    def arrive(self, record: str, detail: str) -> None:
        if detail:
            self.period.set_value("")
            self.search.setText("")
        self._inspection = detail
        self.refresh()

    @override
    def refresh(self) -> None:
        days = self.period.value()
        today = self.desk.today()
        first: date | None = today - timedelta(days=int(days)) if days else None
        self._entries = self.desk.book.access.entries(first)
        self._show()

    def _show(self) -> None:
        text, way = self.search.text().strip().casefold(), self.way.value()
        inspection = self._inspection
        rows = []
        for entry in self._entries:
            if (way and entry.way != way) or (inspection and entry.inspection != inspection):
                continue
            row = self._row(entry)
            said = " ".join(cell.plain() for cell in row.cells).casefold()
            if text in said:
                rows.append(row)
        self.list.set_rows(ListRows(rows[:_MOST]))
        self.list.setVisible(bool(rows))
        self.none.setVisible(not rows)
        self.list.fit_height()
        self.header_changed.emit()

    def _row(self, entry: AccessEntry) -> Row:
        t = self.t
        what, below = self._what(entry)
        icon = _ICONS.get(entry.way, "eye")
        tone = "wait" if entry.way in (AccessWay.open_sealed, AccessWay.print) else "mute"
        return Row(
            entry.id,
            (
                Text(say_moment(entry.at, t), str(entry.at.year)),
                Text(entry.by or "", " "),
                Chip(tone, icon, t(entry.way.title_)),
                Text(what, below or " "),
                Text(entry.purpose or "—", entry.recipient or " "),
            ),
        )

    def _what(self, entry: AccessEntry) -> tuple[str, str]:
        """Return what was seen and, below it, its kind and which field."""
        book, t = self.desk.book, self.t
        record = book.records.raw(entry.about) if entry.about else None
        kind = book.kinds.get(record.kind) if record is not None else None
        if record is None or kind is None:
            return entry.what or "—", entry.about or ""
        shape = kind.field(entry.field) if entry.field else None
        title = t(kind.shape.title)
        below = t("{kind}, {field}", kind=title, field=t(shape.title)) if shape else title
        return entry.what or book.records.name_of(record), below

    def _open(self, entry_id: str) -> None:
        entry = next((e for e in self._entries if e.id == entry_id), None)
        found = self.desk.book.records.raw(entry.about) if entry and entry.about else None
        if found is not None and not found.deleted:
            self.desk.window.go(Route("record", found.id))

    def export(self) -> None:
        """Write the log to a workbook."""
        book = self.desk.book
        export_list(self.desk, book.kinds["access_entry"], book.records.query("access_entry"))

    @override
    def focus_filter(self) -> None:
        self.search.setFocus(Qt.FocusReason.ShortcutFocusReason)

    @override
    def keyPressEvent(self, event: QKeyEvent) -> None:
        if event.text().isprintable() and event.text():
            self.search.setFocus()
            self.search.setText(self.search.text() + event.text())
        else:
            super().keyPressEvent(event)
