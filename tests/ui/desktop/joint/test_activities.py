"""The tab shows what was done with others, sifts and adds it up, and keeps every register in reach."""

from pathlib import Path

import pytest
from openpyxl import load_workbook
from pytestqt.qtbot import QtBot

from app.counting.outcomes import read_line
from app.workspace import Workspace
from tests.ui.desktop.conftest import Recorder
from ui.desktop.desk import Desk, Route
from ui.desktop.joint.activities import REGISTERS, ActivitiesTab
from ui.desktop.joint.held import HeldView
from ui.desktop.joint.lectures import LecturesView
from ui.desktop.joint.worklists import HINTS
from ui.desktop.ledger.registers import RegistersTab
from ui.desktop.widgets.labels import Label
from ui.desktop.widgets.rows import Text


@pytest.fixture
def tab(qtbot: QtBot, desk: Desk) -> ActivitiesTab:
    tab = ActivitiesTab(desk)
    qtbot.addWidget(tab)
    tab.resize(1158, 640)
    tab.show()
    return tab


@pytest.fixture
def unit(book: Workspace) -> str:
    return book.records.add("partner_organization", {"name": "甲公司", "scope": "external"})


def held(book: Workspace, day: str, *rows: str, **more: object) -> str:
    body = {"type": "joint_activity", "title": day, "held_start": f"{day}T09:00:00", **more}
    made = book.records.add("activity", body)
    for row in rows:
        book.outcomes.add(made, read_line(row))
    return made


def done(tab: ActivitiesTab) -> HeldView:
    view = tab.view("held")
    assert isinstance(view, HeldView)
    return view


def lists(tab: ActivitiesTab) -> RegistersTab:
    assert isinstance(tab.inner, RegistersTab)
    return tab.inner


def titles(tab: ActivitiesTab) -> list[str | None]:
    return [one.activity.title for one in done(tab).shown]


def test_the_year_shows_with_its_sums_and_another_year_by_choice(
    qtbot: QtBot, tab: ActivitiesTab, book: Workspace, unit: str
) -> None:
    held(book, "2026-03-02", "口罩 10000 只", partners=[unit])
    held(book, "2026-04-18", "口罩 500 只", partners=[unit])
    held(book, "2019-05-04")
    tab.arrive("", "")
    assert titles(tab) == ["2026-04-18", "2026-03-02"]
    assert "10,500 只" in [label.text() for label in done(tab).sums.findChildren(Label)]
    assert tab.meta() == "2 项活动，涉及 1 个单位"
    done(tab).years.set_value("2019")
    done(tab).years.settled.emit("2019")
    assert titles(tab) == ["2019-05-04"]
    # All years are read beside the screen, and what is chosen meanwhile is what shows.
    done(tab).years.set_value("all")
    done(tab).years.settled.emit("all")
    assert titles(tab) == ["2019-05-04"]
    qtbot.waitUntil(lambda: titles(tab) == ["2026-04-18", "2026-03-02", "2019-05-04"])
    done(tab).years.settled.emit("all")
    done(tab).years.set_value("2026")
    done(tab).years.settled.emit("2026")
    qtbot.waitUntil(lambda: not done(tab).desk.work.busy)
    assert titles(tab) == ["2026-04-18", "2026-03-02"]


def test_filters_take_hold_and_are_cleared(tab: ActivitiesTab, book: Workspace, unit: str) -> None:
    held(book, "2026-03-02", partners=[unit], joint_kind="emergency")
    held(book, "2026-04-18")
    tab.arrive("", "")
    done(tab).partners.set_value(unit)
    done(tab).partners.settled.emit(unit)
    assert titles(tab) == ["2026-03-02"]
    done(tab).search.setText("没有的")
    assert titles(tab) == []
    assert done(tab).nothing.isVisible()
    done(tab).nothing.acted.emit()
    assert titles(tab) == ["2026-04-18", "2026-03-02"]


def test_a_row_opens_its_meeting_and_a_new_one_begins(
    qtbot: QtBot, tab: ActivitiesTab, book: Workspace, said: Recorder
) -> None:
    tab.arrive("", "")
    assert done(tab).none.isVisible()
    activity = held(book, "2026-03-02")
    tab.refresh()
    done(tab).list.opened.emit(activity)
    assert said.routes == [Route("meeting", activity)]
    tab.new()
    qtbot.waitUntil(lambda: len(said.routes) == 2)
    made = book.records.raw(said.routes[1].record)
    assert made is not None
    assert made.get("type") == "joint_activity"


def test_the_list_goes_to_excel_as_it_is_sifted(
    qtbot: QtBot, tab: ActivitiesTab, book: Workspace, said: Recorder, unit: str, tmp_path: Path
) -> None:
    held(book, "2026-03-02", "义卖 3000 元", partners=[unit], partner_text="乙村")
    tab.arrive("", "")
    file = tmp_path / "登记表.xlsx"
    said.files.append(str(file))
    done(tab).export()
    qtbot.waitUntil(lambda: bool(said.notes))
    sheet = load_workbook(file).active
    assert sheet is not None
    rows = [[cell.value for cell in row] for row in sheet.iter_rows()]
    assert "甲公司、乙村" in rows[1]
    assert "义卖 3,000 元" in rows[1]


def test_the_register_prints(
    qtbot: QtBot, tab: ActivitiesTab, book: Workspace, said: Recorder
) -> None:
    held(book, "2026-03-02", "义卖 3000 元")
    tab.arrive("", "")
    tab.print_this()
    qtbot.waitUntil(lambda: bool(said.pdfs), timeout=20_000)
    assert said.pdfs[0][0].startswith(b"%PDF")


def test_every_register_is_in_reach_and_says_what_belongs_there(
    tab: ActivitiesTab, book: Workspace
) -> None:
    for group, registers in REGISTERS.items():
        for kind in registers.groups[0][1]:
            tab.arrive("", kind)
            assert tab.here == group
            assert lists(tab).kind().name == kind
            assert kind in HINTS
            assert lists(tab)._none.isVisible()


def test_a_way_to_a_new_record_begins_it(tab: ActivitiesTab, said: Recorder) -> None:
    tab.arrive("", "new:honour")
    assert said.routes == [Route("record", detail="new:honour")]


def test_brands_stand_below_each_other(tab: ActivitiesTab, book: Workspace) -> None:
    party = book.records.add("brand", {"name": "红纽带"})
    book.records.add("brand", {"name": "安康号", "above": party})
    tab.arrive("", "brand")
    source = lists(tab).list.model().source  # type: ignore[attr-defined]
    cells = [source.row(n).cells[0] for n in range(2)]
    assert [c.text for c in cells if isinstance(c, Text)] == ["红纽带", "　　安康号"]


def test_lectures_show_by_who_speaks(tab: ActivitiesTab, book: Workspace) -> None:
    held(book, "2026-05-12", type="party_lecture", lecturer="周建国", lecturer_capacity="secretary",
         lecture_direction="given", audience_count=31, micro=True)  # fmt: skip
    held(book, "2026-05-13", type="party_lecture", lecturer_capacity="expert")
    tab.arrive("", "lectures")
    assert tab.meta() == "党课 2 次"
    lectures = tab.inner
    assert isinstance(lectures, LecturesView)
    assert lectures.list.count() == 2
    lectures.capacities.set_value("expert")
    lectures.capacities.settled.emit("expert")
    assert lectures.list.count() == 1
    words = [label.text() for label in lectures.counts.findChildren(Label)]
    assert "送课" in words
