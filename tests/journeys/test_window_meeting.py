"""A meeting from nothing to filed in the real window, by its keys; scripts at work on the same book."""

from collections.abc import Callable, Iterator
from pathlib import Path

import pytest
from PySide6.QtCore import Qt
from PySide6.QtWidgets import QApplication
from pytestqt.qtbot import QtBot

from app.records.meeting import Activity, State
from app.services.meeting import Meeting
from tests.journeys.conftest import Computer, enrol
from tests.journeys.hands import CTRL, Hands, opened
from ui.desktop.desk import Route
from ui.desktop.meetings.prepare import PrepareStep
from ui.desktop.pages.meeting import MeetingPage
from ui.desktop.pages.meetings import MeetingsPage
from ui.desktop.pages.members import MembersPage
from ui.desktop.theme.theme import Theme
from ui.desktop.widgets.longtext import LongTextField

NAMES = ("周建国", "达瓦次仁", "王海燕", "次仁旺堆")


class Chair(Hands):
    """Leads a meeting through its steps."""

    @property
    def page(self) -> MeetingPage:
        assert isinstance(self.window.page, MeetingPage)
        return self.window.page

    def onward(self, step: str) -> None:
        """Press the page's main action, which leads to the next step."""
        self.key(Qt.Key.Key_Return, CTRL)
        self.until(lambda: self.page.step == step)

    def read(self) -> Meeting:
        found = self.book.meetings.get(self.window.route.record, self.book.now().date())
        assert found is not None
        return found


@pytest.fixture
def secretary(laptop: Callable[..., Computer]) -> Computer:
    computer = laptop("周建国")
    people = [{"name": name, "number": n} for n, name in enumerate(NAMES, 1)]
    computer.new("member", *people)
    return computer


@pytest.fixture
def hands(qtbot: QtBot, theme: Theme, secretary: Computer) -> Iterator[Chair]:
    """The window over the secretary's book, on the evening of the day it is."""
    with opened(qtbot, theme, secretary.home) as window:
        yield Chair(qtbot, window)


def test_a_meeting_is_called_signed_minuted_voted_and_filed(
    hands: Chair, secretary: Computer, tmp_path: Path
) -> None:
    hands.key(Qt.Key.Key_2, CTRL)
    hands.key(Qt.Key.Key_N, CTRL)
    hands.choose_kind("general_meeting")
    prepare(hands)
    hands.onward("signin")
    for letters in ("zjg", "dwcr", "crwd"):
        hands.type(letters)
        hands.key(Qt.Key.Key_Space)
    hands.type("why")
    hands.key(Qt.Key.Key_F3)
    hands.key(Qt.Key.Key_2)
    hands.onward("minutes")
    hands.type("dwcr")
    hands.key(Qt.Key.Key_Return)
    hands.until(lambda: isinstance(QApplication.focusWidget(), LongTextField))
    hands.type("一工区认领两处，夜里有人。")
    hands.onward("vote")
    hands.type("按责任区方案试行一个月")
    hands.key(Qt.Key.Key_Return)
    hands.until(lambda: len(hands.read().motions) == 1)
    hands.rest()
    for number in ("3", "0", "0"):
        hands.type(number)
        hands.key(Qt.Key.Key_Tab)
    hands.onward("evidence")
    hands.onward("file")
    explained(hands)
    hands.key(Qt.Key.Key_Return, CTRL)
    hands.until(lambda: hands.read().activity.state == State.archived)

    meeting = hands.read()
    assert [i.title for i in meeting.items] == ["雨季施工党员责任区划分"]
    assert (meeting.tally.due, meeting.tally.present, meeting.tally.leave) == (4, 3, 1)
    assert [s.summary for s in meeting.speeches] == ["一工区认领两处，夜里有人。"]
    assert meeting.outcome(meeting.motions[0]).state == "carried"
    # A script prints it while the window is open.
    pdf = tmp_path / "记录.pdf"
    secretary.does("pdf", "meeting", meeting.id, "-o", pdf)
    assert pdf.read_bytes().startswith(b"%PDF-")
    assert secretary.does("doctor")["ailments"] == []


def prepare(hands: Chair) -> None:
    """Give the meeting an agenda, a place, a day and its people."""
    step = hands.page.stack.currentWidget()
    assert isinstance(step, PrepareStep)
    step.agenda.adder.place.edit()
    hands.type("雨季施工党员责任区划分")
    hands.key(Qt.Key.Key_Return)
    step.place.setFocus()
    hands.type("一号营地会议室")
    hands.page.leave()
    hands.rest()
    day = hands.book.now().date()
    people = {m.name: m.id for m in hands.read().branch.members}
    fields = {
        "held_start": f"{day}T19:30:00",
        "held_end": f"{day}T20:20:00",
        "chair": people["周建国"],
        "recorder": people["王海燕"],
    }
    hands.book.records.change(hands.window.route.record, fields)
    hands.until(lambda: hands.page.opened.meeting.activity.chair == people["周建国"])


def explained(hands: Chair) -> None:
    """Explain what the checks still ask about."""
    for noted in hands.page.opened.noted:
        hands.book.meetings.explain(noted.finding, "当日在工地，已说明")
    hands.rest()
    hands.page.refresh()


def test_a_script_writes_while_the_window_is_open_and_neither_undoes_the_other(
    hands: Chair, secretary: Computer
) -> None:
    hands.key(Qt.Key.Key_3, CTRL)
    assert isinstance(hands.window.page, MembersPage)
    member = secretary.lists("member", "--where", "name=次仁旺堆")[0]["id"]
    secretary.does("set", "member", member, "post=测量班长")
    made = secretary.new("member", {"name": "高峻", "number": 5})[0]
    hands.book.records.change(member, {"phone": "0891-0001"})
    hands.book.records.change(made, {"post": "路基工长"})
    secretary.does("set", "member", member, "post=测量队长")
    hands.window.go(Route("home"))
    hands.key(Qt.Key.Key_3, CTRL)
    found = hands.book.records.raw(member)
    assert found is not None
    assert (found.get("post"), found.get("phone")) == ("测量队长", "0891-0001")
    assert secretary.shows("member", made)["post"] == "路基工长"
    assert (secretary.conflicts(), hands.book.records.conflicts()) == ([], [])
    assert secretary.does("doctor")["ailments"] == []


def test_what_a_script_fetched_is_seen_on_the_next_page(
    hands: Chair, secretary: Computer, laptop: Callable[..., Computer], hq: Computer, tmp_path: Path
) -> None:
    deputy = laptop("达瓦次仁")
    enrol(hq, secretary, deputy)
    deputy.new("activity", {"type": "party_lecture", "title": "海拔4600米的党课"})
    letter, out = tmp_path / "deputy.sxbundle", tmp_path / "out"
    deputy.does("bundle", "write", letter)
    (answer,) = hq.does("hq", "ingest", letter, "--out", out)["answers"]
    secretary.does("bundle", "read", answer)
    hands.key(Qt.Key.Key_2, CTRL)
    assert [a.title for a in hands.book.records.all(Activity)] == ["海拔4600米的党课"]
    shown = hands.window.page
    assert isinstance(shown, MeetingsPage)
    assert shown.view.list.count() == 1
