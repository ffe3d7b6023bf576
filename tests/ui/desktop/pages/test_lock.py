"""The lock shows nothing of the book and takes what opens it."""

import pytest
from PySide6.QtCore import Qt
from PySide6.QtWidgets import QLineEdit
from pytestqt.qtbot import QtBot

from app.words import Catalogue
from ui.desktop.pages.lock import LockPage
from ui.desktop.theme.theme import Theme


@pytest.fixture
def lock(qtbot: QtBot, theme: Theme) -> LockPage:
    page = LockPage(theme, Catalogue("zh_CN"))
    qtbot.addWidget(page)
    page.show()
    return page


def test_enter_gives_what_was_typed_as_it_stands(lock: LockPage, qtbot: QtBot) -> None:
    with qtbot.waitSignal(lock.secret_given) as given:
        qtbot.keyClicks(lock.secret.line, " with spaces ")
        qtbot.keyClick(lock.secret.line, Qt.Key.Key_Return)
    assert given.args == [" with spaces "]


def test_what_is_typed_is_hidden_until_the_eye_is_pressed(lock: LockPage) -> None:
    assert lock.secret.line.echoMode() == QLineEdit.EchoMode.Password
    lock.secret._eye.click()
    assert lock.secret.line.echoMode() == QLineEdit.EchoMode.Normal


def test_nothing_typed_is_said_and_not_tried(lock: LockPage, qtbot: QtBot) -> None:
    with qtbot.assertNotEmitted(lock.secret_given):
        lock.open_button.click()
    assert lock.secret.accessibleDescription()


def test_a_second_press_while_one_is_tried_is_not_a_second_try(
    lock: LockPage, qtbot: QtBot
) -> None:
    lock.secret.line.setText("once")
    with qtbot.waitSignal(lock.secret_given):
        lock.open_button.click()
    with qtbot.assertNotEmitted(lock.secret_given):
        qtbot.keyClick(lock.secret.line, Qt.Key.Key_Return)


def test_a_refusal_leaves_what_was_typed_marked_to_be_typed_over(lock: LockPage) -> None:
    lock.secret.line.setText("wrong")
    lock.open_button.click()
    lock.refuse("It does not open.", "Look at Caps Lock.")
    assert lock.secret.line.selectedText() == "wrong"
    assert lock.secret.accessibleDescription() == "It does not open. Look at Caps Lock."
    assert not lock.open_button.is_busy()


def test_a_backup_can_be_asked_for_from_the_lock(lock: LockPage, qtbot: QtBot) -> None:
    with qtbot.waitSignal(lock.restore_asked):
        lock._restore.click()
