from pathlib import Path

import openpyxl
import pytest
from PySide6.QtCore import Qt
from PySide6.QtGui import QGuiApplication
from PySide6.QtTest import QTest
from pytestqt.qtbot import QtBot

from app.records.member import ContactEntry
from app.workspace import Workspace
from tests.ui.desktop.conftest import Recorder
from ui.desktop.desk import Desk, Route
from ui.desktop.ledger.incoming import Incoming
from ui.desktop.ledger.kinds import PAGES, KindChooser, areas
from ui.desktop.pages.ledger import LedgerPage


@pytest.fixture
def member(book: Workspace) -> str:
    member = book.records.add("member", {"name": "张三"})
    for day, result in (("2026-05-01", "一切安好"), ("2026-05-19", "家里有事")):
        book.records.add(
            "contact_entry", {"member": member, "on": day, "method": "phone", "result": result}
        )
    return member


@pytest.fixture
def page(qtbot: QtBot, desk: Desk, member: str) -> LedgerPage:
    page = LedgerPage(desk)
    qtbot.addWidget(page)
    page.resize(1158, 696)
    page.show()
    page.arrive("", "contact_entry")
    return page


def rows(page: LedgerPage) -> list[list[str]]:
    source = page.browser.list._rows.source
    return [[cell.plain() for cell in source.row(at).cells] for at in range(len(source))]


def test_a_kinds_list_has_the_declared_columns_latest_first(page: LedgerPage) -> None:
    assert [c.title for c in page.browser.list._columns] == [
        "日期",
        "党员",
        "方式",
        "结果",
        "在哪里",
    ]
    assert [row[:4] for row in rows(page)] == [
        ["2026-05-19", "张三", "电话", "家里有事"],
        ["2026-05-01", "张三", "电话", "一切安好"],
    ]
    assert page.meta() == "联系记录，2 条"


def test_kinds_in_use_stand_by_area_and_the_others_are_folded(
    page: LedgerPage, book: Workspace
) -> None:
    used, unused = areas(book.kinds, book.records.counts())
    in_use = [(area, [k.name for k in kinds if k.name not in PAGES]) for area, kinds in used]
    assert [(area, kinds) for area, kinds in in_use if kinds] == [("Members", ["contact_entry"])]
    assert "plan" in [k.name for k in unused]
    assert all(k.shape.place == "ledger" or k.name in PAGES for k in unused)
    assert areas(book.kinds, {})[1] == []


def test_the_keyboard_walks_the_kinds(qtbot: QtBot, desk: Desk, book: Workspace) -> None:
    book.records.add("plan", {"title": "年度计划"})
    book.records.add("plan_item", {"title": "读书班"})
    chooser = KindChooser(desk.theme, desk.t)
    qtbot.addWidget(chooser)
    chooser.show_kinds(book.kinds, book.records.counts())
    chooser.choose(chooser.first())
    with qtbot.waitSignal(chooser.chosen) as caught:
        QTest.keyClick(chooser, Qt.Key.Key_Down)
    assert caught.args == ["plan_item"]
    assert chooser.accessibleName() == "计划事项 1"
    chooser._press("\0")
    assert any(line.kind == "notice" for line in chooser._lines())


def test_what_has_a_page_of_its_own_is_never_folded(book: Workspace) -> None:
    used, unused = areas(book.kinds, book.records.counts())
    assert set(PAGES) <= {kind.name for _area, kinds in used for kind in kinds}
    assert not set(PAGES) & {kind.name for kind in unused}
    assert "appraisal" in {k.name for k in areas(book.kinds, {}, frozenset({"appraisal"}))[1]}


def test_the_keyboard_reaches_what_has_a_page_and_enter_goes_there(
    qtbot: QtBot, desk: Desk, book: Workspace, page: LedgerPage
) -> None:
    chooser = page.browser.chooser
    kinds = [line.kind for line in chooser._lines() if line.kind]
    steps = kinds.index("heart_to_heart_talk") - kinds.index("contact_entry")
    for _ in range(abs(steps)):
        QTest.keyClick(chooser, Qt.Key.Key_Down if steps > 0 else Qt.Key.Key_Up)
    assert chooser.accessibleName() == "谈心谈话"
    assert page.browser.kind().name == "contact_entry"
    with qtbot.waitSignal(chooser.page_chosen) as caught:
        QTest.keyClick(chooser, Qt.Key.Key_Return)
    assert caught.args == ["talks"]


def test_the_list_is_searched_sorted_and_remembers_it(page: LedgerPage, said: Recorder) -> None:
    page.browser.search.setText("安好")
    assert len(rows(page)) == 1
    page.arrive("", "plan")
    assert page.browser.search.text() == ""
    page.arrive("", "contact_entry")
    assert page.browser.search.text() == "安好"
    page.browser.search.clear()
    page.browser.list.sorted_by.emit("on", False)
    assert [row[0] for row in rows(page)] == ["2026-05-01", "2026-05-19"]


