"""Several records of one kind in one field: their names as chips, and a list to add one more."""

from collections.abc import Sequence
from functools import partial

from PySide6.QtCore import Signal
from PySide6.QtWidgets import QSizePolicy, QVBoxLayout, QWidget

from db.model.words import Translate
from ui.desktop.theme.theme import Theme
from ui.desktop.widgets.buttons import Button
from ui.desktop.widgets.fields import ComboField
from ui.desktop.widgets.scroll import FlowRow

_LONGEST = 18


class RefsField(QWidget):
    """The value is a list of ids in the order added. Pressing a name takes it out."""

    settled = Signal(object)

    def __init__(
        self,
        theme: Theme,
        t: Translate,
        options: Sequence[tuple[str, str]] = (),
        *,
        parent: QWidget | None = None,
    ) -> None:
        super().__init__(parent)
        self._theme, self.t, self._chosen = theme, t, list[str]()
        self._names: dict[str, str] = {}
        self._chips, self.list = FlowRow(6), ComboField(theme)
        self.list.settled.connect(self._add)
        self.setFocusProxy(self.list)
        self.setSizePolicy(QSizePolicy.Policy.Preferred, QSizePolicy.Policy.Maximum)
        column = QVBoxLayout(self)
        column.setContentsMargins(0, 0, 0, 0)
        column.setSpacing(6)
        column.addWidget(self._chips)
        column.addWidget(self.list)
        self.set_options(options)

    def set_options(self, options: Sequence[tuple[str, str]]) -> None:
        """Offer these records: (id, name)."""
        self._names = dict(options)
        self._show()

    def value(self) -> list[str]:
        """Return the ids chosen."""
        return list(self._chosen)

    def set_value(self, value: Sequence[str] | None) -> None:
        """Show these records, silently."""
        self._chosen = list(value or ())
        self._show()

    def set_wrong(self, wrong: bool) -> None:
        """Draw the vermilion edge, or take it away."""
        self.list.set_wrong(wrong)

    def set_read_only(self, read_only: bool) -> None:
        """Show without letting it be changed."""
        self.list.setVisible(not read_only)
        self._chips.setEnabled(not read_only)

    def _add(self, record: object) -> None:
        if isinstance(record, str) and record and record not in self._chosen:
            self._chosen.append(record)
            self._show()
            self.settled.emit(self.value())
        self.list.set_value("")

    def _remove(self, record: str) -> None:
        self._chosen.remove(record)
        self._show()
        self.settled.emit(self.value())

    def _show(self) -> None:
        rest = [(i, name) for i, name in self._names.items() if i not in self._chosen]
        self.list.set_options([("", self.t("Add one more") if self._chosen else "—"), *rest])
        self.list.set_value("")
        self._chips.clear()
        for record in self._chosen:
            name = self._names.get(record, record)
            shown = name if len(name) <= _LONGEST else name[: _LONGEST - 1] + "…"
            chip = Button(self._theme, shown, "secondary", "x", compact=True)
            chip.setToolTip(name)
            chip.setAccessibleName(self.t("Take out {name}", name=name))
            chip.clicked.connect(partial(self._remove, record))
            self._chips.add(chip)
        self._chips.setVisible(bool(self._chosen))
