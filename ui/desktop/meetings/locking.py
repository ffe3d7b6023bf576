"""A filed record on the screen: its fields show and cannot be typed in, a line says what can be done."""

from collections.abc import Iterable

from PySide6.QtCore import Signal
from PySide6.QtWidgets import QHBoxLayout, QWidget

from app.dates import say_year_date
from app.records.meeting import State
from app.services.meeting import Meeting
from db.model.words import Translate
from ui.desktop.meetings.lined import AddLine
from ui.desktop.theme.theme import Theme
from ui.desktop.widgets.buttons import Button
from ui.desktop.widgets.labels import IconLabel, Label
from ui.desktop.widgets.roles import give


class ClosedLine(QWidget):
    """Under the steps of a filed meeting. Emits `correct` and `reopen`."""

    correct = Signal()
    reopen = Signal()

    def __init__(self, theme: Theme, t: Translate) -> None:
        super().__init__()
        self.t = t
        give(self, part="head")
        self._words = Label("", "meta", wrap=True)
        append = Button(theme, t("Append a correction"), "secondary", "pencil-line", compact=True)
        again = Button(theme, t("Open again"), "quiet", "arrow-counter-clockwise", compact=True)
        append.clicked.connect(self.correct)
        again.clicked.connect(self.reopen)
        self.again = again
        row = QHBoxLayout(self)
        row.setContentsMargins(24, 6, 24, 6)
        row.setSpacing(10)
        row.addWidget(IconLabel(theme, "archive", "text.secondary"))
        row.addWidget(self._words, 1)
        row.addWidget(append)
        row.addWidget(again)

    def show_meeting(self, meeting: Meeting) -> None:
        """Show it where the meeting is filed."""
        self.setVisible(meeting.archived)
        if not meeting.archived:
            return
        t, held = self.t, meeting.activity
        said = t("Archived")
        if held.state == State.filed:
            said = t("Filed with the superior")
        day = held.archived_on or held.filed_on
        if day is not None:
            said = t("{what} on {day}", what=said, day=say_year_date(day, t))
        text = t(
            "{said}. The record stays as it is; what is wrong is corrected below it.", said=said
        )
        n = len(meeting.corrections)
        if n:
            more = t("1 correction|{n} corrections", n=n)
            text = t("{text} {more}.", text=text, more=more)
        self._words.setText(text)


def lock(part: QWidget, *, closed: bool, except_for: Iterable[QWidget] = ()) -> None:
    """Make every editor of a part show without being typed in, or free again."""
    spared = tuple(except_for)
    for child in part.findChildren(QWidget):
        if any(child is one or one.isAncestorOf(child) for one in spared):
            continue
        if isinstance(child, AddLine):
            child.setVisible(not closed)
            continue
        turn = getattr(child, "set_read_only", None)
        if callable(turn):
            turn(closed)
