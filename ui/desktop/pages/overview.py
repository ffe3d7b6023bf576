"""全年一览: the year as pictures, each with its table, and the numbers that reports ask for."""

from PySide6.QtCore import Qt
from PySide6.QtGui import QResizeEvent
from PySide6.QtWidgets import QVBoxLayout, QWidget
from typing_extensions import override

from app.reports.yearly import year_parts
from app.services.gathering import Shown
from app.services.yearly import YearView
from db.model.words import N_
from ui.desktop.desk import Desk, Route
from ui.desktop.home.charts import YearCard
from ui.desktop.page import Page
from ui.desktop.papers import make_paper
from ui.desktop.seen.numbers import NumbersView
from ui.desktop.seen.tables import (
    attendance_rows,
    bar_rows,
    glance_rows,
    heat_rows,
    hours_columns,
    hours_rows,
    month_columns,
    trend_columns,
    trend_rows,
)
from ui.desktop.widgets.buttons import Button
from ui.desktop.widgets.cards import Card
from ui.desktop.widgets.empty import EmptyLine
from ui.desktop.widgets.fields import ComboField
from ui.desktop.widgets.heat import HeatLegend
from ui.desktop.widgets.hoursbars import HoursBars
from ui.desktop.widgets.memberheat import MemberHeat
from ui.desktop.widgets.rowlist import RowList
from ui.desktop.widgets.rows import Column, ListRows, RowSource
from ui.desktop.widgets.scroll import ScrollPage
from ui.desktop.widgets.segmented import SegmentedControl
from ui.desktop.widgets.trend import TrendChart

YEAR, ATTENDANCE, HOURS, TREND, NUMBERS = "year", "attendance", "hours", "trend", "numbers"
VIEWS = (
    (YEAR, N_("Meetings")),
    (ATTENDANCE, N_("Attendance")),
    (HOURS, N_("Study hours")),
    (TREND, N_("Checks")),
    (NUMBERS, N_("Statistics")),
)


