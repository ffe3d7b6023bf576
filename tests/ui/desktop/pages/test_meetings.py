"""What is found, chosen, moved and begun on the page of all meetings; what the book then holds."""

from collections.abc import Callable
from datetime import date, datetime, timedelta

import pytest
from PySide6.QtCore import QPointF, Qt
from PySide6.QtTest import QTest
from PySide6.QtWidgets import QWidget
from pytestqt.qtbot import QtBot

from app.records.meeting import Activity
from app.terms import ActivityType
from tests.ui.desktop.conftest import Recorder
from ui.desktop.desk import Desk
from ui.desktop.meetings.kinds import RARE, USUAL, KindList
from ui.desktop.meetings.standing import ICONS
from ui.desktop.pages.meetings import MeetingsPage
from ui.desktop.widgets.buttons import Button

moment = datetime.fromisoformat
"""The site's own times have no zone."""

Until = Callable[[Callable[[], bool]], None]


@pytest.fixture
def until(qtbot: QtBot) -> Until:
    return lambda check: qtbot.waitUntil(check, timeout=5000)


@pytest.fixture
def groups(desk: Desk) -> list[str]:
    records = desk.book.records
    made = [
        records.add("party_group", {"name": name, "number": at})
        for at, name in enumerate(("第一党小组", "第二党小组"), 1)
    ]
    for at in range(6):
        fields = {"name": f"党员{at}", "number": at, "group": made[at % 2]}
        records.add("member", fields)
    return made


@pytest.fixture
def page(qtbot: QtBot, desk: Desk, groups: list[str]) -> MeetingsPage:
    page = MeetingsPage(desk)
    qtbot.addWidget(page)
    page.resize(1160, 696)
    page.show()
    qtbot.waitExposed(page)
    return page


def hold(desk: Desk, kind: ActivityType, start: datetime, **fields: str) -> str:
    made = desk.book.meetings.new(kind, start, desk.t, today=desk.today())
    if fields:
        desk.book.records.change(made, fields)
    return made


def test_an_empty_book_says_how_to_begin(page: MeetingsPage) -> None:
    page.arrive("", "")
    assert page.empty.isVisible()
    assert not page.view.isVisible()


def test_a_year_stands_latest_first_with_the_coming_one_chosen(
    page: MeetingsPage, desk: Desk
) -> None:
    hold(desk, ActivityType.party_lecture, moment("2026-03-27T19:00"))
    coming = hold(desk, ActivityType.general_meeting, moment("2026-05-22T19:30"))
    page.arrive("", "")
    assert page.view.list.count() == 2
    assert page.view.list.selection() == [coming]
    assert page.view.meeting_of_day() == coming


def test_the_filter_finds_by_title_kind_state_and_agenda(page: MeetingsPage, desk: Desk) -> None:
    made = hold(desk, ActivityType.general_meeting, moment("2026-05-22T19:30"))
    hold(desk, ActivityType.party_lecture, moment("2026-03-27T19:00"), title="把支部建在掌子面上")
    meeting = desk.book.meetings.get(made, desk.today())
    assert meeting is not None
    desk.book.meetings.write.add_item(meeting, "雨季责任区")
    page.arrive("", "")
    for words, count in (
        ("掌子面", 1),
        ("雨季", 1),
        ("已安排", 1),
        ("党课", 1),
        ("没有", 0),
        ("", 2),
    ):
        page.view.tools.search.setText(words)
        shown = page.view.list.count()
        assert shown == count, words
    page.view.choose_kind(ActivityType.party_lecture)
    assert page.view.list.count() == 1


def test_a_kind_is_chosen_and_its_meeting_opened(
    page: MeetingsPage, desk: Desk, said: Recorder, groups: list[str], until: Until
) -> None:
    page.arrive("", "")
    page.new()
    chooser = page._chooser.findChild(KindList)
    assert isinstance(chooser, KindList)
    chooser.chosen.emit(ActivityType.group_meeting, groups[1])
    until(lambda: bool(said.routes))
    made = desk.book.records.get(Activity, said.routes[-1].record)
    assert made is not None
    assert (made.title, made.group) == ("第二党小组会", groups[1])


def test_what_is_lacking_begins_with_a_day_that_suits(
    page: MeetingsPage, desk: Desk, said: Recorder, groups: list[str], until: Until
) -> None:
    page.arrive("", "")
    row = page.view.lacking.findChild(QWidget, f"due-group_meeting-{groups[0]}")
    assert row is not None
    QTest.mouseClick(row.findChildren(Button)[0], Qt.MouseButton.LeftButton)
    until(lambda: bool(said.routes))
    made = desk.book.records.get(Activity, said.routes[-1].record)
    assert made is not None
    assert made.held_start == moment("2026-05-29T19:30")


