"""Visits: the half-year's six of every paired enterprise, and the visits with what became of them."""

from PySide6.QtCore import Qt
from PySide6.QtWidgets import QHBoxLayout, QVBoxLayout, QWidget
from typing_extensions import override

from app.dates import say_year_date
from app.services.visiting import Register, VisitLine, who_went
from ui.desktop.desk import Desk, Route
from ui.desktop.service.quotacard import QuotaCard
from ui.desktop.tabbed import Tab
from ui.desktop.widgets.buttons import Button
from ui.desktop.widgets.cards import Card
from ui.desktop.widgets.empty import EmptyLine, EmptyState, Way
from ui.desktop.widgets.fields import SearchBox
from ui.desktop.widgets.rowlist import RowList
from ui.desktop.widgets.rows import Chip, Column, MadeRows, Row, Text
from ui.desktop.widgets.scroll import ScrollPage

_MOST_ROWS, _COLUMNS = 60, 5


class VisitList(Tab):
    """Details: a half-year (`2026-H1`) shows it. `record` chooses a visit."""

    def __init__(self, desk: Desk) -> None:
        super().__init__(desk)
        theme, t = self.desk.theme, self.t
        self._register: Register | None = None
        self.six = QuotaCard(self.desk)
        self.six.turned.connect(self.header_changed)
        self.search = SearchBox(theme, t("Enterprise or who went"), "Ctrl+F")
        self.search.setFixedWidth(theme.px(240))
        self.search.typed.connect(lambda _text: self._draw())
        self.list = RowList(
            theme,
            (
                Column("on", t("Date"), 136),
                Column("partner", t("Enterprise")),
                Column("answers", t("Answers"), 132),
                Column("written", t("Records"), 150),
                Column("tasks", t("Task list"), 140),
            ),
            two_lines=True,
            many=False,
        )
        self.list.opened.connect(lambda visit: self.desk.window.go(Route("visit", visit)))
        self.list.typed.connect(self.search.type_on)
        self.search.left_down.connect(self.list.setFocus)
        self._new = Button(theme, t("New visit"), "primary", "plus")
        self._new.clicked.connect(self.new)
        self._excel = Button(theme, t("Half-year to Excel"), "secondary", "file-arrow-up")
        self._excel.clicked.connect(self.six.export)
        self._print = Button(theme, t("Print the half-year"), "secondary", "printer")
        self._print.clicked.connect(self.print_this)
        self._lay()

    def _lay(self) -> None:
        theme, t, margin = self.desk.theme, self.t, self.desk.theme.layout("page_margin")
        card = Card(theme, head="")
        card.body.setContentsMargins(0, 0, 0, 0)
        card.add(self.list)
        self._nothing = EmptyLine(theme, "briefcase", t("No visit here"))
        self._nothing.setContentsMargins(16, 4, 16, 4)
        card.add(self._nothing)
        tools = QHBoxLayout()
        tools.addWidget(self.search)
        tools.addStretch(1)
        self._filled = ScrollPage()
        self._filled.body.addWidget(self.six)
        self._filled.body.addLayout(tools)
        self._filled.body.addWidget(card)
        self._empty = EmptyState(
            theme,
            t("No visit on record yet"),
            t("Three answers become the handbook entry and a task list, both written at once"),
            (Way("new", "briefcase", "", "", t("New visit")),),
        )
        self._empty.chosen.connect(lambda _key: self.new())
        outer = QVBoxLayout(self)
        outer.setContentsMargins(margin, 0, margin, 16)
        outer.addWidget(self._filled, 1)
        outer.addWidget(self._empty, 1)

    # What the place asks

    @override
    def meta(self) -> str:
        t, found = self.t, self._register
        said = t("{n} visit|{n} visits", n=len(found.known) if found else 0)
        open_ = found.open if found else 0
        return t("{one}, {next}", one=said, next=t("{n} tasks open", n=open_)) if open_ else said

    @override
    def header_actions(self) -> list[QWidget]:
        if not self._filled.isVisibleTo(self):
            return []
        papers: list[QWidget] = [self._excel, self._print] if self.six.counts else []
        return [*papers, self._new]

    @override
    def writing_actions(self) -> list[Button]:
        return [self._new]

    @override
    def arrive(self, record: str, detail: str) -> None:
        self.refresh()
        self.six.choose(detail)
        if record:
            self.list.select(record)

    @override
    def refresh(self) -> None:
        self.six.refresh()
        self._register = self.desk.book.visiting.register()
        there = bool(self._register.known or self.six.counts or len(self.six.halves) > 1)
        self._filled.setVisible(there)
        self._empty.setVisible(not there)
        self._draw()
        self.header_changed.emit()

    def _draw(self) -> None:
        lines = self._register.lines(self.search.text()) if self._register else ()
        self.list.set_rows(MadeRows(lines, self._row))
        self.list.fit_height(_MOST_ROWS)
        self.list.setVisible(bool(lines))
        self._nothing.setVisible(not lines)

    def _row(self, line: VisitLine | None) -> Row:
        if line is None:
            # Deleted since it was listed; the list is about to be read again.
            return Row("", (Text(""),) * _COLUMNS)
        t, visit = self.t, line.visit
        day = say_year_date(visit.on, t) if visit.on else t("no day yet")
        who = who_went(visit)
        answers = 3 - len(line.lacking)
        if line.written:
            written = Chip("ok", "check-circle", t("both written"))
        else:
            written = Chip("wait", "clock", t("not written yet"))
        done = line.tasks - line.open
        tasks = t("{done} of {n} settled", done=done, n=line.tasks) if line.tasks else "—"
        return Row(
            visit.id,
            (
                Text(day, role="meta"),
                Text(line.partner, who),
                Text(t("{n} of 3", n=answers), role="meta", tone="" if answers == 3 else "wait"),
                written,
                Text(tasks, role="meta"),
            ),
        )

    # Doing

    @override
    def new(self) -> None:
        self.desk.window.go(Route("visit", detail="new"))

    @override
    def primary(self) -> None:
        self.new()

    @override
    def print_this(self) -> None:
        self.six.print_this()

    @override
    def focus_filter(self) -> None:
        self.search.setFocus(Qt.FocusReason.ShortcutFocusReason)
