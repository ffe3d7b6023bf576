"""The calendar's page: entries on their days, what is due beside it, a file for other calendars."""

from datetime import date
from pathlib import Path

import pytest
from icalendar import Calendar
from pytestqt.qtbot import QtBot

from app.services.shared_days import ROWS
from app.workspace import Workspace
from tests.ui.desktop.conftest import Recorder
from ui.desktop.desk import Desk, Route
from ui.desktop.pages.calendar import DUE, JOINT, MEETINGS, SERVICE, CalendarPage
from ui.desktop.routes import PAGES
from ui.desktop.seen.days import SOURCES, WAYS, state_of
from ui.desktop.widgets.duerow import ListRow


@pytest.fixture
def ids(book: Workspace) -> dict[str, str]:
    add = book.records.add
    book.records.change("branch", {"has_committee": False})
    planned = {"type": "general_meeting", "title": "大会", "held_start": "2026-05-22T19:30:00"}
    return {
        "大会": add("activity", planned),
        "旧账": add("resolution", {"text": "旧账", "due_on": "2026-04-10"}),
        "整改": add("rectification_item", {"problem": "记录过简", "due_on": "2026-05-28"}),
    }


@pytest.fixture
def page(qtbot: QtBot, desk: Desk, ids: dict[str, str]) -> CalendarPage:
    page = CalendarPage(desk)
    qtbot.addWidget(page)
    page.resize(1158, 696)
    page.show()
    page.arrive("", "")
    return page


def chips(page: CalendarPage) -> dict[str, date]:
    return {chip.text: chip.day for chip in page.month._chips}


def test_meetings_and_days_due_stand_on_their_days(page: CalendarPage) -> None:
    shown = chips(page)
    assert shown["党员大会"] == date(2026, 5, 22)
    assert shown["记录过简"] == date(2026, 5, 28)


def test_only_meetings_or_only_what_is_due_are_shown_when_asked(page: CalendarPage) -> None:
    page.what.chosen.emit(MEETINGS)
    page.what.set_current(MEETINGS)
    page._draw()
    assert set(chips(page)) == {"党员大会"}
    page.what.set_current(DUE)
    page._draw()
    assert "党员大会" not in chips(page)
    assert "记录过简" in chips(page)


def test_joint_building_and_service_have_a_filter_each_and_lead_where_they_are_dealt_with(
    page: CalendarPage, book: Workspace, said: Recorder
) -> None:
    add = book.records.add
    agreement = add(
        "cobuild_agreement",
        {"title": "结对", "state": "signed", "signed_on": "2025-05-01", "valid_to": "2026-05-29"},
    )
    hours = {"from_at": "2026-05-27T09:00:00", "to_at": "2026-05-27T11:00:00"}
    booking = add("booking", {"resource": add("shared_resource", {"name": "会议室"}), **hours})
    post = add("demonstration_post", {"name": "示范岗", "review_on": "2026-05-26"})
    campaign = add("campaign", {"title": "百日"})
    plan = add("plan", {"title": "百日", "campaign": campaign})
    item = add("plan_item", {"title": "誓师", "plan": plan, "due_on": "2026-05-28"})
    page.refresh()
    page.what.set_current(JOINT)
    page._draw()
    assert {text.split()[0] for text in chips(page)} == {"结对", "会议室", "誓师"}
    page.what.set_current(SERVICE)
    page._draw()
    assert set(chips(page)) == {"示范岗"}
    for key in (
        f"agreement/{agreement}", f"booking/{booking}", f"review/{post}", f"joint_plan/{item}",
    ):  # fmt: skip
        page._open(key)
    assert said.routes == [
        Route("agreement", agreement),
        Route("joint", booking, "resources:week"),
        Route("service", post, "vanguard:posts"),
        Route("joint", campaign, "campaigns"),
    ]


def test_what_was_only_announced_is_past_and_never_overdue(
    page: CalendarPage, book: Workspace
) -> None:
    days = {"from_on": "2026-05-04", "to_on": "2026-05-12"}
    shown = book.records.add("disclosure", {"title": "党费", **days})
    page.refresh()
    (entry,) = [e for e in page._entries if e.record == shown]
    assert state_of(entry, page.desk.today(), page.t)[2] == "已过"
    assert not entry.is_late(page.desk.today())


def test_every_sort_of_day_has_an_icon_a_word_and_a_page(page: CalendarPage) -> None:
    assert {row.source for row in ROWS} <= set(SOURCES)
    assert {name for name, _ in WAYS.values()} <= set(PAGES)
    assert set(WAYS) <= set(page.desk.book.kinds)


def test_what_is_past_and_open_stands_first(page: CalendarPage) -> None:
    names = [r.accessibleName() for r in page.due_list.findChildren(ListRow) if r.isVisible()]
    assert names[0].startswith("旧账")


def test_an_entry_leads_to_its_record_or_begins_what_is_missing(
    page: CalendarPage, ids: dict[str, str], said: Recorder
) -> None:
    page._open(f"meeting/{ids['大会']}")
    page._open(f"rectification/{ids['整改']}")
    page._open("month-none/x")
    page._open("month/themed_party_day-2026-05")
    assert said.routes == [
        Route("meeting", ids["大会"]),
        Route("record", ids["整改"]),
        Route("meetings", "", "new:themed_party_day"),
    ]


def test_the_months_are_turned_and_the_list_looks_a_year_ahead(page: CalendarPage) -> None:
    page._on.click()
    assert page._title.text() == "2026 年 6 月"
    page._now.click()
    assert page._title.text() == "2026 年 5 月"
    page.focus_filter()
    assert page.view.current() == "list"
    whole = page.list.count()
    page.search.setText("大会")
    assert 0 < page.list.count() < whole


def test_the_file_is_written_and_says_what_is_not_in_it(
    page: CalendarPage, said: Recorder, tmp_path: Path, qtbot: QtBot
) -> None:
    file = tmp_path / "日历.ics"
    said.files.append(str(file))
    page.export()
    qtbot.waitUntil(lambda: bool(said.notes))
    found = Calendar.from_ical(file.read_bytes()).walk("VEVENT")
    assert len(found) == len(page._ahead)
    assert "不含人名" in said.notes[0][2]


def test_without_a_file_chosen_nothing_is_written(page: CalendarPage, said: Recorder) -> None:
    page.export()
    assert said.notes == []
