"""Editors: silent when told, heard when a person is done, and no input is ever removed."""

from PySide6.QtCore import Qt
from PySide6.QtGui import QGuiApplication
from PySide6.QtTest import QTest
from PySide6.QtWidgets import QVBoxLayout, QWidget
from pytestqt.qtbot import QtBot

from ui.desktop.theme.theme import Theme
from ui.desktop.widgets.fields import (
    ComboField,
    Field,
    LineField,
    NumberField,
    SearchBox,
)
from ui.desktop.widgets.switchfield import SwitchField

Key = Qt.Key


def test_a_line_settles_at_enter_and_only_when_it_changed(theme: Theme, qtbot: QtBot) -> None:
    line = LineField(theme, "old")
    qtbot.addWidget(line)
    with qtbot.assertNotEmitted(line.settled):
        QTest.keyClick(line, Key.Key_Return)
    QTest.keyClicks(line, " and new ")
    with qtbot.waitSignal(line.settled, check_params_cb=lambda said: said == "old and new"):
        QTest.keyClick(line, Key.Key_Return)


def test_setting_a_value_says_nothing(theme: Theme, qtbot: QtBot) -> None:
    line, number = LineField(theme), NumberField(theme)
    qtbot.addWidget(line)
    qtbot.addWidget(number)
    with qtbot.assertNotEmitted(line.settled), qtbot.assertNotEmitted(number.settled):
        line.set_value("told")
        number.set_value(7)
        line.settle()
        number.settle()
    assert (line.value(), number.value()) == ("told", 7)


def test_a_number_is_none_until_typed_and_takes_full_width_digits(
    theme: Theme, qtbot: QtBot
) -> None:
    number = NumberField(theme, 999)
    qtbot.addWidget(number)
    assert number.value() is None
    QGuiApplication.clipboard().setText("２a5")
    number.paste()
    assert number.value() == 25
    QTest.keyClick(number, Key.Key_Up)
    assert number.value() == 26


def test_a_combo_speaks_only_when_a_person_chose(theme: Theme, qtbot: QtBot) -> None:
    combo = ComboField(theme, (("a", "Alpha"), ("b", "Beta")))
    qtbot.addWidget(combo)
    with qtbot.assertNotEmitted(combo.settled):
        combo.set_value("b")
        combo.set_options((("b", "Beta"), ("c", "Gamma")))
    assert combo.value() == "b"
    with qtbot.waitSignal(combo.settled, check_params_cb=lambda value: value == "c"):
        QTest.keyClick(combo, Key.Key_Down)


def test_a_switch_is_a_yes_or_no(theme: Theme, qtbot: QtBot) -> None:
    switch = SwitchField(theme, "Only text")
    qtbot.addWidget(switch)
    with qtbot.waitSignal(switch.settled):
        QTest.keyClick(switch, Key.Key_Space)
    assert switch.value() is True


def test_an_error_replaces_the_hint_and_marks_the_edge(theme: Theme, qtbot: QtBot) -> None:
    field = Field(theme, "Present", NumberField(theme), "Counted at the door")
    qtbot.addWidget(field)
    field.set_error("1 more than are due")
    assert field.editor.property("wrong") == "true"
    assert field.editor.accessibleDescription() == "1 more than are due"
    field.set_error("")
    assert field.editor.property("wrong") == "false"
    assert field.editor.accessibleDescription() == "Counted at the door"


def test_focus_does_not_move_the_page(theme: Theme, qtbot: QtBot) -> None:
    whole = QWidget()
    qtbot.addWidget(whole)
    column = QVBoxLayout(whole)
    line, other = LineField(theme), LineField(theme)
    column.addWidget(line)
    column.addWidget(other)
    whole.show()
    whole.activateWindow()
    before = line.geometry(), other.geometry()
    line.setFocus()
    line.set_wrong(True)
    assert (line.geometry(), other.geometry()) == before


def test_esc_clears_a_filter_first(theme: Theme, qtbot: QtBot) -> None:
    box = SearchBox(theme, "Name")
    qtbot.addWidget(box)
    QTest.keyClicks(box, "hsl")
    with qtbot.waitSignal(box.typed, check_params_cb=lambda text: not text):
        QTest.keyClick(box, Key.Key_Escape)
    with qtbot.waitSignal(box.left_down):
        QTest.keyClick(box, Key.Key_Down)


def test_a_value_too_long_for_its_place_ends_in_an_ellipsis_and_widens_no_form(
    theme: Theme, qtbot: QtBot
) -> None:
    place = QWidget()
    column = QVBoxLayout(place)
    combo = ComboField(theme, [("a", "白洋淀区域党建联盟章程" * 9), ("b", "简短")])
    column.addWidget(combo)
    qtbot.addWidget(place)
    place.resize(220, 80)
    place.show()
    assert combo.minimumSizeHint().width() <= theme.px(104)
    assert combo.shown().endswith("…")
    combo.set_value("b")
    assert combo.shown() == "简短"
