"""One step of a site's end: a heading, a body, one action that says what it will do."""

from collections.abc import Sequence
from datetime import date

from PySide6.QtCore import Qt
from PySide6.QtWidgets import QHBoxLayout, QWidget

from app.services.ending import EndingState
from app.services.values import complaint
from db.model.errors import InvalidRecord, SuixingError
from ui.desktop.desk import Desk
from ui.desktop.widgets.buttons import Button
from ui.desktop.widgets.cards import Card
from ui.desktop.widgets.dates import DateField
from ui.desktop.widgets.fields import Field
from ui.desktop.widgets.labels import Label
from ui.desktop.widgets.scroll import ScrollPage


class EndingStep(ScrollPage):
    """A subclass shows the state and does its action; errors stand at their fields."""

    def __init__(self, desk: Desk, title: str, sentence: str, action: str) -> None:
        super().__init__(gap=12)
        self.desk, self.t = desk, desk.t
        self.fields: dict[str, Field] = {}
        self.card = Card(desk.theme, title, head="sunken")
        self.card.body.setContentsMargins(20, 14, 20, 16)
        self.card.body.setSpacing(10)
        self.card.add(Label(sentence, "meta", "secondary", wrap=True))
        self.action = Button(desk.theme, action, "primary", "check")
        self.action.clicked.connect(self.do)
        self.body.addWidget(self.card)

    def show_state(self, state: EndingState) -> None:
        """Show how far it has come."""

    def do(self) -> None:
        """Do the step's action."""

    def add_fields(self, *named: tuple[str, str, QWidget]) -> None:
        """Add editors beside each other, each under its label."""
        row = QHBoxLayout()
        row.setSpacing(12)
        for name, label, editor in named:
            self.fields[name] = Field(self.desk.theme, label, editor)
            row.addWidget(self.fields[name], 1)
        self.card.body.addLayout(row)

    def add_action(self, *beside: QWidget) -> None:
        """Add the action at the left, and what stands beside it."""
        row = QHBoxLayout()
        row.setSpacing(8)
        row.addWidget(self.action, 0, Qt.AlignmentFlag.AlignLeft)
        for part in beside:
            row.addWidget(part)
        row.addStretch(1)
        self.card.body.addLayout(row)

    def clear_errors(self) -> None:
        """Take the complaints away."""
        for field in self.fields.values():
            field.set_error("")

    def failed(self, error: SuixingError) -> None:
        """Say what is wrong at its field, else in the banner."""
        field = self.fields.get(error.field) if isinstance(error, InvalidRecord) else None
        if field is not None and isinstance(error, InvalidRecord):
            field.set_error(complaint(error, self.t))
        else:
            self.desk.window.problem(error)


def day_of(field: DateField) -> date | None:
    """Return the day in a field, what is still being typed included."""
    field.settle()
    return field.value()


def first_words(parts: Sequence[str], most: int = 60) -> str:
    """Return the first line of a text, cut where it is long."""
    line = next((p for part in parts for p in part.split("\n") if p.strip()), "")
    return line if len(line) <= most else f"{line[:most]}…"
