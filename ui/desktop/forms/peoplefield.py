"""Several people in one field, added by their initials."""

from collections.abc import Sequence

from PySide6.QtWidgets import QWidget
from typing_extensions import override

from db.model.words import Translate
from ui.desktop.forms.chipsfield import ChipsField
from ui.desktop.theme.theme import Theme
from ui.desktop.widgets.person import Person, PersonField


class PeopleField(ChipsField):
    """Names as chips, never cut; the line below them finds one more."""

    def __init__(
        self, theme: Theme, t: Translate, people: Sequence[Person], *, parent: QWidget | None = None
    ) -> None:
        self.line = PersonField(theme, t, people)
        super().__init__(theme, t, self.line, parent)
        self._names = {p.id: p.name for p in people}
        self.line.settled.connect(self._add)
        self._show()

    def set_wrong(self, wrong: bool) -> None:
        """Draw the vermilion edge, or take it away."""
        self.line.set_wrong(wrong)

    @override
    def _add(self, record: object) -> None:
        super()._add(record)
        self.line.set_value("")
