"""Floating members, the clocks of contact, dues as ticks; a search is opened by a person alone."""

from pathlib import Path

import pytest
from pytestqt.qtbot import QtBot

from app.records.flow import DuesTick, FlowRecord, LostContactCase
from app.records.member import Member
from app.workspace import Workspace
from db.model.errors import InvalidRecord
from tests.ui.desktop.conftest import Recorder
from ui.desktop.desk import Desk, Route
from ui.desktop.pages.flow import CONTACT, DUES, FLOW, FlowPage
from ui.desktop.widgets.rows import Chip


@pytest.fixture
def ids(book: Workspace) -> dict[str, str]:
    found = {}
    for n, name in enumerate(("周建国", "高峻", "何静"), 1):
        placed = {"relation_here": "organizational_life_only"} if name == "何静" else {}
        found[name] = book.records.add("member", {"name": name, "number": n, **placed})
    held = book.records.add(
        "activity", {"type": "general_meeting", "held_start": "2025-10-10T19:30:00"}
    )
    book.records.add("attendance", {"activity": held, "member": found["高峻"], "status": "present"})
    return found


@pytest.fixture
def page(qtbot: QtBot, desk: Desk, ids: dict[str, str]) -> FlowPage:
    page = FlowPage(desk)
    qtbot.addWidget(page)
    page.resize(1158, 696)
    page.show()
    page.arrive("", "")
    return page


def test_nobody_floats_at_first(page: FlowPage) -> None:
    assert page.views.current() == FLOW
    assert page.list.isHidden()
    assert page.meta() == "流出 0 人，流入 0 人"


def test_what_the_facts_ask_for_stands_in_the_row_and_a_contact_that_is_due_above(
    page: FlowPage, book: Workspace, ids: dict[str, str], said: Recorder
) -> None:
    book.flowing.begin(
        {"member": ids["高峻"], "direction": "out", "from_on": "2025-10-01", "fixed": True}
    )
    page.refresh()
    row = page.list._rows.source.row(0)
    assert row.cells[-1] == Chip("wait", "clock", "满 6 个月且地点固定，应转组织关系")
    assert page.note.isVisibleTo(page)
    page._out.click()
    assert said.routes == [Route("record", detail="new:flow_record:direction=out")]


def test_somebody_new_floats_in_from_one_line(
    page: FlowPage, book: Workspace, qtbot: QtBot, said: Recorder
) -> None:
    page._in.click()
    page.inward.write_it.click()
    assert book.records.all(FlowRecord) == []
    page.inward.name.setText("阿卜杜热合曼・买买提依明江")
    page.inward.write_it.click()
    qtbot.waitUntil(lambda: said.undoables == ["阿卜杜热合曼・买买提依明江流入"])
    assert book.records.all(FlowRecord)[0].direction == "in"
    assert "阿卜杜热合曼・买买提依明江" in [m.name for m in book.records.all(Member)]


def test_the_register_goes_to_a_file_for_hq(
    page: FlowPage,
    book: Workspace,
    ids: dict[str, str],
    qtbot: QtBot,
    said: Recorder,
    tmp_path: Path,
) -> None:
    book.flowing.begin({"member": ids["高峻"], "direction": "out", "from_on": "2025-10-01"})
    said.files.append(str(tmp_path / "流动党员.csv"))
    page.export()
    qtbot.waitUntil(lambda: bool(said.notes))
    assert "高峻" in (tmp_path / "流动党员.csv").read_text("utf-8-sig")


def test_a_search_is_proposed_opened_by_a_press_and_printed_once_its_log_is_written(
    page: FlowPage, book: Workspace, ids: dict[str, str], qtbot: QtBot, said: Recorder
) -> None:
    page.views.set_current(CONTACT)
    page.refresh()
    states = {
        row.id: row.cells[-1].plain()
        for row in (page.reach.list._rows.source.row(n) for n in range(3))
    }
    assert states[ids["高峻"]] == "三项都满 6 个月，应查找"
    assert states[ids["周建国"]] == ""
    assert book.records.all(LostContactCase) == []
    page.reach.list.select(ids["高峻"])
    page.reach.search_it.click()
    qtbot.waitUntil(lambda: bool(book.records.all(LostContactCase)))
    qtbot.waitUntil(lambda: bool(said.routes))
    case = book.records.all(LostContactCase)[0]
    assert said.routes[-1] == Route("record", case.id)
    assert book.records.get(Member, ids["高峻"]).is_here  # type: ignore[union-attr]
    page.refresh()
    page.reach.list.select(ids["高峻"])
    page.reach.paper.click()
    assert isinstance(said.problems[-1], InvalidRecord)
    book.records.change(case.id, {"search": "电话两次未通"})
    page.reach.paper.click()
    qtbot.waitUntil(lambda: bool(said.pdfs))


def test_dues_are_ticked_by_month_for_all_whose_relation_is_here(
    page: FlowPage, book: Workspace, ids: dict[str, str], qtbot: QtBot, said: Recorder
) -> None:
    page.views.set_current(DUES)
    page.refresh()
    page.dues.grid.month_ticked.emit(4)
    qtbot.waitUntil(lambda: len(book.records.all(DuesTick)) == 2)
    assert ids["何静"] not in {t.member for t in book.records.all(DuesTick)}
    page.refresh()
    page.dues.grid.toggle(0, 4)
    qtbot.waitUntil(lambda: len(book.records.all(DuesTick)) == 1)
    qtbot.waitUntil(lambda: said.undoables == ["2026-04 党费，2 人"])


def test_a_temporary_branch_has_no_dues_to_tick(page: FlowPage, book: Workspace) -> None:
    book.records.change("branch", {"branch_type": "mobile", "rules_as": "temporary"})
    page.arrive("", DUES)
    assert page.views.current() == FLOW
