"""A roster before it is taken: every row with what was made of it, the problems first."""

from collections.abc import Mapping
from pathlib import Path

from PySide6.QtCore import Qt
from PySide6.QtGui import QGuiApplication, QKeyEvent, QResizeEvent
from PySide6.QtWidgets import QHBoxLayout, QVBoxLayout, QWidget
from typing_extensions import override

from app.services.roster_import import RosterPreview, RosterReport
from db.model.errors import SuixingError
from db.model.progress import Progress
from ui.desktop.desk import Desk, Route
from ui.desktop.page import Page
from ui.desktop.people import incoming
from ui.desktop.people.incoming import ColumnNames
from ui.desktop.widgets.banner import NoteLine
from ui.desktop.widgets.buttons import Button
from ui.desktop.widgets.cards import Card
from ui.desktop.widgets.empty import EmptyState, Way
from ui.desktop.widgets.fields import ComboField
from ui.desktop.widgets.rowlist import RowList
from ui.desktop.widgets.rows import ListRows

PASTE = "paste"
TABLES = "(*.xlsx *.xlsm *.csv *.txt)"


class RosterPage(Page):
    """Details: the path of a file, or `paste` for what was copied. Space leaves a row out."""

    place = "members"
    returns = True
    kinds = frozenset({"member", "party_group"})

    def __init__(self, desk: Desk) -> None:
        super().__init__(desk)
        theme, t = desk.theme, self.t
        self._source = ""
        self._text = ""
        self._preview: RosterPreview | None = None
        self._columns: Mapping[int, str] | None = None
        self._left: set[int] = set()
        self.note = NoteLine(theme, "info", "")
        self.sheets = ComboField(theme)
        self.sheets.setAccessibleName(t("Sheet"))
        self.sheets.settled.connect(lambda _sheet: self._reread(None))
        self._rename = Button(theme, t("Name the columns"), "quiet", "columns")
        self.names = ColumnNames(theme, t, desk.book.kinds["member"])
        self._rename.clicked.connect(self._open_names)
        self.names.changed.connect(self._reread)
        self.list = RowList(theme, incoming.columns(t))
        self.list.opened.connect(self._toggle)
        self.list.removed.connect(self._toggle_all)
        self._take = Button(theme, t("Bring in"), "primary", "file-arrow-down")
        self._take.clicked.connect(self.primary)
        self._other = Button(theme, t("Choose another file"), "secondary", "folder-open")
        self._other.clicked.connect(self._choose)
        self._lay()

    def _lay(self) -> None:
        theme, t = self.desk.theme, self.t
        margin = theme.layout("page_margin")
        tools = QHBoxLayout()
        tools.setSpacing(8)
        tools.addWidget(self.note, 1)
        tools.addWidget(self.sheets)
        tools.addWidget(self._rename)
        self._card = Card(theme, head="")
        self._card.body.setContentsMargins(0, 0, 0, 0)
        self._card.add(self.list)
        self._main = QWidget()
        inner = QVBoxLayout(self._main)
        inner.setContentsMargins(0, 0, 0, 0)
        inner.setSpacing(12)
        inner.addLayout(tools)
        inner.addWidget(self.names)
        inner.addWidget(self._card)
        inner.addStretch(1)
        way = Way("file", "file-arrow-down", "", "", t("Choose a file"))
        self.empty = EmptyState(
            theme, t("No roster chosen"), t("An Excel or CSV file as HQ sent it"), (way,)
        )
        self.empty.chosen.connect(lambda _key: self._choose())
        column = QVBoxLayout(self)
        column.setContentsMargins(margin, 0, margin, 16)
        column.addWidget(self._main, 1)
        column.addWidget(self.empty, 1)

    @override
    def title(self) -> str:
        return self.t("Bring in a roster")

    @override
    def meta(self) -> str:
        return (self._preview.file or self.t("What was copied")) if self._preview else ""

    @override
    def header_actions(self) -> list[QWidget]:
        return [self._other, self._take]

    @override
    def arrive(self, record: str, detail: str) -> None:
        if detail and (detail == PASTE or detail != self._source):
            self._source, self._columns, self._preview = detail, None, None
            self._text = QGuiApplication.clipboard().text() if detail == PASTE else ""
            self._left = set()
            self._show()
            self._read("")
        else:
            self._show()

    def _read(self, sheet: str) -> None:
        rosters, source, columns, today = (
            self.desk.book.rosters,
            self._source,
            self._columns,
            self.desk.today(),
        )
        if source == PASTE:
            self._got(rosters.preview_pasted(self._text, today=today, columns=columns))
            return

        def read(progress: Progress) -> RosterPreview:
            return rosters.preview(
                Path(source), today=today, sheet=sheet, columns=columns, progress=progress
            )

        self.desk.work.job(
            self.t("Reading {name}", name=Path(source).name), read, self._got, self._failed
        )

    def _failed(self, error: SuixingError) -> None:
        self._source = ""
        self._show()
        self.desk.window.problem(error)

    def _got(self, preview: RosterPreview) -> None:
        self._preview = preview
        self._left = set()
        self.sheets.set_options([(s, s) for s in preview.sheets])
        self.sheets.set_value(preview.sheet)
        self.names.show_columns(preview.columns, preview)
        self.names.setVisible(not preview.recognised or self._columns is not None)
        self._show()
        self.list.setFocus()

    def _reread(self, columns: Mapping[int, str] | None) -> None:
        self._columns = columns
        self._read(self.sheets.value())

    def _show(self) -> None:
        preview = self._preview
        self._main.setVisible(preview is not None)
        self.empty.setVisible(preview is None and not self._source)
        rows = incoming.in_order(preview.rows) if preview else []
        kind = self.desk.book.kinds["member"]
        self.list.set_rows(
            ListRows([incoming.row(r, kind, self.t, left=r.number in self._left) for r in rows])
        )
        self.sheets.setVisible(preview is not None and len(preview.sheets) > 1)
        self._card.setVisible(bool(rows))
        self._say()
        self._fit()
        self.header_changed.emit()

    def _say(self) -> None:
        t, preview = self.t, self._preview
        n = len(self._taken())
        self._take.set_label(t("Bring in {n} members", n=n))
        if preview is None:
            self._take.explain(t("No roster chosen"))
            return
        counts = preview.counts()
        look = counts["unclear"] + counts["not taken"]
        if not preview.recognised:
            self.note.say(
                "wait", t("No column of names was found: say below what each column holds")
            )
        elif look:
            text = t("{n} rows recognised, {bad} to look at", n=counts["taken"], bad=look)
            self.note.say("wait", self._with_groups(text))
        else:
            self.note.say("ok", self._with_groups(t("{n} rows recognised", n=counts["taken"])))
        self._take.explain("" if n else t("There is no row to bring in"))

    def _with_groups(self, text: str) -> str:
        fresh = self._preview.new_groups if self._preview else ()
        if not fresh:
            return text
        return self.t("{text}. New groups: {names}", text=text, names=", ".join(fresh))

    def _taken(self) -> list[int]:
        rows = self._preview.chosen() if self._preview else ()
        return [r.number for r in rows if r.number not in self._left]

    def _open_names(self) -> None:
        self.names.setVisible(not self.names.isVisibleTo(self))
        self._fit()

    def _toggle_all(self, rows: list[str]) -> None:
        for row in rows:
            self._toggle(row)

    def _toggle(self, row: str) -> None:
        number = int(row)
        if self._preview and any(r.number == number for r in self._preview.chosen()):
            self._left ^= {number}
            self._show()
            self.list.select(row)

    @override
    def primary(self) -> None:
        preview, left = self._preview, frozenset(self._left)
        if preview is None or not self._taken():
            return
        rosters = self.desk.book.rosters
        self._take.set_busy(True)
        self.desk.work.job(
            self.t("Bringing in {name}", name=preview.file),
            lambda progress: rosters.take(preview, progress, leave=left),
            self._done,
            self._not_done,
            lambda: self._take.set_busy(False),
        )

    def _not_done(self, error: SuixingError) -> None:
        self._take.set_busy(False)
        self.desk.window.problem(error)

    def _done(self, report: RosterReport) -> None:
        self._take.set_busy(False)
        self._preview, self._source = None, ""
        self.desk.window.go(Route("members"))
        self.desk.window.undoable(self.t("Brought in {n} members", n=len(report.members)))

    def _choose(self) -> None:
        path = self.desk.window.choose_file(
            self.t("Import from Excel"), self.t("Tables") + f" {TABLES}"
        )
        if path:
            self.desk.window.go(Route("roster", detail=path))

    @override
    def refresh(self) -> None:
        """The preview stands as it was read until it is taken or read anew."""

    @override
    def keyPressEvent(self, event: QKeyEvent) -> None:
        if event.key() == Qt.Key.Key_Space and self.list.selection():
            self._toggle_all(self.list.selection())
        else:
            super().keyPressEvent(event)

    def _fit(self) -> None:
        used = self.note.sizeHint().height() + 12 + 40
        used += self.names.sizeHint().height() + 12 if self.names.isVisibleTo(self) else 0
        room = self.height() - used - self.desk.theme.size("table_head")
        self.list.fit_height(max(4, room // self.desk.theme.size("row_table")))

    @override
    def resizeEvent(self, event: QResizeEvent) -> None:
        super().resizeEvent(event)
        self._fit()
