"""Home: each row's button starts the right thing, and an empty book says how to begin."""

from dataclasses import replace
from datetime import timedelta

import pytest
from PySide6.QtCore import QCoreApplication, QEvent, Qt
from PySide6.QtTest import QTest
from PySide6.QtWidgets import QPushButton
from pytestqt.qtbot import QtBot

from app.words import Catalogue
from app.workspace import Workspace
from db.model.change import Change, Op
from tests.ui.desktop.conftest import NOW, Recorder
from ui.desktop.desk import Desk, Route
from ui.desktop.pages.home import HomePage
from ui.desktop.widgets.duerow import DueRow, ListRow
from ui.desktop.widgets.empty import EmptyState
from ui.desktop.widgets.scroll import ScrollPage
from ui.desktop.widgets.yearchart import YearChart
from ui.desktop.window import Window


@pytest.fixture
def branch(book: Workspace) -> dict[str, str]:
    """A committee, two groups of which one met, a general meeting tomorrow."""
    records = book.records
    records.change("branch", {"has_committee": True, "themed_day": 10})
    made = {n: records.add("party_group", {"name": f"第{n}党小组"}) for n in "一二"}
    made["甲"] = records.add("member", {"name": "阿卜杜热合曼·买买提依明", "group": made["一"]})
    met = {"type": "group_meeting", "group": made["一"], "state": "archived"}
    records.add("activity", met | {"held_start": "2026-05-06T10:00:00", "title": "一组会"})
    made["大会"] = records.add(
        "activity",
        {
            "type": "general_meeting",
            "title": "第二季度党员大会",
            "state": "notified",
            "held_start": "2026-05-22T19:30:00",
            "place_text": "一工区会议室",
        },
    )
    return made


@pytest.fixture
def home(qtbot: QtBot, desk: Desk) -> HomePage:
    page = HomePage(desk)
    qtbot.addWidget(page)
    page.resize(1158, 696)
    page.show()
    return page


def drawn(page: HomePage) -> HomePage:
    """Let the page show what it made, and what it threw away be gone."""
    QCoreApplication.processEvents()
    QCoreApplication.sendPostedEvents(None, QEvent.Type.DeferredDelete.value)
    return page


def due_rows(home: HomePage) -> dict[str, DueRow]:
    home.arrive("", "")
    drawn(home)
    rows = [row for row in home.findChildren(DueRow) if row.isVisible()]
    return {row.accessibleName().split(",")[0]: row for row in rows}


def test_a_new_book_says_how_to_begin(home: HomePage, said: Recorder) -> None:
    home.arrive("", "")
    empty = home.findChildren(EmptyState)[0]
    assert empty.isVisible()
    empty.chosen.emit("roster")
    assert said.routes == [Route("roster")]


def begun(home: HomePage, said: Recorder, qtbot: QtBot) -> tuple[object, object]:
    """Return the kind and the group of the meeting that was drafted and opened."""
    qtbot.waitUntil(lambda: bool(said.routes))
    assert said.routes[-1].page == "meeting"
    made = home.desk.book.records.raw(said.routes[-1].record)
    assert made is not None
    return made.get("type"), made.get("group")


def test_the_missing_group_is_begun_from_its_row(
    home: HomePage, branch: dict[str, str], said: Recorder, qtbot: QtBot
) -> None:
    row = due_rows(home)["党小组会"]
    assert row.button.text() == "登记第二党小组"
    row.button.click()
    assert begun(home, said, qtbot) == ("group_meeting", branch["二"])


def test_one_press_more_does_not_begin_a_second_meeting(
    home: HomePage, branch: dict[str, str], said: Recorder, qtbot: QtBot
) -> None:
    row = due_rows(home)["党小组会"]
    before = len(home.desk.book.records.find(home.desk.book.records.query("activity")))
    row.button.click()
    home.primary()
    begun(home, said, qtbot)
    assert len(home.desk.book.records.find(home.desk.book.records.query("activity"))) == before + 1


