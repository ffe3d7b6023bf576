"""学习材料: a pack is brought, read by its audiences, and a study record begins from a text."""

from pathlib import Path

import pytest
from pytestqt.qtbot import QtBot

from app.records.study import StudyRecord
from app.workspace import Workspace
from tests.app.materials.test_reading import TEXT
from tests.ui.desktop.conftest import Recorder
from ui.desktop.desk import Desk, Route
from ui.desktop.pages.materials import MaterialsPage


@pytest.fixture
def page(qtbot: QtBot, desk: Desk) -> MaterialsPage:
    """The page, empty."""
    page = MaterialsPage(desk)
    qtbot.addWidget(page)
    page.resize(1158, 640)
    page.show()
    page.arrive("", "")
    return page


def test_a_pack_is_brought_read_and_studied(
    qtbot: QtBot, page: MaterialsPage, book: Workspace, said: Recorder, tmp_path: Path
) -> None:
    assert page.title() == "学习材料"
    assert page.view.empty.isVisible()
    file = tmp_path / "m.toml"
    file.write_text(TEXT, encoding="utf-8")
    said.files.append(str(file))
    page.view.bring()
    qtbot.waitUntil(lambda: page.view.list.count() == 2)
    assert page.meta() == "2 份材料，显示全部"
    page.view.study()
    qtbot.waitUntil(lambda: bool(said.routes))
    (study,) = book.records.all(StudyRecord)
    assert said.routes == [Route("record", study.id)]
    assert study.topic in {"法律维权二十问", "读本"}
    assert study.members == []


def test_what_is_for_others_is_left_out_until_it_is_asked_for(
    qtbot: QtBot, page: MaterialsPage, book: Workspace
) -> None:
    book.materials.bring(TEXT.encode())
    page.view.turn("机关党员")
    qtbot.waitUntil(lambda: page.meta().endswith("显示给“机关党员”的"))
    page.view.turn("机关党员")
    qtbot.waitUntil(lambda: page.meta().endswith("显示全部"))


def test_a_wrong_file_is_named_with_its_line(
    page: MaterialsPage, said: Recorder, qtbot: QtBot, tmp_path: Path
) -> None:
    file = tmp_path / "m.toml"
    file.write_text(TEXT.replace('kind = "lecture"', 'kind = "song"'), encoding="utf-8")
    said.files += [str(file), ""]
    page.view.bring()
    qtbot.waitUntil(lambda: len(said.problems) == 1)
    assert "Line 11" in str(said.problems[0])
    page.view.bring()


def test_it_leads_to_the_documents(page: MaterialsPage, said: Recorder) -> None:
    page._documents.click()
    assert said.routes == [Route("documents")]