def test_rows_open_new_begins_and_kinds_have_routes(
    page: LedgerPage, book: Workspace, said: Recorder
) -> None:
    record = book.records.all(ContactEntry)[0].id
    page.browser.list.opened.emit(record)
    page.new()
    page.browser.chooser.chosen.emit("plan")
    assert said.routes == [
        Route("record", record),
        Route("record", detail="new:contact_entry"),
        Route("ledger", detail="plan"),
    ]


def test_deleting_comes_back_with_undo(
    qtbot: QtBot, page: LedgerPage, book: Workspace, said: Recorder
) -> None:
    page.browser.list.select(book.records.all(ContactEntry)[0].id)
    QTest.keyClick(page.browser.list, Qt.Key.Key_Delete)
    qtbot.waitUntil(lambda: len(rows(page)) == 1)
    assert said.undoables == ["已删除张三 · 2026-05-19"]
    book.records.undo()
    qtbot.waitUntil(lambda: len(rows(page)) == 2)


def test_an_empty_kind_shows_how_to_begin(page: LedgerPage) -> None:
    page.arrive("", "plan")
    assert page.browser._none.isVisibleTo(page)
    page.browser.search.setText("没有")
    assert page.browser._nothing.isVisibleTo(page)


def test_the_list_goes_out_to_excel_as_it_is_filtered(
    qtbot: QtBot, page: LedgerPage, said: Recorder, tmp_path: Path
) -> None:
    page.browser.search.setText("安好")
    said.files.append(str(tmp_path / "联系.xlsx"))
    page.browser.export()
    qtbot.waitUntil(lambda: bool(said.notes))
    assert said.notes == [("ok", "1 条已写入 联系.xlsx", "")]
    sheet = openpyxl.load_workbook(tmp_path / "联系.xlsx").active
    assert sheet is not None
    assert [c.value for c in sheet[2]][:3] == ["张三", "2026-05-01", "电话"]


def test_rows_are_copied_as_a_table_and_pasted_back_with_a_preview(
    qtbot: QtBot, page: LedgerPage, book: Workspace, said: Recorder
) -> None:
    page.browser.list.selectAll()
    QTest.keyClick(page.browser.list, Qt.Key.Key_C, Qt.KeyboardModifier.ControlModifier)
    text = QGuiApplication.clipboard().text()
    assert text.splitlines()[0].startswith("日期\t党员\t方式\t结果")
    QGuiApplication.clipboard().setText(
        text.replace("2026-05-19", "2026.5.20").replace("2026-05-01", "不详")
    )
    QTest.keyClick(page.browser, Qt.Key.Key_V, Qt.KeyboardModifier.ControlModifier)
    incoming = page.findChild(Incoming)
    assert incoming is not None
    assert incoming.note._words.text() == "认出 1 行，1 行要看一下"
    incoming.take.click()
    # By an impatient hand, before there is an answer.
    incoming.take.click()
    qtbot.waitUntil(lambda: len(rows(page)) == 3)
    qtbot.waitUntil(lambda: not page.desk.work.busy)
    assert len(rows(page)) == 3
    assert said.undoables == ["已带入 1 条"]
    book.records.undo()
    qtbot.waitUntil(lambda: len(rows(page)) == 2)


def test_a_table_that_fits_nothing_brings_nothing_and_says_why(
    qtbot: QtBot, page: LedgerPage, tmp_path: Path, said: Recorder, book: Workspace
) -> None:
    path = tmp_path / "别的.csv"
    path.write_text("甲,乙\n1,2\n", "utf-8")
    said.files.append(str(path))
    page.browser.import_file()
    qtbot.waitUntil(lambda: page.findChild(Incoming) is not None)
    incoming = page.findChild(Incoming)
    assert incoming is not None
    assert not incoming.take.isEnabled()
    assert "列名" in incoming.take.toolTip()
    incoming.closed.emit()
    assert page.browser._views.count() == 1
    assert len(book.records.all(ContactEntry)) == 2


def test_who_did_not_agree_is_seen_in_the_list_and_not_copied_out_of_it(
    page: LedgerPage, book: Workspace
) -> None:
    book.records.add("exemplar", {"who": "高峻", "title": "标兵"})
    agreed = {"who": "王海燕", "title": "标兵", "consent_on": "2026-05-01"}
    book.records.add("exemplar", agreed)
    page.arrive("", "exemplar")
    page.browser.list.selectAll()
    copied = page.browser.list.table_text()
    assert page.browser.list.count() == 2
    assert "王海燕" in copied
    assert "高峻" not in copied
