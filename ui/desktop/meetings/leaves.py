"""Who is known to be away that day, and noting one more leave."""

from PySide6.QtCore import Qt
from PySide6.QtWidgets import QHBoxLayout, QWidget

from app.records.meeting import Presence
from app.records.member import LeaveReason
from app.services.attendance import Attendee
from app.services.filing import leave_words
from db.model.change import Json
from ui.desktop.meetings.opened import OpenMeeting
from ui.desktop.widgets.buttons import Button
from ui.desktop.widgets.cards import Card
from ui.desktop.widgets.fields import ComboField, LineField
from ui.desktop.widgets.labels import Label
from ui.desktop.widgets.person import PersonField
from ui.desktop.widgets.roles import give
from ui.desktop.widgets.scroll import FlowRow


class LeaveCard(Card):
    """Names with their reasons, and a line to note a leave for the day of the meeting."""

    def __init__(self, opened: OpenMeeting) -> None:
        super().__init__(opened.desk.theme, opened.desk.t("On leave"))
        theme, t = opened.desk.theme, opened.desk.t
        self._opened, self._t = opened, t
        self._names = FlowRow(16)
        self.add(self._names)
        self._asker = QWidget()
        row = QHBoxLayout(self._asker)
        row.setContentsMargins(0, 0, 0, 0)
        row.setSpacing(8)
        self.person = PersonField(theme, t)
        self.person.setAccessibleName(t("Who is on leave"))
        self.reason = ComboField(theme, [(r.value, t(r.title_)) for r in LeaveReason])
        self.reason.setAccessibleName(t("Reason"))
        self.words = LineField(theme, "", t("In words, if needed"))
        self.words.returnPressed.connect(self.note)
        keep = Button(theme, t("Note the leave"))
        keep.clicked.connect(self.note)
        row.addWidget(self.person, 2)
        row.addWidget(self.reason)
        row.addWidget(self.words, 2)
        row.addWidget(keep)
        self.add(self._asker)
        self._asker.hide()
        ask = Button(theme, t("Note a leave"), "quiet", "plus", compact=True)
        ask.clicked.connect(self._ask)
        self.set_action(ask)

    def show_leaves(self) -> None:
        """Show who is away; those already signed in as on leave are among them."""
        meeting = self._opened.meeting
        away = [p for p in meeting.people if p.due and p.status == Presence.leave]
        self.set_title(
            self._t("On leave {n}", n=len(away)) if away else self._t("Nobody on leave so far")
        )
        self._names.clear()
        for person in away:
            self._names.add(self._name(person))
        self._names.setVisible(bool(away))
        self._names.updateGeometry()

    def _name(self, person: Attendee) -> QWidget:
        pair = QWidget()
        row = QHBoxLayout(pair)
        row.setContentsMargins(0, 0, 0, 0)
        row.setSpacing(6)
        row.addWidget(Label(person.member.name))
        entry = person.entry.reason if person.entry is not None else ""
        text = entry or (leave_words(person.leave, self._t) if person.leave else "")
        if text:
            chip = Label(text, "meta", "wait")
            give(chip, part="tag", tone="wait")
            row.addWidget(chip, 0, Qt.AlignmentFlag.AlignVCenter)
        return pair

    def _ask(self) -> None:
        self.person.set_people(self._opened.people())
        self._asker.show()
        self.person.setFocus()

    def note(self) -> None:
        """Write the leave that stands in the line, for the day of the meeting."""
        self.person.settle()
        member = self.person.value()
        if not member:
            self.person.set_wrong(True)
            return
        day = self._opened.meeting.day.isoformat()
        fields: dict[str, Json] = {
            "member": member, "from_on": day, "to_on": day, "reason": self.reason.value(),
        }  # fmt: skip
        if self.words.value():
            fields["note"] = self.words.value()
        self._opened.write(lambda records: records.add("leave_or_absence", fields))
        self.person.set_value("")
        self.words.set_value("")
        self.person.setFocus()
