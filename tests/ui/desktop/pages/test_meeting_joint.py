"""Something held with others: asked with whom, told how many, its numbers typed and closed with it."""

import pytest
from pytestqt.qtbot import QtBot

from app.counting.outcomes import Typed
from app.counting.shapes import shape_of
from app.terms import ActivityType
from db.model.errors import Closed
from tests.ui.desktop.pages.test_meeting_kinds import Kinds
from ui.desktop.desk import Desk
from ui.desktop.forms.unitsfield import UnitsField
from ui.desktop.meetings.filing import FileStep
from ui.desktop.meetings.prepare import PrepareStep
from ui.desktop.meetings.together import TogetherCard

Types = ActivityType


@pytest.fixture
def kinds(qtbot: QtBot, desk: Desk) -> Kinds:
    return Kinds(qtbot, desk)


def together(kinds: Kinds, kind: Types) -> TogetherCard:
    step = kinds.open(kind)
    assert isinstance(step, PrepareStep)
    return step.together


def units(card: TogetherCard) -> UnitsField:
    editor = card.fields.bound["partners"].editor
    assert isinstance(editor, UnitsField)
    return editor


def said(card: TogetherCard) -> str:
    return card.told.words.whole()


def filing(kinds: Kinds) -> FileStep:
    step = kinds.go("file")
    assert isinstance(step, FileStep)
    return step


@pytest.mark.parametrize("kind", ActivityType)
def test_each_kind_asks_with_whom_what_its_shape_says(kinds: Kinds, kind: Types) -> None:
    card = together(kinds, kind)
    assert card.isVisible() == bool(shape_of(kind).together)
    if card.isVisible():
        card.open()
        assert list(card.fields.bound) == list(shape_of(kind).together)


def test_a_joint_activity_asks_at_once_and_a_themed_day_when_wanted(kinds: Kinds) -> None:
    assert together(kinds, Types.joint_activity).card.isVisible()
    card = together(kinds, Types.themed_party_day)
    assert not card.card.isVisible()
    card.unfold.click()
    assert card.card.isVisible()


def test_parties_are_counted_while_they_are_named(kinds: Kinds) -> None:
    records = kinds.book.records
    owner = records.add("partner_organization", {"name": "业主", "scope": "external"})
    card = together(kinds, Types.joint_activity)
    assert said(card) == "还没有写共建单位，至少两方"
    units(card).line.settled.emit(owner)
    kinds.until(lambda: said(card) == "连本支部共 2 方，外部")
    units(card).line.add_asked.emit("监理公司")
    kinds.until(lambda: said(card) == "连本支部共 3 方，外部")
    names = [p.name for p in kinds.read().shared.partners]
    assert names == ["业主", "监理公司"]


def test_a_finding_leads_to_the_field_of_the_partners(kinds: Kinds) -> None:
    card = together(kinds, Types.themed_party_day)
    step = kinds.here()
    assert isinstance(step, PrepareStep)
    step.begin(kinds.activity, "partners")
    assert card.card.isVisible()


def test_numbers_experience_and_what_follows_are_kept(kinds: Kinds) -> None:
    kinds.open(Types.joint_activity)
    results = filing(kinds).results
    assert results.isVisible()
    card = results.hangings.outcomes
    card.adder.field.setText("义卖 3000 元")
    card.adder.field.returnPressed.emit()
    kinds.until(lambda: len(kinds.read().results) == 1)
    editor = results.editors["experience"]
    editor.setPlainText("先分装")
    results._bound[0].settle()
    kinds.until(lambda: kinds.read().activity.experience == "先分装")


def test_an_own_meeting_shows_no_results(kinds: Kinds) -> None:
    kinds.open(Types.general_meeting)
    assert not filing(kinds).results.isVisible()


def test_what_is_filed_keeps_its_numbers(kinds: Kinds) -> None:
    kinds.open(Types.joint_activity)
    kinds.book.outcomes.add(kinds.activity, Typed("义卖", 3000, "元"))
    kinds.book.records.add(
        "attendance",
        {"activity": kinds.activity, "member": kinds.members[0], "status": "present"},
    )
    kinds.book.meetings.file(kinds.read(), kinds.desk.today(), kinds.desk.t)
    kinds.page.refresh()
    card = filing(kinds).results.hangings.outcomes
    assert not card.adder.isVisible()
    assert card.rows.rows[0].number.isReadOnly()
    (row,) = kinds.read().results
    with pytest.raises(Closed):
        kinds.book.records.change(row.id, {"number": 1})
