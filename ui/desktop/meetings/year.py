"""A year of meetings on the page: the list or the month, the chosen day, what is still due."""

from collections.abc import Sequence
from datetime import date

from PySide6.QtCore import Qt, Signal
from PySide6.QtGui import QResizeEvent
from PySide6.QtWidgets import QHBoxLayout, QStackedWidget, QVBoxLayout, QWidget
from typing_extensions import override

from ui.desktop.desk import Desk
from ui.desktop.meetings.rows import (
    Listed,
    chips,
    columns,
    extra_chips,
    fits,
    in_order,
    marks,
    row,
)
from ui.desktop.meetings.side import DayCard, LackingCard, side_column
from ui.desktop.meetings.tools import Tools
from ui.desktop.widgets.cards import Card
from ui.desktop.widgets.empty import EmptyLine
from ui.desktop.widgets.labels import Label
from ui.desktop.widgets.month import CalendarMonth
from ui.desktop.widgets.monthpicker import MonthPicker
from ui.desktop.widgets.rowlist import RowList
from ui.desktop.widgets.rows import ListRows
from ui.desktop.widgets.scroll import ScrollPage


class YearView(QWidget):
    """Shows what it is given and says what was asked.

    Emits `opened(id)`, `printed(id)`, `moved(id, date)`, `removed(ids)`, `asked(date)` for a new
    meeting, `started(kind, group, date or None)` for one that is due, `year_asked(year)`.
    """

    opened = Signal(str)
    printed = Signal(str)
    moved = Signal(str, object)
    removed = Signal(list)
    asked = Signal(object)
    started = Signal(str, str, object)
    year_asked = Signal(int)

    def __init__(self, desk: Desk) -> None:
        super().__init__()
        self.desk, self.t = desk, desk.t
        t, theme = self.t, desk.theme
        self._year, self._day = desk.today().year, desk.today()
        self._picked = False
        self._all: Sequence[Listed] = ()
        self._sort = ("date", True)
        self.tools = Tools(theme, t)
        self.list = RowList(theme, columns(t), two_lines=True)
        self.calendar = CalendarMonth(theme, t, desk.today)
        self.month = MonthPicker(theme, t, desk.today)
        self.day_card, self.lacking = DayCard(theme, t), LackingCard(desk)
        self._lay()
        self._join()
        self.choose_view("list")

    def _lay(self) -> None:
        theme, t = self.desk.theme, self.t
        self._month_card = Card(theme)
        self._month_card.body.setContentsMargins(14, 4, 14, 8)
        self._month_card.add(self.month)
        self._hint = Label(t("Drag a meeting to another day to move it; Ctrl+Z takes it back."), "caption", "secondary", wrap=True)  # fmt: skip
        self._side = side_column(self._month_card, self.day_card, self.lacking, self._hint)
        scroll = ScrollPage()
        framed = Card(theme, head="")
        framed.body.setContentsMargins(0, 0, 0, 0)
        framed.add(self.list)
        self._none = EmptyLine(theme, "magnifying-glass", t("Nothing found"), t("Try a single word, or initials"), t("Clear the filter"))  # fmt: skip
        self._none.acted.connect(self._clear_filter)
        framed.add(self._none)
        scroll.body.addWidget(framed)
        self._views = QStackedWidget()
        self._views.addWidget(scroll)
        self._views.addWidget(self.calendar)
        side = ScrollPage()
        side.body.addWidget(self._side)
        self._side_scroll = side
        body = QHBoxLayout()
        body.setSpacing(theme.layout("gutter"))
        body.addWidget(self._views, 1)
        body.addWidget(side)
        column = QVBoxLayout(self)
        column.setContentsMargins(0, 0, 0, 0)
        column.setSpacing(12)
        column.addWidget(self.tools)
        column.addLayout(body, 1)

    def _join(self) -> None:
        self.tools.changed.connect(self._show)
        self.tools.year_chosen.connect(self._choose_year)
        self.tools.view_chosen.connect(self.choose_view)
        self.tools.turned.connect(self._turn)
        self.tools.search.left_down.connect(self.list.setFocus)
        self.tools.search.entered.connect(self._open_first)
        self.list.opened.connect(self.opened)
        self.list.opened_beside.connect(self.opened)
        self.list.chosen.connect(self._follow)
        self.list.sorted_by.connect(self._sort_by)
        self.list.removed.connect(self.removed)
        self.list.typed.connect(self.tools.type_on)
        self.month.day_chosen.connect(self._choose_day)
        self.month.month_shown.connect(self._show_month)
        self.calendar.opened.connect(self.opened)
        self.calendar.day_chosen.connect(self._choose_day)
        self.calendar.moved.connect(self.moved)
        self.day_card.opened.connect(self.opened)
        self.day_card.printed.connect(self.printed)
        self.day_card.asked.connect(self.asked)
        self.lacking.asked.connect(self.started)

    # What the page asks

    def show_year(self, year: int, years: list[int], found: Sequence[Listed]) -> None:
        """Show a year's meetings; `years` are those one may turn to."""
        today = self.desk.today()
        self._year, self._all = year, found
        self.tools.show_years(years, year, today)
        if not self._picked:
            last = date(year, 12, 31)
            self._day = self._next_day(today) if year == today.year else last
        self._show()
        self._show_due()

    def set_day(self, day: date) -> None:
        """Choose a day; it is shown with the next `show_year`."""
        self._picked, self._day = True, day

    def picked(self) -> date | None:
        """Return the day that was chosen by hand, None while none was."""
        return self._day if self._picked else None

    def meeting_of_day(self) -> str:
        """Return the id of the first meeting on the chosen day, "" where there is none."""
        held = self._on(self._day)
        return held[0].meeting.id if held else ""

    def focus_filter(self) -> None:
        """Put the cursor into the filter."""
        self.choose_view("list")
        self.tools.search.setFocus(Qt.FocusReason.ShortcutFocusReason)

    def choose_kind(self, kind: str) -> None:
        """Show meetings of one kind."""
        self.tools.kinds.set_current(kind)
        self._show()

    def choose_view(self, view: str) -> None:
        """Show the list or the calendar."""
        calendar = view == "calendar"
        self.tools.show_view(view)
        self._views.setCurrentIndex(1 if calendar else 0)
        self._month_card.setVisible(not calendar)
        self._hint.setVisible(calendar)
        self._fit()
        self._show_due()

    def _show_due(self) -> None:
        due = self.desk.book.meetings.due(self.desk.today())
        self.lacking.show_due(due, suggest=self._calendar_shown())

    # Showing

    def _show(self) -> None:
        found = self._shown()
        self.list.set_rows(ListRows([row(one, self.t) for one in found]))
        self.list.show_sorted(self._sort[0], descending=self._sort[1])
        self.list.fit_height()
        self.list.setVisible(bool(found))
        self._none.setVisible(not found)
        here = self._on(self._day)
        if here:
            self.list.select(here[0].meeting.id)
        self._show_month(self._day.year, self._day.month)
        self._show_day()

    def _show_month(self, year: int, month: int) -> None:
        kind = self.tools.kinds.current()
        found = [one for one in self._all if fits(one, kind, "")]
        self.month.show_month(year, month, marks(found))
        self.tools.show_month(year, month)
        shown = chips(found, self.t)
        if not kind:
            shown += extra_chips(self.desk, year, month)
        self.calendar.show_month(year, month, shown)

    def _show_day(self) -> None:
        self.month.set_chosen(self._day)
        self.calendar.set_chosen(self._day)
        held = [one.meeting for one in self._on(self._day)]
        notice = bool(held) and self.desk.book.meetings.notice(held[0].id) is not None
        self.day_card.show_day(self._day, held, notice, today=self.desk.today())

    def _on(self, day: date) -> list[Listed]:
        found = [o for o in self._all if o.meeting.activity.held_start and o.meeting.day == day]
        return sorted(found, key=lambda o: bool(o.meeting.linked) and not o.meeting.activity.parent)

    def _next_day(self, today: date) -> date:
        days = sorted(o.meeting.day for o in self._all if o.meeting.activity.held_start)
        return next((d for d in days if d >= today), today)

    def _calendar_shown(self) -> bool:
        return self._views.currentIndex() == 1

    def _choose_day(self, day: date) -> None:
        self._picked, self._day = True, day
        if day.year != self._year:
            self.year_asked.emit(day.year)
            return
        held = self._on(day)
        if held:
            self.list.select(held[0].meeting.id)
        self._show_month(day.year, day.month)
        self._show_day()

    def _choose_year(self, year: int) -> None:
        self._picked = False
        self.year_asked.emit(year)

    def _turn(self, year: int, month: int) -> None:
        day = date(year, month, 1) if year else self.desk.today()
        if day.year != self._year:
            self._choose_day(day)
        self._show_month(day.year, day.month)

    def _follow(self, activity: str) -> None:
        one = next((o for o in self._all if o.meeting.id == activity), None)
        if one is not None and one.meeting.activity.held_start:
            self._picked, self._day = True, one.meeting.day
            self._show_month(self._day.year, self._day.month)
            self._show_day()

    def _sort_by(self, key: str, descending: bool) -> None:
        self._sort = (key, descending)
        self._show()

    def _clear_filter(self) -> None:
        self.tools.clear()
        self._show()

    def _open_first(self) -> None:
        if self.list.count():
            self.opened.emit(self._shown()[0].meeting.id)

    def _shown(self) -> list[Listed]:
        kind, text = self.tools.kinds.current(), self.tools.search.text()
        found = [one for one in self._all if fits(one, kind, text)]
        return in_order(found, self._sort[0], descending=self._sort[1])

    @override
    def resizeEvent(self, event: QResizeEvent) -> None:
        super().resizeEvent(event)
        self._fit()

    def _fit(self) -> None:
        theme = self.desk.theme
        wide = self.window().width() >= theme.layout("wide_from")
        usual = 300 if self._calendar_shown() else 340
        self._side_scroll.setFixedWidth(theme.px(420 if wide else usual))
