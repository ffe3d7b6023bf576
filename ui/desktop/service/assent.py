"""Who stands by one record: names on this record and nowhere else, each once, no count by person."""

from collections.abc import Sequence

from PySide6.QtCore import Signal

from ui.desktop.desk import Desk
from ui.desktop.forms.people import people
from ui.desktop.forms.peoplefield import PeopleField
from ui.desktop.widgets.cards import Card


class AssentCard(Card):
    """Names as chips; the line below adds one. Emits `given(members)` and `taken_back(members)`."""

    given = Signal(list)
    taken_back = Signal(list)

    def __init__(self, desk: Desk) -> None:
        super().__init__(desk.theme, desk.t("Who stands by it"))
        self.t = desk.t
        self._shown: tuple[str, ...] = ()
        self.field = PeopleField(desk.theme, desk.t, people(desk))
        self.field.line.setAccessibleName(desk.t("Who stands by it"))
        self.field.settled.connect(self._settled)
        self.add(self.field)

    def show_members(self, members: Sequence[str]) -> None:
        """Show these."""
        self._shown = tuple(members)
        self.field.set_value(list(members))
        n = len(members)
        self.set_meta(self.t("{n} person|{n} people", n=n) if n else "")

    def _settled(self, members: list[str]) -> None:
        more = [m for m in members if m not in self._shown]
        less = [m for m in self._shown if m not in members]
        self._shown = tuple(members)
        if more:
            self.given.emit(more)
        if less:
            self.taken_back.emit(less)
