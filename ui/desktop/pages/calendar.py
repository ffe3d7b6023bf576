"""日历: meetings and what falls due, as a month and as a list; and as a file for any calendar."""

import importlib
from collections.abc import Sequence
from datetime import date, timedelta
from pathlib import Path

from PySide6.QtCore import Qt
from PySide6.QtGui import QResizeEvent
from PySide6.QtWidgets import QHBoxLayout, QStackedWidget, QVBoxLayout, QWidget
from typing_extensions import override

from app.counting.periods import months_after
from app.dates import say_month
from app.services.calendar_entry import Coming, due_within
from app.services.printing import save
from db.model.words import N_
from ui.desktop.desk import Desk
from ui.desktop.page import Page
from ui.desktop.seen.coming import DayList, DueList
from ui.desktop.seen.days import chips_of, columns, key_of, row_of, way_of, words_of
from ui.desktop.widgets.buttons import Button, IconButton
from ui.desktop.widgets.cards import Card
from ui.desktop.widgets.empty import EmptyLine
from ui.desktop.widgets.fields import SearchBox
from ui.desktop.widgets.labels import Label
from ui.desktop.widgets.month import CalendarMonth
from ui.desktop.widgets.monthpicker import beside_month, month_days
from ui.desktop.widgets.rowlist import RowList
from ui.desktop.widgets.rows import ListRows
from ui.desktop.widgets.scroll import ScrollPage
from ui.desktop.widgets.segmented import SegmentedControl

ALL, MEETINGS, DUE, JOINT, SERVICE = "all", "meetings", "due", "joint", "service"
_WHAT = (
    (ALL, N_("All")),
    (MEETINGS, N_("Meetings")),
    (DUE, N_("Falls due")),
    (JOINT, N_("Joint building")),
    (SERVICE, N_("Service")),
)
_VIEWS = (("month", N_("As a month")), ("list", N_("As a list")))
_AHEAD = 12


