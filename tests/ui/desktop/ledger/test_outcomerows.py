"""Numbers are typed in a line, mended in place, moved and taken out by keyboard."""

from datetime import timedelta

import pytest
from PySide6.QtCore import Qt
from pytestqt.qtbot import QtBot

from app.workspace import Workspace
from tests.ui.desktop.conftest import NOW, Recorder
from ui.desktop.desk import Desk
from ui.desktop.ledger.outcomerows import OutcomeCard


@pytest.fixture
def about(book: Workspace) -> str:
    return book.records.add("campaign", {"title": "联防联控"})


@pytest.fixture
def card(qtbot: QtBot, desk: Desk, about: str) -> OutcomeCard:
    made = OutcomeCard(desk)
    qtbot.addWidget(made)
    made.resize(800, 400)
    made.show()
    made.show_about(about)
    return made


def type_in(qtbot: QtBot, card: OutcomeCard, *lines: str) -> None:
    for text in lines:
        wanted = len(card.rows.rows) + 1
        card.adder.field.setText(text)
        card.adder.field.returnPressed.emit()
        wait_for(qtbot, card, wanted)


def wait_for(qtbot: QtBot, card: OutcomeCard, rows: int) -> None:
    qtbot.waitUntil(lambda: len(card.rows.rows) == rows)


def labels(book: Workspace, about: str) -> list[str]:
    return [row.label for row in book.outcomes.of(about)]


def test_a_line_becomes_a_row_and_the_field_is_ready_for_the_next(
    qtbot: QtBot, card: OutcomeCard, book: Workspace, about: str
) -> None:
    type_in(qtbot, card, "口罩 10000 只", "信息 16000000 条以上")
    rows = book.outcomes.of(about)
    assert [(r.label, r.number, r.unit, r.at_least) for r in rows] == [
        ("口罩", 10_000, "只", None), ("信息", 16_000_000, "条", True),
    ]  # fmt: skip
    assert card.adder.field.text() == ""
    assert card.rows.rows[1].number.text() == "16000000"
    assert card.rows.rows[1].more.value() is True


def test_a_number_is_mended_in_place(
    qtbot: QtBot, card: OutcomeCard, book: Workspace, about: str
) -> None:
    type_in(qtbot, card, "义卖 300 元")
    number = card.rows.rows[0].number
    number.setText("3000")
    number.settle()
    qtbot.waitUntil(lambda: book.outcomes.of(about)[0].number == 3000)


def test_rows_move_and_go_by_keyboard(
    qtbot: QtBot, card: OutcomeCard, book: Workspace, about: str, said: Recorder
) -> None:
    type_in(qtbot, card, "a 1", "b 2", "c 3")
    last = card.rows.rows[2]
    qtbot.keyClick(last, Qt.Key.Key_Up, Qt.KeyboardModifier.AltModifier)
    qtbot.waitUntil(lambda: labels(book, about) == ["a", "c", "b"])
    qtbot.keyClick(last, Qt.Key.Key_Delete, Qt.KeyboardModifier.AltModifier)
    qtbot.waitUntil(lambda: labels(book, about) == ["a", "b"])
    qtbot.waitUntil(lambda: said.undoables == ["已删除c"])


def test_an_empty_line_adds_nothing(card: OutcomeCard, book: Workspace, about: str) -> None:
    card.adder.field.setText("   ")
    card.adder.field.returnPressed.emit()
    assert labels(book, about) == []


def test_a_line_that_could_not_be_written_stands_there_again(
    qtbot: QtBot, card: OutcomeCard, book: Workspace, said: Recorder
) -> None:
    book.inspecting.start("检查组", "抽查", NOW + timedelta(hours=2))
    card.adder.field.setText("口罩 10000 只")
    card.add_typed()
    qtbot.waitUntil(lambda: len(said.problems) == 1)
    assert card.adder.field.text() == "口罩 10000 只"


def test_a_line_half_typed_for_one_record_waits_there(
    card: OutcomeCard, book: Workspace, about: str
) -> None:
    other = book.records.add("campaign", {"title": "防汛"})
    card.adder.field.setText("口罩 10000 只")
    card.show_about(other)
    assert card.adder.field.text() == ""
    card.show_about(about)
    assert card.adder.field.text() == "口罩 10000 只"
