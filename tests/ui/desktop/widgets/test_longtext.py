"""Long text settles while one writes, and grows instead of scrolling."""

from PySide6.QtCore import Qt
from PySide6.QtTest import QTest
from pytestqt.qtbot import QtBot

from ui.desktop.theme.theme import Theme
from ui.desktop.widgets.longtext import LongTextField


def test_it_settles_a_second_after_the_last_key(theme: Theme, qtbot: QtBot) -> None:
    text = LongTextField(theme)
    qtbot.addWidget(text)
    with qtbot.waitSignal(text.settled, timeout=3000, check_params_cb=lambda said: said == "mud"):
        QTest.keyClicks(text, "mud")


def test_enter_settles_at_once(theme: Theme, qtbot: QtBot) -> None:
    text = LongTextField(theme)
    qtbot.addWidget(text)
    QTest.keyClicks(text, "mud")
    with qtbot.waitSignal(text.settled, timeout=200):
        QTest.keyClick(text, Qt.Key.Key_Return)


def test_what_is_set_from_outside_is_not_announced(theme: Theme, qtbot: QtBot) -> None:
    text = LongTextField(theme)
    qtbot.addWidget(text)
    with qtbot.assertNotEmitted(text.settled, wait=50):
        text.set_value("told")
        text.settle()


def test_it_grows_with_what_is_written(theme: Theme, qtbot: QtBot) -> None:
    text = LongTextField(theme, rows=2)
    qtbot.addWidget(text)
    text.show()
    before = text.height()
    text.set_value("\n".join("line" for _ in range(9)))
    assert text.height() > before
    assert text.verticalScrollBarPolicy() == Qt.ScrollBarPolicy.ScrollBarAlwaysOff
