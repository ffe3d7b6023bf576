"""Several records in one field: their names as chips, and below them what adds one more."""

from collections.abc import Sequence
from functools import partial

from PySide6.QtCore import Signal
from PySide6.QtWidgets import QVBoxLayout, QWidget

from db.model.words import Translate
from ui.desktop.theme.theme import Theme
from ui.desktop.widgets.buttons import Button
from ui.desktop.widgets.scroll import FlowRow
from ui.desktop.widgets.snug import Snug


class ChipsField(Snug):
    """The value is a list of ids in the order added. Pressing a name takes it out.

    ``longest`` is how many signs of a name a chip shows, 0 for all: a person's name is never cut.
    """

    settled = Signal(object)
    longest = 0

    def __init__(self, theme: Theme, t: Translate, adder: QWidget, parent: QWidget | None) -> None:
        super().__init__(parent)
        self._theme, self.t, self._adder, self._chosen = theme, t, adder, list[str]()
        self._names: dict[str, str] = {}
        self._chips = FlowRow(6)
        self.setFocusProxy(adder)
        column = QVBoxLayout(self)
        column.setContentsMargins(0, 0, 0, 0)
        column.setSpacing(6)
        column.addWidget(self._chips)
        column.addWidget(adder)

    def value(self) -> list[str]:
        """Return the ids chosen."""
        return list(self._chosen)

    def set_value(self, value: Sequence[str] | None) -> None:
        """Show these, silently."""
        self._chosen = list(value or ())
        self._show()

    def set_read_only(self, read_only: bool) -> None:
        """Show without letting it be changed."""
        self._adder.setVisible(not read_only)
        self._chips.setEnabled(not read_only)

    def _add(self, record: object) -> None:
        if isinstance(record, str) and record and record not in self._chosen:
            self._chosen.append(record)
            self._show()
            self.settled.emit(self.value())

    def _remove(self, record: str) -> None:
        self._chosen.remove(record)
        self._show()
        self.settled.emit(self.value())

    def _show(self) -> None:
        self._chips.clear()
        for record in self._chosen:
            name = self._names.get(record, record)
            chip = Button(self._theme, self._short(name), "secondary", "x", compact=True)
            chip.setToolTip(name if self.longest else "")
            chip.setAccessibleName(self.t("Take out {name}", name=name))
            chip.clicked.connect(partial(self._remove, record))
            self._chips.add(chip)
        self._chips.setVisible(bool(self._chosen))
        self.updateGeometry()

    def _short(self, name: str) -> str:
        if not self.longest or len(name) <= self.longest:
            return name
        return name[: self.longest - 1] + "…"
