"""收文: a tick is a circulation of today, an early study is said, places offered fit the issue."""

from datetime import date

import pytest
from pytestqt.qtbot import QtBot

from app.records.study import Circulation
from app.workspace import Workspace
from tests.ui.desktop.conftest import Recorder
from ui.desktop.desk import Desk, Route
from ui.desktop.pages.documents import DocumentsPage
from ui.desktop.seen.paperlist import LATE, OPEN


@pytest.fixture
def ids(book: Workspace) -> dict[str, str]:
    add = book.records.add
    found = {
        n: add("member", {"name": n, "number": at}) for at, n in enumerate(("周建国", "高峻"), 1)
    }
    found["通知"] = add(
        "document_receipt",
        {"title": "学习通知", "issued_on": "2026-05-10", "received_on": "2026-05-12",
         "asks_until": "2026-05-20", "all_members": True},
    )  # fmt: skip
    found["提示"] = add("document_receipt", {"title": "安全提示", "received_on": "2026-05-01"})
    for key, day in (("早", "2026-05-08"), ("晚", "2026-05-15")):
        found[key] = add("study_record", {"topic": f"{key}的学习", "held_on": day, "hours": 1})
    return found


@pytest.fixture
def page(qtbot: QtBot, desk: Desk, ids: dict[str, str]) -> DocumentsPage:
    page = DocumentsPage(desk)
    qtbot.addWidget(page)
    page.resize(1158, 696)
    page.show()
    page.arrive(ids["通知"], "")
    return page


def cited(book: Workspace, record: str) -> object:
    found = book.records.raw(record)
    return found.get("documents") if found else None


def test_the_register_says_how_each_document_stands(page: DocumentsPage) -> None:
    rows = page.list.rows()
    assert [r.cells[2].plain() for r in rows] == ["已过期", "已登记"]
    assert page.meta() == "2 件，1 件已过期"
    page.list.sift(LATE)
    assert page.list.list.count() == 1
    page.list.sift(OPEN)
    assert page.list.list.count() == 1


def test_a_tick_is_a_circulation_of_today_and_untick_takes_it_back(
    page: DocumentsPage, ids: dict[str, str], book: Workspace, qtbot: QtBot
) -> None:
    page.paper.grid.toggle(ids["周建国"])
    qtbot.waitUntil(lambda: len(book.records.all(Circulation)) == 1)
    (tick,) = book.records.all(Circulation)
    assert (tick.member, tick.on) == (ids["周建国"], date(2026, 5, 21))
    qtbot.waitUntil(lambda: page.paper._count.text() == "应阅 2 人，已阅 1")
    page.paper.grid.toggle(ids["周建国"])
    qtbot.waitUntil(lambda: book.records.all(Circulation) == [])


def test_a_whole_group_is_one_change(page: DocumentsPage, book: Workspace, qtbot: QtBot) -> None:
    page.paper._tick_group("", True)
    qtbot.waitUntil(lambda: len(book.records.all(Circulation)) == 2)
    book.records.undo()
    assert book.records.all(Circulation) == []


def test_all_at_once_is_one_change_that_can_be_taken_back(
    page: DocumentsPage, book: Workspace, said: Recorder, qtbot: QtBot
) -> None:
    page.paper._everyone.click()
    qtbot.waitUntil(lambda: said.undoables == ["已记：今天全部传阅"])
    assert len(book.records.all(Circulation)) == 2
    book.records.undo()
    assert book.records.all(Circulation) == []


def test_only_what_was_held_since_the_issue_is_offered(page: DocumentsPage) -> None:
    offered = [page.paper._places.itemText(n) for n in range(page.paper._places.count())]
    assert any("晚的学习" in text for text in offered)
    assert not any("早的学习" in text for text in offered)


def test_a_study_before_the_issue_is_said_at_once(
    page: DocumentsPage, ids: dict[str, str], book: Workspace, qtbot: QtBot
) -> None:
    assert not page.paper.early.isVisibleTo(page)
    book.receiving.cite(ids["早"], ids["通知"])
    qtbot.waitUntil(lambda: page.paper.early.isVisibleTo(page))
    assert page.paper.early._words.text() == "5月10日才印发，此前学过：5月8日 早的学习"


def test_it_is_added_to_a_study_and_taken_out_again(
    page: DocumentsPage, ids: dict[str, str], book: Workspace, said: Recorder, qtbot: QtBot
) -> None:
    page.paper.cited.emit(ids["晚"])
    qtbot.waitUntil(lambda: cited(book, ids["晚"]) == [ids["通知"]])
    page.paper.uncited.emit(ids["晚"])
    qtbot.waitUntil(lambda: said.undoables == ["已去掉：不在那里学过"])


def test_a_new_one_is_registered_on_its_own_form(page: DocumentsPage, said: Recorder) -> None:
    page.primary()
    assert said.routes == [Route("record", "", "new:document_receipt")]


def test_an_empty_register_says_what_belongs_there(
    qtbot: QtBot, desk: Desk, said: Recorder
) -> None:
    page = DocumentsPage(desk)
    qtbot.addWidget(page)
    page.show()
    page.arrive("", "")
    assert page.empty.isVisible()
    page.empty.chosen.emit("new")
    assert said.routes == [Route("record", "", "new:document_receipt")]
