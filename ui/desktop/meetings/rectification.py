"""Things to be put right after an organisational-life meeting, and what became of last year's."""

from PySide6.QtCore import Qt
from PySide6.QtWidgets import QGridLayout, QHBoxLayout, QVBoxLayout, QWidget

from app.records.life import CollectedOpinion, RectificationItem
from ui.desktop.meetings.keeper import Bound, as_day
from ui.desktop.meetings.lined import LinedRow
from ui.desktop.meetings.opened import OpenMeeting
from ui.desktop.widgets.dates import DateField
from ui.desktop.widgets.fields import Field, LineField
from ui.desktop.widgets.labels import Label
from ui.desktop.widgets.longtext import LongTextField
from ui.desktop.widgets.person import PersonField


class BoundRow(LinedRow):
    """A row of editors of one record."""

    def __init__(self, opened: OpenMeeting, record: str) -> None:
        super().__init__(opened.desk.theme)
        self.record = record
        self._bound: tuple[Bound, ...] = ()

    def show_row(self, value: RectificationItem | CollectedOpinion) -> None:
        """Show the record as stored; what is being typed stays."""
        for bound in self._bound:
            bound.show_record(value.record)


class ItemRow(BoundRow):
    """One thing to be put right: problem and measure, who and until when, when it was done."""

    def __init__(self, opened: OpenMeeting, item: RectificationItem) -> None:
        super().__init__(opened, item.id)
        theme, t, keep = opened.desk.theme, opened.desk.t, opened.keeper.bind
        problem, measure = LongTextField(theme, rows=1), LongTextField(theme, rows=1)
        owner = PersonField(theme, t, opened.people())
        due, done = DateField(theme, t, opened.desk.today), DateField(theme, t, opened.desk.today)
        verified = LineField(theme)
        self._bound = (
            keep(problem, item.id, "problem", typing=True),
            keep(measure, item.id, "measure", typing=True),
            keep(owner, item.id, "owner"),
            keep(due, item.id, "due_on", read=as_day),
            keep(done, item.id, "done_on", read=as_day),
            keep(verified, item.id, "verified_by"),
        )
        grid = QGridLayout(self)
        grid.setContentsMargins(16, 8, 12, 10)
        grid.setHorizontalSpacing(10)
        grid.setVerticalSpacing(6)
        grid.addWidget(Field(theme, t("Problem"), problem), 0, 0, 1, 2)
        grid.addWidget(Field(theme, t("Measure"), measure), 0, 2, 1, 2)
        for at, (label, editor) in enumerate(
            (
                (t("Responsible"), owner),
                (t("Due on"), due),
                (t("Done on"), done),
                (t("Verified by"), verified),
            )
        ):
            grid.addWidget(Field(theme, label, editor), 1, at)
            grid.setColumnStretch(at, 1)


class LastItemRow(BoundRow):
    """One item of last year's list: what it was, when it was done, with what result."""

    def __init__(self, opened: OpenMeeting, item: RectificationItem) -> None:
        super().__init__(opened, item.id)
        theme, t, keep = opened.desk.theme, opened.desk.t, opened.keeper.bind
        self._words = Label(item.problem or "", "body", wrap=True)
        result = LongTextField(theme, rows=1)
        done = DateField(theme, t, opened.desk.today)
        self._bound = (
            keep(result, item.id, "result", typing=True),
            keep(done, item.id, "done_on", read=as_day),
        )
        below = QHBoxLayout()
        below.setSpacing(10)
        top = Qt.AlignmentFlag.AlignTop
        below.addWidget(Field(theme, t("Result and evidence"), result), 3, top)
        below.addWidget(Field(theme, t("Done on"), done), 2, top)
        column = QVBoxLayout(self)
        column.setContentsMargins(16, 8, 12, 10)
        column.setSpacing(4)
        column.addWidget(self._words)
        column.addLayout(below)


class OpinionRow(BoundRow):
    """One opinion collected: what was said, from whom; a name is not asked for."""

    def __init__(self, opened: OpenMeeting, opinion: CollectedOpinion) -> None:
        super().__init__(opened, opinion.id)
        theme, t, keep = opened.desk.theme, opened.desk.t, opened.keeper.bind
        text, answer = LongTextField(theme, rows=1), LongTextField(theme, rows=1)
        source = LineField(theme)
        self._bound = (
            keep(text, opinion.id, "text", typing=True),
            keep(source, opinion.id, "source"),
            keep(answer, opinion.id, "answer", typing=True),
        )
        row = QHBoxLayout(self)
        row.setContentsMargins(16, 8, 12, 10)
        row.setSpacing(10)
        top = Qt.AlignmentFlag.AlignTop
        row.addWidget(Field(theme, t("Opinion"), text), 4, top)
        row.addWidget(Field(theme, t("From whom"), source), 2, top)
        row.addWidget(Field(theme, t("Answer"), answer), 4, top)


def column_of(*parts: QWidget) -> QWidget:
    """Return parts under each other, without margins."""
    frame = QWidget()
    column = QVBoxLayout(frame)
    column.setContentsMargins(0, 0, 0, 0)
    column.setSpacing(6)
    for part in parts:
        column.addWidget(part)
    return frame
