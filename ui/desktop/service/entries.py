"""What was done about a matter, and what was told: entries in a card, each added in place."""

from collections.abc import Mapping, Sequence

from PySide6.QtCore import Signal
from PySide6.QtWidgets import QVBoxLayout, QWidget

from app.dates import say_near_date
from app.records.service import Feedback, ProgressEntry
from db.model.change import Json
from ui.desktop.desk import Desk, Route
from ui.desktop.service.asked import AskedForm, Place
from ui.desktop.widgets.buttons import Button
from ui.desktop.widgets.cards import Card
from ui.desktop.widgets.duerow import ListRow
from ui.desktop.widgets.empty import EmptyLine
from ui.desktop.widgets.labels import Label

PROGRESS: Sequence[Place] = (("progress_entry", "on"), ("progress_entry", "text"), ("progress_entry", "by"))  # fmt: skip
FEEDBACK: Sequence[Place] = (("feedback", "on"), ("feedback", "to_whom"), ("feedback", "text"))


class Entries(QWidget):
    """Entries of one matter with the way to add to them. Emits `given(fields)`."""

    given = Signal(object)

    def __init__(
        self, desk: Desk, title: str, none: str, add: str, places: Sequence[Place]
    ) -> None:
        super().__init__()
        self._desk, self._none, self._places, self._words = desk, none, places, add
        self.card = Card(desk.theme, title, head="sunken")
        self.form = AskedForm(desk)
        self.add = Button(desk.theme, add, "quiet", "plus", compact=True)
        self.add.clicked.connect(self.begin)
        self.card.set_action(self.add)
        column = QVBoxLayout(self)
        column.setContentsMargins(0, 0, 0, 0)
        column.setSpacing(8)
        column.addWidget(self.card)
        column.addWidget(self.form)

    def begin(self) -> None:
        """Ask for a new entry, of today."""
        kind = self._places[0][0]
        known = {(kind, "on"): self._desk.today().isoformat()}
        self.form.begin(self._words, self._desk.t("Write it down"), self._places, known, self._give)

    def _give(self, values: Mapping[Place, Json]) -> None:
        self.given.emit({name: value for (_, name), value in values.items() if value is not None})

    def show_entries(self, entries: Sequence[ProgressEntry | Feedback]) -> None:
        """Show these entries, the latest first."""
        self.card.clear()
        self.card.set_meta(str(len(entries)) if entries else "")
        if not entries:
            line = EmptyLine(self._desk.theme, "note", self._none)
            line.setContentsMargins(16, 0, 16, 0)
            self.card.add(line)
        for at, entry in enumerate(reversed(entries)):
            if at:
                self.card.add_rule()
            self.card.add(self._row(entry))

    def _row(self, entry: ProgressEntry | Feedback) -> ListRow:
        t = self._desk.t
        who = entry.to_whom if isinstance(entry, Feedback) else entry.by or ""
        day = say_near_date(entry.on, self._desk.today(), t) if entry.on else ""
        sub = "  ".join(part for part in (day, who) if part)
        row = ListRow(self._desk.theme, "", entry.text, sub, wrap=True)
        row.set_pressable()
        row.pressed.connect(lambda: self._desk.window.go(Route("record", entry.id)))
        return row


def line_of(text: str) -> Label:
    """Return a line that explains, with the margins of a card's rows."""
    label = Label(text, "caption", "secondary", wrap=True)
    label.setContentsMargins(16, 8, 16, 8)
    return label
