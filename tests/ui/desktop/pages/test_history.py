import pytest
from PySide6.QtCore import QCoreApplication
from PySide6.QtWidgets import QLabel, QPushButton
from pytestqt.qtbot import QtBot

from app.services.listing import Names
from app.workspace import Workspace
from db.model.change import Change, Op
from tests.ui.desktop.conftest import NOW, Recorder
from ui.desktop.desk import Desk, Route
from ui.desktop.ledger.entries import lines
from ui.desktop.pages.history import HistoryPage
from ui.desktop.widgets.difftext import DiffText
from ui.desktop.widgets.duerow import ListRow


@pytest.fixture
def page(qtbot: QtBot, desk: Desk) -> HistoryPage:
    page = HistoryPage(desk)
    qtbot.addWidget(page)
    page.resize(1158, 696)
    page.show()
    return page


def words(page: HistoryPage) -> list[str]:
    QCoreApplication.sendPostedEvents()
    return [label.text() for label in page.findChildren(QLabel) if label.isVisible()]


def press(page: HistoryPage, text: str, at: int = 0) -> None:
    QCoreApplication.sendPostedEvents()
    found = [b for b in page.findChildren(QPushButton) if b.text() == text and b.isVisible()]
    found[at].click()


def test_every_change_says_who_what_from_and_to(page: HistoryPage, book: Workspace) -> None:
    member = book.records.add("member", {"name": "张三", "post": "安全员"})
    book.records.change(member, {"post": "总工", "status": "probationary"})
    page.arrive(member, "")
    said = words(page)
    for text in (
        "周建国",
        "修改",
        "记下",
        "岗位",
        "安全员 → 总工",
        "预备党员",
        "5月21日 周四 20:14",
    ):
        assert text in said, text
    assert page.meta() == "党员，2 次改动"


def test_an_older_value_is_restored_with_undo(
    qtbot: QtBot, page: HistoryPage, book: Workspace, said: Recorder
) -> None:
    member = book.records.add("member", {"name": "张三", "post": "安全员"})
    book.records.change(member, {"post": "总工"})
    page.arrive(member, "")
    press(page, "恢复这个值")
    qtbot.waitUntil(lambda: said.undoables == ["已恢复岗位"])
    record = book.records.raw(member)
    assert record is not None
    assert record.get("post") == "安全员"
    qtbot.waitUntil(lambda: page.meta() == "党员，3 次改动")


def test_a_long_text_shows_what_went_and_what_came(page: HistoryPage, book: Workspace) -> None:
    plan = book.records.add("plan", {"title": "计划", "text": "组织学习一次。"})
    book.records.change(plan, {"text": "组织学习两次。"})
    page.arrive(plan, "")
    (diff,) = [d for d in page.findChildren(DiffText) if not d.isHidden()]
    assert diff.toPlainText() == "组织学习一两次。"


def test_a_deletion_is_a_line_like_any_other(page: HistoryPage, book: Workspace) -> None:
    plan = book.records.add("plan", {"title": "计划"})
    book.records.delete(plan)
    page.arrive(plan, "")
    assert "在 → 已删除" in words(page)


def test_late_entry_and_a_clock_ahead_are_said(desk: Desk, book: Workspace) -> None:
    member = book.records.add("member", {"name": "张三"})
    entry = book.records.add("contact_entry", {"member": member, "on": "2026-05-15"})
    ahead = (book.clock() + 3 * 3_600_000) << 16
    op = Op("contact_entry", entry, "result", "好", ())
    book.store.apply([Change(book.pen().scope, "f" * 16, 1, ahead, "达瓦次仁", "edit", (op,))])
    record = book.records.raw(entry)
    assert record is not None
    entries = book.records.history(entry)
    names = Names(book.records)
    found = list(lines(record, entries, book.kinds["contact_entry"], names, desk.t, NOW))
    assert found[0].notes == ("那台电脑的时间偏快",)
    assert found[1].notes == ("事后 6 天记入",)


def test_what_is_sensitive_is_not_spelled_out(page: HistoryPage, book: Workspace) -> None:
    member = book.records.add("member", {"name": "张三", "phone": "13800001111"})
    page.arrive(member, "")
    assert "13800001111" not in "".join(words(page))
    assert "•••" in words(page)


def test_a_members_experience_opens_what_it_tells_of(
    qtbot: QtBot, page: HistoryPage, book: Workspace, said: Recorder
) -> None:
    member = book.records.add("member", {"name": "张三"})
    meeting = book.records.add(
        "activity", {"type": "general_meeting", "held_start": "2026-02-05T19:30:00"}
    )
    book.records.add("attendance", {"activity": meeting, "member": member, "status": "present"})
    contact = book.records.add("contact_entry", {"member": member, "on": "2025-05-15"})
    page.arrive(member, "events")
    rows = [r for r in page.findChildren(ListRow) if not r.isHidden()]
    assert len(rows) == 2
    for row in rows:
        row.pressed.emit()
    assert said.routes == [Route("meeting", meeting), Route("record", contact)]


def test_only_members_have_an_experience(page: HistoryPage, book: Workspace) -> None:
    plan = book.records.add("plan", {"title": "计划"})
    page.arrive(plan, "events")
    assert not page.views.isVisibleTo(page)
    assert "记下" in words(page)
    page.arrive("nowhere", "")
    assert page.title() == "历史"


def test_a_long_history_is_shown_in_parts(page: HistoryPage, book: Workspace) -> None:
    member = book.records.add("member", {"name": "张三"})
    for at in range(65):
        book.records.change(member, {"post": f"岗位{at}"})
    page.arrive(member, "")
    assert len([w for w in words(page) if w == "修改"]) == 60
    press(page, "看更早的改动")
    assert len([w for w in words(page) if w == "修改"]) == 65
