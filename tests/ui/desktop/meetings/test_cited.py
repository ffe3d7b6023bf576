"""Documents studied at a meeting: offered only if they were out by then, written at once."""

from datetime import datetime

import pytest
from pytestqt.qtbot import QtBot

from app.records.meeting import Activity
from app.terms import ActivityType
from app.workspace import Workspace
from ui.desktop.desk import Desk
from ui.desktop.meetings.cited import CitedDocuments
from ui.desktop.pages.meeting import MeetingPage


@pytest.fixture
def page(qtbot: QtBot, desk: Desk) -> MeetingPage:
    desk.book.records.add("member", {"name": "周建国"})
    start = datetime.fromisoformat("2026-05-21T19:30")
    kind = ActivityType.study_session
    meeting = desk.book.meetings.new(kind, start, desk.t, today=desk.today())
    page = MeetingPage(desk)
    qtbot.addWidget(page)
    page.show()
    page.arrive(meeting, "prepare")
    return page


def received(book: Workspace, title: str, issued: str) -> str:
    return book.records.add("document_receipt", {"title": title, "issued_on": issued})


def documents(page: MeetingPage) -> list[str]:
    found = page.desk.book.records.get(Activity, page.opened.meeting.id)
    return found.documents if found else []


def test_one_issued_after_the_meeting_is_not_offered_and_that_is_said(
    page: MeetingPage, qtbot: QtBot
) -> None:
    early = received(page.desk.book, "通知", "2026-05-10")
    received(page.desk.book, "后来的", "2026-06-10")
    chooser = CitedDocuments(page.opened)
    qtbot.addWidget(chooser)
    offered = [chooser.field.list.itemText(n) for n in range(chooser.field.list.count())]
    assert "通知" in offered
    assert "后来的" not in offered
    assert any(
        "1 件在会后才印发" in w.text() for w in chooser.findChildren(type(chooser.frame._words))
    )
    chooser.field._add(early)
    qtbot.waitUntil(lambda: documents(page) == [early])
    assert chooser.frame._error == ""


def test_one_that_was_cited_before_its_day_was_known_is_named_as_wrong(
    page: MeetingPage, qtbot: QtBot
) -> None:
    book = page.desk.book
    later = received(book, "后来的", "2026-06-10")
    book.records.change(page.opened.meeting.id, {"documents": [later]})
    page.opened.read()
    chooser = CitedDocuments(page.opened)
    qtbot.addWidget(chooser)
    assert chooser.field.value() == [later]
    assert "“后来的”6月10日才印发" in chooser.frame._error
