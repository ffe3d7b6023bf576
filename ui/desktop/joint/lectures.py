"""Lectures of a year by who speaks and to whom: counts of lectures, and the lectures behind each."""

from datetime import date

from PySide6.QtCore import Qt
from PySide6.QtWidgets import QHBoxLayout, QVBoxLayout, QWidget
from typing_extensions import override

from app.counting.lectured import Lectures
from app.dates import say_date
from app.records.meeting import Activity, LectureDirection, LecturerCapacity
from app.reports.activities import lecture_heads, lecture_rows
from app.terms import ActivityType
from db.model.words import Translate
from ui.desktop.desk import Desk, Route
from ui.desktop.joint.held import print_register
from ui.desktop.meetings.starting import start
from ui.desktop.tabbed import Tab
from ui.desktop.widgets.buttons import Button
from ui.desktop.widgets.cards import Card
from ui.desktop.widgets.empty import EmptyLine
from ui.desktop.widgets.fields import ComboField
from ui.desktop.widgets.labels import Label
from ui.desktop.widgets.rowlist import RowList
from ui.desktop.widgets.rows import Column, ListRows, Row, Text
from ui.desktop.widgets.scroll import ScrollPage

_WIDTH = 138


class LecturesView(Tab):
    """A table of capacities and directions above, the lectures below."""

    def __init__(self, desk: Desk) -> None:
        super().__init__(desk)
        theme, t = desk.theme, self.t
        self._held: tuple[Activity, ...] = ()
        self.years, self.capacities = ComboField(theme), ComboField(theme)
        self.years.setAccessibleName(t("Year"))
        self.years.settled.connect(lambda _year: self.refresh())
        self.capacities.setAccessibleName(t("Lecturer's capacity"))
        self.capacities.settled.connect(lambda _capacity: self._show_list())
        self.capacities.set_options(
            [("", t("All capacities")), *((c.value, t(c.title_)) for c in LecturerCapacity)]
        )
        self.counts = Card(theme, t("Lectures by who speaks"), head="sunken")
        self.list = RowList(theme, _columns(t), two_lines=True)
        self.list.opened.connect(lambda lecture: desk.window.go(Route("meeting", lecture)))
        self.none = EmptyLine(
            theme, "chalkboard-teacher", t("No lecture in this year"),
            t("A lecture says who speaks in what capacity, and whether it was given or received"),
            t("New lecture"),
        )  # fmt: skip
        self.none.acted.connect(self.new)
        self._print = Button(theme, t("Print"), "secondary", "printer")
        self._print.clicked.connect(self.print_this)
        self._begin = Button(theme, t("New lecture"), "primary", "plus")
        self._begin.clicked.connect(self.new)
        self._lay()

    def _lay(self) -> None:
        theme, margin = self.desk.theme, self.desk.theme.layout("page_margin")
        tools = QHBoxLayout()
        tools.setSpacing(8)
        tools.addWidget(self.capacities)
        tools.addStretch(1)
        tools.addWidget(self.years)
        card = Card(theme, head="")
        card.body.setContentsMargins(0, 0, 0, 0)
        card.add(self.list)
        self.none.setContentsMargins(16, 4, 16, 4)
        card.add(self.none)
        page = ScrollPage(margins=(margin, 0, margin, 16))
        page.body.addLayout(tools)
        page.body.addWidget(self.counts)
        page.body.addWidget(card)
        column = QVBoxLayout(self)
        column.setContentsMargins(0, 0, 0, 0)
        column.addWidget(page)

    @override
    def refresh(self) -> None:
        activities, this = self.desk.book.activities, self.desk.today().year
        kept = self.years.value() or str(this)
        years = [(str(y), str(y)) for y in activities.years(this)]
        self.years.set_options(years)
        self.years.set_value(kept if self.years.findData(kept) >= 0 else str(this))
        span = self.span()
        self._held = activities.lectures_held(*span)
        self._show_counts(activities.lectures(*span))
        self._show_list()

    def _show_counts(self, told: Lectures) -> None:
        t = self.t
        self.counts.clear()
        rows = lecture_rows(told, t)
        for at, cells in enumerate((lecture_heads(t), *rows)):
            if at:
                self.counts.add_rule()
            self.counts.add(self._line(cells, head=not at))
        micro, people = t("1 micro-lecture|{n} micro-lectures", n=len(told.micro)), ""
        if told.listened:
            people = t("{n} listeners on record", n=told.listened)
        said = t("{one}, {next}", one=micro, next=people) if people else micro
        self.counts.set_meta(said)

    def _line(self, cells: tuple[str, ...], *, head: bool) -> QWidget:
        frame = QWidget()
        row = QHBoxLayout(frame)
        row.setContentsMargins(16, 7, 16, 7)
        row.setSpacing(8)
        role = ("caption", "secondary") if head else ("body", "")
        row.addWidget(Label(cells[0], *role), 1)
        for cell in cells[1:]:
            label = Label(cell, *role)
            label.setFixedWidth(self.desk.theme.px(_WIDTH))
            label.setAlignment(Qt.AlignmentFlag.AlignRight | Qt.AlignmentFlag.AlignVCenter)
            row.addWidget(label)
        return frame

    def _show_list(self) -> None:
        wanted = self.capacities.value()
        shown = [a for a in self._held if wanted in ("", a.lecturer_capacity)]
        self.list.set_rows(ListRows([_row(a, self.t) for a in shown]))
        self.list.setVisible(bool(shown))
        self.list.fit_height()
        self.none.setVisible(not shown)
        self.header_changed.emit()

    def span(self) -> tuple[date, date]:
        """Return the first and the last day of the year that shows."""
        year = int(self.years.value() or self.desk.today().year)
        return date(year, 1, 1), date(year, 12, 31)

    @override
    def meta(self) -> str:
        return self.t("1 lecture|{n} lectures", n=len(self._held))

    @override
    def header_actions(self) -> list[QWidget]:
        return [self._print, self._begin]

    @override
    def writing_actions(self) -> list[Button]:
        return [self._begin]

    @override
    def new(self) -> None:
        start(self.desk, ActivityType.party_lecture)

    @override
    def primary(self) -> None:
        self.new()

    @override
    def print_this(self) -> None:
        print_register(self.desk, *self.span())


def _columns(t: Translate) -> tuple[Column, ...]:
    return (
        Column("date", t("Date"), 108),
        Column("title", t("Title")),
        Column("lecturer", t("Lecturer"), 180),
        Column("direction", t("Given or received"), 130),
        Column("people", t("People who listened"), 110, "right"),
    )


def _row(lecture: Activity, t: Translate) -> Row:
    direction = lecture.lecture_direction or LectureDirection.own
    capacity, start = lecture.lecturer_capacity, lecture.held_start
    return Row(
        lecture.id,
        (
            Text(say_date(start.date(), t) if start else ""),
            Text(lecture.title or t(lecture.type.title_), tag=t("Micro") if lecture.micro else ""),
            Text(lecture.lecturer or "", t(capacity.title_) if capacity else ""),
            Text(t(direction.title_), role="meta"),
            Text(str(lecture.audience_count or ""), role="meta"),
        ),
    )