def test_dragging_in_the_calendar_moves_a_meeting_and_undo_brings_it_back(
    page: MeetingsPage, desk: Desk, said: Recorder, until: Until
) -> None:
    made = hold(desk, ActivityType.general_meeting, moment("2026-05-22T19:30"))
    page.arrive("", "calendar")
    calendar = page.view.calendar
    assert calendar.isVisible()
    days = dict(calendar._days())
    spot, to = (QPointF(days[d].center()) for d in (date(2026, 5, 22), date(2026, 5, 29)))
    spot = next(
        QPointF(spot.x(), y)
        for y in range(int(days[date(2026, 5, 22)].top()), int(days[date(2026, 5, 22)].bottom()))
        if calendar._chip_at(QPointF(spot.x(), y)) is not None
    )
    QTest.mousePress(calendar, Qt.MouseButton.LeftButton, pos=spot.toPoint())
    QTest.mouseMove(calendar, to.toPoint())
    QTest.mouseRelease(calendar, Qt.MouseButton.LeftButton, pos=to.toPoint())
    until(lambda: bool(said.undoables))
    moved = desk.book.records.get(Activity, made)
    assert moved is not None
    assert moved.held_start == moment("2026-05-29T19:30")
    assert said.undoables == ["已改到5月29日"]
    desk.book.records.undo()
    back = desk.book.records.get(Activity, made)
    assert back is not None
    assert back.held_start == moment("2026-05-22T19:30")


def test_late_entry_is_shown_and_not_hidden(page: MeetingsPage, desk: Desk, until: Until) -> None:
    start = moment("2026-05-10T19:00")
    made = hold(
        desk,
        ActivityType.party_lecture,
        start,
        held_end=f"{start + timedelta(hours=2):%Y-%m-%dT%H:%M}",
    )
    meeting = desk.book.meetings.get(made, desk.today())
    assert meeting is not None
    desk.book.meetings.sign.mark_rest(meeting, start)
    meeting = desk.book.meetings.get(made, desk.today())
    assert meeting is not None
    desk.book.meetings.file(meeting, desk.today(), desk.t)
    page.arrive("", "")
    page.view.list.select(made)
    assert "晚记 11 天" in page.view.list.table_text()


def test_a_removed_meeting_comes_back_with_undo(
    page: MeetingsPage, desk: Desk, said: Recorder, until: Until
) -> None:
    made = hold(desk, ActivityType.party_lecture, moment("2026-05-22T19:00"))
    page.arrive("", "")
    page.view.removed.emit([made])
    until(lambda: bool(said.undoables))
    until(page.empty.isVisible)
    desk.book.records.undo()
    until(page.view.isVisible)


def test_the_page_follows_what_is_written_elsewhere(
    page: MeetingsPage, desk: Desk, until: Until
) -> None:
    page.arrive("", "")
    hold(desk, ActivityType.party_lecture, moment("2026-05-22T19:00"))
    until(lambda: page.view.list.count() == 1)


def test_without_a_meeting_there_is_no_sheet_to_print(page: MeetingsPage, said: Recorder) -> None:
    page.arrive("", "sheet")
    assert said.notes[0][1] == "没有可以打印签到表的会议"


def test_every_kind_has_its_picture(desk: Desk) -> None:
    assert {*USUAL, *RARE} == set(ICONS)
    for name in ICONS.values():
        assert not desk.theme.icon(name).pixmap(18, 18).isNull()


def test_a_day_chosen_again_shows_its_meeting_once(
    page: MeetingsPage, desk: Desk, until: Until
) -> None:
    hold(desk, ActivityType.party_lecture, moment("2026-05-22T19:00"))
    page.arrive("", "")
    for day in (date(2026, 5, 8), date(2026, 5, 22), date(2026, 5, 22)):
        page.view._choose_day(day)
    buttons = page.view.day_card.findChildren
    until(lambda: [b.text() for b in buttons(Button) if b.isVisible()] == ["打开", "打印签到表"])


def test_a_second_visit_reads_nothing_until_something_is_written(
    page: MeetingsPage, desk: Desk
) -> None:
    made = hold(desk, ActivityType.general_meeting, moment("2026-05-22T19:30"), title="党员大会")
    page.arrive("", "")
    read = page._found
    page.arrive("", "")
    assert page._found is read
    desk.book.records.change(made, {"title": "第二季度党员大会"})
    page.arrive("", "")
    assert [meeting.activity.title for meeting, _ in page._found] == ["第二季度党员大会"]
