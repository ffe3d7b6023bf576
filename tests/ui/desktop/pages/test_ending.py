"""A site ends on one page: who is ticked goes, what is open goes, and the document closes the book."""

from pathlib import Path

import pytest
from pytestqt.qtbot import QtBot

from app.records.flow import HandoverItem
from app.records.member import Member, Standing
from app.records.organisation import Branch
from app.workspace import Workspace
from db.model.errors import Closed
from tests.ui.desktop.conftest import NOW, Recorder
from ui.desktop.desk import Desk, Route
from ui.desktop.pages.ending import EndingPage
from ui.desktop.people.closing import DissolveStep, FolderStep, WholeStep
from ui.desktop.people.handing import MatterStep, PeopleStep
from ui.desktop.people.moving import MoveStep


@pytest.fixture
def page(qtbot: QtBot, desk: Desk, book: Workspace) -> EndingPage:
    for name in ("周建国", "高峻"):
        book.records.add("member", {"name": name})
    book.records.add("resolution", {"text": "建立党员先锋岗"})
    page = EndingPage(desk)
    qtbot.addWidget(page)
    page.resize(1158, 696)
    page.show()
    page.arrive("", "")
    return page


def test_the_page_says_what_is_left(page: EndingPage) -> None:
    assert page.meta() == "还有 2 名党员、1 件事项没有移交"


def test_who_is_ticked_is_handed_over_and_leaves_the_roster(
    page: EndingPage, book: Workspace, qtbot: QtBot, said: Recorder
) -> None:
    step = page.steps["people"]
    assert isinstance(step, PeopleStep)
    one = book.records.all(Member)[0]
    step.grid.toggle(one.id)
    assert step.action.text() == "移交 1 人"
    step.do()
    qtbot.waitUntil(lambda: not page.desk.work.busy)
    assert book.records.all(HandoverItem) == []
    step.to_whom.setText("成昆项目党支部")
    step.do()
    qtbot.waitUntil(lambda: len(book.records.all(HandoverItem)) == 1)
    qtbot.waitUntil(lambda: said.undoables == ["已移交 1 名党员到成昆项目党支部"])
    assert book.records.get(Member, one.id).status == Standing.left  # type: ignore[union-attr]
    page.refresh()
    assert page.meta() == "还有 1 名党员、1 件事项没有移交"
    assert one.name in step.gone.text()


def test_open_matters_are_handed_over_too(page: EndingPage, book: Workspace, qtbot: QtBot) -> None:
    page.arrive("", "matters")
    step = page.steps["matters"]
    assert isinstance(step, MatterStep)
    row = next(iter(step.rows.values()))
    row.set_state(True)
    step.to_whom.setText("成昆项目党支部")
    step.do()
    qtbot.waitUntil(lambda: len(book.records.all(HandoverItem)) == 1)
    page.refresh()
    assert page.meta() == "还有 2 名党员、0 件事项没有移交"


def test_the_folder_is_made_and_noted(
    page: EndingPage, book: Workspace, qtbot: QtBot, said: Recorder, tmp_path: Path
) -> None:
    page.arrive("", "folder")
    step = page.steps["folder"]
    assert isinstance(step, FolderStep)
    said.folders.append(str(tmp_path))
    step.do()
    qtbot.waitUntil(lambda: bool(said.notes), timeout=60_000)
    assert (tmp_path / "2026 年检查材料").is_dir()
    assert book.ending.state().folder is not None


def test_the_document_closes_the_book_and_the_page_opens_it_again(
    page: EndingPage, book: Workspace, qtbot: QtBot
) -> None:
    page.arrive("", "dissolve")
    step = page.steps["dissolve"]
    assert isinstance(step, DissolveStep)
    step.day.set_value(NOW.date())
    step.do()
    assert not book.ending.state().dissolved
    step.document.setText("党发〔2026〕9号")
    step.do()
    qtbot.waitUntil(lambda: book.ending.state().dissolved)
    page.refresh()
    assert page.meta() == "支部已撤销，记录只读"
    with pytest.raises(Closed):
        book.records.add("member", {"name": "新人"})
    assert not step.action.isVisibleTo(page)
    step.back.click()
    qtbot.waitUntil(lambda: not book.ending.state().dissolved)


def test_what_is_only_here_leads_to_the_sync_page(page: EndingPage, said: Recorder) -> None:
    page.arrive("", "whole")
    step = page.steps["whole"]
    assert isinstance(step, WholeStep)
    step.do()
    step.stick.click()
    assert said.routes == [Route("sync", "", "now"), Route("sync", "", "write")]


def test_a_branch_that_moves_on_keeps_its_members(
    page: EndingPage, book: Workspace, qtbot: QtBot
) -> None:
    page.arrive("", "move")
    step = page.steps["move"]
    assert isinstance(step, MoveStep)
    step.do()
    step.project.setText("川藏铁路")
    step.day.set_value(NOW.date())
    step.do()
    qtbot.waitUntil(lambda: bool(book.records.get(Branch, "branch").project))  # type: ignore[union-attr]
    assert len(book.members.roster()) == 2


def test_the_list_prints(page: EndingPage, qtbot: QtBot, said: Recorder) -> None:
    page.print_this()
    qtbot.waitUntil(lambda: bool(said.pdfs))
