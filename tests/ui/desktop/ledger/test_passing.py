"""Ctrl+C passes on what a list for others may hold, and says how many rows stayed behind."""

import pytest
from PySide6.QtCore import Qt
from PySide6.QtGui import QGuiApplication
from PySide6.QtTest import QTest
from pytestqt.qtbot import QtBot

from app.workspace import Workspace
from tests.ui.desktop.conftest import Recorder
from ui.desktop.desk import Desk
from ui.desktop.ledger.passing import watch_copies
from ui.desktop.service.box import OpinionList
from ui.desktop.service.exemplarview import ExemplarsView
from ui.desktop.widgets.rowlist import RowList
from ui.desktop.widgets.rows import Column, ListRows, Row, Text

COPY = (Qt.Key.Key_C, Qt.KeyboardModifier.ControlModifier)


@pytest.fixture(autouse=True)
def clipboard() -> None:
    QGuiApplication.clipboard().setText("before")


def copied(rows: RowList) -> str:
    """Copy all rows as a person does, and return what the clipboard holds then."""
    rows.selectAll()
    QTest.keyClick(rows, *COPY)
    return QGuiApplication.clipboard().text()


def test_exemplars_who_did_not_agree_stay_behind(
    qtbot: QtBot, desk: Desk, book: Workspace, said: Recorder
) -> None:
    book.records.add("exemplar", {"who": "李卓玛", "title": "标兵", "consent_on": "2026-05-01"})
    book.records.add("exemplar", {"who": "王海", "title": "能手"})
    view = ExemplarsView(desk)
    qtbot.addWidget(view)
    view.arrive("", "")
    text = copied(view.exemplars)
    assert "李卓玛" in text
    assert "王海" not in text
    assert [note[:2] for note in said.notes] == [("info", "已复制 1 行")]
    assert "1 行" in said.notes[0][2]


def test_opinions_leave_in_no_copy_and_the_clipboard_keeps_what_it_had(
    qtbot: QtBot, desk: Desk, book: Workspace, said: Recorder
) -> None:
    book.records.add("opinion", {"text": "食堂早一点开门", "author": "甲"})
    view = OpinionList(desk)
    qtbot.addWidget(view)
    view.arrive("", "")
    assert copied(view.list) == "before"
    assert [note[1] for note in said.notes] == ["没有复制"]


def test_other_records_and_rows_that_are_none_are_copied_without_a_word(
    qtbot: QtBot, desk: Desk, book: Workspace, said: Recorder
) -> None:
    work = book.records.add("work", {"title": "微电影"})
    rows = watch_copies(desk, RowList(desk.theme, (Column("title", "名称"),)))
    qtbot.addWidget(rows)
    rows.set_rows(ListRows([Row(work, (Text("微电影"),)), Row("2026-05", (Text("五月"),))]))
    assert copied(rows) == "名称\n微电影\n五月"
    assert said.notes == []
