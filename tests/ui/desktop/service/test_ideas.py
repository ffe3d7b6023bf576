"""Suggestions beside their list: taken up, declined with a reason, answered, published."""

import pytest
from pytestqt.qtbot import QtBot

from app.records.service import ServiceMatter, Suggestion, SuggestionState
from app.workspace import Workspace
from tests.ui.desktop.conftest import Recorder
from ui.desktop.desk import Desk, Route
from ui.desktop.service.ideas import IdeasTab
from ui.desktop.service.ideaview import IdeaView
from ui.desktop.widgets.fields import LineField
from ui.desktop.widgets.longtext import LongTextField


@pytest.fixture
def idea(book: Workspace) -> str:
    return book.records.add("suggestion", {"title": "通勤车晚半小时", "received_on": "2026-05-01"})


@pytest.fixture
def tab(qtbot: QtBot, desk: Desk) -> IdeaView:
    tab = IdeaView(desk)
    qtbot.addWidget(tab)
    tab.resize(1158, 640)
    tab.show()
    return tab


def held(book: Workspace, idea: str) -> Suggestion:
    found = book.records.get(Suggestion, idea)
    assert found is not None
    return found


def test_nothing_yet_says_what_belongs_here(tab: IdeaView) -> None:
    tab.arrive("", "")
    assert not tab.none.isHidden()
    assert tab.panel.isHidden()
    tab.none.chosen.emit("new")
    assert not tab.panel.isHidden()


def test_one_is_taken_up_and_leads_to_its_matter(
    qtbot: QtBot, tab: IdeaView, book: Workspace, idea: str, said: Recorder
) -> None:
    tab.arrive(idea, "")
    assert tab.panel.record == idea
    tab.panel.accept.click()
    unit = tab.panel.asked.editor("matter", "owner_unit")
    assert isinstance(unit, LineField)
    unit.set_value("综合部")
    tab.panel.asked.give()
    qtbot.waitUntil(lambda: held(book, idea).state == SuggestionState.accepted)
    qtbot.waitUntil(tab.panel.accept.isHidden)
    (matter,) = book.records.all(ServiceMatter)
    assert matter.owner_unit == "综合部"
    tab.panel.matter.click()
    assert said.routes == [Route("matter", matter.id)]


def test_one_whose_matter_was_deleted_may_be_taken_up_again(
    tab: IdeaView, book: Workspace, idea: str
) -> None:
    matter = book.suggesting.accept(idea)
    tab.arrive(idea, "")
    assert (tab.panel.accept.isHidden(), tab.panel.matter.isHidden()) == (True, False)
    book.records.delete(matter)
    tab.refresh()
    assert (tab.panel.accept.isHidden(), tab.panel.matter.isHidden()) == (False, True)


def test_declining_needs_a_reason_and_says_so(
    qtbot: QtBot, tab: IdeaView, book: Workspace, idea: str
) -> None:
    tab.arrive(idea, "")
    tab.panel.decline.click()
    tab.panel.asked.give()
    assert held(book, idea).state == SuggestionState.received
    reason = tab.panel.asked.editor("suggestion", "decision_reason")
    assert isinstance(reason, LineField)
    reason.set_value("已有安排")
    tab.panel.asked.give()
    qtbot.waitUntil(lambda: held(book, idea).state == SuggestionState.declined)


def test_one_is_answered_and_published_and_taken_off(
    qtbot: QtBot, tab: IdeaView, book: Workspace, idea: str, said: Recorder
) -> None:
    tab.arrive(idea, "")
    assert "1" in tab.meta()
    tab.panel.reply.click()
    text = tab.panel.asked.editor("suggestion", "reply")
    assert isinstance(text, LongTextField)
    text.set_value("下周起改")
    tab.panel.asked.give()
    qtbot.waitUntil(lambda: held(book, idea).reply == "下周起改")
    tab.panel.publish.click()
    qtbot.waitUntil(lambda: held(book, idea).published_on is not None)
    qtbot.waitUntil(lambda: len(said.undoables) == 2)
    tab.panel.publish.click()
    qtbot.waitUntil(lambda: held(book, idea).published_on is None)
    tab.print_this()
    qtbot.waitUntil(lambda: bool(said.pdfs), timeout=20_000)


def test_a_deleted_one_leaves_the_panel(
    qtbot: QtBot, tab: IdeaView, book: Workspace, idea: str
) -> None:
    tab.arrive(idea, "")
    tab.list.removed.emit([idea])
    qtbot.waitUntil(lambda: book.records.get(Suggestion, idea) is None)
    tab.refresh()
    assert tab.panel.record == ""


def test_the_register_stays_behind_it(qtbot: QtBot, desk: Desk, idea: str) -> None:
    tab = IdeasTab(desk)
    qtbot.addWidget(tab)
    tab.arrive("", "suggestion")
    assert tab.here == "lists"
    tab.arrive(idea, "")
    assert tab.here == "list"


def test_where_the_one_that_shows_is_deleted_the_next_one_shows(
    tab: IdeaView, book: Workspace, idea: str
) -> None:
    other = book.records.add("suggestion", {"title": "食堂清真窗口", "received_on": "2026-05-02"})
    tab.arrive(idea, "")
    book.records.delete(idea)
    tab.refresh()
    assert tab.panel.record == other
