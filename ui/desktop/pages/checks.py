"""Checks: what contradicts, what is to be explained, and the folder for whoever inspects."""

from datetime import date

from PySide6.QtCore import Qt
from PySide6.QtGui import QResizeEvent
from PySide6.QtWidgets import QHBoxLayout, QVBoxLayout, QWidget
from typing_extensions import override

from app.rules.finding import Finding
from app.said import listed
from app.services.checking import Report
from db.model.record import Applied
from ui.desktop.checks.folder import FolderCard, LastCard, VisitRow
from ui.desktop.checks.found import FoundCard
from ui.desktop.checks.passed import PassedView, nothing_found
from ui.desktop.checks.period import LONG, days_of, options, period_words
from ui.desktop.checks.ways import way_to
from ui.desktop.desk import Desk, Route
from ui.desktop.page import Page
from ui.desktop.widgets.buttons import Button
from ui.desktop.widgets.fields import ComboField
from ui.desktop.widgets.labels import Label
from ui.desktop.widgets.scroll import ScrollPage

_PERIOD_WIDTH = 156
_NAMED = 3
"""So many rule packs are named under the title."""


class ChecksPage(Page):
    """One report of a period, in place."""

    place = "checks"

    def __init__(self, desk: Desk) -> None:
        super().__init__(desk)
        self._report: Report | None = None
        self._asked_finding, self._behind = "", False
        theme, t = desk.theme, desk.t
        self._period = ComboField(theme, options(desk.today(), t))
        self._period.setMinimumWidth(theme.px(_PERIOD_WIDTH))
        self._period.setAccessibleName(t("Period"))
        self._period.settled.connect(lambda _value: self.refresh())
        self._make = Button(theme, t("Make the folder"), "primary", "folder-plus")
        self._make.clicked.connect(self.print_this)
        self._found, self._folder, self._last = FoundCard(desk), FolderCard(desk), LastCard(desk)
        self._visit = VisitRow(desk)
        self._visit.asked.connect(lambda page: desk.window.go(Route(page)))
        self._found.asked.connect(self._go)
        self._found.explained.connect(self._explain)
        self._found.shut.connect(self._catch_up)
        self._last.again_asked.connect(self.print_this)
        self._lay()

    def _lay(self) -> None:
        theme, t = self.desk.theme, self.t
        margin = theme.layout("page_margin")
        self._empty = QWidget()
        self._empty_lay = QVBoxLayout(self._empty)
        self._empty_lay.setContentsMargins(0, 0, 0, 0)
        self._passed_words = Label("", "meta")
        self._see = Button(theme, t("See what passed"), "link", compact=True)
        self._see.clicked.connect(self._toggle_passed)
        self._passed = PassedView(self.desk)
        foot = QHBoxLayout()
        foot.addWidget(self._passed_words, 1)
        foot.addWidget(self._see)
        main = QVBoxLayout()
        main.setSpacing(8)
        main.addWidget(self._found, 1)
        main.addWidget(self._empty, 1)
        main.addWidget(self._passed, 1)
        main.addLayout(foot)
        self._side = ScrollPage(gap=theme.layout("stack"))
        self._side.body.addWidget(self._visit)
        self._side.body.addWidget(self._folder)
        self._side.body.addWidget(self._last)
        columns = QHBoxLayout(self)
        columns.setContentsMargins(margin, 0, margin, 12)
        columns.setSpacing(theme.layout("gutter"))
        columns.addLayout(main, 1)
        columns.addWidget(self._side)

    @override
    def resizeEvent(self, event: QResizeEvent) -> None:
        super().resizeEvent(event)
        self._side.setFixedWidth(self.desk.theme.px(440 if self.is_wide() else 372))

    # What the window asks

    @override
    def title(self) -> str:
        return self.t("Checks")

    @override
    def meta(self) -> str:
        t, today = self.t, self.desk.today()
        texts = [pack.name.said(t) for pack in self.desk.book.checking.packs]
        first, last = self._days()
        named = listed(texts[:_NAMED], t)
        if len(texts) > _NAMED:
            named = t("{texts} and {n} more", texts=named, n=len(texts) - _NAMED)
        return t(
            "{period}. Rules: {texts}", period=period_words(first, last, today, t), texts=named
        )

    @override
    def header_actions(self) -> list[QWidget]:
        # Where nothing was found, the page itself has the one red button.
        return [self._period] if self._empty.isVisibleTo(self) else [self._period, self._make]

    @override
    def arrive(self, record: str, detail: str) -> None:
        word, _, rest = detail.partition(":")
        self._asked_finding = rest if word == "finding" else ""
        years = self.desk.book.yearly.years()
        self._period.set_options(options(self.desk.today(), self.t, years))
        self.refresh()

    @override
    def leave(self) -> None:
        self._found.settle()

    @override
    def touched(self, applied: Applied) -> None:
        # The line that is being written must not be drawn anew under the cursor.
        if self._found.writing and applied.kinds() == {"explanation"}:
            self._behind = True
        else:
            self.refresh()

    def _catch_up(self) -> None:
        if self._behind:
            self._behind = False
            self.refresh()

    @override
    def refresh(self) -> None:
        first, last = self._days()
        checking, t = self.desk.book.checking, self.t
        if (last - first).days <= LONG:
            self._show(checking.report(first, last))
            return
        # Years of records are checked beside the screen; what shows meanwhile stays.
        self._passed_words.setText(t("Checking {period}", period=self._period.currentText()))
        self.desk.work.job(
            t("Checking {period}", period=self._period.currentText()),
            lambda _progress: checking.report(first, last),
            self._show_if_asked,
            self.desk.window.problem,
        )
        self.header_changed.emit()

    def _show_if_asked(self, report: Report) -> None:
        if (report.first, report.last) == self._days():
            self._show(report)

    def _show(self, report: Report) -> None:
        if report is not self._report:
            self._show_anew(report)
        passed = sum(report.passed.values())
        self._passed_words.setText(self.t("{n} check passed|{n} checks passed", n=passed))
        self._show_last()
        self.header_changed.emit()
        if self._asked_finding:
            self._found.open_line(self._asked_finding)
            self._asked_finding = ""

    def _show_anew(self, report: Report) -> None:
        # The same report means that nothing was written: all of it stands there already.
        self._report = report
        self._found.setVisible(bool(report.findings) and not self._passed.isVisibleTo(self))
        held = self.desk.book.checking.facts(report.first, report.last).activities
        self._found.show_report(report, {a.id: a.type for a in held}.get)
        self._show_empty(report)
        if self._passed.isVisibleTo(self):
            self._passed.show_report(report)
        self._folder.show_period(report.first, report.last)

    @override
    def focus_filter(self) -> None:
        self._found.search.setFocus(Qt.FocusReason.ShortcutFocusReason)

    def _days(self) -> tuple[date, date]:
        return days_of(self._period.value() or "year", self.desk.today())

    # Parts

    def _show_empty(self, report: Report) -> None:
        self._empty.setVisible(not report.findings and not self._passed.isVisibleTo(self))
        while (item := self._empty_lay.takeAt(0)) is not None:
            if (widget := item.widget()) is not None:
                widget.deleteLater()
        if report.findings:
            return
        empty = nothing_found(self.desk, report)
        empty.chosen.connect(lambda _key: self.print_this())
        self._empty_lay.addWidget(empty)

    def _toggle_passed(self) -> None:
        shown = self._passed.isHidden()
        if shown and self._report is not None:
            self._passed.show_report(self._report)
        self._passed.setVisible(shown)
        found = bool(self._report and self._report.findings)
        self._found.setVisible(found and not shown)
        self._empty.setVisible(not found and not shown)
        self._see.set_label(self.t("See the findings") if shown else self.t("See what passed"))
        self.header_changed.emit()

    def _show_last(self) -> None:
        made = self.desk.book.foldering.shelfmark.last()
        words = ""
        if made is not None:
            words = period_words(made.first, made.last, self.desk.today(), self.t)
        self._last.show_made(made, words)

    # Doing

    def _go(self, finding: Finding, action: str) -> None:
        self.desk.window.go(way_to(finding, action))

    def _explain(self, finding: Finding, text: str) -> None:
        checking = self.desk.book.checking
        self.desk.work.edit(
            lambda: checking.explain(finding, text), self._explained, self.desk.window.problem
        )

    def _explained(self, _applied: object) -> None:
        self._found.show_saved(self.t("Saved {time}", time=f"{self.desk.now():%H:%M}"))

    @override
    def print_this(self) -> None:
        self.leave()
        self.desk.window.go(Route("folder", "", self._period.value() or "year"))

    @override
    def primary(self) -> None:
        self.print_this()
