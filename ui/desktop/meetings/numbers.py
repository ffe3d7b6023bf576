"""The smaller numbers of a vote in a row: ballots, seats, people; each with its word before it."""

from collections.abc import Collection, Mapping

from PySide6.QtCore import Signal
from PySide6.QtWidgets import QHBoxLayout, QWidget

from db.model.record import Record
from ui.desktop.meetings.opened import OpenMeeting
from ui.desktop.widgets.fields import NumberField
from ui.desktop.widgets.labels import Label
from ui.desktop.widgets.roles import give


class NumberRow(QWidget):
    """Written when left. Emits `typed(name, value)` at every key, so that the sums follow at once."""

    typed = Signal(str, object)

    def __init__(self, opened: OpenMeeting, record: str, words: Mapping[str, str]) -> None:
        super().__init__()
        self.fields: dict[str, NumberField] = {}
        self._labels: dict[str, Label] = {}
        self._bounds = []
        self.line = QHBoxLayout(self)
        self.line.setContentsMargins(0, 0, 0, 0)
        self.line.setSpacing(8)
        for name, text in words.items():
            field = NumberField(opened.desk.theme)
            field.setFixedWidth(52)
            give(field, kind="aside")
            field.setAccessibleName(text)
            field.typed.connect(lambda value, n=name: self.typed.emit(n, value))
            self._bounds.append(opened.keeper.bind(field, record, name))
            self.fields[name], self._labels[name] = field, Label(text, "meta")
            self.line.addWidget(self._labels[name])
            self.line.addWidget(field)
        self.line.addStretch(1)

    def show_record(self, record: Record) -> None:
        """Show the numbers as stored; one that is being typed stays."""
        for bound in self._bounds:
            bound.show_record(record)

    def show_names(self, names: Collection[str]) -> None:
        """Show these numbers and no others."""
        for name, field in self.fields.items():
            field.setVisible(name in names)
            self._labels[name].setVisible(name in names)

    def shown(self) -> bool:
        """Tell whether any of the numbers is to be seen."""
        return any(not field.isHidden() for field in self.fields.values())

    def settle(self) -> None:
        """Write the number that is being typed."""
        for field in self.fields.values():
            field.settle()
