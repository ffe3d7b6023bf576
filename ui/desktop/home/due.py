"""What this month and this quarter still need: a card of rows, the most urgent with the red button."""

from PySide6.QtCore import Signal
from PySide6.QtWidgets import QVBoxLayout, QWidget

from app.services.calendar import Due, Line
from app.terms import ActivityType
from db.model.words import N_, Translate
from ui.desktop.desk import Route
from ui.desktop.theme.theme import Theme
from ui.desktop.widgets.buttons import Button
from ui.desktop.widgets.cards import Card
from ui.desktop.widgets.duerow import DueRow

ICONS = {
    ActivityType.group_meeting: "users-three",
    ActivityType.themed_party_day: "flag",
    ActivityType.committee_meeting: "chats",
    ActivityType.general_meeting: "users",
    ActivityType.party_lecture: "chalkboard-teacher",
}
_CHIPS = {
    "open": ("mute", "circle-dashed", N_("Not planned")),
    "running": ("info", "circle-half", N_("Under way")),
    "planned": ("info", "calendar-check", N_("planned")),
    "held": ("ok", "check-circle", N_("Minuted")),
    "filed": ("ok", "check-circle", N_("filed")),
}


def beginning(kind: str, group: str = "") -> Route:
    """Return the way to a new meeting of a kind, of one group where it is a group's."""
    detail = f"new:{kind}:{group}" if group else f"new:{kind}"
    return Route("meetings", "", detail)


def way_of(line: Line) -> Route:
    """Return where a line's button leads: to the meeting that is there, or to a new one."""
    if line.record:
        return Route("meeting", line.record)
    return beginning(line.type.value, line.group)


class DueCard(QWidget):
    """One period. Emits `asked(Route)`."""

    asked = Signal(object)

    def __init__(self, theme: Theme, t: Translate, *, link: bool = False) -> None:
        super().__init__()
        self._theme, self._t = theme, t
        self._card = Card(theme, head="sunken")
        if link:
            coming = Button(theme, t("What is coming"), "link", compact=True)
            coming.clicked.connect(lambda: self.asked.emit(Route("calendar")))
            self._card.set_action(coming)
        column = QVBoxLayout(self)
        column.setContentsMargins(0, 0, 0, 0)
        column.addWidget(self._card)

    def show_due(self, title: str, meta: str, due: Due, *, primary: Line | None) -> None:
        """Show a period's lines; `primary` is the one line with the red button."""
        self._card.set_title(title)
        self._card.set_meta(meta)
        self._card.clear()
        for at, line in enumerate(due.lines):
            if at:
                self._card.add_rule()
            self._card.add(self._row(line, primary=line is primary))

    def _row(self, line: Line, *, primary: bool) -> DueRow:
        t = self._t
        row = DueRow(
            self._theme,
            ICONS[line.type],
            t(line.type.title_),
            line.sub(t),
            self._chip(line),
            line.button(t),
            segments=(line.done, line.total) if line.total > 1 else None,
            primary=primary,
            quiet=line.state in ("held", "filed"),
        )
        row.acted.connect(lambda: self.asked.emit(way_of(line)))
        return row

    def _chip(self, line: Line) -> tuple[str, str, str]:
        t = self._t
        if line.state == "part" or (line.is_due and line.total > 1):
            text = t("1 to do|{n} to do", n=line.total - line.done)
            return "wait", "clock", text
        tone, icon, text = _CHIPS[line.state]
        return tone, icon, t(text)
