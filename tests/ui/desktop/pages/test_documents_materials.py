"""学习材料 on the documents page: chosen audiences, a text, a study record begun from it."""

from pathlib import Path

import pytest
from pytestqt.qtbot import QtBot

from app.records.study import StudyRecord
from app.workspace import Workspace
from tests.app.materials.test_reading import TEXT
from tests.ui.desktop.conftest import Recorder
from ui.desktop.desk import Desk, Route
from ui.desktop.pages.documents import MATERIALS, DocumentsPage


@pytest.fixture
def page(qtbot: QtBot, desk: Desk) -> DocumentsPage:
    """The documents page, showing materials."""
    page = DocumentsPage(desk)
    qtbot.addWidget(page)
    page.resize(1158, 640)
    page.show()
    page.arrive("", MATERIALS)
    return page


def test_a_pack_is_brought_read_and_studied(
    qtbot: QtBot, page: DocumentsPage, book: Workspace, said: Recorder, tmp_path: Path
) -> None:
    assert page.title() == "学习材料"
    assert page.materials.empty.isVisible()
    file = tmp_path / "m.toml"
    file.write_text(TEXT, encoding="utf-8")
    said.files.append(str(file))
    page.materials.bring()
    qtbot.waitUntil(lambda: page.materials.list.count() == 2)
    assert page.meta() == "2 份材料，显示全部"
    page.materials.study()
    qtbot.waitUntil(lambda: bool(said.routes))
    (study,) = book.records.all(StudyRecord)
    assert said.routes == [Route("record", study.id)]
    assert study.topic in {"法律维权二十问", "读本"}
    assert study.members == []


def test_the_page_turns_over_to_documents_and_back(page: DocumentsPage, said: Recorder) -> None:
    page._turn.click()
    assert said.routes == [Route("documents")]
    page.arrive("", "")
    assert page.title() == "收文"
    assert not page.materials.isVisible()
    page._turn.click()
    assert said.routes[-1] == Route("documents", detail=MATERIALS)
