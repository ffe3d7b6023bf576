"""共建概览: which partners were met under which tags in which quarter, and what is asked for now."""

from PySide6.QtGui import QResizeEvent
from PySide6.QtWidgets import QHBoxLayout, QVBoxLayout, QWidget
from typing_extensions import override

from app.counting.dimensions import EVERYBODY, Cell, Year
from app.counting.periods import quarter_of
from app.services.dimensions import KINDS, CoverageView
from app.services.home import Attention
from db.model.errors import NotFound
from db.model.words import N_, Translate
from ui.desktop.checks.ways import way_to
from ui.desktop.desk import Desk, Route
from ui.desktop.home.side import AttentionCard
from ui.desktop.joint.covered import behind_cell, print_by_tag, print_coverage, tag_title
from ui.desktop.joint.nowcards import EndingCard, LeadCard, RecordsCard
from ui.desktop.tabbed import Tab
from ui.desktop.theme.theme import Theme
from ui.desktop.widgets.buttons import Button
from ui.desktop.widgets.cards import Card
from ui.desktop.widgets.coverage import CoverageGrid, CoverageLegend, CoverageRow
from ui.desktop.widgets.empty import EmptyLine
from ui.desktop.widgets.fields import ComboField
from ui.desktop.widgets.labels import Label
from ui.desktop.widgets.progress import Spinner
from ui.desktop.widgets.rowlist import RowList
from ui.desktop.widgets.rows import Column, MadeRows, Row, Text
from ui.desktop.widgets.scroll import FlowRow, ScrollPage
from ui.desktop.widgets.segmented import SegmentedControl

_PICTURE, _TABLE = "picture", "table"
_PACK, _NAME = 200, 190
_FEWEST, _FEW, _MANY = 2, 4, 8
_GRID, _SIDE_WIDE = 640, 420


