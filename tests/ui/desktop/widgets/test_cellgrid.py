"""A grid of cells: keys and the mouse reach every cell, none outside, and each is said in words."""

import pytest
from hypothesis import HealthCheck, given, settings
from hypothesis import strategies as st
from PySide6.QtCore import QEvent, QPoint, QPointF, QRectF, Qt
from PySide6.QtGui import QGuiApplication, QKeyEvent
from pytestqt.qtbot import QtBot
from typing_extensions import override

from app.words import Catalogue
from ui.desktop.theme.theme import Theme
from ui.desktop.widgets.barchart import BarChart
from ui.desktop.widgets.cellgrid import CellGrid, Place
from ui.desktop.widgets.grip import Grip

KEYS = (Qt.Key.Key_Left, Qt.Key.Key_Right, Qt.Key.Key_Up, Qt.Key.Key_Down)
_WIDE, _TALL, _HEAD = 20, 10, 7


class Squares(CellGrid):
    """Rows of uneven height below a head; the first row leads nowhere."""

    columns, rows = 3, 4

    def __init__(self, theme: Theme, t: Catalogue) -> None:
        super().__init__(theme, t)
        self.chosen: list[Place] = []
        self.renew()

    @override
    def extent(self) -> Place:
        return Place(self.columns, self.rows)

    @override
    def cell(self, place: Place) -> QRectF:
        top = _HEAD + _TALL * place.row * (place.row + 1) / 2
        return QRectF(5 + _WIDE * place.column, top, _WIDE, _TALL * (place.row + 1))

    @override
    def say(self, place: Place) -> str:
        return f"{place.column} of {place.row}"

    @override
    def summary(self) -> str:
        return "squares"

    @override
    def leads(self, place: Place) -> bool:
        return place.row > 0

    @override
    def choose(self, place: Place) -> None:
        self.chosen.append(place)


@pytest.fixture
def grid(theme: Theme, t: Catalogue, qtbot: QtBot) -> Squares:
    grid = Squares(theme, t)
    qtbot.addWidget(grid)
    grid.resize(200, 200)
    grid.show()
    return grid


def test_arrows_stay_inside_and_the_name_says_where(grid: Squares, qtbot: QtBot) -> None:
    assert (grid.accessibleName(), grid.accessibleDescription()) == ("0 of 0", "squares")
    for key in (*KEYS[:1], *KEYS[3:] * 9):
        qtbot.keyClick(grid, key)
    assert grid.accessibleName() == "0 of 3"
    for _ in range(5):
        qtbot.keyClick(grid, Qt.Key.Key_Right)
    assert grid.accessibleName() == "2 of 3"
    qtbot.keyClick(grid, Qt.Key.Key_Return)
    qtbot.keyClick(grid, Qt.Key.Key_Space)
    assert grid.chosen == [Place(2, 3)] * 2


def test_a_press_goes_there_and_chooses_what_leads_somewhere(grid: Squares, qtbot: QtBot) -> None:
    for at in (Place(1, 0), Place(1, 2)):
        spot = grid.cell(at).center().toPoint()
        qtbot.mouseClick(grid, Qt.MouseButton.LeftButton, pos=spot)
        assert grid.at == at
    qtbot.mouseClick(grid, Qt.MouseButton.LeftButton, pos=QPoint(150, 150))
    assert grid.chosen == [Place(1, 2)]


@pytest.mark.parametrize("at", [Place(c, r) for c in range(3) for r in range(4)])
def test_every_cell_is_found_where_it_is_drawn(grid: Squares, at: Place) -> None:
    box = grid.cell(at)
    assert grid.place_at(box.topLeft()) == grid.place_at(box.center()) == at


@settings(suppress_health_check=[HealthCheck.function_scoped_fixture])
@given(st.floats(-50, 250), st.floats(-50, 250))
def test_a_point_lies_in_the_cell_that_is_found_or_in_none(
    grid: Squares, x: float, y: float
) -> None:
    spot, found = QPointF(x, y), grid.place_at(QPointF(x, y))
    here = [Place(c, r) for c in range(3) for r in range(4)]
    holding = [place for place in here if grid.cell(place).contains(spot)]
    assert found in holding if holding else found is None


def test_with_fewer_rows_the_current_cell_is_the_last_and_without_any_none_is_chosen(
    grid: Squares, qtbot: QtBot
) -> None:
    grid.put(Place(2, 3))
    grid.rows = 2
    grid.renew()
    assert grid.at == Place(2, 1)
    grid.rows = 0
    grid.renew()
    assert grid.accessibleName() == "squares"
    qtbot.keyClick(grid, Qt.Key.Key_Return)
    qtbot.keyClick(grid, Qt.Key.Key_Down)
    assert grid.chosen == []


def test_a_hand_carries_only_what_it_holds_and_only_when_it_moves() -> None:
    grip: Grip[str] = Grip()
    grip.take("chip", QPointF(0, 0))
    assert not grip.move(QPointF(2, 2))
    assert grip.let_go() == ("chip", False)
    grip.take("chip", QPointF(0, 0))
    assert grip.move(QPointF(40, 0))
    assert grip.move(QPointF(1, 0)), "it is carried until it is let go"
    assert (grip.carries("chip"), grip.carries("other")) == (True, False)
    assert grip.let_go() == ("chip", True)
    assert grip.let_go() == (None, False)
    grip.take(None, QPointF(0, 0))
    assert not grip.move(QPointF(90, 0))


class Bars(BarChart):
    """Three columns."""

    @override
    def count(self) -> int:
        return 3

    @override
    def table_text(self) -> str:
        return "1\t2\t3"


def test_columns_are_walked_copied_and_leave_up_and_down_to_the_page(
    theme: Theme, t: Catalogue, qtbot: QtBot
) -> None:
    bars = Bars(theme, t)
    qtbot.addWidget(bars)
    bars.show()
    qtbot.keyClick(bars, Qt.Key.Key_Right)
    assert bars.at == Place(1, 0)
    qtbot.keyClick(bars, Qt.Key.Key_C, Qt.KeyboardModifier.ControlModifier)
    assert QGuiApplication.clipboard().text() == "1\t2\t3"
    down = QKeyEvent(QEvent.Type.KeyPress, Qt.Key.Key_Down, Qt.KeyboardModifier.NoModifier)
    bars.keyPressEvent(down)
    assert not down.isAccepted()
