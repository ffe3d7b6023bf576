"""单位: the units of the alliance by where they stand, one of them opened, or how the alliance grew."""

from collections import Counter
from collections.abc import Sequence

from PySide6.QtCore import Qt
from PySide6.QtGui import QResizeEvent
from PySide6.QtWidgets import QHBoxLayout, QLabel, QStackedWidget, QVBoxLayout, QWidget
from typing_extensions import override

from app.counting.alliance import STAGES, Point, changes, growth, state_on, stretches
from app.records.alliance import PartnerOrganization, PartnerState
from app.reports.alliance import point_name
from app.services.people import matches
from db.model.words import N_
from ui.desktop.desk import Desk, Route
from ui.desktop.joint.unitgrowth import GrowthChart
from ui.desktop.joint.unitopened import LOOKS, OpenedUnit
from ui.desktop.ledger.outgoing import export_table
from ui.desktop.papers import make_paper
from ui.desktop.tabbed import Tab
from ui.desktop.widgets.buttons import Button
from ui.desktop.widgets.cards import Card
from ui.desktop.widgets.empty import EmptyLine, EmptyState, Way
from ui.desktop.widgets.fields import SearchBox
from ui.desktop.widgets.filling import Filling
from ui.desktop.widgets.labels import Label
from ui.desktop.widgets.panel import side_width
from ui.desktop.widgets.rowlist import RowList
from ui.desktop.widgets.rows import Chip, Column, ListRows, MadeRows, Row, Text
from ui.desktop.widgets.scroll import ScrollPage
from ui.desktop.widgets.segmented import SegmentedControl

ALL = "all"
_FILTERS = (
    (PartnerState.intent, N_("Wishes to join")),
    (PartnerState.applied, N_("Applied")),
    (PartnerState.member, N_("Member unit")),
    (PartnerState.left, N_("Left the alliance")),
)
_LEFT, _LEFT_WIDE, _RECENT = 560, 680, 8


