"""Charts: the year, presence, hours, exchange, the month, and a text with its changes."""

from datetime import date, timedelta

from PySide6.QtWidgets import QGridLayout, QWidget

from db.model.words import Translate
from ui.desktop.theme.theme import Theme
from ui.desktop.widgets.cards import Card
from ui.desktop.widgets.difftext import DiffText
from ui.desktop.widgets.gallery.frame import page
from ui.desktop.widgets.heat import AttendanceGrid, GroupHeat
from ui.desktop.widgets.hours import HoursBar, HoursDots
from ui.desktop.widgets.month import CalendarMonth, MonthChip
from ui.desktop.widgets.monthpicker import MonthPicker
from ui.desktop.widgets.timeline import Beat, SyncTimeline, TimelineView
from ui.desktop.widgets.yearchart import YearCell, YearChart, YearRow, YearView

_TODAY = date(2026, 5, 21)


def pictures(theme: Theme, t: Translate) -> QWidget:
    """Return the sheet."""
    whole, column = page(t("Pictures"), "")
    grid = QGridLayout()
    grid.setSpacing(12)
    grid.addWidget(_year(theme, t), 0, 0, 1, 2)
    grid.addWidget(_month(theme, t), 0, 2)
    grid.addWidget(_timeline(theme, t), 1, 0, 1, 2)
    grid.addWidget(_small_month(theme, t), 1, 2, 2, 1)
    grid.addWidget(_member(theme, t), 2, 0)
    grid.addWidget(_branch(theme, t), 2, 1)
    for at, stretch in enumerate((3, 4, 5)):
        grid.setColumnStretch(at, stretch)
    column.addLayout(grid)
    column.addStretch(1)
    return whole


def _year(theme: Theme, t: Translate) -> Card:
    done = tuple(YearCell(month, "done", late=month == 3) for month in range(1, 5))
    rest = tuple(YearCell(month, "open") for month in range(6, 13))
    rows = (
        YearRow(
            "general", t("General meeting"), True, (YearCell(2, "done"), YearCell(5, "planned"))
        ),
        YearRow("committee", t("Committee meeting"), False, (*done, YearCell(5, "done"), *rest)),
        YearRow("group", t("Group meeting"), False, (*done, YearCell(5, "part"), *rest)),
        YearRow("themed", t("Themed Party day"), False, (*done, YearCell(5, "planned"), *rest)),
        YearRow("lecture", t("Party lecture"), True, (YearCell(3, "done"),)),
    )
    chart = YearChart(theme, t)
    chart.set_year(YearView(2026, 5, rows))
    card = Card(theme, t("{year} at a glance", year=2026))
    card.set_action(chart.legend())
    card.add(chart)
    return card


def _timeline(theme: Theme, t: Translate) -> Card:
    days = [
        (4, "net", 40),
        (19, "stick", 6800),
        (34, "net", 9),
        (52, "net", 210),
        (66, "stick", 30),
        (78, "net", 90),
    ]
    first = _TODAY - timedelta(days=90)
    beats = tuple(Beat(first + timedelta(days=day), by, size * 1000) for day, by, size in days)
    since = first + timedelta(days=78)
    pending = tuple((since + timedelta(days=day), 1 + day * 2) for day in range(12))
    line = SyncTimeline(theme, t)
    line.set_days(TimelineView(first, _TODAY, beats, since, pending))
    card = Card(theme, t("Last {n} days", n=90), t("the height is how much went over"))
    card.set_action(line.legend())
    card.add(line)
    return card


def _member(theme: Theme, t: Translate) -> Card:
    card = Card(theme, t("Hours"), t("{n}, goal {goal}", n=17, goal=32))
    bar = HoursBar(theme, t)
    bar.set_hours(17, 32, 12.4)
    card.add(bar)
    grid = AttendanceGrid(theme, t)
    none = ("none",) * 7
    grid.set_rows(
        (
            (t("General meeting"), ("none", "present", "none", "none", "planned", *none)),
            (t("Group meeting"), ("present", "present", "present", "leave", "present", *none)),
            (t("Themed Party day"), ("present", "present", "absent", "present", "planned", *none)),
        ),
        5,
    )
    card.add(grid)
    return card


def _branch(theme: Theme, t: Translate) -> Card:
    card = Card(theme, t("Presence by group"), t("present of those due"))
    heat = GroupHeat(theme, t)
    none = (None,) * 7
    heat.set_rows(
        (
            (t("Party group 1"), (96, 98, 92, 94, 100, *none)),
            (t("Party group 2"), (90, 95, 88, 84, 90, *none)),
        ),
        5,
    )
    card.add(heat)
    dots = HoursDots(theme, t)
    dots.set_hours(
        (8, 8, 10, 14, 14, 16, 16, 16, *(20,) * 8, 22, 22, 24, 24, 28, 30, 34, 38, 40), 12.4, 32
    )
    card.add(dots)
    return card


def _month(theme: Theme, t: Translate) -> QWidget:
    month = CalendarMonth(theme, t, lambda: _TODAY)
    month.set_chosen(date(2026, 5, 22))
    month.show_month(
        2026,
        5,
        (
            MonthChip("1", date(2026, 5, 8), "ok", "check-circle", t("Committee meeting")),
            MonthChip("2", date(2026, 5, 14), "ok", "check-circle", t("Group meeting")),
            MonthChip(
                "3", date(2026, 5, 22), "info", "calendar-check", t("General meeting"), movable=True
            ),
            MonthChip("4", date(2026, 5, 29), "wait", "clock", t("Group meeting"), movable=True),
        ),
    )
    return month


def _small_month(theme: Theme, t: Translate) -> Card:
    card = Card(theme)
    picker = MonthPicker(theme, t, lambda: _TODAY)
    picker.set_chosen(date(2026, 5, 22))
    marks = {date(2026, 5, 8): "done", date(2026, 5, 14): "done", date(2026, 5, 22): "planned"}
    picker.show_month(2026, 5, marks)
    card.add(picker)
    diff = DiffText(theme)
    diff.show_diff(
        (
            ("same", t("In the afternoon of 28 April rockfalls cleared, in places:")),
            ("same", " "),
            ("del", "3"),
            ("add", "5"),
        )
    )
    card.add(diff)
    return card
