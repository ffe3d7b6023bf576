"""The quarter's plan on its page: drafted, edited in its rows, linked, printed."""

from collections.abc import Callable
from datetime import date

import pytest
from PySide6.QtWidgets import QPushButton
from pytestqt.qtbot import QtBot

from app.terms import ActivityType
from tests.ui.desktop.conftest import Recorder
from ui.desktop.desk import Desk
from ui.desktop.pages.plan import PlanPage

Types = ActivityType


class Planned:
    """The page over a branch with one group."""

    def __init__(self, bot: QtBot, desk: Desk) -> None:
        self.bot, self.desk = bot, desk
        desk.book.records.add("party_group", {"name": "第一党小组", "number": 1})
        self.page = PlanPage(desk)
        bot.addWidget(self.page)
        self.page.resize(1160, 696)
        self.page.show()
        bot.waitExposed(self.page)
        self.page.arrive("", "2026-05-21")

    def until(self, check: Callable[[], bool]) -> None:
        self.bot.waitUntil(check, timeout=5000)

    def rest(self) -> None:
        self.until(lambda: not self.desk.work.busy and not self.page.keeper.busy)
        self.page.refresh()

    def draft(self) -> None:
        self.page.draft()
        self.rest()

    def press(self, key: str, kind: ActivityType) -> None:
        assert self.page.view is not None
        line = next(x for x in self.page.view.lines if x.item.type == kind)
        button = self.page.findChild(QPushButton, f"{key}-{line.item.id}")
        assert button is not None
        button.click()


@pytest.fixture
def planned(qtbot: QtBot, desk: Desk) -> Planned:
    return Planned(qtbot, desk)


def test_a_quarter_without_a_plan_offers_to_draft_one(planned: Planned) -> None:
    assert planned.page.empty.isVisible()
    planned.draft()
    assert not planned.page.empty.isVisible()
    assert planned.page.title() == "2026年第二季度计划"
    assert planned.page.view is not None
    assert len(planned.page.rows()) == len(planned.page.view.lines) > 6


def test_a_line_is_edited_where_it_stands(planned: Planned) -> None:
    planned.draft()
    row = planned.page.rows()[0]
    row.title.setText("雨季前巡路")
    row.title.settle()
    row.why.setText("封路")
    row.why.settle()
    planned.rest()
    assert planned.page.view is not None
    item = next(x.item for x in planned.page.view.lines if x.item.id == row.item)
    assert (item.title, item.explanation) == ("雨季前巡路", "封路")


def test_a_meeting_arranged_from_a_line_is_linked_and_opens(
    planned: Planned, said: Recorder
) -> None:
    planned.draft()
    planned.press("arrange", Types.general_meeting)
    planned.rest()
    assert said.routes[-1].page == "meeting"
    assert planned.page.view is not None
    line = next(x for x in planned.page.view.lines if x.item.type == Types.general_meeting)
    assert line.activity is not None
    assert (line.activity.id, line.state) == (said.routes[-1].record, "arranged")
    assert line.activity.held_start is not None
    assert line.activity.held_start.date() == line.item.due_on


def test_a_suggested_meeting_is_taken_or_not(planned: Planned) -> None:
    planned.draft()
    desk = planned.desk
    start = desk.now().replace(month=6, day=20)
    made = desk.book.meetings.new(Types.party_lecture, start, desk.t, today=desk.today())
    planned.rest()
    planned.press("link", Types.party_lecture)
    planned.rest()
    assert planned.page.view is not None
    line = next(x for x in planned.page.view.lines if x.item.type == Types.party_lecture)
    assert line.activity is not None
    assert line.activity.id == made
    planned.press("unlink", Types.party_lecture)
    planned.rest()
    assert all(x.activity is None for x in planned.page.view.lines)


def test_a_line_taken_off_comes_back_with_undo(planned: Planned, said: Recorder) -> None:
    planned.draft()
    before = len(planned.page.rows())
    planned.page.rows()[0].asked.emit("remove")
    planned.rest()
    assert len(planned.page.rows()) == before - 1
    planned.desk.book.records.undo()
    planned.rest()
    assert len(planned.page.rows()) == before
    assert said.undoables[-1].startswith("已从计划去掉")


def test_quarters_are_turned(planned: Planned) -> None:
    planned.page.turn(1)
    assert planned.page.span.first == date(2026, 7, 1)
    planned.page.turn(-1)
    planned.page.turn(-1)
    assert planned.page.span.key == "2026-Q1"


def test_the_filing_form_is_printed(planned: Planned, said: Recorder) -> None:
    planned.draft()
    planned.page.primary()
    planned.until(lambda: bool(said.pdfs))
    assert said.pdfs[0][0].startswith(b"%PDF")
