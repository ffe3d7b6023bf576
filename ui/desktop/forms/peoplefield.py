"""Several people in one field: their names as chips, and a line to add one more."""

from collections.abc import Sequence
from functools import partial

from PySide6.QtCore import Signal
from PySide6.QtWidgets import QSizePolicy, QVBoxLayout, QWidget

from db.model.words import Translate
from ui.desktop.theme.theme import Theme
from ui.desktop.widgets.buttons import Button
from ui.desktop.widgets.person import Person, PersonField
from ui.desktop.widgets.scroll import FlowRow


class PeopleField(QWidget):
    """The value is a list of ids in the order added. Pressing a name takes it out."""

    settled = Signal(object)

    def __init__(
        self, theme: Theme, t: Translate, people: Sequence[Person], *, parent: QWidget | None = None
    ) -> None:
        super().__init__(parent)
        self._theme, self.t, self._chosen = theme, t, list[str]()
        self._names = {p.id: p.name for p in people}
        self._chips = FlowRow(6)
        self.line = PersonField(theme, t, people)
        self.line.settled.connect(self._add)
        self.setFocusProxy(self.line)
        self.setSizePolicy(QSizePolicy.Policy.Preferred, QSizePolicy.Policy.Maximum)
        column = QVBoxLayout(self)
        column.setContentsMargins(0, 0, 0, 0)
        column.setSpacing(6)
        column.addWidget(self._chips)
        column.addWidget(self.line)
        self._show()

    def value(self) -> list[str]:
        """Return the ids chosen."""
        return list(self._chosen)

    def set_value(self, value: Sequence[str] | None) -> None:
        """Show these people, silently."""
        self._chosen = list(value or ())
        self._show()

    def set_wrong(self, wrong: bool) -> None:
        """Draw the vermilion edge, or take it away."""
        self.line.set_wrong(wrong)

    def set_read_only(self, read_only: bool) -> None:
        """Show without letting it be changed."""
        self.line.setVisible(not read_only)
        self._chips.setEnabled(not read_only)

    def _add(self, member: object) -> None:
        if isinstance(member, str) and member and member not in self._chosen:
            self._chosen.append(member)
            self._show()
            self.settled.emit(self.value())
        self.line.set_value("")

    def _remove(self, member: str) -> None:
        self._chosen.remove(member)
        self._show()
        self.settled.emit(self.value())

    def _show(self) -> None:
        self._chips.clear()
        for member in self._chosen:
            name = self._names.get(member, member)
            chip = Button(self._theme, name, "secondary", "x", compact=True)
            chip.setAccessibleName(self.t("Take out {name}", name=name))
            chip.clicked.connect(partial(self._remove, member))
            self._chips.add(chip)
        self._chips.setVisible(bool(self._chosen))
