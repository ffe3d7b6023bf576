"""The talks page: an empty cell begins a talk of two, a full one opens it, and no list shows a body."""

import pytest
from PySide6.QtCore import Qt
from PySide6.QtTest import QTest
from pytestqt.qtbot import QtBot

from app.workspace import Workspace
from tests.ui.desktop.conftest import CHEAP, Recorder
from ui.desktop.confidential.matrix import OTHERS, matrix_of
from ui.desktop.desk import Desk
from ui.desktop.pages.talks import REGISTER, TABLE, TalksPage

NAMES = ("周建国", "王海燕", "高峻", "罗布")


@pytest.fixture
def people(book: Workspace) -> list[str]:
    made = [book.records.add("member", {"name": n, "number": at}) for at, n in enumerate(NAMES)]
    for member, office in zip(made[:2], ("secretary", "organization_member"), strict=True):
        book.records.add(
            "office_holding", {"member": member, "office": office, "from_on": "2020-01-01"}
        )
    return made


@pytest.fixture
def page(qtbot: QtBot, desk: Desk, people: list[str]) -> TalksPage:
    page = TalksPage(desk)
    qtbot.addWidget(page)
    page.resize(1158, 700)
    page.arrive("", "picture")
    page.show()
    page.activateWindow()
    return page


def press(page: TalksPage, row: str, column: str) -> None:
    at = page.matrix.place_of(row, column).center().toPoint()
    QTest.mouseClick(page.matrix, Qt.MouseButton.LeftButton, pos=at)


def test_an_empty_cell_begins_a_talk_with_both_names(
    qtbot: QtBot, page: TalksPage, book: Workspace, people: list[str]
) -> None:
    press(page, people[2], people[0])
    qtbot.waitUntil(lambda: bool(page.panel.record))
    talk = book.records.raw(page.panel.record)
    assert talk is not None
    assert (talk.get("initiator"), talk.get("partner")) == (people[0], people[2])
    assert talk.get("on") is None


def test_a_cell_with_a_talk_opens_the_last_one(
    page: TalksPage, book: Workspace, people: list[str]
) -> None:
    fields = {"initiator": people[2], "partner": people[1]}
    book.records.add("heart_to_heart_talk", {**fields, "on": "2026-03-01"})
    last = book.records.add("heart_to_heart_talk", {**fields, "on": "2026-04-01"})
    page.refresh()
    press(page, people[2], people[1])
    assert page.panel.record == last


def test_the_keyboard_reaches_every_cell_and_says_what_it_is(
    page: TalksPage, people: list[str]
) -> None:
    page.matrix.setFocus()
    QTest.keyClick(page.matrix, Qt.Key.Key_Down)
    QTest.keyClick(page.matrix, Qt.Key.Key_Down)
    QTest.keyClick(page.matrix, Qt.Key.Key_Right)
    said = page.matrix.accessibleDescription()
    assert "高峻" in said
    assert "王海燕" in said


def test_one_talk_with_anybody_of_the_committee_is_enough(
    page: TalksPage, book: Workspace, people: list[str]
) -> None:
    book.records.add(
        "heart_to_heart_talk",
        {"initiator": people[0], "partner": people[2], "on": "2026-03-01"},
    )
    shown = matrix_of(book.talks.year(2026), page.t)
    states = {
        (row, column): shown.cells[r][c].state
        for r, (row, _) in enumerate(shown.rows)
        for c, (column, _) in enumerate(shown.columns)
    }
    assert states[people[2], people[0]] == "done"
    assert states[people[2], people[1]] == "free"
    assert states[people[3], people[0]] == states[people[3], people[1]] == "due"
    assert states[people[0], people[1]] == "due"
    assert states[people[0], OTHERS] == states[people[0], people[0]] == "self"


def test_the_register_shows_that_something_is_sealed_and_not_what(
    page: TalksPage, book: Workspace, people: list[str]
) -> None:
    book.confidential.begin("mishi-2026", cost=CHEAP)
    talk = book.records.add(
        "heart_to_heart_talk",
        {"initiator": people[0], "partner": people[2], "on": "2026-03-01"},
    )
    book.confidential.write(talk, {"body": "老人病了"})
    page.arrive("", REGISTER)
    assert page.register.isVisible()
    page.register.selectAll()
    text = page.register.table_text()
    assert "已密封" in text
    assert "老人病了" not in text
    assert "sealed1" not in text
    page.arrive("", TABLE)
    assert page.table.isVisible()
    assert not page.register.isVisible()


def test_a_talk_is_deleted_with_undo(
    qtbot: QtBot, page: TalksPage, book: Workspace, people: list[str], said: Recorder
) -> None:
    talk = book.records.add("heart_to_heart_talk", {"initiator": people[0], "partner": people[2]})
    page.arrive(talk, "")
    page.panel.removed.emit(talk)
    qtbot.waitUntil(lambda: bool(said.undoables))
    assert book.records.raw(talk).deleted  # type: ignore[union-attr]
    assert page.panel.record == ""


def test_printing_a_talk_needs_a_purpose_and_is_logged(
    qtbot: QtBot, page: TalksPage, book: Workspace, people: list[str], said: Recorder
) -> None:
    book.confidential.begin("mishi-2026", cost=CHEAP)
    talk = book.records.add("heart_to_heart_talk", {"initiator": people[0], "partner": people[2]})
    book.confidential.write(talk, {"body": "老人病了"})
    page.arrive(talk, "")
    page.panel.purpose.begin()
    page.panel.purpose.go_on()
    assert book.access.of(talk) == []
    page.panel.purpose.purpose.setText("本人核对")
    page.panel.purpose.go_on()
    qtbot.waitUntil(lambda: bool(said.pdfs), timeout=20_000)
    assert [e.purpose for e in book.access.of(talk)] == ["本人核对"]


def test_a_book_without_members_says_so_and_claims_nothing(qtbot: QtBot, desk: Desk) -> None:
    page = TalksPage(desk)
    qtbot.addWidget(page)
    page.arrive("", "picture")
    page.show()
    assert page._nobody.isVisible()
    assert not page.matrix.isVisible()
    assert all("没有这样的两个人" in line.words.text() for line in page.lines)
