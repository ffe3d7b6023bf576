"""What a joint conference agreed on: the matter, the unit that sees to it, until when."""

from PySide6.QtWidgets import QHBoxLayout

from app.counting.shapes import Panel
from app.records.meeting import Resolution
from app.services.records import Records
from ui.desktop.meetings.keeper import as_day
from ui.desktop.meetings.lined import AddLine, LinedRow
from ui.desktop.meetings.opened import OpenMeeting
from ui.desktop.widgets.cards import Card
from ui.desktop.widgets.dates import DateField
from ui.desktop.widgets.fields import LineField
from ui.desktop.widgets.longtext import LongTextField
from ui.desktop.widgets.staying import Staying

_DUE = 168


class MatterRow(LinedRow):
    """One matter; all three are typed where they stand."""

    def __init__(self, opened: OpenMeeting, matter: Resolution) -> None:
        theme, t, keep = opened.desk.theme, opened.desk.t, opened.keeper.bind
        super().__init__(theme)
        self.matter = matter.id
        self.text = LongTextField(theme, rows=1, most=4)
        self.text.setAccessibleName(t("Matter"))
        self.unit = LineField(theme, "", t("Responsible unit"))
        self.unit.setAccessibleName(t("Responsible unit"))
        self.due = DateField(theme, t, opened.desk.today)
        self.due.setAccessibleName(t("Due on"))
        self._bound = (
            keep(self.text, matter.id, "text", typing=True),
            keep(self.unit, matter.id, "owner_unit"),
            keep(self.due, matter.id, "due_on", read=as_day),
        )
        row = QHBoxLayout(self)
        row.setContentsMargins(16, 6, 12, 6)
        row.setSpacing(8)
        self.due.setFixedWidth(theme.px(_DUE))
        row.addWidget(self.text, 3)
        row.addWidget(self.unit, 2)
        row.addWidget(self.due)

    def show_matter(self, matter: Resolution) -> None:
        """Show it as stored; what is being typed stays."""
        for bound in self._bound:
            bound.show_record(matter.record)


class MattersCard(Card):
    """The matters of a joint conference, and a line that adds one."""

    def __init__(self, opened: OpenMeeting) -> None:
        super().__init__(opened.desk.theme, opened.desk.t("Matters agreed"), head="sunken")
        self._opened, self.t = opened, opened.desk.t
        self._matters = Staying[MatterRow](lambda row: row.matter)
        self.body.addLayout(self._matters.column)
        self.adder = AddLine(opened.desk.theme, self.t("Add a matter, Enter confirms"))
        self.adder.field.returnPressed.connect(self.add_typed)
        self.body.addWidget(self.adder)

    def show_matters(self) -> None:
        """Show the open meeting's matters."""
        meeting = self._opened.meeting
        self.setVisible(Panel.matters in meeting.shape.panels)
        matters = meeting.resolutions
        rows = self._matters.show(
            [m.id for m in matters], lambda at: MatterRow(self._opened, matters[at])
        )
        for row, matter in zip(rows, matters, strict=True):
            row.show_matter(matter)

    def rows(self) -> list[MatterRow]:
        """Return the rows as they stand."""
        return list(self._matters.rows)

    def add_typed(self) -> None:
        """Add what stands in the line as one more matter."""
        text = self.adder.take()
        meeting, write = self._opened.meeting, self._opened.desk.book.meetings.write
        if text:

            def add(_records: Records) -> str:
                return write.add_resolution(meeting, text)

            self._opened.write(add)
