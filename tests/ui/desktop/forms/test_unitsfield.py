"""Units are found by name or initials; one that is new goes into the register from the field."""

from pytestqt.qtbot import QtBot

from app.records.alliance import PartnerOrganization
from app.workspace import Workspace
from ui.desktop.desk import Desk
from ui.desktop.forms.editors import editor_for
from ui.desktop.forms.unitsfield import UnitsField
from ui.desktop.widgets.buttons import Button


def names(field: UnitsField) -> list[str]:
    return [b.text() for b in field.findChildren(Button) if not b.isHidden()]


def test_a_form_offers_the_register_and_keeps_the_order(
    qtbot: QtBot, desk: Desk, book: Workspace
) -> None:
    first, second = (book.records.add("partner_organization", {"name": n}) for n in ("甲", "乙"))
    shape = book.kinds["cobuild_agreement"].field("parties")
    assert shape is not None
    field = editor_for(desk, shape, ())
    qtbot.addWidget(field)
    assert isinstance(field, UnitsField)
    field.line.settled.emit(second)
    field.line.settled.emit(first)
    assert field.value() == [second, first]


def test_a_new_unit_is_put_into_the_register_in_place(
    qtbot: QtBot, desk: Desk, book: Workspace
) -> None:
    field = UnitsField(desk)
    qtbot.addWidget(field)
    with qtbot.waitSignal(field.settled) as settled:
        field.line.add_asked.emit("丙局")
    (unit,) = book.records.all(PartnerOrganization)
    assert unit.name == "丙局"
    assert settled.args == [[unit.id]]
    assert names(field) == ["丙局"]


def test_a_unit_that_came_meanwhile_is_called_by_its_name(
    qtbot: QtBot, desk: Desk, book: Workspace
) -> None:
    field = UnitsField(desk)
    qtbot.addWidget(field)
    unit = book.records.add("partner_organization", {"name": "丁村"})
    field.set_value([unit])
    assert names(field) == ["丁村"]
