"""A scan to type from: fitted, zoomed and turned by keys, page by page."""

from PySide6.QtCore import Qt
from PySide6.QtGui import QColor, QImage
from PySide6.QtTest import QTest
from pytestqt.qtbot import QtBot

from ui.desktop.theme.theme import Theme
from ui.desktop.widgets.picture import PictureView


def picture(width: int, height: int) -> QImage:
    made = QImage(width, height, QImage.Format.Format_RGB32)
    made.fill(QColor("white"))
    return made


def view(theme: Theme, qtbot: QtBot) -> PictureView:
    shown = PictureView(theme)
    qtbot.addWidget(shown)
    shown.resize(400, 300)
    shown.show()
    shown.show_pages([picture(800, 1200), picture(800, 1200)])
    return shown


def test_a_page_is_as_wide_as_the_room(theme: Theme, qtbot: QtBot) -> None:
    shown = view(theme, qtbot)
    assert abs(shown.scale_now() * 800 - shown.viewport().width()) < 2
    shown.resize(600, 300)
    assert abs(shown.scale_now() * 800 - shown.viewport().width()) < 2


def test_it_is_zoomed_and_fitted_again_by_keys(theme: Theme, qtbot: QtBot) -> None:
    shown = view(theme, qtbot)
    before = shown.scale_now()
    QTest.keyClick(shown, Qt.Key.Key_Plus)
    assert shown.scale_now() > before
    QTest.keyClick(shown, Qt.Key.Key_0)
    assert abs(shown.scale_now() - before) < 0.02


def test_turned_a_quarter_its_height_is_fitted(theme: Theme, qtbot: QtBot) -> None:
    shown = view(theme, qtbot)
    QTest.keyClick(shown, Qt.Key.Key_R)
    assert abs(shown.scale_now() * 1200 - shown.viewport().width()) < 2


def test_pages_are_turned_and_the_last_stays(theme: Theme, qtbot: QtBot) -> None:
    shown = view(theme, qtbot)
    with qtbot.waitSignal(shown.turned):
        QTest.keyClick(shown, Qt.Key.Key_PageDown)
    QTest.keyClick(shown, Qt.Key.Key_PageDown)
    assert (shown.page(), shown.count()) == (1, 2)


def test_without_a_scan_there_is_nothing_and_no_key_fails(theme: Theme, qtbot: QtBot) -> None:
    shown = PictureView(theme)
    qtbot.addWidget(shown)
    shown.show_pages(())
    for key in (Qt.Key.Key_Plus, Qt.Key.Key_0, Qt.Key.Key_R, Qt.Key.Key_PageDown):
        QTest.keyClick(shown, key)
    assert shown.count() == 0
