"""A list takes the height of its rows, and leaves the page what stands below it."""

import pytest
from PySide6.QtWidgets import QVBoxLayout, QWidget
from pytestqt.qtbot import QtBot

from ui.desktop.theme.theme import Theme
from ui.desktop.widgets.filling import Filling
from ui.desktop.widgets.rowlist import RowList
from ui.desktop.widgets.rows import Column, ListRows, Row, Text

BELOW = 18


@pytest.fixture
def page(qtbot: QtBot) -> QWidget:
    page = QWidget()
    qtbot.addWidget(page)
    page.resize(500, 400)
    return page


@pytest.fixture
def held(theme: Theme, page: QWidget) -> RowList:
    held = RowList(theme, (Column("name", "Name"),), two_lines=True)
    column = QVBoxLayout(page)
    column.setContentsMargins(0, 40, 0, 0)
    column.addWidget(held)
    column.addStretch(1)
    Filling(held, page, BELOW)
    return held


def fill(held: RowList, many: int) -> None:
    held.set_rows(ListRows([Row(str(n), (Text(f"{n}", "below"),)) for n in range(many)]))


def test_few_rows_take_their_own_height(qtbot: QtBot, page: QWidget, held: RowList) -> None:
    fill(held, 2)
    page.show()
    qtbot.waitUntil(lambda: held.rows_in(held.height()) == 2)


def test_many_rows_end_above_the_foot_of_the_page_and_follow_it(
    qtbot: QtBot, page: QWidget, held: RowList
) -> None:
    fill(held, 60)
    page.show()
    foot = page.height() - BELOW
    qtbot.waitUntil(lambda: foot - 52 <= held.geometry().bottom() <= foot)
    page.resize(500, 700)
    foot = 700 - BELOW
    qtbot.waitUntil(lambda: foot - 52 <= held.geometry().bottom() <= foot)


def test_three_rows_show_however_low_the_page_is(
    qtbot: QtBot, page: QWidget, held: RowList
) -> None:
    fill(held, 60)
    page.resize(500, 60)
    page.show()
    qtbot.waitUntil(lambda: held.rows_in(held.height()) == 3)


def test_rows_that_come_later_are_fitted_too(qtbot: QtBot, page: QWidget, held: RowList) -> None:
    page.show()
    fill(held, 1)
    qtbot.waitUntil(lambda: held.rows_in(held.height()) == 1)
    fill(held, 3)
    qtbot.waitUntil(lambda: held.rows_in(held.height()) == 3)
