"""Tag packs in settings: put into use, put out of use with undo, brought from a file, wrong ones named."""

from pathlib import Path

import pytest
from pytestqt.qtbot import QtBot

from app.workspace import Workspace
from tests.ui.desktop.conftest import Recorder
from ui.desktop.desk import Desk
from ui.desktop.settings.tags import TagsGroup

PACK = '[pack]\nid = "own"\nversion = "1"\ntitle_zh = "本地四项"\n[[tag]]\ncode = "a"\ntitle_zh = "甲"\n'


@pytest.fixture
def group(qtbot: QtBot, desk: Desk) -> TagsGroup:
    """The card; it reads again when something was written, as its page does."""
    group = TagsGroup(desk)
    qtbot.addWidget(group)
    desk.feed.applied.connect(lambda _applied: group.refresh())
    group.refresh()
    return group


def test_a_pack_is_put_into_use_and_out_of_it(
    qtbot: QtBot, group: TagsGroup, book: Workspace, said: Recorder
) -> None:
    assert group.rows == {}
    group.use("bagong")
    qtbot.waitUntil(lambda: list(group.rows) == ["bagong"])
    assert "组织共建" in group.rows["bagong"].hint.text()
    group.drop("bagong")
    qtbot.waitUntil(lambda: group.rows == {})
    qtbot.waitUntil(lambda: said.undoables == ["已停用；记录上的标签还在"])
    assert book.tags.in_use() == ()


def test_a_file_is_brought_and_a_wrong_one_is_named(
    qtbot: QtBot, group: TagsGroup, said: Recorder, tmp_path: Path
) -> None:
    good, wrong = tmp_path / "good.toml", tmp_path / "wrong.toml"
    good.write_text(PACK, encoding="utf-8")
    wrong.write_text(PACK.replace('"a"', '"甲"'), encoding="utf-8")
    said.files += [str(good), str(wrong), str(tmp_path / "none.toml"), ""]
    group.bring()
    qtbot.waitUntil(lambda: list(group.rows) == ["own"])
    group.bring()
    qtbot.waitUntil(lambda: len(said.problems) == 1)
    assert "Line 6" in str(said.problems[0])
    group.bring()
    group.bring()
    assert len(said.problems) == 2
