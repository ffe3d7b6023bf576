"""Choosing what to hold: the kinds of meetings, the groups for a group meeting."""

from collections.abc import Sequence

from PySide6.QtCore import Signal
from PySide6.QtWidgets import QVBoxLayout, QWidget

from app.records.organisation import PartyGroup
from app.terms import ActivityType
from db.model.words import Translate
from ui.desktop.meetings.standing import ICONS
from ui.desktop.theme.theme import Theme
from ui.desktop.widgets.duerow import ListRow
from ui.desktop.widgets.labels import Rule
from ui.desktop.widgets.popups import Popup

USUAL = (
    ActivityType.general_meeting,
    ActivityType.committee_meeting,
    ActivityType.group_meeting,
    ActivityType.themed_party_day,
    ActivityType.party_lecture,
)
RARE = (
    ActivityType.organizational_life_meeting,
    ActivityType.democratic_appraisal,
    ActivityType.study_session,
    ActivityType.joint_activity,
    ActivityType.joint_conference,
    ActivityType.training,
    ActivityType.service_visit,
)
_WIDTH = 260


class KindList(QWidget):
    """A row a kind, and for a group meeting a row a group. Emits `chosen(kind, group)`."""

    chosen = Signal(str, str)

    def __init__(self, theme: Theme, t: Translate, groups: Sequence[PartyGroup]) -> None:
        super().__init__()
        self._theme = theme
        self._column = QVBoxLayout(self)
        self._column.setContentsMargins(0, 0, 0, 0)
        self._column.setSpacing(0)
        for kind in USUAL:
            if kind == ActivityType.group_meeting and groups:
                for group in groups:
                    self._add(kind, t("Meeting of {group}", group=group.name), group.id)
            else:
                self._add(kind, t(kind.title_))
        self._column.addWidget(Rule())
        for kind in RARE:
            self._add(kind, t(kind.title_))
        self.setFixedWidth(_WIDTH)

    def _add(self, kind: ActivityType, title: str, group: str = "") -> None:
        row = ListRow(self._theme, ICONS[kind], title)
        row.setObjectName(f"kind-{kind}-{group}")
        row.set_pressable()
        row.pressed.connect(lambda: self.chosen.emit(kind, group))
        self._column.addWidget(row)

    def open_under(self, button: QWidget) -> Popup:
        """Show the list below a button."""
        popup = Popup(self, button)
        self.chosen.connect(lambda _kind, _group: popup.close())
        popup.open_under(button)
        first = self.findChild(ListRow)
        if first is not None:
            first.setFocus()
        return popup


def kind_of(code: str) -> ActivityType | None:
    """Return the kind of a code; None for one that no kind has."""
    return next((kind for kind in ActivityType if kind == code), None)