def test_a_planned_meeting_is_opened_from_its_row(
    home: HomePage, branch: dict[str, str], said: Recorder
) -> None:
    due_rows(home)["党员大会"].button.click()
    assert said.routes == [Route("meeting", branch["大会"])]


def test_there_is_one_red_button_and_ctrl_enter_presses_it(
    home: HomePage, branch: dict[str, str], said: Recorder, qtbot: QtBot
) -> None:
    rows = due_rows(home).values()
    assert sum(row.button.property("kind") == "primary" for row in rows) == 1
    home.primary()
    assert begun(home, said, qtbot) == ("group_meeting", branch["二"])


def test_the_next_meeting_is_opened_from_its_card(
    home: HomePage, branch: dict[str, str], said: Recorder
) -> None:
    home.arrive("", "")
    button = next(b for b in home.findChildren(QPushButton) if b.text() == "打开会议")
    button.click()
    assert said.routes == [Route("meeting", branch["大会"])]


def test_a_cell_of_the_year_opens_what_is_there_and_begins_what_is_not(
    home: HomePage, branch: dict[str, str], said: Recorder, qtbot: QtBot
) -> None:
    home.arrive("", "")
    chart = home.findChildren(YearChart)[0]
    chart.chosen.emit("general_meeting", 5)
    assert said.routes.pop() == Route("meeting", branch["大会"])
    chart.chosen.emit("committee_meeting", 8)
    assert begun(home, said, qtbot) == ("committee_meeting", None)


def test_days_of_joint_building_and_service_show_only_where_there_are_any_within_the_week(
    home: HomePage, branch: dict[str, str], book: Workspace, said: Recorder
) -> None:
    home.arrive("", "")
    assert not home._soon.isVisible()
    for n in range(22, 26):
        book.records.add("disclosure", {"title": f"公开{n}", "from_on": "2026-05-01",
                                        "to_on": f"2026-05-{n}"})  # fmt: skip
    far = book.records.add("loan", {"resource": "r", "due_on": "2026-05-28"})
    home.refresh()
    rows = [r for r in drawn(home)._soon.findChildren(ListRow) if r.isVisible()]
    assert [r.accessibleName().split(" ")[0] for r in rows] == [
        "公开期满：公开22", "公开期满：公开23", "公开期满：公开24",
    ]  # fmt: skip
    assert "再看 1 条" in [b.text() for b in home._soon.findChildren(QPushButton)]
    rows[0].acted.emit()
    assert said.routes[-1].page == "service"
    assert far not in [e.record for e in book.overview.view().soon]


def test_overdue_matters_are_said_as_a_number_that_leads_to_them(
    home: HomePage, branch: dict[str, str], book: Workspace, said: Recorder
) -> None:
    book.records.add("matter", {"title": "班车", "due_on": "2026-05-20"})
    book.records.add("matter", {"title": "窗口", "due_on": "2026-05-21"})
    home.arrive("", "")
    row = next(r for r in drawn(home)._soon.findChildren(ListRow) if r.isVisible())
    assert row.accessibleName() == "1 件事项超期"
    row.acted.emit()
    assert said.routes == [Route("service", detail="matters:overdue")]


def test_a_contradiction_leads_to_where_it_is_put_right(
    home: HomePage, branch: dict[str, str], book: Workspace, said: Recorder
) -> None:
    met = book.records.find(book.records.query("activity", where={"title": "一组会"}))[0].id
    book.records.add("attendance", {"activity": met, "member": branch["甲"]})
    home.arrive("", "")
    rows = [
        r for r in drawn(home).findChildren(ListRow) if r.accessibleDescription().startswith("矛盾")
    ]
    rows[0].acted.emit()
    assert said.routes == [Route("meeting", met, "signin")]


