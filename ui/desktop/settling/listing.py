"""What wants a choice, and what was chosen this month."""

from collections.abc import Sequence

from PySide6.QtCore import Signal
from PySide6.QtWidgets import QVBoxLayout, QWidget

from app.dates import say_date
from app.services.dispute import Dispute, Settled
from ui.desktop.desk import Desk
from ui.desktop.settling.words import words_of
from ui.desktop.widgets.cards import Card
from ui.desktop.widgets.duerow import ListRow


class Listing(QWidget):
    """Emits `chosen(key)` and `looked_back(record)`."""

    chosen = Signal(str)
    looked_back = Signal(str)

    def __init__(self, desk: Desk) -> None:
        super().__init__()
        self._desk = desk
        self._card = Card(desk.theme, desk.t("To choose"), head="sunken")
        column = QVBoxLayout(self)
        column.setContentsMargins(0, 0, 0, 0)
        column.addWidget(self._card)
        column.addStretch(1)

    def show_all(self, open_: Sequence[Dispute], settled: Sequence[Settled], current: str) -> None:
        """Show both lists; `current` is the key of the one that is read."""
        theme, t, card = self._desk.theme, self._desk.t, self._card
        card.clear()
        card.set_meta(str(len(open_)) if open_ else "")
        for at, dispute in enumerate(open_):
            if at:
                card.add_rule()
            title = t(
                "{record}: {fields}", record=words_of(dispute.brief, t), fields=dispute.label(t)
            )
            row = ListRow(theme, "", title, dispute.hint(t), wrap=True, lines=2)
            row.set_pressable(chosen=dispute.key == current)
            row.pressed.connect(lambda key=dispute.key: self.chosen.emit(key))
            card.add(row)
        if not settled:
            return
        card.add_group(theme, t("Already chosen"), t("{n} this month", n=len(settled)))
        for at, done in enumerate(settled):
            if at:
                card.add_rule()
            title = t("{record}: {fields}", record=words_of(done.brief, t), fields=done.label(t))
            text = words_of(done.text, t).replace("\n", " ")
            sub = t("{day}, chose {text}", day=say_date(done.at.date(), t), text=text)
            row = ListRow(theme, "", title, sub, wrap=True, lines=2)
            row.set_pressable()
            row.pressed.connect(lambda record=done.record: self.looked_back.emit(record))
            card.add(row)