class OverviewTab(Tab):
    """Details: a pack, or a pack and a year, `bagong:2026`."""

    def __init__(self, desk: Desk) -> None:
        super().__init__(desk)
        theme, t = desk.theme, desk.t
        self.kinds = KINDS | {
            "duty_rotation", "agreement_review", "explanation", "service_visit", "booking", "loan",
        }  # fmt: skip
        self._view: CoverageView | None = None
        self._wanted = ""
        self.packs, self.years = ComboField(theme), ComboField(theme)
        self.packs.setAccessibleName(t("Tag pack"))
        self.years.setAccessibleName(t("Year"))
        self.packs.settled.connect(lambda _pack: self._show_coverage())
        self.years.settled.connect(lambda _year: self._show_coverage())
        self.views = SegmentedControl(theme, ((_PICTURE, t("Picture")), (_TABLE, t("Table"))))
        self.views.chosen.connect(lambda _view: self._show_view())
        self.grid = CoverageGrid(theme, t)
        self.grid.chosen.connect(self.open_cell)
        self.table = RowList(theme, ())
        self.behind = RecordsCard(desk)
        self.behind.new_asked.connect(lambda: desk.window.go(Route("meetings", "", "new")))
        self._attention = AttentionCard(desk)
        self._attention.asked.connect(self._look_into)
        self._lead, self._ending = LeadCard(desk), EndingCard(desk)
        self._print = Button(theme, t("Print the coverage"), "secondary", "printer")
        self._print.clicked.connect(self.print_this)
        self._report = Button(theme, t("Report by tag"), "secondary", "tag")
        self._report.clicked.connect(self.print_report)
        self._lay()

    def _lay(self) -> None:
        theme, t = self.desk.theme, self.t
        self.packs.setFixedWidth(theme.px(_PACK))
        tools = FlowRow(8)
        for part in (self.packs, self.years, self.views):
            tools.add(part)
        self._card = Card(theme, t("Partners by tag and quarter"), " ")
        self._card.set_action(CoverageLegend(theme, t))
        self._reading = _reading_line(
            theme, t("Reading {name}", name=t("Partners by tag and quarter"))
        )
        self._card.add(self._reading)
        self._card.add(self.grid)
        self._card.add(self.table)
        self._no_pack = EmptyLine(
            theme,
            "tag",
            t("No tag pack in use"),
            t("A tag pack sorts what is done together; headquarters sends one, or choose one here"),
            t("Choose tag packs"),
        )
        self._no_pack.acted.connect(lambda: self.desk.window.go(Route("settings", "", "tags")))
        self._nobody = EmptyLine(
            theme,
            "buildings",
            t("No partner unit in this year"),
            t("Enter the units one builds with, and the day they joined"),
            t("Units"),
        )
        self._nobody.acted.connect(lambda: self.desk.window.go(Route("joint", detail="units")))
        for line in (self._no_pack, self._nobody):
            self._card.add(line)
        self._main = ScrollPage(gap=theme.layout("stack"))
        self._main.body.addWidget(tools)
        self._main.body.addWidget(self._card)
        self._side = ScrollPage(gap=theme.layout("stack"))
        row = QHBoxLayout()
        row.setSpacing(theme.layout("gutter"))
        row.addWidget(self._main, 1)
        row.addWidget(self._side)
        outer = QVBoxLayout(self)
        margin = theme.layout("page_margin")
        outer.setContentsMargins(margin, 0, margin, 12)
        outer.addLayout(row)
        # Only now: a part that is shown before it has a place shows as a window of its own.
        self._place(beside=True)

    def _place(self, *, beside: bool) -> None:
        """Put the cards beside the coverage, or where there is no room around it."""
        self._beside = beside
        main, side = self._main.body, self._side.body
        above, below = (self.behind, self._attention), (self._lead, self._ending)
        for at, card in enumerate(above):
            if beside:
                side.insertWidget(at, card)
            else:
                main.insertWidget(1 + at, card)
        for card in below:
            (side if beside else main).addWidget(card)
        self._side.setVisible(beside)

    # What the place asks

    @override
    def meta(self) -> str:
        view, t = self._view, self.t
        if view is None or not view.coverage.partners:
            return ""
        return t(
            "{units} units, {n} of {asked} boxes filled",
            units=len(view.coverage.partners),
            n=view.coverage.asked - view.coverage.gaps,
            asked=view.coverage.asked,
        )

    @override
    def header_actions(self) -> list[QWidget]:
        return [] if self._view is None else [self._report, self._print]

    @override
    def arrive(self, record: str, detail: str) -> None:
        self._wanted = detail
        self.refresh()

    @override
    def refresh(self) -> None:
        now = self.desk.book.joint.now()
        self._attention.show_lines(now.attention)
        self._lead.show_now(now)
        self._ending.show_now(now)
        dimensions = self.desk.book.dimensions
        at_hand = dimensions.is_at_hand()
        self._reading.setVisible(not at_hand)
        if at_hand:
            self._show_read()
            return
        if self._view is None:
            chosen = (self.packs, self.years, self.views)
            for part in (self.grid, self.table, self._no_pack, self._nobody, *chosen):
                part.hide()
        # Ten years of an alliance: what was shown stays until all of it is read.
        self.desk.work.job(
            self.t("Reading {name}", name=self.t("Partners by tag and quarter")),
            lambda _progress: dimensions.years(),
            lambda _years: self._have_read(),
            self.desk.window.problem,
            quiet=True,
        )

    def _have_read(self) -> None:
        # What was written meanwhile has asked for another reading.
        if self.desk.book.dimensions.is_at_hand():
            self._reading.hide()
            self._show_read()

    def _show_read(self) -> None:
        (pack, _, year), self._wanted = self._wanted.partition(":"), ""
        self._fill_choices()
        if pack:
            self.packs.set_value(pack)
        if year:
            self.years.set_value(year)
        self._show_coverage()

    def _fill_choices(self) -> None:
        book, t = self.desk.book, self.t
        self.packs.set_options([(p.id, p.title(t)) for p in book.tags.in_use()])
        self.years.set_options([(str(year), str(year)) for year in book.dimensions.years()])

    # The coverage

    def _show_coverage(self) -> None:
        pack, year = self.packs.value(), int(self.years.value() or self.desk.today().year)
        try:
            self._view = self.desk.book.dimensions.coverage(pack, year) if pack else None
        except NotFound:
            self._view = None
        self.behind.hide()
        if self._view is not None:
            self._fill(self._view)
        self._show_view()
        self.header_changed.emit()

    def _fill(self, view: CoverageView) -> None:
        today, found = self.desk.today(), view.coverage
        titles = [tag_title(view, token, self.t) for token in found.tokens]
        everybody = self.t("All together")
        rows = [
            CoverageRow(partner, view.names.get(partner, everybody), self._cells(partner, view))
            for partner in (EVERYBODY, *found.partners)
        ]
        here = quarter_of(today).number - 1 if found.year == today.year else -1
        self.grid.set_rows(titles, rows, here)
        columns = (Column("name", self.t("Unit"), _NAME), *(Column(x, x) for x in titles))
        self._card.body.removeWidget(self.table)
        self.table.deleteLater()
        self.table = RowList(self.desk.theme, columns)
        self.table.opened.connect(self._open_partner)
        self.table.set_rows(MadeRows(rows, self._line))
        self._card.body.insertWidget(1, self.table)
        self.table.fit_height(most=len(rows))

    def _cells(self, partner: str, view: CoverageView) -> tuple[Year, ...]:
        return tuple(view.coverage.at(partner, token) for token in view.coverage.tokens)

    def _line(self, row: CoverageRow) -> Row:
        cells = (Text("  ".join(_word(c, self.t) for c in quarters)) for quarters in row.cells)
        return Row(row.id, (Text(row.name), *cells))

    def _show_view(self) -> None:
        view = self._view
        full = view is not None and bool(view.coverage.partners)
        picture = self.views.current() == _PICTURE
        self.grid.setVisible(full and picture)
        self.table.setVisible(full and not picture)
        self._no_pack.setVisible(view is None)
        self._nobody.setVisible(view is not None and not full)
        for part in (self.packs, self.years, self.views):
            part.setVisible(view is not None)

    def open_cell(self, row: int, column: int, quarter: int) -> None:
        """Show the records behind a cell."""
        if self._view is not None:
            title, found = behind_cell(self.desk, self._view, row, column, quarter)
            self.behind.show_records(title, found, may_add=self.t("New meeting"))
            self.behind.show()

    def _open_partner(self, partner: str) -> None:
        if partner:
            self.desk.window.go(Route("record", partner))

    def _look_into(self, attention: Attention) -> None:
        if attention.finding is not None:
            self.desk.window.go(way_to(attention.finding, attention.way))

    # Paper

    @override
    def print_this(self) -> None:
        if self._view is not None:
            print_coverage(self.desk, self._view)

    def print_report(self) -> None:
        """Print what the year holds by the tags of the pack."""
        if self._view is not None:
            print_by_tag(self.desk, self._view)

    @override
    def resizeEvent(self, event: QResizeEvent) -> None:
        super().resizeEvent(event)
        theme = self.desk.theme
        wide = self.is_wide()
        side = theme.px(_SIDE_WIDE if wide else theme.layout("column_side"))
        beside = self.width() - side >= theme.px(_GRID)
        if beside != self._beside:
            self._place(beside=beside)
        self._side.setFixedWidth(side)
        self._attention.set_room(_MANY if wide else _FEW if beside else _FEWEST)


def _reading_line(theme: Theme, words: str) -> QWidget:
    """Return what stands where something is still being read; hidden."""
    line = QWidget()
    row = QHBoxLayout(line)
    row.setContentsMargins(0, 8, 0, 8)
    row.setSpacing(8)
    row.addWidget(Spinner(theme))
    row.addWidget(Label(words, "meta", "secondary"), 1)
    line.hide()
    return line


def _word(cell: Cell, t: Translate) -> str:
    words = {"done": str(len(cell.done)), "planned": t(N_("plan")), "gap": "○"}
    return words.get(cell.seen, "·")
