"""制度: charter and rules, each with its versions; which is in force, and what a version changed."""

from PySide6.QtCore import Qt
from PySide6.QtGui import QResizeEvent
from PySide6.QtWidgets import QHBoxLayout, QVBoxLayout, QWidget
from typing_extensions import override

from app.counting.versions import Line
from app.dates import say_year_date
from app.records.alliance import SystemDocument
from app.said import listed
from app.services.merging import difference
from db.model.words import N_
from ui.desktop.desk import Desk, Route
from ui.desktop.papers import make_paper
from ui.desktop.people.branchlists import span
from ui.desktop.tabbed import Tab
from ui.desktop.widgets.buttons import Button
from ui.desktop.widgets.cards import Card
from ui.desktop.widgets.chips import StatusChip
from ui.desktop.widgets.difftext import DiffText
from ui.desktop.widgets.duerow import ListRow
from ui.desktop.widgets.empty import EmptyState, Way
from ui.desktop.widgets.filling import Filling
from ui.desktop.widgets.labels import Label
from ui.desktop.widgets.rowlist import RowList
from ui.desktop.widgets.rows import Chip, Column, ListRows, Row, Text
from ui.desktop.widgets.scroll import ScrollPage
from ui.desktop.widgets.segmented import SegmentedControl

TEXT, CHANGED = "text", "changed"
_VIEWS = ((TEXT, N_("The text")), (CHANGED, N_("Against the version before")))
_LEFT, _LEFT_WIDE = 430, 560


