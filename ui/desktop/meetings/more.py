"""The three dots of a meeting: print, history, cancel, reopen, delete; a reason where one is needed."""

from PySide6.QtCore import QObject, Qt, Signal
from PySide6.QtWidgets import QHBoxLayout, QVBoxLayout, QWidget

from app.records.meeting import State
from ui.desktop.desk import Route
from ui.desktop.meetings.cited import CitedDocuments
from ui.desktop.meetings.locking import lock
from ui.desktop.meetings.menu import Entry, Menu
from ui.desktop.meetings.opened import OpenMeeting
from ui.desktop.meetings.printing import NOTICE, RECORD, SHEET, show
from ui.desktop.widgets.buttons import Button
from ui.desktop.widgets.fields import Field, LineField
from ui.desktop.widgets.popups import Popup


class MoreMenu(QObject):
    """What is done with a meeting seldom. Emits `correct` where a correction is to be written."""

    correct = Signal()

    def __init__(self, opened: OpenMeeting, under: QWidget | None = None) -> None:
        super().__init__()
        self._opened, self.t = opened, opened.desk.t
        self._under = under
        self._popup: Popup | None = None

    def open_under(self, widget: QWidget) -> "MoreMenu":
        """Show the menu below a button."""
        self._under = widget
        menu = Menu(self._opened.desk.theme, self._entries())
        menu.chosen.connect(self._do)
        self._popup = menu.open_under(widget)
        return self

    def _entries(self) -> list[Entry]:
        t, meeting = self.t, self._opened.meeting
        entries = [
            (RECORD, "printer", t("Print the record")),
            (NOTICE, "megaphone", t("Print the notice")),
            (SHEET, "pencil-line", t("Print sign-in sheet")),
            ("documents", "tray", t("Documents studied")),
            ("history", "clock-counter-clockwise", t("History")),
            ("template", "article", t("Keep as the template of its kind")),
        ]
        if meeting.archived:
            entries.append(("correct", "pencil-line", t("Append a correction")))
        if meeting.archived or meeting.activity.state == State.cancelled:
            entries.append(("reopen", "arrow-counter-clockwise", t("Open again, with a reason")))
        else:
            entries.append(("cancel", "x-circle", t("Cancel the meeting, with a reason")))
            entries.append(("delete", "trash", t("Delete the meeting")))
        return entries

    def _do(self, key: str) -> None:
        desk, activity = self._opened.desk, self._opened.meeting.id
        if key in {RECORD, NOTICE, SHEET}:
            show(desk, key, activity, keep=key == SHEET)
        elif key == "history":
            desk.window.go(Route("history", activity))
        elif key == "documents":
            self.cite()
        elif key == "template":
            self.keep_template()
        elif key == "correct":
            self.correct.emit()
        elif key == "delete":
            toast = self.t("Deleted “{name}”", name=self._opened.meeting.activity.title or "")
            self._opened.write(lambda records: records.delete(activity), toast=toast)
        else:
            self.ask(key)

    def keep_template(self) -> None:
        """Keep how the meeting is arranged as the template of its kind, and show it."""
        desk, meeting, t = self._opened.desk, self._opened.meeting, self.t
        templates = desk.book.meetings.templates
        self._opened.write(
            lambda _r: templates.keep(meeting, t),
            toast=t("Kept as the template of its kind"),
            done=lambda made: desk.window.go(Route("record", str(made))),
        )

    def cite(self) -> None:
        """Ask which documents were studied at the meeting."""
        if self._under is not None:
            cited = CitedDocuments(self._opened)
            lock(cited, closed=self._opened.meeting.archived)
            self._popup = Popup(cited, self._under)
            self._popup.open_under(self._under)

    def ask(self, key: str) -> None:
        """Ask why a meeting is called off or opened again."""
        t, theme, frame = self.t, self._opened.desk.theme, QWidget()
        field = LineField(theme)
        column = QVBoxLayout(frame)
        column.setContentsMargins(8, 8, 8, 8)
        column.addWidget(Field(theme, t("Reason; it stays with the record"), field))
        row = QHBoxLayout()
        row.addStretch(1)
        words = t("Open again") if key == "reopen" else t("Cancel the meeting")
        keep = Button(theme, words, "secondary" if key == "reopen" else "danger")
        row.addWidget(keep, 0, Qt.AlignmentFlag.AlignRight)
        column.addLayout(row)
        frame.setFixedWidth(340)
        if self._under is None:
            return
        popup = Popup(frame, self._under)
        keep.clicked.connect(lambda: self.give_reason(key, field.value(), popup))
        field.returnPressed.connect(lambda: self.give_reason(key, field.value(), popup))
        self._popup = popup
        popup.open_under(self._under)
        field.setFocus()

    def give_reason(self, key: str, reason: str, popup: Popup | None = None) -> None:
        """Cancel or reopen; without a reason nothing is done."""
        if not reason:
            return
        if popup is not None:
            popup.close()
        state, meeting = self._opened.desk.book.meetings.state, self._opened.meeting
        act = state.reopen if key == "reopen" else state.cancel
        words = self.t("Opened again") if key == "reopen" else self.t("Cancelled")
        self._opened.write(lambda _records: act(meeting, reason), toast=words)
