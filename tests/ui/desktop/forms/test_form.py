import pytest
from PySide6.QtCore import Qt
from PySide6.QtTest import QTest
from pytestqt.qtbot import QtBot

from app.records.member import ContactEntry, Member
from app.workspace import Workspace
from db.model.change import Change, Op
from db.model.errors import StoreFull
from tests.ui.desktop.conftest import Recorder
from ui.desktop.desk import Desk, Route
from ui.desktop.forms.form import RecordForm
from ui.desktop.widgets.dates import DateField
from ui.desktop.widgets.fields import ComboField, LineField


@pytest.fixture
def form(qtbot: QtBot, desk: Desk) -> RecordForm:
    form = RecordForm(desk, desk.book.kinds["member"])
    qtbot.addWidget(form)
    form.show()
    form.activateWindow()
    return form


def line(form: RecordForm, name: str) -> LineField:
    editor = form.fields[name].editor
    assert isinstance(editor, LineField)
    return editor


def shown(form: RecordForm, book: Workspace, member: str) -> None:
    record = book.records.raw(member)
    assert record is not None
    form.show_record(record)


def from_elsewhere(book: Workspace, member: str, field: str, value: str) -> None:
    record = book.records.raw(member)
    assert record is not None
    first = record.alone["name"]
    pred = (record.alone[field],) if field in record.alone else ()
    op = Op("member", member, field, value, pred)
    book.store.apply(
        [Change(book.pen().scope, "f" * 16, 1, book.clock() << 16, "达瓦次仁", "edit", (op,))]
    )
    assert first


def test_a_field_is_written_when_it_is_left(
    qtbot: QtBot, form: RecordForm, book: Workspace
) -> None:
    member = book.records.add("member", {"name": "张三"})
    shown(form, book, member)
    line(form, "post").setFocus()
    QTest.keyClicks(line(form, "post"), "HSE")
    with qtbot.waitSignal(form.saved):
        QTest.keyClick(line(form, "post"), Qt.Key.Key_Return)
    found = book.records.get(Member, member)
    assert found is not None
    assert found.post == "HSE"


def test_what_is_wrong_stands_under_its_field_and_is_not_removed(
    qtbot: QtBot, form: RecordForm, book: Workspace, said: Recorder
) -> None:
    member = book.records.add("member", {"name": "张三"})
    shown(form, book, member)
    editor = line(form, "post")
    editor.setText("长" * 300)
    editor.settle()
    qtbot.waitUntil(lambda: form.fields["post"].wrong)
    assert "岗位" in form.fields["post"].editor.accessibleDescription()
    shown(form, book, member)
    assert editor.text() == "长" * 300
    assert said.problems == []
    editor.setText("安全员")
    with qtbot.waitSignal(form.saved):
        editor.settle()
    assert not form.fields["post"].wrong


def test_a_required_field_cannot_be_emptied(
    qtbot: QtBot, form: RecordForm, book: Workspace
) -> None:
    member = book.records.add("member", {"name": "张三"})
    shown(form, book, member)
    line(form, "name").setText("")
    line(form, "name").settle()
    qtbot.waitUntil(lambda: form.fields["name"].wrong)
    assert book.records.name(member) == "张三"


def test_a_new_record_begins_to_exist_once_it_can_and_exists_once(
    qtbot: QtBot, form: RecordForm, book: Workspace
) -> None:
    form.show_new({"number": 7})
    line(form, "post").setText("测量班")
    line(form, "post").settle()
    assert book.records.all(Member) == []
    with qtbot.waitSignal(form.made):
        line(form, "name").setText("张三")
        line(form, "name").settle()
        line(form, "code").setText("A7")
        line(form, "code").settle()
    qtbot.waitUntil(lambda: [m.code for m in book.records.all(Member)] == ["A7"])
    (member,) = book.records.all(Member)
    assert (member.name, member.post, member.number) == ("张三", "测量班", 7)


def test_a_record_made_of_presets_waits_for_what_is_required(
    qtbot: QtBot, desk: Desk, book: Workspace
) -> None:
    member = book.records.add("member", {"name": "张三"})
    form = RecordForm(desk, book.kinds["contact_entry"])
    qtbot.addWidget(form)
    form.show_new({"member": member})
    day = form.fields["on"].editor
    assert isinstance(day, DateField)
    day.setText("2026-05-20")
    with qtbot.waitSignal(form.made):
        day.settle()
    assert [str(c.on) for c in book.records.all(ContactEntry)] == ["2026-05-20"]


