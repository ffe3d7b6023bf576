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

_CLOSED = "closed"


class ClosedLine(QWidget):
    """Under the steps of a meeting that is filed, called off, or open again. Emits `correct`, `reopen`."""

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
        self._append, self.again = append, again
        row = QHBoxLayout(self)
        row.setContentsMargins(24, 6, 24, 6)
        row.setSpacing(10)
        row.addWidget(IconLabel(theme, "archive", "text.secondary"))
        row.addWidget(self._words, 1)
        row.addWidget(append)
        row.addWidget(again)

    def show_meeting(self, meeting: Meeting) -> None:
        """Show it where the meeting is filed, called off, or open again: then it says why."""
        held = meeting.activity
        why = held.state in {State.cancelled, State.reopened} and bool(held.state_reason)
        self.setVisible(meeting.archived or why)
        self._append.setVisible(meeting.archived)
        self.again.setVisible(meeting.archived or held.state == State.cancelled)
        if meeting.archived:
            self._words.setText(self._filed(meeting))
        elif why:
            self._words.setText(self._reasoned(meeting))

    def words(self) -> str:
        """Return what it says; empty while it is not shown."""
        return "" if self.isHidden() else self._words.text()

    def _reasoned(self, meeting: Meeting) -> str:
        t, held = self.t, meeting.activity
        if held.state == State.cancelled:
            return t("Called off: {reason}", reason=held.state_reason)
        version = held.version or 1
        return t("Open again as version {n}: {reason}", n=version, reason=held.state_reason)

    def _filed(self, meeting: Meeting) -> str:
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
        return text


_WRITES = "writes"


def writing(tool: QWidget) -> QWidget:
    """Mark a button that only writes: where the record is filed it is not offered."""
    tool.setProperty(_WRITES, True)
    return tool


def lock(part: QWidget, *, closed: bool, except_for: Iterable[QWidget] = ()) -> None:
    """Make every editor of a part show without being typed in, or free again.

    What only writes is not offered meanwhile; the line under the steps says why.
    """
    if not closed and not part.property(_CLOSED):
        return  # Editors are made free.
    part.setProperty(_CLOSED, closed)
    spared = tuple(except_for)
    for child in part.findChildren(QWidget):
        if any(child is one or one.isAncestorOf(child) for one in spared):
            continue
        if isinstance(child, AddLine) or child.property(_WRITES):
            child.setVisible(not closed)
            continue
        turn = getattr(child, "set_read_only", None)
        if callable(turn):
            turn(closed)
