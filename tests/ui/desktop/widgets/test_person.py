"""A person is found by initials, and a name of nobody is offered a way."""

import pytest
from PySide6.QtCore import Qt
from PySide6.QtTest import QTest
from pytestqt.qtbot import QtBot

from app.words import Catalogue
from ui.desktop.theme.theme import Theme
from ui.desktop.widgets.person import Person, PersonField

Key = Qt.Key
PEOPLE = (
    Person("1", "Zhou Jianguo", "zjg", "One", "Secretary"),
    Person("2", "Zhao Zhiqiang", "zzq", "One"),
    Person("3", "Hu Shengli", "hsl", "Three"),
)


@pytest.fixture
def field(theme: Theme, t: Catalogue, qtbot: QtBot) -> PersonField:
    """A field for three people that offers to add others."""
    field = PersonField(theme, t, PEOPLE, offers=True)
    qtbot.addWidget(field)
    field.show()
    return field


def test_initials_and_enter_take_the_first(field: PersonField, qtbot: QtBot) -> None:
    QTest.keyClicks(field, "z")
    with qtbot.waitSignal(field.settled, check_params_cb=lambda v: v == "1"):
        QTest.keyClick(field, Key.Key_Return)
    assert field.text() == "Zhou Jianguo"


def test_down_takes_the_second(field: PersonField, qtbot: QtBot) -> None:
    QTest.keyClicks(field, "z")
    QTest.keyClick(field, Key.Key_Down)
    QTest.keyClick(field, Key.Key_Return)
    assert field.value() == "2"


def test_a_name_of_nobody_is_offered_as_a_member_or_a_guest(
    field: PersonField, qtbot: QtBot
) -> None:
    QTest.keyClicks(field, "Li")
    with qtbot.waitSignal(field.add_asked, check_params_cb=lambda name: name == "Li"):
        QTest.keyClick(field, Key.Key_Return)
    QTest.keyClicks(field, "a")
    QTest.keyClick(field, Key.Key_Down)
    with qtbot.waitSignal(field.guest_asked, check_params_cb=lambda name: name == "Lia"):
        QTest.keyClick(field, Key.Key_Return)


def test_esc_puts_the_chosen_one_back(field: PersonField, qtbot: QtBot) -> None:
    field.set_value("3")
    QTest.keyClick(field, Key.Key_A, Qt.KeyboardModifier.ControlModifier)
    QTest.keyClicks(field, "z")
    QTest.keyClick(field, Key.Key_Escape)
    assert (field.text(), field.value()) == ("Hu Shengli", "3")


def test_an_emptied_field_is_nobody(field: PersonField, qtbot: QtBot) -> None:
    field.set_value("3")
    field.clear()
    with qtbot.waitSignal(field.settled, check_params_cb=lambda v: not v):
        field.settle()
