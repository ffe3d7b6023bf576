"""One key for each person: the sign-in grid and the field above it."""

import pytest
from PySide6.QtCore import QPoint, Qt
from PySide6.QtTest import QTest
from pytestqt.qtbot import QtBot

from app.words import Catalogue
from ui.desktop.theme.theme import Theme
from ui.desktop.widgets.signcells import SignInCell, SignInGroup
from ui.desktop.widgets.signin import SignInGrid
from ui.desktop.widgets.signinbar import SignInBar

NAMES = ("Zhou", "Dawa", "Wang", "Zhao", "Hu", "He")
Key = Qt.Key


@pytest.fixture
def grid(theme: Theme, t: Catalogue, qtbot: QtBot) -> SignInGrid:
    """Six people in two groups, nobody marked; marks are shown as they are told."""
    grid = SignInGrid(theme, t)
    qtbot.addWidget(grid)
    cells = [SignInCell(name.lower(), name, name[:2].lower()) for name in NAMES]
    grid.set_groups(
        (SignInGroup("1", "One", tuple(cells[:3])), SignInGroup("2", "Two", tuple(cells[3:])))
    )
    grid.marked.connect(grid.update_cell)
    grid.resize(600, 300)
    grid.show()
    return grid


def states(grid: SignInGrid) -> list[str]:
    return [cell.state for cell in grid.cells()]


def test_space_marks_present_and_goes_to_the_next(grid: SignInGrid, qtbot: QtBot) -> None:
    QTest.keyClick(grid, Key.Key_Space)
    QTest.keyClick(grid, Key.Key_Return)
    assert states(grid)[:3] == ["present", "present", "open"]
    assert grid.current() == "wang"


def test_nobody_is_present_by_default(grid: SignInGrid) -> None:
    assert set(states(grid)) == {"open"}


def test_a_leave_asks_for_its_reason_with_one_digit(grid: SignInGrid, qtbot: QtBot) -> None:
    said: list[tuple[str, str]] = []
    grid.reasoned.connect(lambda member, reason: said.append((member, reason)))
    with qtbot.waitSignal(grid.asking, check_params_cb=bool):
        QTest.keyClick(grid, Key.Key_F3)
    QTest.keyClick(grid, Key.Key_2)
    assert states(grid)[0] == "leave"
    assert said == [("zhou", "rotation")]
    assert grid.current() == "dawa"


def test_an_absence_is_marked_and_backspace_takes_it_back(grid: SignInGrid, qtbot: QtBot) -> None:
    QTest.keyClick(grid, Key.Key_F4)
    grid.set_current("zhou")
    assert states(grid)[0] == "absent"
    QTest.keyClick(grid, Key.Key_Backspace)
    assert states(grid)[0] == "open"


def test_arrows_walk_the_grid(grid: SignInGrid, qtbot: QtBot) -> None:
    for key, there in (
        (Key.Key_Right, "zhao"),
        (Key.Key_Down, "hu"),
        (Key.Key_Left, "dawa"),
        (Key.Key_Up, "zhou"),
        (Key.Key_Up, "zhou"),
    ):
        QTest.keyClick(grid, key)
        assert grid.current() == there


def test_a_press_on_a_cell_marks_present_and_a_second_changes_nothing(
    grid: SignInGrid, qtbot: QtBot
) -> None:
    spot = QPoint(40, 60)
    QTest.mouseClick(grid, Qt.MouseButton.LeftButton, pos=spot)
    assert states(grid)[0] == "present"
    with qtbot.assertNotEmitted(grid.marked):
        QTest.mouseClick(grid, Qt.MouseButton.LeftButton, pos=spot)


def test_the_cell_s_name_group_and_state_are_read_aloud(grid: SignInGrid, qtbot: QtBot) -> None:
    assert grid.accessibleName() == "Zhou, One, not marked yet"


def test_a_filter_hides_people_and_loses_nobody(grid: SignInGrid, qtbot: QtBot) -> None:
    QTest.keyClick(grid, Key.Key_Space)
    grid.show_only("open")
    assert len(grid.cells()) == len(NAMES)
    assert grid.seek("da")
    assert not grid.seek("zho")


def test_initials_in_the_field_find_and_space_marks(
    grid: SignInGrid, theme: Theme, t: Catalogue, qtbot: QtBot
) -> None:
    bar = SignInBar(theme, t, grid)
    qtbot.addWidget(bar)
    bar.show()
    QTest.keyClicks(bar.field, "hu")
    assert grid.current() == "hu"
    QTest.keyClick(bar.field, Key.Key_Space)
    assert states(grid)[4] == "present"
    assert not bar.field.text()


def test_initials_of_nobody_are_said_and_kept(
    grid: SignInGrid, theme: Theme, t: Catalogue, qtbot: QtBot
) -> None:
    bar = SignInBar(theme, t, grid)
    qtbot.addWidget(bar)
    with qtbot.waitSignal(bar.not_found):
        QTest.keyClicks(bar.field, "x")
    assert bar.field.text() == "x"
    assert bar.field.property("wrong") == "true"


def test_the_keys_shown_are_those_that_come_next(
    grid: SignInGrid, theme: Theme, t: Catalogue, qtbot: QtBot
) -> None:
    bar = SignInBar(theme, t, grid)
    qtbot.addWidget(bar)
    assert "F3 leave" in bar.keys.shown()
    QTest.keyClick(bar.field, Key.Key_F3)
    assert "2 on rotation" in bar.keys.shown()
    QTest.keyClick(bar.field, Key.Key_2)
    assert "F3 leave" in bar.keys.shown()
