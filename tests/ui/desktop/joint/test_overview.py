"""概览: gaps show where something was due, a cell opens its records, and what is asked for stands beside."""

import pytest
from PySide6.QtCore import Qt
from pytestqt.qtbot import QtBot

from app.workspace import Workspace
from tests.app.services.decoded import put
from tests.ui.desktop.conftest import Recorder
from ui.desktop.desk import Desk, Route
from ui.desktop.joint.overview import OverviewTab
from ui.desktop.widgets.duerow import ListRow


@pytest.fixture
def unit(book: Workspace) -> str:
    """A partner since last year, with one activity in February."""
    book.tags.use("bagong")
    fields = {"name": "河北分公司党支部", "joined_on": "2025-06-01"}
    unit = book.records.add("partner_organization", fields)
    book.records.add(
        "activity",
        {"type": "joint_activity", "title": "联学", "held_start": "2026-02-03T10:00:00",
         "state": "minuted", "partners": [unit], "tags": ["bagong.model"]},
    )  # fmt: skip
    return unit


@pytest.fixture
def tab(qtbot: QtBot, desk: Desk) -> OverviewTab:
    """The tab, as large as it is at 1366."""
    tab = OverviewTab(desk)
    qtbot.addWidget(tab)
    tab.resize(1158, 640)
    tab.show()
    return tab


def rows(tab: OverviewTab) -> list[str]:
    """Return the titles of the records behind a cell."""
    return [row.accessibleName() for row in tab.behind.findChildren(ListRow) if row.isVisible()]


def test_without_a_pack_it_says_how_to_choose_one(tab: OverviewTab, said: Recorder) -> None:
    tab.arrive("", "")
    assert tab.header_actions() == []
    assert not tab.grid.isVisible()
    tab._no_pack.acted.emit()
    assert said.routes == [Route("settings", "", "tags")]


def test_the_header_says_how_much_is_covered(tab: OverviewTab, unit: str) -> None:
    tab.arrive("", "")
    # Eight tags, two quarters that have begun.
    assert tab.meta() == "1 个单位，16 格里有 1 格已开展或已安排"
    assert tab.grid.isVisible()


def test_many_years_are_read_beside_the_screen(
    qtbot: QtBot, tab: OverviewTab, unit: str, book: Workspace
) -> None:
    put(book, "matter", [{"title": "已了", "state": "closed"}] * 2001)
    tab.arrive("", "bagong:2026")
    assert tab._reading.isVisible()
    assert not tab.grid.isVisible()
    qtbot.waitUntil(tab.grid.isVisible)
    assert not tab._reading.isVisible()
    assert (tab.packs.value(), tab.years.value()) == ("bagong", "2026")
    assert tab.meta() == "1 个单位，16 格里有 1 格已开展或已安排"


def test_a_cell_opens_the_records_behind_it_and_each_leads_to_its_page(
    tab: OverviewTab, unit: str, said: Recorder
) -> None:
    tab.arrive("", "")
    model = 2
    tab.grid.chosen.emit(1, model, 0)
    assert rows(tab) == ["联学"]
    tab.behind.findChildren(ListRow)[0].pressed.emit()
    assert said.routes[-1].page == "meeting"
    tab.grid.chosen.emit(1, model, 1)
    assert rows(tab) == []


def test_what_has_a_page_of_its_own_is_opened_there(
    qtbot: QtBot, tab: OverviewTab, book: Workspace, said: Recorder
) -> None:
    matter = book.records.add("matter", {"title": "夜间卸车场地", "source": "visit"})
    found = book.records.raw(matter)
    assert found is not None
    tab.behind.show_records("其中", [found])
    tab.behind.findChildren(ListRow)[0].pressed.emit()
    assert said.routes[-1] == Route("matter", matter)


def test_keys_walk_the_quarters_and_say_each_in_words(
    qtbot: QtBot, tab: OverviewTab, unit: str
) -> None:
    tab.arrive("", "")
    for key in (Qt.Key.Key_Down, *[Qt.Key.Key_Right] * 8):
        qtbot.keyClick(tab.grid, key)
    assert tab.grid.accessibleName() == "河北分公司党支部，先进共学，第一季度：开展 1 次"
    with qtbot.waitSignal(tab.grid.chosen) as signal:
        qtbot.keyClick(tab.grid, Qt.Key.Key_Return)
    assert signal.args == [1, 2, 0]


def test_the_same_stands_in_a_table(tab: OverviewTab, unit: str) -> None:
    tab.arrive("", "")
    tab.views.set_current("table")
    tab._show_view()
    assert tab.table.isVisible()
    assert tab.table._rows.source.row(1).cells[3].plain() == "1  ○  ·  ·"


def test_an_agreement_that_runs_out_and_whose_turn_it_is_stand_beside(
    qtbot: QtBot, tab: OverviewTab, book: Workspace, unit: str, said: Recorder
) -> None:
    agreement = {"title": "结对共建协议", "parties": [unit], "state": "signed"}
    days = {"signed_on": "2025-06-10", "valid_to": "2026-06-10"}
    made = book.records.add("cobuild_agreement", {**agreement, **days})
    turn = {"unit": unit, "from_on": "2026-04-01", "to_on": "2026-06-30"}
    book.records.add("duty_rotation", turn)
    tab.arrive("", "")

    def names() -> set[str]:
        return {row.accessibleName() for row in tab.findChildren(ListRow) if row.isVisible()}

    qtbot.waitUntil(lambda: {"结对共建协议", "河北分公司党支部"} <= names())
    tab._ending.findChildren(ListRow)[0].pressed.emit()
    assert said.routes[-1] == Route("agreement", made)


def test_it_prints_the_coverage_and_the_report_of_the_year(
    qtbot: QtBot, tab: OverviewTab, unit: str, said: Recorder
) -> None:
    tab.arrive("", "")
    for action in (tab.print_this, tab.print_report):
        action()
    qtbot.waitUntil(lambda: len(said.pdfs) == 2)
    assert all(pdf.startswith(b"%PDF-") for pdf, _ in said.pdfs)
    assert said.problems == []


def test_another_year_is_another_coverage(tab: OverviewTab, book: Workspace, unit: str) -> None:
    book.records.add(
        "activity",
        {"type": "joint_activity", "held_start": "2025-09-03T10:00:00", "state": "minuted",
         "partners": [unit], "tags": ["bagong.culture"]},
    )  # fmt: skip
    tab.arrive("", "bagong:2025")
    assert tab.years.value() == "2025"
    assert "1 格" in tab.meta()


def test_where_there_is_no_room_beside_it_the_cards_stand_around_the_coverage(
    tab: OverviewTab, unit: str
) -> None:
    tab.arrive("", "")
    assert tab._side.isVisible()
    assert not tab._main.isAncestorOf(tab._attention)
    tab.resize(900, 480)
    assert not tab._side.isVisible()
    assert tab._main.isAncestorOf(tab._attention)
    tab.resize(1158, 640)
    assert tab._side.isVisible()
    assert tab._side.isAncestorOf(tab._attention)
