from datetime import date, datetime
from typing import Any

import pytest
from pytestqt.qtbot import QtBot

from app.kinds import FieldShape, discover
from app.services.people import initials
from db.model.change import Json
from ui.desktop.desk import Desk
from ui.desktop.forms.editors import DecimalField, editor_for, json_of, put
from ui.desktop.forms.people import named, people
from ui.desktop.forms.peoplefield import PeopleField
from ui.desktop.widgets.dates import DateField, DateTimeField
from ui.desktop.widgets.fields import ComboField, LineField, NumberField
from ui.desktop.widgets.longtext import LongTextField
from ui.desktop.widgets.person import PersonField
from ui.desktop.widgets.switchfield import SwitchField

KINDS = discover()


def field(kind: str, name: str) -> FieldShape:
    found = KINDS[kind].field(name)
    assert found is not None
    return found


def made(qtbot: QtBot, desk: Desk, shape: FieldShape) -> Any:
    editor = editor_for(desk, shape, people(desk))
    qtbot.addWidget(editor)
    return editor


@pytest.mark.parametrize(
    ("kind", "name", "editor", "value"),
    [
        ("member", "name", LineField, "张三"),
        ("member", "note", LongTextField, "一\n二"),
        ("member", "number", NumberField, 12),
        ("study_record", "hours", DecimalField, 1.5),
        ("member", "joined_on", DateField, "2014-06-26"),
        ("sign_in_sheet", "printed_at", DateTimeField, "2026-05-22T19:30:00"),
        ("member", "status", ComboField, "probationary"),
        ("member", "gender", ComboField, "female"),
        ("member", "vote_override", ComboField, False),
        ("attendance", "due", SwitchField, False),
    ],
)
def test_every_type_has_its_editor_and_gives_back_what_it_was_given(
    qtbot: QtBot, desk: Desk, kind: str, name: str, editor: type, value: Json
) -> None:
    shape = field(kind, name)
    widget = made(qtbot, desk, shape)
    assert issubclass(type(widget), editor)
    put(widget, shape, value)
    assert json_of(shape, widget.value()) == value


def test_people_are_chosen_by_name_and_other_records_from_a_list(qtbot: QtBot, desk: Desk) -> None:
    member = desk.book.records.add("member", {"name": "次仁旺堆"})
    plan = desk.book.records.add("plan", {"title": "年度计划"})
    one = made(qtbot, desk, shape := field("plan_item", "owner"))
    assert isinstance(one, PersonField)
    put(one, shape, member)
    assert (one.text(), json_of(shape, one.value())) == ("次仁旺堆", member)
    several = made(qtbot, desk, shape := field("study_record", "members"))
    assert isinstance(several, PeopleField)
    put(several, shape, [member])
    assert json_of(shape, several.value()) == [member]
    listed = made(qtbot, desk, shape := field("plan_item", "plan"))
    assert isinstance(listed, ComboField)
    put(listed, shape, plan)
    assert listed.currentText() == "年度计划"
    assert named(desk, "plan") == [(plan, "年度计划")]
    assert people(desk)[0].initials == initials("次仁旺堆") == "crwd"


def test_an_empty_field_is_none_and_a_default_shows(qtbot: QtBot, desk: Desk) -> None:
    shape = field("member", "status")
    status = made(qtbot, desk, shape)
    put(status, shape, None)
    assert json_of(shape, status.value()) == "full"
    shape = field("member", "post")
    post = made(qtbot, desk, shape)
    put(post, shape, None)
    assert json_of(shape, post.value()) is None
    shape = field("member", "vote_override")
    vote = made(qtbot, desk, shape)
    put(vote, shape, None)
    assert json_of(shape, vote.value()) is None


def test_a_choice_of_another_release_is_shown_and_not_lost(qtbot: QtBot, desk: Desk) -> None:
    shape = field("member", "status")
    editor = made(qtbot, desk, shape)
    put(editor, shape, "retired")
    assert json_of(shape, editor.value()) == "retired"


def test_what_is_no_number_goes_on_as_typed(qtbot: QtBot, desk: Desk) -> None:
    shape = field("study_record", "hours")
    editor = made(qtbot, desk, shape)
    assert isinstance(editor, DecimalField)
    editor.setText("两个")
    assert json_of(shape, editor.value()) == "两个"
    editor.setText("1，5")
    assert json_of(shape, editor.value()) == 1.5
    editor.setText("")
    assert json_of(shape, editor.value()) is None


def test_a_value_that_cannot_be_read_shows_as_nothing(qtbot: QtBot, desk: Desk) -> None:
    for kind, name in (
        ("member", "joined_on"),
        ("sign_in_sheet", "printed_at"),
        ("member", "number"),
    ):
        shape = field(kind, name)
        editor = made(qtbot, desk, shape)
        put(editor, shape, "not that")
        assert json_of(shape, editor.value()) is None


def test_days_and_moments_cross_as_the_records_hold_them() -> None:
    assert json_of(field("member", "joined_on"), date(2014, 6, 26)) == "2014-06-26"
    moment = datetime(2026, 5, 22, 19, 30)  # noqa: DTZ001 - the site's own time
    assert json_of(field("sign_in_sheet", "printed_at"), moment) == "2026-05-22T19:30:00"


def test_a_person_added_stands_as_a_chip_and_pressing_it_takes_them_out(
    qtbot: QtBot, desk: Desk
) -> None:
    member = desk.book.records.add("member", {"name": "张三"})
    several = PeopleField(desk.theme, desk.t, people(desk))
    qtbot.addWidget(several)
    with qtbot.waitSignal(several.settled) as caught:
        several.line.settled.emit(member)
    assert caught.args == [[member]]
    several.line.settled.emit(member)
    assert several.value() == [member]
    with qtbot.waitSignal(several.settled) as caught:
        several._remove(member)
    assert caught.args == [[]]
