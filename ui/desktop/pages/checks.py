"""Checks: what contradicts, what is to be explained, and the folder for whoever inspects."""

from datetime import date

from PySide6.QtGui import QResizeEvent
from PySide6.QtWidgets import QHBoxLayout, QVBoxLayout, QWidget
from typing_extensions import override

from app.rules.finding import Finding
from app.said import listed
from app.services.checking import Report
from db.model.record import Applied
from ui.desktop.checks.folder import FolderCard, LastCard
from ui.desktop.checks.found import FoundCard
from ui.desktop.checks.period import days_of, options, period_words
from ui.desktop.checks.ways import way_to
from ui.desktop.desk import Desk, Route
from ui.desktop.page import Page
from ui.desktop.widgets.buttons import Button
from ui.desktop.widgets.cards import Card
from ui.desktop.widgets.duerow import ListRow
from ui.desktop.widgets.empty import EmptyState, Way
from ui.desktop.widgets.fields import ComboField
from ui.desktop.widgets.labels import Label
from ui.desktop.widgets.scroll import ScrollPage

_PERIOD_WIDTH = 156


class ChecksPage(Page):
    """One report of a period, in place."""

    place = "checks"

    def __init__(self, desk: Desk) -> None:
        super().__init__(desk)
        self._report: Report | None = None
        self._asked_finding = ""
        theme, t = desk.theme, desk.t
        self._period = ComboField(theme, options(desk.today(), t))
        self._period.setMinimumWidth(theme.px(_PERIOD_WIDTH))
        self._period.setAccessibleName(t("Period"))
        self._period.settled.connect(lambda _value: self.refresh())
        self._make = Button(theme, t("Make the folder"), "primary", "folder-plus")
        self._make.clicked.connect(self.print_this)
        self._found, self._folder, self._last = FoundCard(desk), FolderCard(desk), LastCard(desk)
        self._found.asked.connect(self._go)
        self._found.explained.connect(self._explain)
        self._last.again_asked.connect(self.print_this)
        self._lay()

    def _lay(self) -> None:
        theme, t = self.desk.theme, self.t
        margin = theme.layout("page_margin")
        page = ScrollPage(margins=(margin, 0, margin, margin))
        columns = QHBoxLayout()
        columns.setSpacing(theme.layout("gutter"))
        self._empty = QWidget()
        self._empty_lay = QVBoxLayout(self._empty)
        self._empty_lay.setContentsMargins(0, 0, 0, 0)
        self._passed_words = Label("", "meta")
        self._see = Button(theme, t("See what passed"), "link", compact=True)
        self._see.clicked.connect(self._toggle_passed)
        self._passed = Card(theme, t("Checked, nothing found"), head="sunken")
        self._passed.hide()
        foot = QHBoxLayout()
        foot.addWidget(self._passed_words, 1)
        foot.addWidget(self._see)
        main = QVBoxLayout()
        main.setSpacing(theme.layout("stack"))
        main.addWidget(self._found)
        main.addWidget(self._empty)
        main.addLayout(foot)
        main.addWidget(self._passed)
        main.addStretch(1)
        self._side = QWidget()
        side = QVBoxLayout(self._side)
        side.setContentsMargins(0, 0, 0, 0)
        side.setSpacing(theme.layout("stack"))
        side.addWidget(self._folder)
        side.addWidget(self._last)
        side.addStretch(1)
        columns.addLayout(main, 1)
        columns.addWidget(self._side)
        page.body.addLayout(columns)
        outer = QVBoxLayout(self)
        outer.setContentsMargins(0, 0, 0, 0)
        outer.addWidget(page)

    @override
    def resizeEvent(self, event: QResizeEvent) -> None:
        super().resizeEvent(event)
        theme = self.desk.theme
        wide = self.width() >= theme.layout("wide_from") - theme.layout("sidebar")
        self._side.setFixedWidth(440 if wide else 372)

    # What the window asks

    @override
    def title(self) -> str:
        return self.t("Checks")

    @override
    def meta(self) -> str:
        t, today = self.t, self.desk.today()
        texts = [pack.name.said(t) for pack in self.desk.book.checking.packs]
        first, last = self._days()
        return t(
            "{period}. Rules: {texts}",
            period=period_words(first, last, today, t),
            texts=listed(texts, t),
        )

    @override
    def header_actions(self) -> list[QWidget]:
        return [self._period, self._make]

    @override
    def arrive(self, record: str, detail: str) -> None:
        self.refresh()
        word, _, rest = detail.partition(":")
        if word == "finding":
            self._found.open_line(rest)

    @override
    def leave(self) -> None:
        self._found.settle()

    @override
    def touched(self, applied: Applied) -> None:
        # The line that is being written must not be drawn anew under the cursor.
        if not self._found.writing or applied.kinds() != {"explanation"}:
            self.refresh()

    @override
    def refresh(self) -> None:
        first, last = self._days()
        self._report = report = self.desk.book.checking.report(first, last)
        self._found.setVisible(bool(report.findings))
        self._found.show_report(report)
        self._show_empty(report)
        passed = sum(report.passed.values())
        self._passed_words.setText(self.t("{n} check passed|{n} checks passed", n=passed))
        self._show_passed(report)
        self._folder.show_period(report.first, report.last)
        self._show_last()
        self.header_changed.emit()

    def _days(self) -> tuple[date, date]:
        return days_of(self._period.value() or "year", self.desk.today())

    # Parts

    def _show_empty(self, report: Report) -> None:
        t = self.t
        self._empty.setVisible(not report.findings)
        while (item := self._empty_lay.takeAt(0)) is not None:
            if (widget := item.widget()) is not None:
                widget.deleteLater()
        if report.findings:
            return
        now = f"{self.desk.now():%H:%M}"
        empty = EmptyState(
            self.desk.theme,
            t("No contradiction and no reminder"),
            t(
                "{n} item was checked, last today at {time}|{n} items were checked, last today at {time}",
                n=sum(report.passed.values()),
                time=now,
            ),
            (Way("make", "folder-plus", "", "", t("Make the folder")),),
        )
        empty.chosen.connect(lambda _key: self.print_this())
        self._empty_lay.addWidget(empty)

    def _show_passed(self, report: Report) -> None:
        t = self.t
        self._passed.clear()
        for at, (title, count) in enumerate(report.passed.items()):
            if at:
                self._passed.add_rule()
            right = t("{n} time|{n} times", n=count)
            self._passed.add(
                ListRow(self.desk.theme, "check-circle", t(title), right=right, tone="ok")
            )

    def _toggle_passed(self) -> None:
        self._passed.setVisible(self._passed.isHidden())

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
