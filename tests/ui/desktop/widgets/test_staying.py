"""Rows stay the same widgets as long as they show the same thing."""

import pytest
from hypothesis import given
from hypothesis import strategies as st
from PySide6.QtWidgets import QLabel, QWidget
from pytestqt.qtbot import QtBot

from ui.desktop.widgets.staying import Staying


@pytest.fixture(autouse=True, scope="module")
def _screen(qapp: object) -> None:
    """Widgets need an application."""


def seen(rows: Staying[QLabel]) -> list[str]:
    items = (rows.column.itemAt(at) for at in range(rows.column.count()))
    widgets = [item.widget() for item in items if item is not None]
    return [widget.text() for widget in widgets if isinstance(widget, QLabel)]


@given(st.lists(st.lists(st.sampled_from("abcdef"), unique=True), max_size=6))
def test_the_column_shows_what_is_wanted_and_makes_nothing_twice(steps: list[list[str]]) -> None:
    home, rows, made = QWidget(), Staying[QLabel](lambda row: row.text()), list[str]()
    home.setLayout(rows.column)
    before: dict[str, QLabel] = {}
    for wanted in steps:
        made.clear()

        def make(at: int, wanted: list[str] = wanted) -> QLabel:
            made.append(wanted[at])
            return QLabel(wanted[at])

        now = {row.text(): row for row in rows.show(wanted, make)}
        assert seen(rows) == wanted
        assert made == [name for name in wanted if name not in before]
        assert all(now[name] is row for name, row in before.items() if name in now)
        before = now


def test_a_row_that_goes_is_hidden_at_once(qtbot: QtBot) -> None:
    home, rows = QWidget(), Staying[QLabel](lambda row: row.text())
    qtbot.addWidget(home)
    home.setLayout(rows.column)
    home.show()
    (gone,) = rows.show(["a"], lambda _at: QLabel("a"))
    assert gone.isVisible()
    rows.show([], lambda _at: QLabel())
    assert not gone.isVisible()
