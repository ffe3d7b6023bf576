"""What came of something held with others: its numbers, what was learned and follows, what hangs on it."""

from PySide6.QtWidgets import QVBoxLayout, QWidget

from app.counting.shapes import AFTERWARDS
from app.services.shared import is_shared
from ui.desktop.ledger.hanging import Hangings
from ui.desktop.meetings.locking import lock
from ui.desktop.meetings.opened import OpenMeeting
from ui.desktop.widgets.cards import Card
from ui.desktop.widgets.fields import Field
from ui.desktop.widgets.longtext import LongTextField


class ResultsPanel(QWidget):
    """Shown for what is held with others or has numbers; the branch's own meetings have none."""

    def __init__(self, opened: OpenMeeting) -> None:
        super().__init__()
        theme, t = opened.desk.theme, opened.desk.t
        self._opened = opened
        self.hangings = Hangings(opened.desk, opened.keeper)
        self.texts = Card(theme)
        kind = opened.desk.book.kinds["activity"]
        self.editors: dict[str, LongTextField] = {}
        self._bound = []
        for name in AFTERWARDS:
            shape, editor = kind.field(name), LongTextField(theme, "", rows=2)
            label = t(shape.title) if shape is not None else name
            frame = Field(theme, label, editor)
            editor.setAccessibleName(label)
            self.editors[name] = editor
            self._bound.append(opened.keeper.bind(editor, "", name, typing=True, frame=frame))
            self.texts.add(frame)
        column = QVBoxLayout(self)
        column.setContentsMargins(0, 0, 0, 0)
        column.setSpacing(theme.layout("stack"))
        column.addWidget(self.hangings.outcomes)
        column.addWidget(self.texts)
        column.addWidget(self.hangings.card)

    def show_results(self) -> None:
        """Show what came of the open meeting; what is being typed stays."""
        meeting = self._opened.meeting
        shared = is_shared(meeting.activity, meeting.results)
        self.setVisible(shared)
        if not shared:
            return
        for bound in self._bound:
            bound.show_record(meeting.activity.record)
        self.hangings.show_record(meeting.activity.record)

    def show_closed(self, *, closed: bool) -> None:
        """Close what is filed with the record; what hangs on it goes on."""
        for part in (self.hangings.outcomes, self.texts):
            lock(part, closed=closed)

    def focus_on(self, name: str) -> bool:
        """Put the cursor into a field; False where it does not stand here."""
        if name == "outcomes":
            self.hangings.outcomes.adder.place.edit()
        elif name in self.editors:
            self.editors[name].setFocus()
        else:
            return False
        return True
