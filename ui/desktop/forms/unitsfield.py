"""Partner units in one field: found by name or initials, a new one put into the register in place."""

from collections.abc import Sequence

from PySide6.QtWidgets import QWidget
from typing_extensions import override

from app.services.people import initials
from db.model.words import Translate
from ui.desktop.desk import Desk
from ui.desktop.forms.chipsfield import ChipsField
from ui.desktop.forms.people import named
from ui.desktop.theme.theme import Theme
from ui.desktop.widgets.person import Person, PersonField

KIND = "partner_organization"


class UnitField(PersonField):
    """Finds one unit; a name that no unit has is offered as a new one. Emits `add_asked(name)`."""

    def __init__(self, theme: Theme, t: Translate, *, parent: QWidget | None = None) -> None:
        super().__init__(theme, t, offers=True, parent=parent)
        self._icon = "buildings"
        self.setPlaceholderText(t("Unit, or its initials"))

    @override
    def _ways(self, name: str) -> list[tuple[str, str, str]]:
        return [("add:", self.t("Put “{name}” into the register", name=name), "")]

    @override
    def _nothing(self) -> str:
        return self.t("No unit by that name")


class UnitsField(ChipsField):
    """Names of units as chips; the line below them finds one more, or makes it."""

    longest = 18

    def __init__(self, desk: Desk, *, parent: QWidget | None = None) -> None:
        self.line = UnitField(desk.theme, desk.t)
        super().__init__(desk.theme, desk.t, self.line, parent)
        self._desk = desk
        self.line.settled.connect(self._add)
        self.line.add_asked.connect(self.make)
        self.show_units()

    def show_units(self) -> None:
        """Offer the units of the register as it is now."""
        units = named(self._desk, KIND)
        self._names = dict(units)
        self.line.set_people([Person(i, name, initials(name)) for i, name in units])
        self._show()

    def make(self, name: str) -> None:
        """Put a unit into the register and into this field."""
        records = self._desk.book.records

        def made(record: str) -> None:
            self.show_units()
            self._add(record)

        self._desk.work.edit(
            lambda: records.add(KIND, {"name": name}), made, self._desk.window.problem
        )

    def set_wrong(self, wrong: bool) -> None:
        """Draw the vermilion edge, or take it away."""
        self.line.set_wrong(wrong)

    @override
    def set_value(self, value: Sequence[str] | None) -> None:
        """Show these, silently; a unit that came into the register meanwhile is called by its name."""
        if any(unit not in self._names for unit in value or ()):
            self.show_units()
        super().set_value(value)

    @override
    def _add(self, record: object) -> None:
        super()._add(record)
        self.line.set_value("")
