"""Who is known to be away that day, and noting one more leave."""

from PySide6.QtCore import QRectF, QSize, Qt
from PySide6.QtGui import QPaintEvent
from PySide6.QtWidgets import QHBoxLayout, QSizePolicy, QWidget
from typing_extensions import override

from app.counting.attendance import Attendee
from app.records.meeting import Presence
from app.records.member import LeaveReason
from app.services.filing import reason_words
from db.model.change import Json
from ui.desktop.meetings.opened import OpenMeeting
from ui.desktop.theme.theme import Theme
from ui.desktop.widgets.buttons import Button
from ui.desktop.widgets.cards import Card
from ui.desktop.widgets.fields import ComboField, LineField
from ui.desktop.widgets.labels import Label
from ui.desktop.widgets.painted import CENTER, Painted, draw_box, draw_words, words_width
from ui.desktop.widgets.person import PersonField
from ui.desktop.widgets.scroll import FlowRow


class SoftTag(Painted):
    """A reason on soft ochre."""

    def __init__(self, theme: Theme, text: str) -> None:
        super().__init__(theme)
        self._text = text
        self.setAccessibleName(text)
        self.setSizePolicy(QSizePolicy.Policy.Fixed, QSizePolicy.Policy.Fixed)

    @override
    def sizeHint(self) -> QSize:
        wide = words_width(self._text, self.theme.font("meta"))
        return QSize(round(wide) + 16, self.theme.px(24))

    @override
    def paintEvent(self, event: QPaintEvent) -> None:
        painter, theme, rect = self.open_painter(), self.theme, QRectF(self.rect())
        draw_box(painter, rect, 4, theme.color("state.wait_soft"))
        color = theme.color("state.wait_text")
        draw_words(painter, rect, self._text, theme.font("meta"), color, CENTER, elide=False)
        painter.end()


class LeaveCard(Card):
    """Names with their reasons, and a line to note a leave for the day of the meeting."""

    def __init__(self, opened: OpenMeeting) -> None:
        super().__init__(opened.desk.theme, opened.desk.t("On leave"))
        theme, t = opened.desk.theme, opened.desk.t
        self._opened, self.t = opened, t
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
            self.t("Known on leave {n}", n=len(away)) if away else self.t("Nobody on leave so far")
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
        text = reason_words(person, self.t)
        if text:
            row.addWidget(SoftTag(self._opened.desk.theme, text), 0, Qt.AlignmentFlag.AlignVCenter)
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