class UnitsView(Tab):
    """A list at the left; at the right how the alliance grew, or the unit that is chosen."""

    def __init__(self, desk: Desk) -> None:
        super().__init__(desk)
        theme, t = desk.theme, self.t
        self._units: list[PartnerOrganization] = []
        self._states: dict[str, PartnerState | None] = {}
        self._chosen = ""
        self.search = SearchBox(theme, t("Name, contact person, initials"), "Ctrl+F")
        self.search.typed.connect(lambda _text: self._draw())
        self.filter = SegmentedControl(theme, [(ALL, t("All"))], ALL, most=_LEFT)
        self.filter.chosen.connect(lambda _key: self._draw())
        columns = (
            Column("name", t("Unit")),
            Column("since", t("Since"), 96),
            Column("state", t("State"), 150),
        )
        self.list = RowList(theme, columns, two_lines=True, many=False)
        Filling(self.list, self)
        self.list.chosen.connect(self._choose)
        self.list.opened.connect(lambda unit: desk.window.go(Route("record", unit)))
        self.search.left_down.connect(self.list.setFocus)
        self._none = EmptyLine(theme, "magnifying-glass", t("Nothing found"))
        self.opened = OpenedUnit(desk)
        self.opened.closed.connect(lambda: self._choose(""))
        self.growth = GrowthChart(theme, t)
        self._new = Button(theme, t("Add a unit"), "primary", "plus")
        self._new.clicked.connect(self.new)
        self._print = Button(theme, t("Print the alliance"), "secondary", "printer")
        self._print.clicked.connect(self.print_this)
        self.empty = EmptyState(
            theme,
            t("No partner unit on record yet"),
            t("Who wishes to join, who applied, who is a member: one line a unit"),
            (
                Way("new", "buildings", "", "", t("Add a unit")),
                Way("bring", "file-arrow-down", "", "", t("Bring in from Excel")),
            ),
        )
        self.empty.chosen.connect(self._begin)
        self._lay()

    def _lay(self) -> None:
        theme, t = self.desk.theme, self.t
        self._card = Card(theme, head="")
        self._card.body.setContentsMargins(0, 0, 0, 0)
        self._card.add(self.list)
        self._none.setContentsMargins(16, 0, 16, 0)
        self._card.add(self._none)
        self._left = QWidget()
        left = QVBoxLayout(self._left)
        left.setContentsMargins(0, 0, 0, 0)
        left.setSpacing(10)
        left.addWidget(self.filter, 0, Qt.AlignmentFlag.AlignLeft)
        left.addWidget(self.search)
        left.addWidget(self._card)
        left.addStretch(1)
        curve = Card(theme, t("Growth of the alliance"), " ")
        curve.set_action(self.growth.legend())
        curve.add(self.growth)
        self.summary = Label("", "meta", "secondary", wrap=True)
        curve.add(self.summary)
        table = Card(theme, t("Latest periods in which something changed"), " ", "sunken")
        export = Button(theme, t("Export to Excel"), "quiet", "file-arrow-up", compact=True)
        export.clicked.connect(self.export)
        table.set_action(export)
        self.recent = table
        grown = ScrollPage(gap=12)
        grown.body.addWidget(curve)
        grown.body.addWidget(table)
        self._right = QStackedWidget()
        self._right.addWidget(grown)
        self._right.addWidget(self.opened)
        row = QHBoxLayout(self)
        margin = theme.layout("page_margin")
        row.setContentsMargins(margin, 0, margin, 16)
        row.setSpacing(theme.layout("gutter"))
        row.addWidget(self._left)
        row.addWidget(self._right, 1)
        row.addWidget(self.empty, 1)

    # What the tab asks

    @override
    def meta(self) -> str:
        counts = Counter(self._states.values())
        return self.t(
            "{members} members, {waiting} wish to join",
            members=counts[PartnerState.member],
            waiting=counts[PartnerState.intent] + counts[PartnerState.applied],
        )

    @override
    def header_actions(self) -> list[QWidget]:
        # The empty page has its own red button, and a page has one.
        return [self._print, self._new] if self._units else []

    @override
    def writing_actions(self) -> list[Button]:
        return [self._new]

    @override
    def arrive(self, record: str, detail: str) -> None:
        if record:
            self._chosen = record
            self.filter.set_current(ALL)
            self.search.clear()
        self.refresh()

    @override
    def refresh(self) -> None:
        self._units = self.desk.book.alliance.units()
        today = self.desk.today()
        self._states = {unit.id: state_on(unit, today) for unit in self._units}
        has = bool(self._units)
        self._left.setVisible(has)
        self._right.setVisible(has)
        self.empty.setVisible(not has)
        if self._chosen not in {u.id for u in self._units}:
            self._chosen = ""
        self._count()
        self._draw()
        self._show_right()
        self.header_changed.emit()

    def _count(self) -> None:
        t, counts = self.t, Counter(self._states.values())
        options = [(ALL, t("{state} {n}", state=t("All"), n=len(self._units)))]
        options += [
            (state.value, t("{state} {n}", state=t(words), n=counts[state]))
            for state, words in _FILTERS
        ]
        self.filter.set_options(options)

    def _draw(self) -> None:
        rows = [unit for unit in self._units if self._fits(unit)]
        self.list.set_rows(MadeRows(rows, self._row))
        self.list.setVisible(bool(rows))
        self._none.setVisible(not rows)
        if self._chosen:
            self.list.select(self._chosen)

    def _fits(self, unit: PartnerOrganization) -> bool:
        here = self.filter.current()
        if here != ALL and self._states[unit.id] != here:
            return False
        typed = self.search.text()
        return not typed or any(
            matches(name or "", typed) for name in (unit.name, unit.contact, unit.secretary)
        )

    def _row(self, unit: PartnerOrganization) -> Row:
        t, today = self.t, self.desk.today()
        state = self._states.get(unit.id)
        tone, icon, word = LOOKS[state]
        sub = "  ".join(t(x.title_) for x in (unit.kind, unit.scope) if x)
        day = getattr(unit, dict(STAGES)[state]) if state else None
        if state == PartnerState.member:
            day = next((s.first for s in reversed(stretches(unit)) if s.holds(today)), day)
        return Row(
            unit.id,
            (
                Text(unit.name, sub or " "),
                Text(day.isoformat() if day else "—", role="meta"),
                Chip(tone, icon, t(word)),
            ),
            quiet=state == PartnerState.left,
        )

    def _choose(self, unit: str) -> None:
        if unit == self._chosen:
            return
        self.opened.settle()
        self._chosen = unit
        if not unit:
            self.list.clearSelection()
        self._show_right()

    def _show_right(self) -> None:
        unit = next((u for u in self._units if u.id == self._chosen), None)
        self._right.setCurrentIndex(0 if unit is None else 1)
        if unit is not None:
            self.opened.show_unit(unit)
            return
        points = growth(self._units, self.desk.today())
        self.growth.set_points(points)
        self.summary.setText(self.growth.summary())
        self._show_recent(points)

    def _show_recent(self, points: Sequence[Point]) -> None:
        t = self.t
        self.recent.clear()
        heads = (t("Member units"), t("Wishing to join"), t("Came in it"), t("Left in it"))
        columns = [Column("period", t("Period"))]
        columns += [Column(str(n), head, 96, "right") for n, head in enumerate(heads)]
        shown = changes(points)[: -_RECENT - 1 : -1]
        table = RowList(self.desk.theme, columns)
        table.set_rows(ListRows([_point_row(p, point_name(p, t)) for p in shown]))
        table.fit_height()
        self.recent.add(table if shown else _said(t("No unit has a day yet")))

    # Doing

    def _begin(self, way: str) -> None:
        if way == "bring":
            self.desk.window.go(Route("joint", detail="units:partner_organization"))
        else:
            self.new()

    @override
    def new(self) -> None:
        self.desk.window.go(Route("record", detail="new:partner_organization"))

    @override
    def primary(self) -> None:
        self.new()

    @override
    def leave(self) -> None:
        self.opened.settle()

    @override
    def focus_filter(self) -> None:
        self.search.setFocus(Qt.FocusReason.ShortcutFocusReason)

    def export(self) -> None:
        """Write the growth to a file."""
        papers, t = self.desk.book.press.alliance, self.t
        export_table(self.desk, t("Growth of the alliance"), lambda _p: papers.growth_table(t))

    @override
    def print_this(self) -> None:
        papers = self.desk.book.press.alliance
        make_paper(
            self.desk, self.t("The alliance"), lambda _p, draft: papers.alliance_pdf(draft=draft)
        )

    @override
    def resizeEvent(self, event: QResizeEvent) -> None:
        super().resizeEvent(event)
        theme = self.desk.theme
        wide = self.is_wide()
        left = side_width(theme, self.width(), _LEFT_WIDE if wide else _LEFT, 0.45)
        self._left.setFixedWidth(left)
        self.filter.set_most(left)


def _point_row(point: Point, name: str) -> Row:
    numbers = (point.members, point.waiting, point.joined, point.left)
    return Row(point.span.key, (Text(name), *(Text(str(n), role="meta") for n in numbers)))


def _said(text: str) -> QLabel:
    label = Label(text, "meta", "secondary")
    label.setContentsMargins(16, 10, 16, 10)
    return label
