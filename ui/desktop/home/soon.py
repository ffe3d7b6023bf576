"""Matters past their day, days of joint building and service within the week; there only where there are any."""

from collections.abc import Sequence

from PySide6.QtCore import Signal
from PySide6.QtWidgets import QVBoxLayout, QWidget

from app.services.calendar_entry import Coming
from ui.desktop.desk import Desk, Route
from ui.desktop.seen.coming import due_line
from ui.desktop.seen.days import way_of
from ui.desktop.widgets.buttons import Button
from ui.desktop.widgets.cards import Card
from ui.desktop.widgets.duerow import ListRow

_FEW = 3


class SoonCard(QWidget):
    """The first three; the others stand in the calendar. Emits `asked(Route)`."""

    asked = Signal(object)

    def __init__(self, desk: Desk) -> None:
        super().__init__()
        self._desk = desk
        self._card = Card(desk.theme, desk.t("Joint building and service this week"), head="sunken")
        column = QVBoxLayout(self)
        column.setContentsMargins(0, 0, 0, 0)
        column.addWidget(self._card)
        self.hide()

    def show_days(self, entries: Sequence[Coming], late: int = 0) -> None:
        """Show how many matters are past their day, and what has one within the week, the nearest first."""
        desk, card = self._desk, self._card
        card.clear()
        hidden = len(entries) - _FEW
        text = desk.t("See {n} more", n=hidden) if hidden > 0 else desk.t("What is coming")
        more = Button(desk.theme, text, "link", compact=True)
        more.clicked.connect(lambda: self.asked.emit(Route("calendar")))
        card.set_action(more)
        rows = [due_line(desk, entry, self._open, dated=True) for entry in entries[:_FEW]]
        for at, row in enumerate([*([self._late(late)] if late else []), *rows]):
            if at:
                card.add_rule()
            card.add(row)
        self.setVisible(bool(entries) or late > 0)

    def _late(self, n: int) -> ListRow:
        t = self._desk.t
        said = t("{n} matter is overdue|{n} matters are overdue", n=n)
        row = ListRow(self._desk.theme, "clock", said, tone="wait", action=t("Open it"))
        row.acted.connect(lambda: self.asked.emit(Route("service", detail="matters:overdue")))
        return row

    def _open(self, entry: Coming) -> None:
        self.asked.emit(way_of(entry))
