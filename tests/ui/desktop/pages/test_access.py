"""The access log: who, how, what, why, for whom; filtered, never edited."""

import pytest
from pytestqt.qtbot import QtBot

from app.records.oversight import AccessWay
from app.workspace import Workspace
from tests.ui.desktop.conftest import Recorder
from ui.desktop.desk import Desk, Route
from ui.desktop.pages.access import AccessPage


@pytest.fixture
def page(qtbot: QtBot, desk: Desk, book: Workspace) -> AccessPage:
    member = book.records.add("member", {"name": "高峻"})
    book.access.note(AccessWay.print, "高峻", about=member, purpose="本人核对", recipient="高峻")
    book.access.note(AccessWay.export, "2026年材料", about="2026", purpose="年检")
    page = AccessPage(desk)
    qtbot.addWidget(page)
    page.resize(1158, 700)
    page.show()
    page.arrive("", "")
    return page


def rows(page: AccessPage) -> list[str]:
    page.list.selectAll()
    return page.list.table_text().splitlines()[1:]


def test_an_entry_says_what_was_seen_why_and_for_whom(page: AccessPage) -> None:
    first, second = rows(page)
    assert "2026年材料" in first
    assert all(word in second for word in ("周建国", "打印", "高峻", "本人核对"))


def test_it_is_filtered_by_words_and_by_way(page: AccessPage) -> None:
    page.search.setText("年检")
    assert len(rows(page)) == 1
    page.search.setText("")
    page.way.set_value("print")
    page._show()
    assert len(rows(page)) == 1
    page.search.setText("没有的")
    assert page.none.isVisible()


def test_an_entry_leads_to_what_it_is_about(
    page: AccessPage, book: Workspace, said: Recorder
) -> None:
    entry = book.access.entries()[-1]
    page.list.opened.emit(entry.id)
    assert said.routes == [Route("record", str(entry.about))]


def test_an_inspections_entries_show_alone(page: AccessPage, book: Workspace) -> None:
    book.access.note(AccessWay.inspect, "党员", inspection="i.1.0")
    page.arrive("", "i.1.0")
    assert len(rows(page)) == 1
    page.arrive("", "")
    assert len(rows(page)) == 3
