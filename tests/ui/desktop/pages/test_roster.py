from pathlib import Path

import pytest
from PySide6.QtCore import Qt
from PySide6.QtGui import QGuiApplication
from PySide6.QtTest import QTest
from pytestqt.qtbot import QtBot

from app.records.member import Member
from app.workspace import Workspace
from tests.ui.desktop.conftest import Recorder
from ui.desktop.desk import Desk, Route
from ui.desktop.pages.roster import RosterPage

ROSTER = "姓名,政治面貌,党小组,入党时间,身份证号\n张三,中共党员,一组,2014.6.26,510101198001011234\n李四,党员,一组,2014.06,\n王五,群众,,,\n张三,党员,,,\n"


@pytest.fixture
def page(qtbot: QtBot, desk: Desk) -> RosterPage:
    page = RosterPage(desk)
    qtbot.addWidget(page)
    page.resize(1158, 696)
    page.show()
    page.activateWindow()
    return page


def opened(qtbot: QtBot, page: RosterPage, tmp_path: Path, text: str = ROSTER) -> None:
    path = tmp_path / "名册.csv"
    path.write_text(text, "gb18030")
    page.arrive("", str(path))
    qtbot.waitUntil(lambda: page._preview is not None)


def listed(page: RosterPage) -> list[list[str]]:
    source = page.list._rows.source
    return [[cell.plain() for cell in source.row(at).cells] for at in range(len(source))]


def test_the_preview_shows_problems_first_and_says_how_many(
    qtbot: QtBot, page: RosterPage, tmp_path: Path, book: Workspace
) -> None:
    opened(qtbot, page, tmp_path)
    rows = listed(page)
    assert [(row[0], row[1], row[2]) for row in rows] == [
        ("3", "要看一下", "李四"),
        ("4", "不带入", "王五"),
        ("5", "不带入", "张三"),
        ("2", "认出", "张三"),
    ]
    assert "只写到月" in rows[0][-1]
    assert (rows[1][-1], rows[2][-1]) == ("不是党员：群众", "与第 2 行重复")
    assert page.note._words.text() == "认出 1 行，3 行要看一下。新建党小组：一组"
    assert page._take.text().strip() == "带入 2 名党员"
    assert book.records.all(Member) == []


def test_taking_it_is_one_undo(
    qtbot: QtBot, page: RosterPage, tmp_path: Path, book: Workspace, said: Recorder
) -> None:
    opened(qtbot, page, tmp_path)
    page.primary()
    qtbot.waitUntil(lambda: bool(said.undoables))
    assert [m.name for m in book.members.roster()] == ["张三", "李四"]
    assert (said.undoables, said.routes) == (["已带入 2 名党员"], [Route("members")])
    book.records.undo()
    assert book.records.all(Member) == []


def test_a_row_is_left_out_with_space(
    qtbot: QtBot, page: RosterPage, tmp_path: Path, book: Workspace, said: Recorder
) -> None:
    opened(qtbot, page, tmp_path)
    page.list.select("3")
    QTest.keyClick(page, Qt.Key.Key_Space)
    assert page._take.text().strip() == "带入 1 名党员"
    assert listed(page)[0][1] == "先不带入"
    page.list.select("4")
    QTest.keyClick(page, Qt.Key.Key_Space)
    assert page._take.text().strip() == "带入 1 名党员"
    page.primary()
    qtbot.waitUntil(lambda: bool(said.undoables))
    assert [m.name for m in book.records.all(Member)] == ["张三"]


def test_without_a_header_the_columns_are_named_by_hand(
    qtbot: QtBot, page: RosterPage, tmp_path: Path
) -> None:
    opened(qtbot, page, tmp_path, "1,张三,2014.6.26\n2,李四,2015.6.26\n")
    assert page.names.isVisibleTo(page)
    assert not page._take.isEnabled()
    for place, name in ((1, "name"), (2, "joined_on")):
        combo = page.names._combos[place]
        combo.set_value(name)
        before = page._preview
        combo.activated.emit(combo.currentIndex())
        qtbot.waitUntil(lambda before=before: page._preview is not before)  # type: ignore[misc]
    assert [row[2] for row in listed(page)] == ["张三", "李四"]
    assert page._take.text().strip() == "带入 2 名党员"


def test_the_whole_identity_number_is_never_offered_as_a_column(
    page: RosterPage, qtbot: QtBot, tmp_path: Path
) -> None:
    opened(qtbot, page, tmp_path)
    combo = page.names._combos[4]
    assert combo.findData("id_whole") < 0
    assert combo.value() == ""
    assert "510101198001011234" not in str(page._preview)


def test_a_file_that_is_no_table_is_a_calm_problem(
    qtbot: QtBot, page: RosterPage, tmp_path: Path, said: Recorder
) -> None:
    path = tmp_path / "名册.xlsx"
    path.write_bytes(b"\xd0\xcf\x11\xe0" + bytes(100))
    page.arrive("", str(path))
    qtbot.waitUntil(lambda: bool(said.problems))
    assert "旧式" in said.problems[0].said(page.t)
    assert page.empty.isVisibleTo(page)
    said.files.append("另一个.xlsx")
    page.empty.chosen.emit("file")
    assert said.routes == [Route("roster", detail="另一个.xlsx")]


def test_what_was_copied_is_a_roster_too(page: RosterPage) -> None:
    QGuiApplication.clipboard().setText("姓名\t岗位\n张三\t安全员\n")
    page.arrive("", "paste")
    assert [row[2] for row in listed(page)] == ["张三"]
    assert page.meta() == "复制来的内容"