class RulesView(Tab):
    """Documents at the left; the versions of the chosen one and its text at the right."""

    def __init__(self, desk: Desk) -> None:
        super().__init__(desk)
        theme, t = desk.theme, self.t
        self._lines: list[Line] = []
        self._chosen = self._version = ""
        columns = (Column("title", t("Title")), Column("state", t("Today"), 150))
        self.list = RowList(theme, columns, two_lines=True, many=False)
        Filling(self.list, self)
        self.list.chosen.connect(self._choose)
        self.versions = Card(theme, " ", " ", "sunken")
        self.text = Card(theme, " ", " ")
        self.views = SegmentedControl(theme, [(k, t(words)) for k, words in _VIEWS], TEXT)
        self.views.chosen.connect(lambda _key: self._show_text())
        self._read = Label("", "read", wrap=True)
        self._diff = DiffText(theme)
        self._new = Button(theme, t("Add a document"), "primary", "plus")
        self._new.clicked.connect(self.new)
        self._next = Button(theme, t("New version"), "secondary", "copy", compact=True)
        self._next.clicked.connect(self.new_version)
        self._print = Button(theme, t("Print this version"), "secondary", "printer")
        self._print.clicked.connect(self.print_this)
        self.empty = EmptyState(
            theme,
            t("No charter or rules on record yet"),
            t("Each version stays; on any day one of them is in force"),
            (Way("new", "article", "", "", t("Add a document")),),
        )
        self.empty.chosen.connect(lambda _way: self.new())
        self._lay()

    def _lay(self) -> None:
        theme, margin = self.desk.theme, self.desk.theme.layout("page_margin")
        card = Card(theme, head="")
        card.body.setContentsMargins(0, 0, 0, 0)
        card.add(self.list)
        self._left = QWidget()
        left = QVBoxLayout(self._left)
        left.setContentsMargins(0, 0, 0, 0)
        left.addWidget(card)
        left.addStretch(1)
        self.versions.set_action(self._next)
        self.text.add(self.views)
        self.text.add(self._read)
        self.text.add(self._diff)
        self._right = ScrollPage(gap=12)
        self._right.body.addWidget(self.versions)
        self._right.body.addWidget(self.text)
        row = QHBoxLayout(self)
        row.setContentsMargins(margin, 0, margin, 16)
        row.setSpacing(theme.layout("gutter"))
        row.addWidget(self._left)
        row.addWidget(self._right, 1)
        row.addWidget(self.empty, 1)

    @override
    def meta(self) -> str:
        today = self.desk.today()
        n = sum(line.in_force(today) is not None for line in self._lines)
        return self.t("{n} in force today", n=n)

    @override
    def header_actions(self) -> list[QWidget]:
        return [self._print, self._new] if self._lines else []

    @override
    def writing_actions(self) -> list[Button]:
        return [self._new, self._next]

    @override
    def arrive(self, record: str, detail: str) -> None:
        self._version = record or self._version
        self.refresh()

    @override
    def refresh(self) -> None:
        self._lines = self.desk.book.alliance.documents()
        has = bool(self._lines)
        for part in (self._left, self._right):
            part.setVisible(has)
        self.empty.setVisible(not has)
        line = self._line()
        if line is None and has:
            line = self._lines[0]
            now = line.in_force(self.desk.today())
            self._version = (now or line.versions[-1]).id
        self._chosen = line.versions[0].id if line else ""
        self._draw()
        self._show_line()
        self.header_changed.emit()

    def _line(self) -> Line | None:
        wanted = self._version
        return next((x for x in self._lines if any(v.id == wanted for v in x.versions)), None)

    def _draw(self) -> None:
        self.list.set_rows(ListRows([self._row(line) for line in self._lines]))
        if self._chosen:
            self.list.select(self._chosen)

    def _row(self, line: Line) -> Row:
        t, today = self.t, self.desk.today()
        now, coming = line.in_force(today), line.coming(today)
        shown = now or line.versions[-1]
        kind = t(shown.kind.title_) if shown.kind else ""
        count = t("1 version|{n} versions", n=len(line.versions))
        chip = Chip("mute", "circle-dashed", t("not in force"))
        if now is not None:
            chip = Chip("ok", "check-circle", now.version or t("in force"))
        elif coming is not None:
            chip = Chip("info", "clock", t("not yet in force"))
        sub = listed([x for x in (kind, count) if x], t)
        return Row(line.versions[0].id, (Text(shown.title, sub), chip), quiet=now is None)

    def _choose(self, first: str) -> None:
        line = next((x for x in self._lines if x.versions[0].id == first), None)
        if line is None or first == self._chosen:
            return
        self._chosen = first
        self._version = (line.in_force(self.desk.today()) or line.versions[-1]).id
        self._show_line()

    def _show_line(self) -> None:
        line, theme, t = self._line(), self.desk.theme, self.t
        if line is None:
            return
        today = self.desk.today()
        self.versions.set_title(line.title)
        self.versions.set_meta(t("1 version|{n} versions", n=len(line.versions)))
        self.versions.clear()
        now = line.in_force(today)
        for n, version in enumerate(reversed(line.versions)):
            if n:
                self.versions.add_rule()
            adopted = ""
            if version.adopted_on or version.adopted_by:
                day = say_year_date(version.adopted_on, t) if version.adopted_on else ""
                adopted = t(
                    "adopted: {what}",
                    what=listed([x for x in (version.adopted_by or "", day) if x], t),
                )
            period = span(version.effective_from, version.effective_to, t) or t("draft")
            row = ListRow(
                theme, "article", version.version or version.title, adopted or " ", period
            )
            row.set_pressable(chosen=version.id == self._version)
            row.pressed.connect(lambda v=version.id: self._open(v))
            if now is not None and version.id == now.id:
                row.add(StatusChip(theme, "ok", "check-circle", t("in force")))
            edit = Button(theme, t("Edit"), "link", compact=True)
            edit.clicked.connect(lambda _on=False, v=version.id: self._edit(v))
            row.add(edit)
            self.versions.add(row)
        self._show_text()

    def _open(self, version: str) -> None:
        self._version = version
        self._show_line()

    def _edit(self, version: str) -> None:
        self.desk.window.go(Route("record", version))

    def shown(self) -> SystemDocument | None:
        """Return the version whose text shows."""
        line = self._line()
        return next((v for v in line.versions if v.id == self._version), None) if line else None

    def _show_text(self) -> None:
        line, version, t = self._line(), self.shown(), self.t
        if line is None or version is None:
            return
        before = line.before(version)
        self.views.setVisible(before is not None)
        against = before is not None and self.views.current() == CHANGED
        self.text.set_title(version.version or version.title)
        self._read.setVisible(not against)
        self._diff.setVisible(against)
        self._read.setText(version.text or t("No text written"))
        if before is not None:
            self._diff.show_diff(difference(before.text or "", version.text or ""))

    # Doing

    def new_version(self) -> None:
        """Begin a new version from today on, with the text of the one that shows."""
        alliance, today, version = self.desk.book.alliance, self.desk.today(), self._version

        def made(new: str) -> None:
            self.desk.window.undoable(self.t("New version begun; the one before is closed"))
            self._version = new
            self._edit(new)

        self.desk.work.edit(
            lambda: alliance.new_version(version, today), made, self.desk.window.problem
        )

    @override
    def new(self) -> None:
        self.desk.window.go(Route("record", detail="new:system_document"))

    @override
    def primary(self) -> None:
        self.new()

    @override
    def print_this(self) -> None:
        version, press = self.shown(), self.desk.book.exporting
        if version is not None:
            record, name = version.id, version.title
            make_paper(self.desk, name, lambda _p, draft: press.record_pdf(record, draft=draft))

    @override
    def focus_filter(self) -> None:
        self.list.setFocus(Qt.FocusReason.ShortcutFocusReason)

    @override
    def resizeEvent(self, event: QResizeEvent) -> None:
        super().resizeEvent(event)
        theme = self.desk.theme
        wide = self.is_wide()
        self._left.setFixedWidth(theme.px(_LEFT_WIDE if wide else _LEFT))