class OverviewPage(Page):
    """Details: one of the views, `hours`, or a view and a year, `hours:2025`."""

    place = "home"
    returns = True

    def __init__(self, desk: Desk) -> None:
        super().__init__(desk)
        theme, t = desk.theme, desk.t
        self._year = desk.today().year
        self._view: YearView | None = None
        self.views = SegmentedControl(theme, [(key, t(text)) for key, text in VIEWS], YEAR)
        self.views.chosen.connect(lambda _key: self.refresh())
        self.years = ComboField(theme, ())
        self.years.setAccessibleName(t("Year"))
        self.years.settled.connect(self._choose_year)
        self._print = Button(theme, t("Print"), "secondary", "printer")
        self._print.clicked.connect(self.print_this)
        self._scroll = ScrollPage(gap=theme.layout("stack"))
        outer = QVBoxLayout(self)
        margin = theme.layout("page_margin")
        outer.setContentsMargins(margin, 0, margin, 12)
        outer.setSpacing(12)
        outer.addWidget(self.views, 0, Qt.AlignmentFlag.AlignLeft)
        outer.addWidget(self._scroll, 1)
        self._build()

    def _build(self) -> None:
        theme, t, go = self.desk.theme, self.t, self.desk.window.go
        self._glance = YearCard(self.desk)
        self._glance.asked.connect(go)
        self.heat = MemberHeat(theme, t)
        self.heat.chosen.connect(lambda member, _month: go(Route("members", member)))
        self.bars = HoursBars(theme, t)
        self.bars.chosen.connect(lambda member: go(Route("members", member)))
        self.trend = TrendChart(theme, t)
        self.trend.month_chosen.connect(lambda _year, _month: go(Route("checks")))
        self._heat_card = Card(theme, t("Attendance by member and month"), " ")
        self._heat_card.set_action(HeatLegend(theme, t("absent"), t("always there")))
        self._heat_card.add(self.heat)
        self._nobody = EmptyLine(
            theme, "users", t("No roster yet"), t("Bring the roster in first"), t("Members")
        )
        self._nobody.acted.connect(lambda: go(Route("members")))
        self._bars_card = Card(theme, t("Study hours by member"), " ")
        counted = self.desk.book.studying.counted(self.desk.today())
        self._bars_card.set_action(self.bars.legend(counted))
        self._bars_card.add(self.bars)
        self._trend_card = Card(theme, t("What the checks found, by month of the fact"), " ")
        self._trend_card.set_action(self.trend.legend())
        self._trend_card.add(self.trend)
        kind = Column("kind", t("Kind"), 110)
        year = Column("year", t("Whole year"), 150)
        whole = month_columns(Column("name", t("Name"), 170), t, (year,))
        self.tables = {
            YEAR: RowList(theme, month_columns(kind, t), two_lines=True),
            ATTENDANCE: RowList(theme, whole, two_lines=True),
            HOURS: RowList(theme, hours_columns(t, counted)),
            TREND: RowList(theme, trend_columns(t)),
        }
        self._cards: dict[str, tuple[QWidget, ...]] = {
            YEAR: (self._glance,),
            ATTENDANCE: (self._heat_card,),
            HOURS: (self._bars_card,),
            TREND: (self._trend_card,),
        }
        for key, table in self.tables.items():
            card = Card(theme, t("As a table"), t("Ctrl+C copies the chosen rows"), "sunken")
            card.add(table)
            self._cards[key] = (*self._cards[key], card)
            table.opened.connect(self._open_row)
        self.numbers = NumbersView(self.desk)
        self.numbers.opened.connect(self._open_record)
        self._cards[NUMBERS] = (self.numbers,)
        self._scroll.body.addWidget(self._nobody)
        for part in (part for parts in self._cards.values() for part in parts):
            self._scroll.body.addWidget(part)

    # What the window asks

    @override
    def title(self) -> str:
        return self.t("{year} at a glance", year=self._year)

    @override
    def meta(self) -> str:
        return self.t("Counted from the records; members stand in the roster's order")

    @override
    def header_actions(self) -> list[QWidget]:
        return [self.years, self._print]

    @override
    def arrive(self, record: str, detail: str) -> None:
        word, _, year = detail.partition(":")
        if word in dict(VIEWS):
            self.views.set_current(word)
        if year.isdecimal():
            self._year = int(year)
        self.refresh()

    @override
    def refresh(self) -> None:
        book, t = self.desk.book, self.t
        known = {*book.yearly.years(), self._year}
        self.years.set_options(
            [(str(y), t("Year {year}", year=y)) for y in sorted(known, reverse=True)]
        )
        self.years.set_value(str(self._year))
        here = self.views.current()
        for key, cards in self._cards.items():
            for card in cards:
                card.setVisible(key == here)
        self._nobody.hide()
        if here == NUMBERS:
            self.numbers.show_year(self._year)
        else:
            self._show(book.yearly.view(self._year), here)
        self.header_changed.emit()

    def _show(self, view: YearView, here: str) -> None:
        t = self.t
        self._view = view
        lacking = here in (ATTENDANCE, HOURS) and not view.people
        self._nobody.setVisible(lacking)
        for card in self._cards[here]:
            card.setVisible(not lacking)
        match here:
            case "year":
                self._glance.show_year(view.year, view.month, view.glance)
                self._fill(here, ListRows(glance_rows(view.glance, t)))
            case "attendance":
                self.heat.set_rows(heat_rows(view, t), view.month)
                self._heat_card.set_meta(self.heat.summary())
                self._fill(here, ListRows(attendance_rows(view, t)))
            case "hours":
                self.bars.set_rows(bar_rows(view.people, view, t))
                self._bars_card.set_meta("")
                self._fill(here, ListRows(hours_rows(view.people, view, t)))
            case _:
                self.trend.set_months(view.trend)
                self._trend_card.set_meta(self.trend.summary())
                self._fill(here, ListRows(trend_rows(view.trend, t)))

    def _fill(self, here: str, rows: RowSource) -> None:
        table = self.tables[here]
        table.set_rows(rows)
        table.fit_height()

    # Ways on

    def _choose_year(self, year: str) -> None:
        self._year = int(year)
        self.refresh()

    def _open_row(self, row: str) -> None:
        here = self.views.current()
        if here in (ATTENDANCE, HOURS) and row:
            self.desk.window.go(Route("members", row))
        elif here == YEAR:
            self.desk.window.go(Route("meetings", "", f"kind:{row}"))
        elif here == TREND:
            self.desk.window.go(Route("checks"))

    def _open_record(self, record: str) -> None:
        found = self.desk.book.records.raw(record)
        if record == "branch":
            self.desk.window.go(Route("settings", "", "branch"))
        elif found is not None:
            page = "meeting" if found.kind == "activity" else "record"
            self.desk.window.go(Route(page, record))

    @override
    def print_this(self) -> None:
        book, year, t = self.desk.book, self._year, self.t
        view = book.yearly.view(year)
        parts = year_parts(view, t, branch=book.branch())
        shown = Shown((), tuple(m for m in book.members.roster()))
        title = t("{year} at a glance", year=year)
        make_paper(
            self.desk,
            title,
            lambda _progress, draft: book.exporting.parts_pdf(parts, title, shown, draft=draft),
        )

    @override
    def primary(self) -> None:
        self.print_this()

    @override
    def resizeEvent(self, event: QResizeEvent) -> None:
        super().resizeEvent(event)
        wide = self.is_wide()
        self._glance.set_wide(wide=wide)