def test_where_somebody_types_a_change_from_elsewhere_is_kept_beside_theirs(
    qtbot: QtBot, form: RecordForm, book: Workspace
) -> None:
    member = book.records.add("member", {"name": "张三", "post": "安全员"})
    shown(form, book, member)
    editor = line(form, "post")
    editor.setFocus()
    qtbot.waitUntil(editor.hasFocus)
    editor.setText("总工")
    from_elsewhere(book, member, "post", "质检员")
    shown(form, book, member)
    assert editor.text() == "总工"
    with qtbot.waitSignal(form.saved):
        editor.settle()
    record = book.records.raw(member)
    assert record is not None
    assert record.conflicts == ("post",)
    assert {s.value for s in record.siblings["post"]} == {"总工", "质检员"}


def test_two_values_are_marked_at_the_field_with_the_way_to_choose(
    qtbot: QtBot, form: RecordForm, book: Workspace, said: Recorder
) -> None:
    member = book.records.add("member", {"name": "张三", "post": "安全员"})
    record = book.records.raw(member)
    assert record is not None
    seen = record.seen()
    from_elsewhere(book, member, "post", "质检员")
    book.records.change(member, {"post": "总工"}, seen=seen)
    shown(form, book, member)
    choose = form.fields["post"].choose
    assert choose.isVisibleTo(form)
    choose.click()
    assert said.routes == [Route("conflicts", member, "post")]


def test_a_choice_is_written_at_once(qtbot: QtBot, form: RecordForm, book: Workspace) -> None:
    member = book.records.add("member", {"name": "张三"})
    shown(form, book, member)
    combo = form.fields["status"].editor
    assert isinstance(combo, ComboField)
    combo.setCurrentIndex(combo.findData("probationary"))
    with qtbot.waitSignal(form.saved):
        combo.activated.emit(combo.currentIndex())
    found = book.records.get(Member, member)
    assert found is not None
    assert found.status == "probationary"


def test_leaving_the_page_writes_what_is_still_being_typed(
    qtbot: QtBot, form: RecordForm, book: Workspace
) -> None:
    member = book.records.add("member", {"name": "张三"})
    shown(form, book, member)
    form.focus_first()
    qtbot.waitUntil(line(form, "name").hasFocus)
    line(form, "name").setText("张三丰")
    with qtbot.waitSignal(form.saved):
        form.settle()
    assert book.records.name(member) == "张三丰"


def test_a_character_that_no_font_has_is_named_when_it_was_typed(
    qtbot: QtBot, form: RecordForm, book: Workspace
) -> None:
    member = book.records.add("member", {"name": "张三"})
    shown(form, book, member)
    field = form.fields["name"]
    line(form, "name").setText("张\ue000三")
    line(form, "name").settle()
    qtbot.waitUntil(lambda: "\ue000" in field.frame.notice(), timeout=10_000)
    assert field.frame.notice() == "“\ue000”字导出时没有字形：可换一种字体，或先出草稿"
    assert not field.wrong

    def name() -> str:
        found = book.records.get(Member, member)
        return found.name if found else ""

    # The hint and the saving come by different ways; either may be first.
    qtbot.waitUntil(lambda: name() == "张\ue000三")
    line(form, "name").setText("张小三")
    line(form, "name").settle()
    qtbot.waitUntil(lambda: field.frame.notice() == "")


def test_what_was_said_of_a_character_goes_with_its_record(
    qtbot: QtBot, form: RecordForm, book: Workspace
) -> None:
    first, other = (book.records.add("member", {"name": name}) for name in ("张三", "李四"))
    shown(form, book, first)
    line(form, "name").setText("张\ue000")
    line(form, "name").settle()
    qtbot.waitUntil(lambda: form.fields["name"].frame.notice() != "", timeout=10_000)
    shown(form, book, other)
    assert form.fields["name"].frame.notice() == ""


def test_words_that_the_store_refuses_stay_on_screen_and_wait_in_a_file(
    qtbot: QtBot, form: RecordForm, book: Workspace, monkeypatch: pytest.MonkeyPatch
) -> None:
    member = book.records.add("member", {"name": "张三"})
    shown(form, book, member)

    def full(*_asked: object, **_more: object) -> None:
        raise StoreFull("The disk is full.")

    with monkeypatch.context() as patched:
        patched.setattr(book.records, "change", full)
        line(form, "post").setText("安全员")
        line(form, "post").settle()
        qtbot.waitUntil(lambda: [k.fields for k in book.recovery.all()] == [{"post": "安全员"}])
    shown(form, book, member)
    assert line(form, "post").text() == "安全员"
    line(form, "post").setText("安全总监")
    with qtbot.waitSignal(form.saved):
        line(form, "post").settle()
    qtbot.waitUntil(lambda: book.recovery.all() == [])
