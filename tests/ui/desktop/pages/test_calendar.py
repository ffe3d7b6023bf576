"""The calendar's page: entries on their days, what is due beside it, a file for other calendars."""

from datetime import date
from pathlib import Path

import pytest
from icalendar import Calendar
from pytestqt.qtbot import QtBot

from app.workspace import Workspace
from tests.ui.desktop.conftest import Recorder
from ui.desktop.desk import Desk, Route
from ui.desktop.pages.calendar import DUE, MEETINGS, CalendarPage
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
