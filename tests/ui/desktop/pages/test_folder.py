"""The folder page: boxes are chosen, sensitive ones ask for a purpose, making is a job, verifying too."""

from pathlib import Path

import pytest
from PySide6.QtWidgets import QPushButton
from pytestqt.qtbot import QtBot

from app.records.oversight import AccessEntry
from app.services.manifest import NAME, read
from app.workspace import Workspace
from db.model.errors import NoGlyph
from tests.ui.desktop.conftest import Recorder
from ui.desktop.desk import Desk
from ui.desktop.pages.folder import SUBJECT, FolderPage, free_name
from ui.desktop.widgets.checks import CheckRow
from ui.desktop.widgets.labels import Label

LONG = 60_000
"""Milliseconds; a paper is set in a process of its own, which a busy machine starts late."""


@pytest.fixture
def page(qtbot: QtBot, desk: Desk, book: Workspace) -> FolderPage:
    for n, title in enumerate(("党员大会", "党员大会（扩大）"), 1):
        fields = {"type": "general_meeting", "title": title, "state": "minuted"}
        book.records.add("activity", {**fields, "held_start": f"2026-0{n}-22T19:30:00"})
    page = FolderPage(desk)
    qtbot.addWidget(page)
    page.resize(1158, 696)
    page.show()
    page.arrive("", "")
    qtbot.waitUntil(lambda: len(rows(page)) == 20, timeout=LONG)
    return page


def rows(page: FolderPage) -> list[CheckRow]:
    return [row for row in page.boxes.findChildren(CheckRow) if not row.isHidden()]


def row(page: FolderPage, number: int) -> CheckRow:
    return next(r for r in rows(page) if r.objectName() == f"box-{number}")


def only(page: FolderPage, *numbers: int) -> None:
    for number in range(1, 21):
        if number not in numbers and row(page, number).state():
            row(page, number).toggled.emit(False)
            row(page, number).set_state(False)


def finished(qtbot: QtBot, said: Recorder) -> None:
    qtbot.waitUntil(lambda: bool(said.notes or said.problems), timeout=LONG)


def made(qtbot: QtBot, page: FolderPage, said: Recorder, place: Path) -> Path:
    said.folders.append(str(place))
    only(page, 1, 4)
    page.primary()
    finished(qtbot, said)
    assert said.problems == []
    qtbot.waitUntil(lambda: page.desk.work.running(SUBJECT) is None, timeout=LONG)
    last = page.result.folder
    assert last is not None
    return last.path


def test_each_box_shows_what_it_holds_and_sensitive_ones_are_out(page: FolderPage) -> None:
    assert page.boxes.chosen() == tuple(n for n in range(1, 21) if n not in (10, 11))
    assert row(page, 4).state() is True
    assert (row(page, 10).state(), row(page, 10).isEnabled()) == (False, False)
    assert "用途" in row(page, 11).toolTip()
    assert page.boxes.pages() > 20


def test_a_temporary_branch_has_no_boxes_for_dues_and_development(
    qtbot: QtBot, page: FolderPage, book: Workspace
) -> None:
    book.records.change("branch", {"branch_type": "temporary"})
    page.arrive("", "")
    qtbot.waitUntil(lambda: 13 not in page.boxes.chosen() and len(rows(page)) == 20, timeout=LONG)
    assert 14 not in page.boxes.chosen()
    assert not row(page, 13).isEnabled()


def test_the_folder_is_made_where_asked_and_can_be_verified(
    qtbot: QtBot, page: FolderPage, said: Recorder, tmp_path: Path
) -> None:
    page.asked.recipient.setText("集团检查组")
    folder = made(qtbot, page, said, tmp_path)
    manifest = read((folder / NAME).read_bytes()).said
    assert [b.number for b in manifest.boxes if b.state == "in"] == [1, 4]
    assert manifest.recipient == "集团检查组"
    assert (said.notes[-1][0], said.notes[-1][2]) == ("ok", str(folder))
    page.verify()
    whole = "清单与签名时一致。"
    qtbot.waitUntil(
        lambda: whole in [w.text() for w in page.result.findChildren(Label)], timeout=LONG
    )
    assert said.notes[-1] == ("ok", "材料完好，但没有总部作证。", "")


def test_a_folder_that_was_touched_says_which_file(
    qtbot: QtBot, page: FolderPage, said: Recorder, tmp_path: Path
) -> None:
    folder = made(qtbot, page, said, tmp_path)
    pdf = next(folder.glob("04*.pdf"))
    pdf.write_bytes(pdf.read_bytes() + b" ")
    page.verify()
    qtbot.waitUntil(lambda: said.notes[-1][0] == "error", timeout=LONG)
    assert said.notes[-1][2].startswith(pdf.name)


def test_a_second_one_goes_beside_the_first(
    qtbot: QtBot, page: FolderPage, said: Recorder, tmp_path: Path
) -> None:
    first = made(qtbot, page, said, tmp_path)
    said.notes.clear()
    second = made(qtbot, page, said, tmp_path)
    assert second == free_name(tmp_path, first.name).with_name(f"{first.name} 2")


def test_sensitive_boxes_ask_for_a_purpose_first(
    qtbot: QtBot, page: FolderPage, said: Recorder, book: Workspace, tmp_path: Path
) -> None:
    page.asked.sensitive.set_state(True)
    page.asked.sensitive.toggled.emit(True)
    assert 11 in page.boxes.chosen()
    page.primary()
    assert said.folders == []
    assert any("写明用途" in w.text() for w in page.asked.findChildren(Label) if w.isVisible())
    page.asked.purpose.setText("核查")
    only(page, 11)
    said.folders.append(str(tmp_path))
    page.primary()
    finished(qtbot, said)
    assert said.problems == []
    (entry,) = book.records.all(AccessEntry)
    assert entry.purpose == "核查"


def test_nothing_is_made_where_no_place_is_named(page: FolderPage, book: Workspace) -> None:
    page.primary()
    assert book.records.all(AccessEntry) == []


def test_without_a_box_the_button_says_why_it_rests(page: FolderPage) -> None:
    (none,) = [b for b in page.boxes.findChildren(QPushButton) if b.text() == "全不选"]
    none.click()
    (make,) = [w for w in page.header_actions() if isinstance(w, QPushButton)]
    assert not make.isEnabled()
    assert make.toolTip() == "至少选一盒。"


def test_a_character_without_a_glyph_offers_a_draft(
    qtbot: QtBot, page: FolderPage, said: Recorder, book: Workspace, tmp_path: Path
) -> None:
    book.records.add("project", {"name": "隧道😀"})
    only(page, 1)
    said.folders.append(str(tmp_path))
    page.primary()
    finished(qtbot, said)
    assert isinstance(said.problems[0], NoGlyph)
    (draft,) = said.ways
    draft.act()
    qtbot.waitUntil(lambda: bool(said.notes), timeout=LONG)
    assert page.result.folder is not None
