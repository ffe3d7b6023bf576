"""The roster as it was on a day: a line over the list with the day, its paper, and the way back."""

from datetime import date

from PySide6.QtCore import Signal
from PySide6.QtWidgets import QHBoxLayout, QWidget

from ui.desktop.desk import Desk
from ui.desktop.papers import make_paper
from ui.desktop.people.rows import Roster
from ui.desktop.widgets.buttons import Button
from ui.desktop.widgets.dates import DateField
from ui.desktop.widgets.labels import Label


class DayLine(QWidget):
    """Hidden until it is asked for. Emits `changed` when the day did."""

    changed = Signal()

    def __init__(self, desk: Desk) -> None:
        super().__init__()
        self._desk, self._asking = desk, False
        theme, t = desk.theme, desk.t
        self.day = DateField(theme, t, desk.today)
        self.day.setAccessibleName(t("Roster as of"))
        self.day.setFixedWidth(theme.px(164))
        self.day.settled.connect(lambda _day: self.changed.emit())
        self._print = Button(theme, t("Print the roster"), "secondary", "printer", compact=True)
        self._print.clicked.connect(self.print_roster)
        self._back = Button(theme, t("Back to today"), "quiet", "x", compact=True)
        self._back.clicked.connect(self.end)
        row = QHBoxLayout(self)
        row.setContentsMargins(0, 0, 0, 12)
        row.setSpacing(8)
        row.addWidget(Label(t("Roster as of"), "strong"))
        row.addWidget(self.day)
        row.addWidget(self._print)
        row.addStretch(1)
        row.addWidget(self._back)
        self.hide()

    def asked(self) -> date | None:
        """Return the day that is asked for; None for today's roster."""
        return self.day.value() if self._asking else None

    def begin_today(self) -> None:
        """Ask for a day, today's at first."""
        self.begin(self._desk.today())

    def begin(self, day: date) -> None:
        """Show the roster of a day."""
        self.day.set_value(day)
        self._asking = True
        self.show()
        self.day.setFocus()
        self.changed.emit()

    def end(self) -> None:
        """Go back to today."""
        self._asking = False
        self.hide()
        self.changed.emit()

    def print_roster(self) -> None:
        """Make the roster of the day and show it."""
        papers, day = self._desk.book.press.rosters, self.asked() or self._desk.today()
        name = self._desk.t("Roster of Party members")
        make_paper(self._desk, name, lambda _progress, draft: papers.roster_pdf(day, draft=draft))


def read_roster(desk: Desk, on: date | None) -> Roster:
    """Return everybody as they stood on a day, today where none is asked, with that year's facts."""
    book, day = desk.book, on or desk.today()
    members = book.members.as_of(day)
    groups = {g.id: g.name for g in book.members.groups()}
    studied = book.studying.year(day.year, [m.id for m in members], day)
    return Roster(members, groups, book.members.year(day.year), studied)
