"""The date field takes what is typed, echoes the weekday, and never removes what it can't read."""

from datetime import date, datetime, time

import pytest
from PySide6.QtCore import Qt
from PySide6.QtTest import QTest
from pytestqt.qtbot import QtBot

from app.words import Catalogue
from ui.desktop.theme.theme import Theme
from ui.desktop.widgets.dates import DateField, DateTimeField, TimeField
from ui.desktop.widgets.monthpicker import MonthPicker, beside_month, month_days

TODAY = date(2026, 5, 21)
Key = Qt.Key


@pytest.fixture
def day(theme: Theme, t: Catalogue, qtbot: QtBot) -> DateField:
    """An empty field on the day of the pictures."""
    field = DateField(theme, t, lambda: TODAY)
    qtbot.addWidget(field)
    field.resize(220, 36)
    field.show()
    return field


def test_short_forms_become_a_date_at_enter(day: DateField, qtbot: QtBot) -> None:
    QTest.keyClicks(day, "522")
    with qtbot.waitSignal(day.settled, check_params_cb=lambda v: v == date(2026, 5, 22)):
        QTest.keyClick(day, Key.Key_Return)
    assert day.text() == "2026-05-22"


def test_up_and_down_change_a_day(day: DateField, qtbot: QtBot) -> None:
    day.set_value(TODAY)
    QTest.keyClick(day, Key.Key_Up)
    assert day.value() == date(2026, 5, 22)
    QTest.keyClick(day, Key.Key_Down)
    assert day.value() == TODAY


def test_what_names_no_day_stays_and_is_marked(day: DateField, qtbot: QtBot) -> None:
    with qtbot.assertNotEmitted(day.settled):
        QTest.keyClicks(day, "2-30")
        QTest.keyClick(day, Key.Key_Return)
    assert day.text() == "2-30"
    assert day.property("wrong") == "true"


def test_an_emptied_field_settles_as_none(day: DateField, qtbot: QtBot) -> None:
    day.set_value(TODAY)
    day.clear()
    with qtbot.waitSignal(day.settled, check_params_cb=lambda v: v is None):
        day.settle()


def test_alt_down_opens_the_month_and_enter_picks(day: DateField, qtbot: QtBot) -> None:
    day.set_value(TODAY)
    QTest.keyClick(day, Key.Key_Down, Qt.KeyboardModifier.AltModifier)
    picker = day.findChild(MonthPicker)
    assert isinstance(picker, MonthPicker)
    QTest.keyClick(picker, Key.Key_Right)
    with qtbot.waitSignal(day.settled):
        QTest.keyClick(picker, Key.Key_Return)
    assert day.value() == date(2026, 5, 22)


def test_a_time_is_put_in_order(theme: Theme, qtbot: QtBot) -> None:
    clock = TimeField(theme)
    qtbot.addWidget(clock)
    QTest.keyClicks(clock, "1930")
    QTest.keyClick(clock, Key.Key_Return)
    assert (clock.text(), clock.value()) == ("19:30", time(19, 30))


def test_day_and_time_make_a_moment(theme: Theme, t: Catalogue, qtbot: QtBot) -> None:
    both = DateTimeField(theme, t, lambda: TODAY)
    qtbot.addWidget(both)
    assert both.value() is None
    moment = datetime(2026, 5, 22, 19, 30)  # noqa: DTZ001
    both.set_value(moment)
    assert both.value() == moment


@pytest.mark.parametrize("month", range(1, 13))
def test_a_month_s_weeks_are_whole_and_begin_on_monday(month: int) -> None:
    weeks = month_days(2026, month)
    assert {len(week) for week in weeks} == {7}
    assert {week[0].weekday() for week in weeks} == {0}
    assert sum(day.month == month for week in weeks for day in week) >= 28


def test_the_months_beside_turn_the_year() -> None:
    assert beside_month(2026, 12, 1) == (2027, 1)
    assert beside_month(2026, 1, -1) == (2025, 12)


def test_pages_of_the_picker_are_announced(theme: Theme, t: Catalogue, qtbot: QtBot) -> None:
    picker = MonthPicker(theme, t, lambda: TODAY)
    qtbot.addWidget(picker)
    with qtbot.waitSignal(picker.month_shown, check_params_cb=lambda y, m: (y, m) == (2026, 6)):
        QTest.keyClick(picker, Key.Key_PageDown)
