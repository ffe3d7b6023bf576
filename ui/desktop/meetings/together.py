"""With whom a meeting is held: units of the register and others in words, what kind, under what tags."""

from collections.abc import Sequence
from types import MappingProxyType

from PySide6.QtCore import Qt
from PySide6.QtWidgets import QVBoxLayout, QWidget
from typing_extensions import override

from app.counting.together import JOINT, is_joint, others, parties
from app.services.meeting import Meeting
from db.model.words import N_, Translate
from ui.desktop.meetings.fieldspanel import FieldsPanel
from ui.desktop.meetings.opened import OpenMeeting
from ui.desktop.widgets.buttons import Button
from ui.desktop.widgets.cards import Card
from ui.desktop.widgets.labels import IconLine


class TogetherFields(FieldsPanel):
    """The fields that a kind asks for where it is held with others."""

    labels = MappingProxyType({"partner_text": N_("Units in no register")})

    @override
    def names(self) -> Sequence[str]:
        return self._opened.meeting.shape.together


class TogetherCard(QWidget):
    """Open where something is held with others by its kind or by what stands in it; else one button."""

    def __init__(self, opened: OpenMeeting) -> None:
        super().__init__()
        self._opened, self.t = opened, opened.desk.t
        theme, t = opened.desk.theme, self.t
        self._wanted = ""
        self.card = Card(theme, t("With other units"))
        self.fields = TogetherFields(opened)
        self.told = IconLine(theme, "users-three", "", "meta")
        self.card.add(self.told)
        self.card.add(self.fields)
        self.unfold = Button(theme, t("Held with other units"), "quiet", "handshake", compact=True)
        self.unfold.clicked.connect(self.open)
        column = QVBoxLayout(self)
        column.setContentsMargins(0, 0, 0, 0)
        column.addWidget(self.card)
        column.addWidget(self.unfold, 0, Qt.AlignmentFlag.AlignLeft)

    def show_together(self) -> None:
        """Show with whom the open meeting is held."""
        meeting = self._opened.meeting
        asked = bool(meeting.shape.together)
        self.setVisible(asked)
        if not asked:
            return
        open_now = is_joint(meeting.activity) or self._wanted == meeting.id
        self.card.setVisible(open_now)
        self.unfold.setVisible(not open_now and not meeting.archived)
        if open_now:
            self.fields.show_fields()
            self.told.set_text(told(meeting, self.t))

    def open(self) -> None:
        """Open the fields of a meeting that is not held with others yet, and begin there."""
        self._wanted = self._opened.meeting.id
        self.show_together()
        self.fields.focus_on("partners")

    def focus_on(self, name: str) -> bool:
        """Put the cursor into a field; False where this kind does not ask it."""
        if name not in self._opened.meeting.shape.together:
            return False
        self._wanted = self._opened.meeting.id
        self.show_together()
        return self.fields.focus_on(name)


def told(meeting: Meeting, t: Translate) -> str:
    """Return how many parties there are and how far from home the farthest is."""
    activity = meeting.activity
    if not others(activity):
        if activity.type in JOINT:
            return t("No other unit is named yet; two parties are needed")
        return t("No other unit is named yet")
    words = t("{n} parties with this branch", n=parties(activity))
    scope = meeting.shared.scope
    if scope is not None:
        words = t("{one}, {next}", one=words, next=t(scope.title_))
    return words
