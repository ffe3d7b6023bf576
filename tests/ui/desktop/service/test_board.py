"""The board: arrows walk, Shift moves a card, a drag does too, hundreds of cards stay quick."""

from time import thread_time

import pytest
from PySide6.QtCore import QPoint, Qt
from PySide6.QtGui import QPixmap
from PySide6.QtTest import QTest
from pytestqt.qtbot import QtBot

from ui.desktop.service.board import Board
from ui.desktop.service.boardcard import BoardCard, BoardColumn, card_height, title_lines
from ui.desktop.theme.theme import Theme

LONG = "白玛村便道雨后塌方，需要推土机和两车碎石，还要派人看守到通车为止"


def column(key: str, *titles: str, more: str = "") -> BoardColumn:
    cards = tuple(
        BoardCard(f"{key}{n}", title, "村委会", "马福林") for n, title in enumerate(titles)
    )
    return BoardColumn(key, key, len(cards), cards, more)


@pytest.fixture
def board(qtbot: QtBot, theme: Theme) -> Board:
    board = Board(theme)
    qtbot.addWidget(board)
    board.resize(1100, 600)
    board.show_columns([column("todo", "一", LONG), column("doing", "三"), column("check"),
                        column("over", "四", more="全部 86 件在列表里")])  # fmt: skip
    board.show()
    board.activateWindow()
    board.setFocus()
    return board


def test_arrows_walk_and_skip_an_empty_column(board: Board) -> None:
    assert board.current() == "todo0"
    QTest.keyClick(board, Qt.Key.Key_Down)
    assert board.current() == "todo1"
    QTest.keyClick(board, Qt.Key.Key_Right)
    assert board.current() == "doing0"
    QTest.keyClick(board, Qt.Key.Key_Right)
    assert board.current() == "over0"
    assert "四" in board.accessibleName()


def test_enter_opens_and_shift_with_an_arrow_moves(qtbot: QtBot, board: Board) -> None:
    with qtbot.waitSignal(board.opened) as opened:
        QTest.keyClick(board, Qt.Key.Key_Return)
    assert opened.args == ["todo0"]
    with qtbot.waitSignal(board.moved) as moved:
        QTest.keyClick(board, Qt.Key.Key_Right, Qt.KeyboardModifier.ShiftModifier)
    assert moved.args == ["todo0", "doing"]
    with qtbot.assertNotEmitted(board.moved):
        QTest.keyClick(board, Qt.Key.Key_Left, Qt.KeyboardModifier.ShiftModifier)


def test_a_card_dragged_into_another_column_moves_and_a_press_opens(
    qtbot: QtBot, board: Board
) -> None:
    start = board.place_of("todo0").center().toPoint()
    there = board.column_room(1).center().toPoint()
    with qtbot.waitSignal(board.moved) as moved:
        QTest.mousePress(board, Qt.MouseButton.LeftButton, pos=start)
        QTest.mouseMove(board, start + QPoint(40, 0))
        QTest.mouseMove(board, there)
        QTest.mouseRelease(board, Qt.MouseButton.LeftButton, pos=there)
    assert moved.args == ["todo0", "doing"]
    with qtbot.waitSignal(board.opened) as opened:
        QTest.mouseClick(board, Qt.MouseButton.LeftButton, pos=start)
    assert opened.args == ["todo0"]


def test_the_line_below_asks_for_the_rest(qtbot: QtBot, board: Board) -> None:
    below = board.place_of("over0").bottomLeft().toPoint() + QPoint(30, 16)
    with qtbot.waitSignal(board.more_asked) as asked:
        QTest.mouseClick(board, Qt.MouseButton.LeftButton, pos=below)
    assert asked.args == ["over"]


def test_delete_and_the_menu_key_speak_of_the_current_card(qtbot: QtBot, board: Board) -> None:
    with qtbot.waitSignal(board.removed) as removed:
        QTest.keyClick(board, Qt.Key.Key_Delete)
    assert removed.args == [["todo0"]]
    with qtbot.waitSignal(board.menu_asked) as asked:
        QTest.keyClick(board, Qt.Key.Key_Menu)
    assert asked.args == ["todo0"]


def test_a_long_title_takes_two_lines(theme: Theme) -> None:
    lines = title_lines(theme, LONG, 200)
    assert len(lines) == 2
    assert "".join(lines) == LONG
    first, rest = title_lines(theme, "broken pump at camp seven", 150)
    assert f"{first} {rest}" == "broken pump at camp seven"
    one, two = (card_height(theme, BoardCard("x", title), 220) for title in ("一", LONG))
    assert two > one


def test_a_thousand_cards_are_laid_out_and_painted_within_a_few_frames(
    qtbot: QtBot, theme: Theme
) -> None:
    board = Board(theme)
    qtbot.addWidget(board)
    board.resize(1100, 600)
    cards = [column(key, *[LONG] * 250) for key in ("todo", "doing", "check", "over")]
    begun = thread_time()
    board.show_columns(cards)
    laid = thread_time() - begun
    seen = QPixmap(1100, 600)
    begun = thread_time()
    board.render(seen, QPoint(0, 0), board.visibleRegion())
    assert laid < 1.0
    assert thread_time() - begun < 1.0
