"""Lists: everything by keyboard, and 100,000 rows are as quick as ten."""

import time

import pytest
from hypothesis import given
from hypothesis import strategies as st
from PySide6.QtCore import Qt
from PySide6.QtGui import QGuiApplication
from PySide6.QtTest import QTest
from PySide6.QtWidgets import QApplication
from pytestqt.qtbot import QtBot

from ui.desktop.theme.theme import Theme
from ui.desktop.widgets.painted import words_width
from ui.desktop.widgets.rowlist import RowList, fitted
from ui.desktop.widgets.rowpaint import PAD
from ui.desktop.widgets.rows import Bar, Chip, Column, ListRows, Row, Strip, Text, Where

Key = Qt.Key
COLUMNS = (Column("name", "Name", 160, sort="name"), Column("hours", "Hours"))
# A frame is 16 ms; the bound leaves room for a busy machine.
SLOW_FRAME_S = 0.1


class Endless:
    """A hundred thousand rows, each made when it is asked for."""

    def __len__(self) -> int:
        return 100_000

    def row(self, index: int) -> Row:
        return Row(
            str(index),
            (
                Text(f"Person {index}", "Group", role="strong", tag="new"),
                Chip("ok", "check-circle", "Filed"),
                Where("local", "Only here"),
                Strip((0, 1, 2, 3, 4, None)),
                Bar(3, 32, "3/32"),
            ),
        )


@pytest.fixture
def people(theme: Theme, qtbot: QtBot) -> RowList:
    """Three rows of two columns."""
    rows = [Row(name.lower(), (Text(name), Text("12"))) for name in ("Zhou", "Dawa", "Hu")]
    people = RowList(theme, COLUMNS)
    qtbot.addWidget(people)
    people.set_rows(ListRows(rows))
    people.resize(400, 200)
    people.show()
    return people


def test_up_down_and_enter_open(people: RowList, qtbot: QtBot) -> None:
    people.select("zhou")
    QTest.keyClick(people, Key.Key_Down)
    with qtbot.waitSignal(people.opened, check_params_cb=lambda who: who == "dawa"):
        QTest.keyClick(people, Key.Key_Return)


def test_ctrl_enter_opens_beside(people: RowList, qtbot: QtBot) -> None:
    people.select("hu")
    with qtbot.waitSignal(people.opened_beside, check_params_cb=lambda who: who == "hu"):
        QTest.keyClick(people, Key.Key_Return, Qt.KeyboardModifier.ControlModifier)


def test_delete_names_all_that_are_chosen(people: RowList, qtbot: QtBot) -> None:
    people.select("zhou")
    QTest.keyClick(people, Key.Key_Down, Qt.KeyboardModifier.ShiftModifier)
    with qtbot.waitSignal(people.removed, check_params_cb=lambda ids: ids == ["zhou", "dawa"]):
        QTest.keyClick(people, Key.Key_Delete)


def test_ctrl_c_copies_a_table_with_its_heads(people: RowList, qtbot: QtBot) -> None:
    people.select("hu")
    QTest.keyClick(people, Key.Key_C, Qt.KeyboardModifier.ControlModifier)
    assert QGuiApplication.clipboard().text() == "Name\tHours\nHu\t12"


def test_a_letter_goes_to_the_filter(people: RowList, qtbot: QtBot) -> None:
    with qtbot.waitSignal(people.typed, check_params_cb=lambda letter: letter == "h"):
        QTest.keyClick(people, Key.Key_H)


def test_only_names_and_dates_sort(people: RowList, qtbot: QtBot) -> None:
    head = people.horizontalHeader()
    with qtbot.waitSignal(
        people.sorted_by, check_params_cb=lambda key, down: key == "name" and not down
    ):
        head.sectionClicked.emit(0)
    with qtbot.assertNotEmitted(people.sorted_by):
        head.sectionClicked.emit(1)


def test_what_was_chosen_stays_chosen_when_rows_change(people: RowList, qtbot: QtBot) -> None:
    people.select("hu")
    said = list[str]()
    people.chosen.connect(said.append)
    people.set_rows(ListRows([Row(name, (Text(name), Text("1"))) for name in ("hu", "he")]))
    assert people.selection() == ["hu"]
    # Nobody chose it now: a page that is about to choose another one must not be told so.
    assert said == []


def test_a_hundred_thousand_rows_scroll_in_a_frame(
    theme: Theme, qtbot: QtBot, qapp: QApplication
) -> None:
    columns = tuple(Column(str(at), str(at), 150) for at in range(5))
    people = RowList(theme, columns, two_lines=True)
    qtbot.addWidget(people)
    people.resize(900, 700)
    people.show()
    people.set_rows(Endless())
    qapp.processEvents()
    bar, frames = people.verticalScrollBar(), []
    for at in range(10):
        began = time.thread_time()
        bar.setValue(bar.maximum() * at // 10)
        people.viewport().repaint()
        frames.append(time.thread_time() - began)
    assert sorted(frames)[5] < SLOW_FRAME_S


widths = st.lists(st.integers(0, 400), min_size=1, max_size=9)


@given(widths, st.integers(60, 2400))
def test_columns_never_go_beyond_the_list_and_the_first_is_always_seen(
    wanted: list[int], whole: int
) -> None:
    found = fitted(wanted, whole, least=180, kept=112)
    assert len(found) == len(wanted)
    assert sum(found) <= whole
    assert found[0] > 0
    shown = [width > 0 for width in found]
    assert shown == sorted(shown, reverse=True)


@given(st.lists(st.integers(60, 400), min_size=1, max_size=6), st.integers(600, 2400))
def test_a_name_is_cut_after_everything_beside_it(beside: list[int], whole: int) -> None:
    name, *others = fitted([0, *beside], whole, least=180, kept=112)
    assert name >= 90
    if name < 180 - len(beside):
        assert all(width <= 112 for width in others)


def test_where_there_is_room_columns_are_as_wide_as_asked() -> None:
    assert fitted([0, 120, 0, 90], 1000, least=180, kept=112) == [395, 120, 395, 90]


def test_a_column_is_never_narrower_than_the_words_of_its_head(theme: Theme, qtbot: QtBot) -> None:
    title = "How many people took part"
    found = RowList(theme, (Column("name", "Name"), Column("n", title, 60, "right")))
    qtbot.addWidget(found)
    found.resize(700, 200)
    found.show()
    assert found.columnWidth(1) >= words_width(title, theme.font("caption")) + PAD
    role = Qt.ItemDataRole.ToolTipRole
    assert found.model().headerData(1, Qt.Orientation.Horizontal, role) == title
    found.resize(320, 200)
    assert found.columnWidth(1) >= words_width(title, theme.font("caption")) + PAD


def test_columns_give_way_as_far_as_their_heads() -> None:
    name, beside = fitted([0, 300], 320, 180, 112, [0, 150])
    assert (name, beside) == (170, 150)


def test_a_year_keeps_its_december() -> None:
    assert fitted([110, *[0] * 12], 920, least=180, kept=112)[-1] >= 60
