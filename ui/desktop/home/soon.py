"""Days of joint building and service within the week; the card is there only where there are any."""

from collections.abc import Sequence

from PySide6.QtCore import Signal
from PySide6.QtWidgets import QVBoxLayout, QWidget

from app.services.calendar_entry import Coming
from ui.desktop.desk import Desk, Route
from ui.desktop.seen.coming import due_line
from ui.desktop.seen.days import way_of
from ui.desktop.widgets.buttons import Button
from ui.desktop.widgets.cards import Card

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

    def show_days(self, entries: Sequence[Coming]) -> None:
        """Show what has a day within the week, the nearest first."""
        desk, card = self._desk, self._card
        card.clear()
        hidden = len(entries) - _FEW
        text = desk.t("See {n} more", n=hidden) if hidden > 0 else desk.t("What is coming")
        more = Button(desk.theme, text, "link", compact=True)
        more.clicked.connect(lambda: self.asked.emit(Route("calendar")))
        card.set_action(more)
        for at, entry in enumerate(entries[:_FEW]):
            if at:
                card.add_rule()
            card.add(due_line(desk, entry, self._open, dated=True))
        self.setVisible(bool(entries))

    def _open(self, entry: Coming) -> None:
        self.asked.emit(way_of(entry))