class CalendarPage(Page):
    """Details: `list`, or a day (`day:2026-05-22`)."""

    place = "home"
    returns = True

    def __init__(self, desk: Desk) -> None:
        super().__init__(desk)
        theme, t = desk.theme, desk.t
        self._day = desk.today()
        self._entries: list[Coming] = []
        self._ahead: list[Coming] = []
        self.what = SegmentedControl(theme, [(k, t(text)) for k, text in _WHAT], ALL)
        self.what.chosen.connect(lambda _key: self._draw())
        self.view = SegmentedControl(theme, [(k, t(text)) for k, text in _VIEWS], "month")
        self.view.chosen.connect(lambda _key: self._draw())
        self.search = SearchBox(theme, t("Title"), "Ctrl+F")
        self.search.setFixedWidth(180)
        self.search.typed.connect(lambda _text: self._draw())
        self.month = CalendarMonth(theme, t, desk.today)
        self.month.day_chosen.connect(self._choose_day)
        self.month.opened.connect(self._open)
        self.list = RowList(theme, columns(t), two_lines=True)
        self.list.opened.connect(self._open)
        self.search.left_down.connect(self.list.setFocus)
        self._none = EmptyLine(theme, "calendar-blank", t("Nothing in this period."))
        self.day_list, self.due_list = DayList(desk), DueList(desk)
        for part in (self.day_list, self.due_list):
            part.opened.connect(lambda entry: desk.window.go(way_of(entry)))
        self._save = Button(theme, t("Export as calendar file"), "secondary", "file-arrow-up")
        self._save.clicked.connect(self.export)
        self._lay()

    def _lay(self) -> None:
        theme, t = self.desk.theme, self.t
        self._title = Label("", "heading")
        self._back = IconButton(theme, "caret-left", t("The month before"), edged=True)
        self._on = IconButton(theme, "caret-right", t("The month after"), edged=True)
        self._back.clicked.connect(lambda: self._turn(-1))
        self._on.clicked.connect(lambda: self._turn(1))
        self._now = Button(theme, t("Today"), "quiet")
        self._now.clicked.connect(lambda: self._choose_day(self.desk.today()))
        tools = QHBoxLayout()
        tools.setSpacing(8)
        for part in (self._back, self._title, self._on, self._now, self.search, self.what):
            tools.addWidget(part)
        tools.addStretch(1)
        tools.addWidget(self.view)
        framed = Card(theme, head="")
        framed.body.setContentsMargins(0, 0, 0, 0)
        framed.add(self.list)
        self._none.setContentsMargins(16, 0, 16, 0)
        framed.add(self._none)
        page = ScrollPage()
        page.body.addWidget(framed)
        self._views = QStackedWidget()
        self._views.addWidget(self.month)
        self._views.addWidget(page)
        self._side = ScrollPage(gap=theme.layout("stack"))
        self._side.body.addWidget(self.day_list)
        self._side.body.addWidget(self.due_list)
        body = QHBoxLayout()
        body.setSpacing(theme.layout("gutter"))
        body.addWidget(self._views, 1)
        body.addWidget(self._side)
        column = QVBoxLayout(self)
        margin = theme.layout("page_margin")
        column.setContentsMargins(margin, 0, margin, 16)
        column.setSpacing(12)
        column.addLayout(tools)
        column.addLayout(body, 1)

    @override
    def resizeEvent(self, event: QResizeEvent) -> None:
        super().resizeEvent(event)
        self._side.setFixedWidth(self.desk.theme.px(420 if self.is_wide() else 320))

    # What the window asks

    @override
    def title(self) -> str:
        return self.t("Calendar")

    @override
    def meta(self) -> str:
        today = self.desk.today()
        parts = due_within((e for e in self._ahead if e.day >= today), today)
        return self.t(
            "{month} due this month, {quarter} later this quarter, {year} later this year",
            month=len(parts["month"]),
            quarter=len(parts["quarter"]),
            year=len(parts["year"]),
        )

    @override
    def header_actions(self) -> list[QWidget]:
        return [self._save]

    @override
    def arrive(self, record: str, detail: str) -> None:
        word, _, rest = detail.partition(":")
        if word == "day":
            self._day = date.fromisoformat(rest)
        elif word in dict(_VIEWS):
            self.view.set_current(word)
        self.refresh()

    @override
    def refresh(self) -> None:
        calendar, today = self.desk.book.calendar, self.desk.today()
        begun = today.replace(day=1)
        self._ahead = calendar.between(begun, months_after(begun, _AHEAD) - timedelta(days=1))
        weeks = month_days(self._day.year, self._day.month)
        first, last = weeks[0][0], weeks[-1][-1]
        inside = self._ahead and first >= begun and last <= self._ahead[-1].day
        self._entries = (
            [e for e in self._ahead if first <= e.day <= last]
            if inside
            else calendar.between(first, last)
        )
        late = [e for e in calendar.overdue(today) if e.source not in ("month", "quarter")]
        parts: dict[str, Sequence[Coming]] = {
            **due_within((e for e in self._ahead if e.day >= today), today), "late": late,
        }  # fmt: skip
        self.due_list.show_due(parts)
        self._draw()
        self.header_changed.emit()

    def _draw(self) -> None:
        t, today = self.t, self.desk.today()
        listed = self.view.current() == "list"
        self._views.setCurrentIndex(int(listed))
        for part in (self._back, self._title, self._on, self._now):
            part.setVisible(not listed)
        self.search.setVisible(listed)
        self._title.setText(say_month(self._day.year, self._day.month, t))
        shown = [e for e in self._entries if self._wanted(e)]
        self.month.set_chosen(self._day)
        self.month.show_month(self._day.year, self._day.month, chips_of(shown, t))
        self.day_list.show_day(self._day, [e for e in shown if e.day == self._day])
        text = self.search.text().strip().lower()
        rows = [
            row_of(e, today, t)
            for e in self._ahead
            if self._wanted(e) and text in words_of(e, t).lower()
        ]
        self.list.set_rows(ListRows(rows))
        self.list.fit_height()
        self.list.setVisible(bool(rows))
        self._none.setVisible(not rows)

    def _wanted(self, entry: Coming) -> bool:
        here = self.what.current()
        return here in (ALL, entry.area)

    # Doing

    def _turn(self, step: int) -> None:
        year, month = beside_month(self._day.year, self._day.month, step)
        today = self.desk.today()
        same = (today.year, today.month) == (year, month)
        self._choose_day(today if same else date(year, month, 1))

    def _choose_day(self, day: object) -> None:
        if not isinstance(day, date):
            return
        turned = (day.year, day.month) != (self._day.year, self._day.month)
        self._day = day
        if turned:
            self.refresh()
        else:
            self._draw()

    def _open(self, key: str) -> None:
        for entry in (*self._entries, *self._ahead):
            if key_of(entry) == key:
                self.desk.window.go(way_of(entry))
                return

    def export(self) -> None:
        """Write what lies ahead, a year from this month on, into a file that any calendar reads."""
        t, book = self.t, self.desk.book
        path = self.desk.window.choose_file(
            t("Export as calendar file"), "(*.ics)", save_as=f"{t('Calendar')}.ics"
        )
        if not path:
            return
        entries = tuple(self._ahead)

        def write() -> int:
            # Loaded when a file is asked for: the page comes without it.
            maker = importlib.import_module("app.services.calendarfile")
            content = maker.calendar_file(
                entries, t, branch=book.branch(), scope=book.pen().scope, now=self.desk.now()
            )
            save(content, Path(path))
            return len(entries)

        self.desk.work.edit(write, self._written, self.desk.window.problem)

    def _written(self, n: int) -> None:
        t = self.t
        self.desk.window.note(
            "ok",
            t("{n} entry written for your calendar|{n} entries written for your calendar", n=n),
            t("Titles and days only; no person's name, no place. A newer file replaces the older."),
        )

    @override
    def primary(self) -> None:
        self.export()

    @override
    def focus_filter(self) -> None:
        self.view.set_current("list")
        self._draw()
        self.search.setFocus(Qt.FocusReason.ShortcutFocusReason)
