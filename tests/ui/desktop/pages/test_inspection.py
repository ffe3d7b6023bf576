"""Inspection: begun here, seen on every page, nothing written meanwhile, ended here or by its time."""

from datetime import timedelta

import pytest
from pytestqt.qtbot import QtBot

from app.records.oversight import AccessWay
from app.workspace import Workspace
from tests.ui.desktop.conftest import NOW, PASSPHRASE, Recorder
from ui.desktop.desk import Desk, Route
from ui.desktop.pages.inspection import InspectionPage
from ui.desktop.window import Window


@pytest.fixture
def page(qtbot: QtBot, desk: Desk) -> InspectionPage:
    page = InspectionPage(desk)
    qtbot.addWidget(page)
    page.resize(1158, 700)
    page.show()
    page.arrive("", "")
    return page


def test_it_begins_once_who_and_until_when_are_said(
    qtbot: QtBot, page: InspectionPage, book: Workspace
) -> None:
    page.begin.begin()
    assert book.inspecting.current() is None
    page.begin.team.setText("集团检查组")
    page.begin.purpose.setText("年度检查")
    page.begin.until.set_value(NOW - timedelta(hours=1))
    page.begin.begin()
    qtbot.waitUntil(lambda: bool(page.begin.fields["until_at"]._error))
    page.begin.until.set_value(NOW + timedelta(hours=2))
    with qtbot.waitSignal(page.begin.begun):
        page.begin.begin()
    now = book.inspecting.must_be_on()
    assert (now.team, now.purpose) == ("集团检查组", "年度检查")
    assert page.end.isVisible()
    assert not page.begin.isVisible()


def test_it_ends_with_the_books_passphrase_alone(
    qtbot: QtBot, page: InspectionPage, book: Workspace, said: Recorder
) -> None:
    book.inspecting.start("检查组", "抽查", NOW + timedelta(hours=2))
    page.refresh()
    page.end.secret.line.setText("guess-it")
    page.end.finish()
    qtbot.waitUntil(lambda: bool(page.end.field._error))
    assert book.inspecting.record()
    page.end.secret.line.setText(PASSPHRASE)
    with qtbot.waitSignal(page.end.ended):
        page.end.finish()
    assert book.inspecting.current() is None
    assert page.begin.isVisible()
    assert page.list.count() == 1


def test_the_window_says_who_reads_and_writes_down_every_page(
    qtbot: QtBot, window: Window, book: Workspace
) -> None:
    assert not window.inspection.isVisible()
    begun = book.inspecting.start("检查组", "抽查", NOW + timedelta(hours=2))
    qtbot.waitUntil(window.inspection.isVisible)
    assert "120 分钟" in window.inspection.words.text()
    window.go(Route("members"))
    window.show_pdf(b"not a pdf", "会议记录")

    def seen() -> list[str]:
        entries = book.access.entries(way=AccessWay.inspect)
        return [str(e.what) for e in reversed(entries) if e.inspection == begun.record]

    qtbot.waitUntil(lambda: seen() == ["党员", "会议记录"])


def test_when_its_time_is_up_the_window_asks_for_the_lock(
    qtbot: QtBot, window: Window, book: Workspace
) -> None:
    book.inspecting.start("检查组", "抽查", NOW + timedelta(minutes=1))
    qtbot.waitUntil(window.inspection.isVisible)
    state = book.store.settings.get("inspection")
    book.store.settings.put("inspection", {**state, "until": state["seen"]})
    with qtbot.waitSignal(window.lock_asked):
        window.inspection.look()
    assert not window.inspection.isVisible()
    assert book.inspecting.current() is None