def test_what_is_written_shows_at_once(
    home: HomePage, branch: dict[str, str], book: Workspace, qtbot: QtBot
) -> None:
    due_rows(home)
    book.records.add(
        "activity",
        {
            "type": "group_meeting",
            "group": branch["二"],
            "state": "archived",
            "held_start": "2026-05-07T10:00:00",
        },
    )
    qtbot.waitUntil(lambda: due_rows(home)["党小组会"].button.text() == "查看")


def test_the_wide_page_has_the_two_other_pictures(home: HomePage, branch: dict[str, str]) -> None:
    home.arrive("", "")
    assert not home._pictures.isVisible()
    home.resize(1712, 1008)
    assert home._pictures.isVisible()


@pytest.mark.parametrize("key", [Qt.Key.Key_Return, Qt.Key.Key_Space])
def test_the_year_is_walked_with_keys(
    home: HomePage, branch: dict[str, str], said: Recorder, qtbot: QtBot, key: Qt.Key
) -> None:
    home.arrive("", "")
    chart = home.findChildren(YearChart)[0]
    chart.setFocus()
    QTest.keyClick(chart, key)
    assert said.routes == [Route("meeting", branch["大会"])]


def test_who_is_behind_is_shown_as_exactly_those_people(
    home: HomePage, branch: dict[str, str], said: Recorder
) -> None:
    home.arrive("", "")
    drawn(home)
    buttons = [b for b in home.findChildren(QPushButton) if b.isVisible() and b.text() == "看名单"]
    buttons[0].click()
    assert said.routes == [Route("members", "", f"ids:{branch['甲']}")]


def test_two_values_are_one_press_away(
    home: HomePage, branch: dict[str, str], book: Workspace, said: Recorder
) -> None:
    op = Op("member", branch["甲"], "post", "班长", ())
    book.records.change(branch["甲"], {"post": "队长"})
    book.store.apply(
        [Change(book.pen().scope, "f" * 16, 1, book.clock() << 16, "达瓦次仁", "edit", (op,))]
    )
    home.arrive("", "")
    drawn(home)
    row = next(
        r for r in home.findChildren(ListRow) if r.isVisible() and "两" in r.accessibleName()
    )
    row.acted.emit()
    assert said.routes == [Route("conflicts")]


def test_words_that_could_not_be_written_are_offered_once_and_put_back(
    qtbot: QtBot, home: HomePage, branch: dict[str, str], book: Workspace, said: Recorder
) -> None:
    book.recovery.keep("member", branch["甲"], {"note": "写完的话"})
    home.arrive("", "")
    home.arrive("", "")
    assert [way.text for way in said.ways] == ["放回去", "不要了"]
    assert len(said.problems) == 1
    said.ways[0].act()
    qtbot.waitUntil(lambda: said.undoables == ["已放回 1 段文字"])
    found = book.records.raw(branch["甲"])
    assert found is not None
    assert found.get("note") == "写完的话"


def test_in_english_on_the_smallest_window_nothing_is_cut_at_the_right(
    qtbot: QtBot, desk: Desk, branch: dict[str, str]
) -> None:
    page = HomePage(replace(desk, t=Catalogue("en")))
    qtbot.addWidget(page)
    page.resize(960, 528)
    page.show()
    page.arrive("", "")
    drawn(page)
    (scroll,) = page.findChildren(ScrollPage)
    content = scroll.widget()
    assert content is not None
    assert content.width() <= scroll.viewport().width()


def test_nothing_is_begun_here_while_an_inspection_is_under_way(
    window: Window, book: Workspace
) -> None:
    page = window.page
    assert isinstance(page, HomePage)
    assert all(action.isEnabled() for action in page.header_actions())
    book.inspecting.start("检查组", "抽查", NOW + timedelta(hours=2))
    window.go(Route("home"))
    assert not any(action.isEnabled() for action in page.header_actions())
    assert "检查" in page.header_actions()[-1].toolTip()
