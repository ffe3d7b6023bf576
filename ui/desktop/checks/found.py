"""What was found, as one card: a filter, the months, and the list with contradictions first."""

from dataclasses import replace

from PySide6.QtCore import Qt, Signal
from PySide6.QtGui import QResizeEvent
from PySide6.QtWidgets import QVBoxLayout, QWidget
from typing_extensions import override

from app.counting.monthly import found_by_month
from app.reports.boxes import TypeOf
from app.services.checking import Report
from ui.desktop.checks.findinglist import FindingList
from ui.desktop.checks.lines import Head, Line
from ui.desktop.checks.sift import (
    ALL,
    STATES,
    Sieve,
    Sifted,
    box_words,
    boxes_of,
    rules_of,
    sifted,
    through,
)
from ui.desktop.desk import Desk
from ui.desktop.widgets.cards import Card
from ui.desktop.widgets.empty import EmptyLine
from ui.desktop.widgets.fields import ComboField, SearchBox
from ui.desktop.widgets.scroll import FlowRow
from ui.desktop.widgets.segmented import SegmentedControl
from ui.desktop.widgets.trend import NO_MONTH, TrendChart

_CHOICE, _SEARCH = 132, 180


class FoundCard(QWidget):
    """Emits `asked(Finding, action key)`, `explained(Finding, text)`, `shut` when none is open any more."""

    asked = Signal(object, str)
    explained = Signal(object, str)
    shut = Signal()

    def __init__(self, desk: Desk) -> None:
        super().__init__()
        self._desk = desk
        theme, t = desk.theme, desk.t
        self._report: Report | None = None
        self._all: tuple[Sifted, ...] = ()
        self._sieve = Sieve()
        self.search = SearchBox(theme, t("Words, name, rule"), "Ctrl+F")
        self.states = SegmentedControl(theme, [(key, t(text)) for key, text in STATES], ALL)
        self.boxes, self.rules = ComboField(theme), ComboField(theme)
        self.trend = TrendChart(theme, t)
        self.list = FindingList(desk)
        self._none = EmptyLine(
            theme, "magnifying-glass", t("Nothing found"), "", t("Clear the filter")
        )
        self._lay()
        self._join()

    def _lay(self) -> None:
        theme, t = self._desk.theme, self._desk.t
        for combo, name in ((self.boxes, t("Filed in box")), (self.rules, t("Rule"))):
            combo.setAccessibleName(name)
            combo.setFixedWidth(theme.px(_CHOICE))
        self.search.setFixedWidth(theme.px(_SEARCH))
        self._tools = FlowRow(8)
        for part in (self.states, self.search, self.boxes, self.rules):
            self._tools.add(part)
        self._months = Card(theme, t("Month by month"), " ", "plain")
        self._months.body.setContentsMargins(16, 4, 16, 6)
        self._months.set_action(self.trend.legend())
        self._months.add(self.trend)
        self._card = Card(theme, head="")
        self._card.body.setContentsMargins(0, 0, 0, 0)
        self._none.setContentsMargins(16, 0, 16, 0)
        self._card.add(self.list)
        self._card.add(self._none)
        self._column = QVBoxLayout(self)
        self._column.setContentsMargins(0, 0, 0, 0)
        self._column.setSpacing(theme.layout("stack"))
        self._column.addWidget(self._tools)
        self._column.addWidget(self._months)
        self._column.addWidget(self._card)
        self._column.addStretch(1)

    def _join(self) -> None:
        self.search.typed.connect(lambda text: self._sift(text=text))
        self.search.left_down.connect(self._enter_list)
        self.search.entered.connect(self._enter_list)
        self.states.chosen.connect(lambda key: self._sift(state=key))
        self.boxes.settled.connect(lambda box: self._sift(box=int(box or -1)))
        self.rules.settled.connect(lambda rule: self._sift(rule=rule))
        self.trend.month_chosen.connect(lambda year, month: self._sift(month=(year, month)))
        self._none.acted.connect(self.clear_filter)
        self.list.acted.connect(self.asked)
        self.list.explained.connect(self.explained)
        self.list.turned.connect(self._follow)
        self.list.typed.connect(self.search.type_on)

    # What the page asks

    @property
    def writing(self) -> bool:
        """Tell whether a line to explain in is open."""
        row = self.list.open_row
        return row is not None and row.line is not None

    def show_report(self, report: Report, type_of: TypeOf) -> None:
        """Show what was found; ``type_of`` tells what kind a meeting is."""
        t = self._desk.t
        self._report = report
        self._all = sifted(report.findings, type_of, self._desk.book.records.name, t)
        self.boxes.set_options(boxes_of(self._all, t))
        self.rules.set_options(rules_of(self._all, t))
        months = found_by_month(report.findings, report.first, report.last)
        if self._sieve.month not in {(m.year, m.month) for m in months}:
            self._sieve = replace(self._sieve, month=NO_MONTH)
        # The choice stays only while it is offered.
        self._sieve = replace(
            self._sieve, box=int(self.boxes.value() or -1), rule=self.rules.value()
        )
        self.trend.set_months(months, self._sieve.month)
        self._months.set_meta("")
        self._months.setVisible(len(months) > 1)
        self._draw()

    def settle(self) -> None:
        """Write what is still being typed."""
        if self.list.open_row is not None:
            self.list.open_row.settle()

    def show_saved(self, text: str) -> None:
        """Say beside the open line when it was saved."""
        if self.list.open_row is not None:
            self.list.open_row.show_saved(text)

    def open_line(self, explanation: str) -> None:
        """Open a finding by the id of its explanation, whatever the filter says."""
        if explanation not in {f.explanation_id for f in self.list.findings()}:
            self.clear_filter()
        self.list.open_finding(explanation, write=True)

    def clear_filter(self) -> None:
        """Show everything again."""
        self._sieve = Sieve()
        self.search.blockSignals(True)
        self.search.clear()
        self.search.blockSignals(False)
        self.states.set_current(ALL)
        self.boxes.set_value("-1")
        self.rules.set_value("")
        self._sift()

    # Drawing

    def _sift(self, **wanted: object) -> None:
        self._sieve = replace(self._sieve, **wanted)  # type: ignore[arg-type]
        if self._report is not None:
            months = found_by_month(self._report.findings, self._report.first, self._report.last)
            self.trend.set_months(months, self._sieve.month)
        self._draw()

    def _draw(self) -> None:
        t = self._desk.t
        shown = through(self._sieve, self._all)
        wrong = [f for f in shown if f.is_error]
        rest = [f for f in shown if not f.is_error]
        lines: list[Line] = []
        for text, found in (
            (t("Contradictions, to be corrected"), wrong),
            (t("Reminders, to be explained"), rest),
        ):
            if found:
                lines += [Head(text, len(found)), *found]
        boxes = {s.finding.explanation_id: box_words(s.box, t) for s in self._all}
        self.list.show_lines(lines, boxes)
        self.list.setVisible(bool(lines))
        self._none.setVisible(not lines)
        self.fit()

    def fit(self) -> None:
        """Take the height of the list, or what the page leaves; a long list scrolls by itself."""
        months = self._months.sizeHint().height() + 12 if self._months.isVisibleTo(self) else 0
        tools = self._tools.heightForWidth(self.width())
        room = self.height() - months - tools - self._desk.theme.layout("stack") - 2
        self.list.setFixedHeight(max(160, min(room, self.list.whole_height())))

    @override
    def resizeEvent(self, event: QResizeEvent) -> None:
        super().resizeEvent(event)
        self.fit()

    # Doing

    def _follow(self) -> None:
        self.fit()
        if self.list.open_row is None:
            self.shut.emit()

    def _enter_list(self) -> None:
        self.list.setFocus(Qt.FocusReason.OtherFocusReason)
        if not self.list.currentIndex().isValid() and self.list.lines():
            self.list.setCurrentIndex(self.list.model().index(1, 0))
