"""The matters tab: a card moves by a step, what lacks is asked for, the list sifts, the rest is said."""

from pathlib import Path

import pytest
from PySide6.QtCore import Qt
from PySide6.QtTest import QTest
from pytestqt.qtbot import QtBot

from app.records.service import MatterState, ServiceMatter
from app.workspace import Workspace
from tests.ui.desktop.conftest import Recorder
from ui.desktop.desk import Desk, Route
from ui.desktop.ledger.registers import RegistersTab
from ui.desktop.service.matters import MattersTab
from ui.desktop.service.matterview import MatterView

S = MatterState


@pytest.fixture
def tab(qtbot: QtBot, desk: Desk) -> MatterView:
    tab = MatterView(desk)
    qtbot.addWidget(tab)
    tab.resize(1158, 640)
    tab.arrive("", "board")
    tab.show()
    return tab


def raised(book: Workspace, title: str = "修便道", **fields: object) -> str:
    return book.records.add("matter", {"title": title, "raised_on": "2026-05-02", **fields})


def state(book: Workspace, matter: str) -> MatterState:
    held = book.records.get(ServiceMatter, matter)
    assert held is not None
    return held.state


def test_an_empty_book_says_what_belongs_here(tab: MatterView, said: Recorder) -> None:
    assert not tab.none.isHidden()
    tab.none.chosen.emit("new")
    assert said.routes == [Route("matter", detail="new")]


def test_a_card_goes_on_at_once_where_nothing_lacks(
    qtbot: QtBot, tab: MatterView, book: Workspace, said: Recorder
) -> None:
    matter = raised(book, owner_unit="物资部", due_on="2026-06-01")
    book.matters.step(matter, S.assigned)
    tab.refresh()
    tab.board.board.moved.emit(matter, "doing")
    qtbot.waitUntil(lambda: state(book, matter) == S.in_progress)
    qtbot.waitUntil(lambda: bool(said.undoables))
    assert "修便道" in said.undoables[0]


def test_what_a_step_lacks_is_asked_for_where_the_matter_opens(
    tab: MatterView, book: Workspace, said: Recorder
) -> None:
    matter = raised(book, owner_unit="物资部", due_on="2026-06-01", state="in_progress")
    tab.refresh()
    tab.board.board.moved.emit(matter, "check")
    assert said.routes == [Route("matter", matter, "step:done")]
    assert state(book, matter) == S.in_progress


def test_a_card_that_cannot_go_there_stays_and_says_why(
    tab: MatterView, book: Workspace, said: Recorder
) -> None:
    matter = raised(book, state="in_progress")
    tab.refresh()
    tab.board.board.moved.emit(matter, "over")
    tab.board.board.moved.emit(matter, "todo")
    assert state(book, matter) == S.in_progress
    assert len(said.notes) == 2


def test_a_cards_menu_offers_its_steps(
    qtbot: QtBot, tab: MatterView, book: Workspace, said: Recorder
) -> None:
    matter = raised(book, state="in_progress")
    tab.refresh()
    menu = tab.board.open_menu(matter)
    assert menu is not None
    menu.chosen.emit("suspended")
    qtbot.waitUntil(lambda: bool(said.routes))
    assert said.routes == [Route("matter", matter, "step:suspended")]


def test_the_list_is_sifted_and_sorted(tab: MatterView, book: Workspace) -> None:
    late = raised(book, "超期的", due_on="2026-05-01", kind="request")
    soon = raised(book, "快到的", due_on="2026-05-30", kind="policy")
    raised(book, "结束的", state="rejected")
    tab.arrive("", "overdue")
    assert tab.views.current() == "list"
    assert tab.list.count() == 1
    tab.arrive("", "open")
    assert tab.list.count() == 2
    tab.sifting.kind.set_value("policy")
    tab.sifting.changed.emit()
    assert tab.list.select(soon)
    assert not tab.list.select(late)
    tab.sifting.kind.set_value("project")
    tab.sifting.changed.emit()
    assert tab.list.isHidden()
    tab.sifting.clear()
    tab.sifting.state.set_value("rejected")
    tab.sifting.state.settled.emit("rejected")
    assert tab.list.count() == 1
    tab.sifting.picks.chosen.emit("open")
    tab.arrive("", "open")
    assert tab.sifting.state.value() == ""
    tab.list.sorted_by.emit("due_on", True)
    tab.list.selectRow(0)
    assert tab.list.selection() == [soon]
    assert "2" in tab.meta()
    tab.sifting.scope.set_value("common")
    tab.sifting.changed.emit()
    assert tab.list.isHidden()


def test_the_registers_stay_behind_it(qtbot: QtBot, desk: Desk) -> None:
    tab = MattersTab(desk)
    qtbot.addWidget(tab)
    tab.arrive("", "feedback")
    assert isinstance(tab.inner, RegistersTab)
    assert tab.inner.kind().name == "feedback"
    tab.arrive("", "overdue")
    view = tab.view("list")
    assert isinstance(view, MatterView)
    assert view.views.current() == "list"


def test_what_was_deleted_on_the_board_comes_back(
    qtbot: QtBot, tab: MatterView, book: Workspace, said: Recorder
) -> None:
    matter = raised(book)
    tab.refresh()
    tab.board.board.setFocus()
    QTest.keyClick(tab.board.board, Qt.Key.Key_Delete)
    qtbot.waitUntil(lambda: bool(said.undoables))
    assert book.records.get(ServiceMatter, matter) is None
    book.records.undo()
    assert state(book, matter) == S.registered


def test_kinds_and_units_show_only_where_the_branch_compares(
    qtbot: QtBot, tab: MatterView, book: Workspace
) -> None:
    raised(book, owner_unit="物资部", kind="request", due_on="2026-05-01", satisfaction=4)
    tab.arrive("", "compared")
    assert tab.views.current() == "board"
    book.records.change("branch", {"compare_units": True})
    tab.arrive("", "compared")
    assert tab.views.current() == "compared"
    qtbot.waitUntil(lambda: [rows.count() for rows in tab.compared.lists.values()] == [1, 1])
    book.records.change("branch", {"compare_units": False})
    tab.refresh()
    assert tab.views.current() == "board"


def test_the_closed_loop_list_goes_out_as_it_is_seen(
    qtbot: QtBot, tab: MatterView, book: Workspace, said: Recorder, tmp_path: Path
) -> None:
    raised(book, "超期的", due_on="2026-05-01")
    raised(book, "快到的", due_on="2026-05-30")
    tab.arrive("", "overdue")
    said.files.append(str(tmp_path / "list.csv"))
    tab.header_actions()[1].click()  # type: ignore[attr-defined]
    qtbot.waitUntil(lambda: bool(said.notes))
    written = (tmp_path / "list.csv").read_text("utf-8-sig")
    assert "超期的" in written
    assert "快到的" not in written
    tab.print_this()
    qtbot.waitUntil(lambda: bool(said.pdfs), timeout=20_000)
