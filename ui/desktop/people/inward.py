"""Somebody new who floats in: a name, since when, from where; placed here in the same change."""

from PySide6.QtCore import Signal
from PySide6.QtWidgets import QHBoxLayout, QVBoxLayout

from app.services.values import complaint
from db.model.change import Json
from db.model.errors import InvalidRecord, SuixingError
from ui.desktop.desk import Desk
from ui.desktop.widgets.buttons import Button
from ui.desktop.widgets.cards import Card
from ui.desktop.widgets.dates import DateField
from ui.desktop.widgets.fields import Field, LineField


class InwardForm(Card):
    """Emits `closed` when it was written or left."""

    closed = Signal()

    def __init__(self, desk: Desk) -> None:
        super().__init__(desk.theme, desk.t("Somebody floats in"))
        self._desk = desk
        theme, t = desk.theme, desk.t
        self.name, self.counterpart = LineField(theme), LineField(theme)
        self.day = DateField(theme, t, desk.today)
        self.fields = {
            "name": Field(theme, t("Name"), self.name),
            "from_on": Field(theme, t("From"), self.day),
            "counterpart": Field(theme, t("Organisation at the other end"), self.counterpart),
        }
        self.write_it = Button(theme, t("Record it"), "secondary", "check", compact=True)
        self.write_it.clicked.connect(self.write)
        leave = Button(theme, t("Leave it"), "quiet", compact=True)
        leave.clicked.connect(self.closed)
        line, buttons = QHBoxLayout(), QHBoxLayout()
        line.setSpacing(12)
        for field in self.fields.values():
            line.addWidget(field, 1)
        buttons.addStretch(1)
        buttons.addWidget(leave)
        buttons.addWidget(self.write_it)
        column = QVBoxLayout()
        column.setSpacing(8)
        column.addLayout(line)
        column.addLayout(buttons)
        self.body.addLayout(column)

    def begin(self) -> None:
        """Start with today."""
        self.name.set_value("")
        self.counterpart.set_value("")
        self.day.set_value(self._desk.today())
        for field in self.fields.values():
            field.set_error("")
        self.show()
        self.name.setFocus()

    def write(self) -> None:
        """Write the member and the stretch as one change."""
        if not self.name.text().strip():
            self.fields["name"].set_error(self._desk.t("Write a name"))
            return
        self.day.settle()
        day, flowing, name = self.day.value(), self._desk.book.flowing, self.name.text().strip()
        fields: dict[str, Json] = {
            "direction": "in",
            "from_on": day.isoformat() if day else self.day.text() or None,
            "counterpart": self.counterpart.text().strip() or None,
        }
        self._desk.work.edit(
            lambda: flowing.begin(fields, name), lambda _flow: self._written(name), self._failed
        )

    def _written(self, name: str) -> None:
        self._desk.window.undoable(self._desk.t("{name} floats in", name=name))
        self.closed.emit()

    def _failed(self, error: SuixingError) -> None:
        field = self.fields.get(error.field) if isinstance(error, InvalidRecord) else None
        if field is not None and isinstance(error, InvalidRecord):
            field.set_error(complaint(error, self._desk.t))
        else:
            self._desk.window.problem(error)
