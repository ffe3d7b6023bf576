"""The four areas kept in step with headquarters: where each stands, and the way to what is behind."""

from collections.abc import Sequence

from PySide6.QtCore import Signal
from PySide6.QtWidgets import QVBoxLayout, QWidget

from app.services.instep import TITLES, Area, InStep
from ui.desktop.desk import Desk, Route
from ui.desktop.widgets.cards import Card
from ui.desktop.widgets.chips import StatusChip
from ui.desktop.widgets.duerow import ListRow

_ICONS = {
    Area.study: "book-open",
    Area.activity: "calendar-check",
    Area.management: "users",
    Area.service: "heart",
}
_MARKS = {
    "empty": ("mute", "circle-dashed"),
    "apart": ("error", "git-fork"),
    "waiting": ("wait", "laptop"),
    "agreed": ("ok", "shield-check"),
}


class AreasCard(QWidget):
    """A row an area; one that is behind can be pressed. Emits `list_asked(area)`, `asked(Route)`."""

    list_asked = Signal(str)
    asked = Signal(object)

    def __init__(self, desk: Desk) -> None:
        super().__init__()
        self._desk = desk
        self._shown: tuple[InStep, ...] = ()
        self._card = Card(desk.theme, desk.t("Four areas in step with HQ"), head="sunken")
        column = QVBoxLayout(self)
        column.setContentsMargins(0, 0, 0, 0)
        column.addWidget(self._card)

    def show_areas(self, areas: Sequence[InStep]) -> None:
        """Show where they stand."""
        if self._shown == tuple(areas):
            return
        self._shown = tuple(areas)
        self._card.clear()
        for at, one in enumerate(areas):
            if at:
                self._card.add_rule()
            self._card.add(self._row(one))

    def _row(self, one: InStep) -> ListRow:
        theme, t = self._desk.theme, self._desk.t
        said, (tone, icon) = one.said(t), _MARKS[one.standing]
        row = ListRow(theme, _ICONS[one.area], t(TITLES[one.area]))
        row.setObjectName(one.area)
        row.setAccessibleDescription(said)
        row.add(StatusChip(theme, tone, icon, said))
        if one.standing == "apart":
            row.set_pressable()
            row.pressed.connect(lambda: self.asked.emit(Route("conflicts")))
        elif one.standing == "waiting":
            row.set_pressable()
            row.pressed.connect(lambda: self.list_asked.emit(one.area.value))
        return row
