"""The year's page: each picture with its table, members in the roster's order, numbers that open."""

import pytest
from PySide6.QtCore import Qt
from PySide6.QtGui import QGuiApplication
from PySide6.QtTest import QTest
from pytestqt.qtbot import QtBot

from app.workspace import Workspace
from tests.ui.desktop.conftest import Recorder
from ui.desktop.desk import Desk, Route
from ui.desktop.pages.overview import ATTENDANCE, HOURS, NUMBERS, TREND, VIEWS, OverviewPage


@pytest.fixture
def ids(book: Workspace) -> dict[str, str]:
    add = book.records.add
    found = {
        name: add("member", {"name": name, "number": at})
        for at, name in enumerate(("周建国", "阿卜杜热合曼·买买提依明", "高峻"), 1)
    }
    held = {"type": "general_meeting", "held_start": "2026-03-05T19:30:00", "state": "archived"}
    found["大会"] = add("activity", held | {"title": "大会"})
    for name, status in (("周建国", "present"), ("高峻", "leave")):
        add("attendance", {"activity": found["大会"], "member": found[name], "status": status})
    study = {"topic": "党章", "held_on": "2026-03-01", "hours": 12, "members": [found["高峻"]]}
    add("study_record", study)
    return found


@pytest.fixture
def page(qtbot: QtBot, desk: Desk, ids: dict[str, str]) -> OverviewPage:
    page = OverviewPage(desk)
    qtbot.addWidget(page)
    page.resize(1158, 696)
    page.show()
    return page


@pytest.mark.parametrize("view", [key for key, _ in VIEWS])
def test_each_view_shows_its_picture_and_its_table(page: OverviewPage, view: str) -> None:
    page.arrive("", view)
    assert page.views.current() == view
    for key, cards in page._cards.items():
        assert [c.isVisibleTo(page) for c in cards] == [key == view] * len(cards)
    if view != NUMBERS:
        assert page.tables[view].count() > 0


def test_members_stand_in_the_rosters_order_whatever_their_hours(
    page: OverviewPage, ids: dict[str, str]
) -> None:
    order = [ids["周建国"], ids["阿卜杜热合曼·买买提依明"], ids["高峻"]]
    page.arrive("", HOURS)
    assert [row.id for row in page.bars._rows] == order
    page.arrive("", ATTENDANCE)
    assert [row.id for row in page.heat._rows] == [*order, ""]


def test_a_cell_says_what_it_shows_and_leads_to_the_member(
    page: OverviewPage, ids: dict[str, str], said: Recorder
) -> None:
    page.arrive("", ATTENDANCE)
    page.heat.setFocus()
    for _ in range(2):
        QTest.keyClick(page.heat, Qt.Key.Key_Left)
    assert page.heat.accessibleName() == "周建国，3月：应到 1，实到 1，请假 0，缺席 0"
    assert page.heat.accessibleDescription().startswith("3 人，应到 2 人次")
    QTest.keyClick(page.heat, Qt.Key.Key_Return)
    assert said.routes == [Route("members", ids["周建国"])]


def test_the_table_is_copied_as_it_stands(page: OverviewPage) -> None:
    page.arrive("", HOURS)
    table = page.tables[HOURS]
    table.selectAll()
    QTest.keyClick(table, Qt.Key.Key_C, Qt.KeyboardModifier.ControlModifier)
    lines = QGuiApplication.clipboard().text().split("\n")
    assert len(lines) == 4
    assert "高峻\t12" in lines[3]


def test_the_months_of_the_checks_can_be_walked_and_copied(page: OverviewPage) -> None:
    page.arrive("", TREND)
    page.trend.setFocus()
    QTest.keyClick(page.trend, Qt.Key.Key_Right)
    assert page.trend.accessibleName().startswith("2026 年 2 月：")
    QTest.keyClick(page.trend, Qt.Key.Key_C, Qt.KeyboardModifier.ControlModifier)
    assert QGuiApplication.clipboard().text().split("\n")[0] == "月份\t矛盾\t提醒\t已写说明"


def test_a_number_opens_the_records_behind_it(
    page: OverviewPage, ids: dict[str, str], said: Recorder
) -> None:
    page.arrive("", NUMBERS)
    assert page.numbers.choose("activity_participation_rate")
    assert page.numbers.behind.count() == 1
    page.numbers.behind.opened.emit(ids["大会"])
    assert said.routes == [Route("meeting", ids["大会"])]


def test_who_was_not_reached_is_said_in_words(page: OverviewPage) -> None:
    page.arrive("", NUMBERS)
    words = page.numbers._words.text()
    assert "周建国" not in words
    assert "阿卜杜热合曼·买买提依明（没有记录）、高峻（没有记录）" in words


def test_another_year_is_shown_when_asked(page: OverviewPage) -> None:
    page.arrive("", f"{ATTENDANCE}:2025")
    assert page.title() == "2025 年一览"
    assert page.heat._month == 0


def test_the_year_is_printed(page: OverviewPage, said: Recorder, qtbot: QtBot) -> None:
    page.arrive("", "year")
    page.print_this()
    qtbot.waitUntil(lambda: bool(said.pdfs), timeout=20_000)
    assert said.pdfs[0][0].startswith(b"%PDF")


def headings(page: OverviewPage) -> list[str]:
    return [
        page.numbers.headings._rows.source.row(n).id for n in range(page.numbers.headings.count())
    ]


def test_the_numbers_stand_under_few_headings_and_one_shows_at_a_time(page: OverviewPage) -> None:
    page.arrive("", NUMBERS)
    assert headings(page) == ["organisation", "life", "study", "joint", "service", "vanguard"]
    seen: set[str] = set()
    for heading in headings(page):
        assert page.numbers.headings.select(heading)
        rows = page.numbers.numbers._rows.source
        mine = {rows.row(n).id for n in range(len(rows))}
        assert mine
        assert not mine & seen
        seen |= mine


def test_half_a_year_is_counted_when_it_is_chosen(page: OverviewPage) -> None:
    page.arrive("", NUMBERS)
    assert page.numbers.choose("held_general_meeting")
    page.numbers.part.set_current("second")
    page.numbers.refresh()
    assert not page.numbers.choose("held_general_meeting")
    assert page.numbers.span().key == "2026-H2"


def test_a_tag_pack_is_offered_where_there_are_several(page: OverviewPage) -> None:
    page.arrive("", NUMBERS)
    page.numbers.choose("joint_activities")
    assert not page.numbers.pack.isVisibleTo(page)
    for pack in ("bagong", "wulian"):
        page.desk.book.tags.use(pack)
    page.refresh()
    assert page.numbers.pack.isVisibleTo(page)
    assert page.numbers.pack.value() in {"bagong", "wulian"}


def test_nothing_behind_a_number_is_said_and_the_number_steps_back(page: OverviewPage) -> None:
    page.arrive("", NUMBERS)
    assert page.numbers.choose("mentor_pairs")
    assert page.numbers.behind.count() == 0
    assert page.numbers._nothing.isVisibleTo(page)


def test_the_report_of_the_chosen_period_is_made(
    page: OverviewPage, said: Recorder, qtbot: QtBot
) -> None:
    page.arrive("", f"{NUMBERS}:2025")
    page.numbers.print_report()
    qtbot.waitUntil(lambda: bool(said.pdfs), timeout=20_000)
    pdf, name = said.pdfs[0]
    assert pdf.startswith(b"%PDF")
    assert name.startswith("2025 年")
