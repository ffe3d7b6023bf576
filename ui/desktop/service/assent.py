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
        self._desk, self.t = desk, desk.t
        self._shown: tuple[str, ...] = ()
        self._known = people(desk)
        self.field = self._make()

    def _make(self) -> PeopleField:
        made = PeopleField(self._desk.theme, self.t, self._known)
        made.line.setAccessibleName(self.t("Who stands by it"))
        made.settled.connect(self._settled)
        self.add(made)
        return made

    def show_members(self, members: Sequence[str]) -> None:
        """Show these; whoever joined meanwhile can be chosen too."""
        if (known := people(self._desk)) != self._known:
            self._known = known
            self.clear()
            self.field = self._make()
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
