"""What a member's membership went through, latest first: events, groups, offices, leave, floating, contact."""

from collections.abc import Sequence

from PySide6.QtWidgets import QHBoxLayout, QVBoxLayout, QWidget

from app.dates import say_year_date
from app.services.experience import Event
from db.model.words import Translate
from ui.desktop.theme.theme import Theme
from ui.desktop.widgets.labels import ElidingLabel, IconLabel, Label

ICONS = {
    "member_status_event": "user-gear",
    "group_membership": "users-three",
    "office_holding": "identification-badge",
    "leave_or_absence": "suitcase",
    "flow_record": "arrows-left-right",
    "contact_entry": "phone",
    "lost_contact_case": "magnifying-glass",
}

_DAY = 96


class Lifeline(QWidget):
    """A few lines: the day, an icon for the kind, the words."""

    def __init__(self, theme: Theme, t: Translate, events: Sequence[Event]) -> None:
        super().__init__()
        column = QVBoxLayout(self)
        column.setContentsMargins(0, 0, 0, 0)
        column.setSpacing(2)
        for event in events:
            column.addWidget(_line(theme, event, t))


def _line(theme: Theme, event: Event, t: Translate) -> QWidget:
    line = QWidget()
    row = QHBoxLayout(line)
    row.setContentsMargins(0, 2, 0, 2)
    row.setSpacing(8)
    day = Label(say_year_date(event.day, t), "caption", "secondary")
    day.setMinimumWidth(theme.px(_DAY))
    row.addWidget(day)
    row.addWidget(IconLabel(theme, ICONS.get(event.kind, "note"), "text.secondary"))
    row.addWidget(ElidingLabel(event.said(t)), 1)
    return line
