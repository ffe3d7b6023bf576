"""The tab of visits: the half-year's six of each enterprise, each cell a way to its record."""

from pathlib import Path

import pytest
from PySide6.QtCore import Qt
from PySide6.QtTest import QTest
from pytestqt.qtbot import QtBot

from app.records.meeting import Activity
from app.terms import JointKind
from app.workspace import Workspace
from db.model.change import Json
from tests.ui.desktop.conftest import Recorder
from ui.desktop.desk import Desk, Route
from ui.desktop.meetings.menu import Menu
from ui.desktop.service.visitlist import VisitList
from ui.desktop.service.visits import VisitsTab


@pytest.fixture
def tab(qtbot: QtBot, desk: Desk) -> VisitsTab:
    tab = VisitsTab(desk)
    qtbot.addWidget(tab)
    tab.resize(1158, 620)
    tab.show()
    return tab


@pytest.fixture
def unit(book: Workspace) -> str:
    made = book.records.add("partner_organization", {"name": "桥梁一公司"})
    body: dict[str, Json] = {
        "title": "协议", "parties": [made], "quota": True, "state": "signed",
        "valid_from": "2025-07-01", "valid_to": "2026-12-31",
    }  # fmt: skip
    book.records.add("cobuild_agreement", body)
    return made


def visited(book: Workspace, unit: str, day: str, **fields: Json) -> str:
    return book.records.add("service_visit", {"partner": unit, "on": day, **fields})


def front(tab: VisitsTab) -> VisitList:
    front = tab.view("list")
    assert isinstance(front, VisitList)
    return front


def cells(tab: VisitsTab, unit: str) -> dict[str, str]:
    grid = front(tab).six.grid
    (line,) = [x for x in grid._lines if x.partner == unit]
    return {c.counter.count.value: grid.words(c) for c in line.cells}


def test_with_nothing_yet_the_tab_says_how_to_begin(tab: VisitsTab, said: Recorder) -> None:
    tab.arrive("", "")
    assert front(tab)._empty.isVisibleTo(tab)
    tab.primary()
    assert said.routes == [Route("visit", detail="new")]


def test_six_marks_say_in_words_what_is_there_and_how_long_there_is_time(
    tab: VisitsTab, book: Workspace, unit: str
) -> None:
    visited(book, unit, "2026-03-10")
    tab.arrive("", "")
    shown = cells(tab, unit)
    assert shown.pop("visits") == "3月10日"
    assert set(shown.values()) == {"还有 40 天"}
    assert front(tab).six.grid.summary() == "已有 1/6 项，还有 40 天"


def test_another_half_year_is_chosen_and_says_what_was_not_done(
    tab: VisitsTab, book: Workspace, unit: str
) -> None:
    tab.arrive("", "2025-H2")
    assert front(tab).six.half.value() == "2025-H2"
    assert set(cells(tab, unit).values()) == {"未完成"}
    tab.arrive("", "")
    assert front(tab).six.half.value() == "2025-H2"


def test_a_cell_with_a_record_opens_it_and_an_empty_one_begins_it(
    tab: VisitsTab, book: Workspace, unit: str, said: Recorder
) -> None:
    went = visited(book, unit, "2026-03-10")
    tab.arrive("", "")
    six = front(tab).six
    six.open_cell(unit, "visits")
    six.open_cell(unit, "policy")
    assert said.routes == [
        Route("visit", went),
        Route("record", detail=f"new:matter:partner={unit}&kind=policy"),
    ]


def test_an_empty_meeting_cell_arranges_it_with_the_enterprise(
    qtbot: QtBot, tab: VisitsTab, book: Workspace, unit: str, said: Recorder
) -> None:
    tab.arrive("", "")
    front(tab).six.open_cell(unit, "discussion")
    qtbot.waitUntil(lambda: bool(said.routes))
    (made,) = book.records.all(Activity)
    assert (made.partners, made.joint_kind) == ([unit], JointKind.discussion)
    assert said.routes == [Route("meeting", made.id)]
    assert said.undoables == ["已记下与桥梁一公司的恳谈会"]


def test_of_several_records_a_menu_asks_which(
    tab: VisitsTab, book: Workspace, unit: str, said: Recorder
) -> None:
    first = visited(book, unit, "2026-03-10")
    visited(book, unit, "2026-04-10")
    tab.arrive("", "")
    assert cells(tab, unit)["visits"] == "4月10日，共 2 次"
    six = front(tab).six
    six.open_cell(unit, "visits")
    (menu,) = six.grid.findChildren(Menu)
    menu.chosen.emit(first)
    assert said.routes == [Route("visit", first)]


def test_keys_walk_the_cells_and_enter_opens(
    tab: VisitsTab, book: Workspace, unit: str, said: Recorder
) -> None:
    tab.arrive("", "")
    grid = front(tab).six.grid
    grid.setFocus()
    QTest.keyClick(grid, Qt.Key.Key_Right)
    QTest.keyClick(grid, Qt.Key.Key_Right)
    assert grid.accessibleName() == "桥梁一公司，政策指导：还差"
    QTest.keyClick(grid, Qt.Key.Key_Return)
    assert said.routes == [Route("record", detail=f"new:matter:partner={unit}&kind=policy")]


def test_without_a_counted_agreement_the_card_says_where_to_choose_it(
    tab: VisitsTab, book: Workspace, said: Recorder
) -> None:
    visited(book, book.records.add("partner_organization", {"name": "甲"}), "2026-03-10")
    tab.arrive("", "")
    six = front(tab).six
    assert six._none.isVisibleTo(tab)
    six._none.acted.emit()
    assert said.routes == [Route("joint", detail="agreements")]


def test_visits_say_how_many_answers_and_whether_both_records_are_written(
    tab: VisitsTab, book: Workspace, unit: str
) -> None:
    visited(book, unit, "2026-03-10", standing="好", leader="周建国")
    tab.arrive("", "")
    source = front(tab).list._rows.source
    assert [c.plain() for c in source.row(0).cells] == [
        "2026年3月10日", "桥梁一公司 周建国", "1/3", "手册清单未写", "—",
    ]  # fmt: skip
    front(tab).search.setText("何静")
    front(tab).search.typed.emit("何静")
    assert front(tab).list.count() == 0


def test_the_half_year_goes_to_excel_and_to_paper(
    qtbot: QtBot, tab: VisitsTab, book: Workspace, unit: str, said: Recorder, tmp_path: Path
) -> None:
    visited(book, unit, "2026-03-10")
    tab.arrive("", "")
    said.files.append(str(tmp_path / "half.csv"))
    front(tab).six.export()
    qtbot.waitUntil(lambda: bool(said.notes))
    assert "桥梁一公司" in (tmp_path / "half.csv").read_text("utf-8-sig")
    tab.print_this()
    qtbot.waitUntil(lambda: bool(said.pdfs or said.problems), timeout=20_000)
    assert said.pdfs[0][1] == "2026 年上半年"


def test_the_lists_behind_are_one_press_away(tab: VisitsTab, book: Workspace, unit: str) -> None:
    visited(book, unit, "2026-03-10")
    tab.arrive("", "handbook_entry")
    assert tab.here == "lists"
    tab.arrive("", "2026-H1")
    assert tab.here == "list"
