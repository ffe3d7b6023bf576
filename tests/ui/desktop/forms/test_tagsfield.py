"""Tags are chosen from a list grouped by pack, and shown by their titles whatever became of the pack."""

from PySide6.QtCore import Qt
from PySide6.QtGui import QStandardItemModel
from pytestqt.qtbot import QtBot

from ui.desktop.desk import Desk
from ui.desktop.forms.editors import editor_for, json_of, put
from ui.desktop.forms.tagsfield import TagsField
from ui.desktop.widgets.buttons import Button


def made(qtbot: QtBot, desk: Desk) -> TagsField:
    """Return the editor of a deed's tags."""
    field = desk.book.kinds["practical_deed"].field("tags")
    assert field is not None
    editor = editor_for(desk, field, ())
    qtbot.addWidget(editor)
    assert isinstance(editor, TagsField)
    return editor


def chips(editor: TagsField) -> list[str]:
    """Return the words on the chips."""
    return [chip.text() for chip in editor.findChildren(Button) if not chip.isHidden()]


def test_tags_are_offered_by_pack_and_taken_in_the_order_chosen(qtbot: QtBot, desk: Desk) -> None:
    desk.book.tags.use("bagong")
    desk.book.tags.use("wulian")
    editor = made(qtbot, desk)
    assert len(editor.offered()) == 13
    model = editor.list.model()
    assert isinstance(model, QStandardItemModel)
    heads = [
        model.item(at).text() for at in range(1, model.rowCount()) if not model.item(at).isEnabled()
    ]
    assert heads == ["八共", "五联"]
    with qtbot.waitSignal(editor.settled) as signal:
        editor.list.settled.emit("wulian.theory")
    assert signal.args == [["wulian.theory"]]
    editor.list.settled.emit("bagong.model")
    assert editor.value() == ["wulian.theory", "bagong.model"]
    assert chips(editor) == ["政治理论联学", "先进共学"]
    assert "wulian.theory" not in editor.offered()


def test_keys_open_the_list_walk_past_the_heads_and_add_only_what_is_taken(
    qtbot: QtBot, desk: Desk
) -> None:
    desk.book.tags.use("bagong")
    editor = made(qtbot, desk)
    editor.show()
    qtbot.keyClick(editor.list, Qt.Key.Key_Down)
    assert editor.value() == []
    qtbot.waitUntil(editor.list.view().isVisible)
    for _ in range(2):
        qtbot.keyClick(editor.list.view(), Qt.Key.Key_Down)
    qtbot.keyClick(editor.list.view(), Qt.Key.Key_Return)
    assert editor.value() == ["bagong.activity"]


def test_a_tag_of_a_pack_no_longer_in_use_keeps_its_title_and_can_be_taken_out(
    qtbot: QtBot, desk: Desk
) -> None:
    editor = made(qtbot, desk)
    field = desk.book.kinds["practical_deed"].field("tags")
    assert field is not None
    put(editor, field, ["bagong.model", "later.thing"])
    assert chips(editor) == ["先进共学", "later.thing"]
    assert editor.offered() == []
    assert json_of(field, editor.value()) == ["bagong.model", "later.thing"]
    editor.findChildren(Button)[0].click()
    assert editor.value() == ["later.thing"]


def test_a_pack_put_into_use_since_is_offered(qtbot: QtBot, desk: Desk) -> None:
    editor = made(qtbot, desk)
    desk.book.tags.use("bagong")
    editor.set_value([])
    assert len(editor.offered()) == 8
