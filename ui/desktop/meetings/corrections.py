"""What was appended to a filed record, and the few words that append one more."""

from PySide6.QtCore import Qt
from PySide6.QtWidgets import QHBoxLayout, QVBoxLayout, QWidget

from app.dates import say_year_date
from app.records.oversight import Correction
from db.model.words import Translate
from ui.desktop.meetings.opened import OpenMeeting
from ui.desktop.widgets.buttons import Button
from ui.desktop.widgets.cards import Card
from ui.desktop.widgets.duerow import ListRow
from ui.desktop.widgets.fields import Field, LineField
from ui.desktop.widgets.longtext import LongTextField


class CorrectionsCard(Card):
    """Shown where the meeting is filed; a correction is written once and stays."""

    def __init__(self, opened: OpenMeeting) -> None:
        super().__init__(opened.desk.theme, opened.desk.t("Corrections after filing"))
        self._opened, self.t = opened, opened.desk.t
        theme, t = opened.desk.theme, opened.desk.t
        self._list = QVBoxLayout()
        self._list.setSpacing(0)
        self.body.addLayout(self._list)
        self.entry = LineField(theme)
        self.text = LongTextField(theme, rows=2, most=8)
        self.reason = LineField(theme)
        self.reason.returnPressed.connect(self.append)
        keep = Button(theme, t("Append a correction"), "secondary", "pencil-line")
        keep.clicked.connect(self.append)
        top = QHBoxLayout()
        top.setSpacing(12)
        top.addWidget(Field(theme, t("Which entry"), self.entry), 1)
        top.addWidget(Field(theme, t("Reason"), self.reason), 1)
        self._asked = Field(theme, t("What is right"), self.text)
        self._form = QWidget()
        column = QVBoxLayout(self._form)
        column.setContentsMargins(0, 0, 0, 0)
        column.setSpacing(8)
        column.addLayout(top)
        column.addWidget(self._asked)
        column.addWidget(keep, 0, Qt.AlignmentFlag.AlignRight)
        self.add(self._form)

    def show_corrections(self) -> None:
        """Show those there are; a record that is open is put right where it stands."""
        meeting = self._opened.meeting
        self.setVisible(meeting.archived or bool(meeting.corrections))
        self._form.setVisible(meeting.archived)
        while (item := self._list.takeAt(0)) is not None:
            widget = item.widget()
            if widget is not None:
                widget.hide()
                widget.deleteLater()
        for one in meeting.corrections:
            title, sub = correction_words(one, self.t)
            row = ListRow(self._opened.desk.theme, "pencil-line", title, sub, flush=True, wrap=True)
            self._list.addWidget(row)

    def begin(self) -> None:
        """Put the cursor into the words."""
        self.text.setFocus()

    def append(self) -> None:
        """Write the correction as it stands in the fields."""
        desk, meeting = self._opened.desk, self._opened.meeting
        text, entry, why = self.text.toPlainText().strip(), self.entry.value(), self.reason.value()
        if not text:
            self._asked.set_error(self.t("What is right is still empty."))
            self.text.setFocus()
            return
        self._asked.set_error("")
        state, by, today = desk.book.meetings.state, desk.book.pen().by, desk.today()

        def emptied(_made: object) -> None:
            for field in (self.text, self.entry, self.reason):
                field.set_value("")

        self._opened.write(
            lambda _r: state.correct(meeting, text, today, by=by, entry=entry, reason=why),
            toast=self.t("Appended a correction"),
            done=emptied,
        )


def correction_words(one: Correction, t: Translate) -> tuple[str, str]:
    """Return a correction in two lines: what is right; who wrote it, when and why."""
    title = one.text if not one.field else t("{label}: {text}", label=one.field, text=one.text)
    parts = [one.by or "", say_year_date(one.on, t) if one.on else ""]
    parts += [t("Reason: {text}", text=one.reason)] if one.reason else []
    return title, " · ".join(part for part in parts if part)
