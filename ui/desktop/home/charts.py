"""Home's pictures: the year at a glance, and on wide screens attendance by group and hours."""

from collections.abc import Sequence

from PySide6.QtCore import Signal
from PySide6.QtWidgets import QHBoxLayout, QSizePolicy, QVBoxLayout, QWidget

from app.services.calendar import MonthMark, YearLine
from app.services.home import GroupYear, Hours
from ui.desktop.desk import Desk, Route
from ui.desktop.home.due import beginning
from ui.desktop.widgets.buttons import Button
from ui.desktop.widgets.cards import Card
from ui.desktop.widgets.heat import GroupHeat
from ui.desktop.widgets.hours import HoursDots
from ui.desktop.widgets.painted import words_width
from ui.desktop.widgets.yearchart import YearCell, YearChart, YearRow, YearView

_ROW, _WIDE_ROW = 28, 47
_AROUND = 72
"""What margins and gaps take of the head's line."""


class YearCard(QWidget):
    """Five kinds by twelve months; a cell opens what is there, or begins it. Emits `asked(Route)`."""

    asked = Signal(object)

    def __init__(self, desk: Desk, *, link: bool = False) -> None:
        super().__init__()
        self._desk = desk
        self._lines: tuple[YearLine, ...] = ()
        self._chart = YearChart(desk.theme, desk.t)
        self._chart.chosen.connect(self._choose)
        self._legend, self._title, self._room = self._chart.legend(), "", 0
        self._card = Card(desk.theme, " ")
        self._card.add(self._chart)
        self._more = Button(desk.theme, desk.t("The whole year"), "link", compact=True)
        self._more.clicked.connect(lambda: self.asked.emit(Route("overview")))
        self._head = QHBoxLayout()
        self._card.set_action(self._head_of(link=link))
        self._card.body.setContentsMargins(16, 4, 16, 4)
        column = QVBoxLayout(self)
        column.setContentsMargins(0, 0, 0, 0)
        column.addWidget(self._card)

    def _head_of(self, *, link: bool) -> QWidget:
        """Return the legend, with the way to the year's own page where the card is not on it."""
        head = QWidget()
        head.setLayout(self._head)
        self._head.setContentsMargins(0, 0, 0, 0)
        self._head.setSpacing(4)
        self._head.addWidget(self._legend)
        self._head.addWidget(self._more)
        self._more.setHidden(not link)
        return head

    def set_room(self, room: int) -> None:
        """Put the legend beside the title where `room` pixels hold both, else below the picture."""
        self._room = room
        self._place()

    def _place(self) -> None:
        theme, body = self._desk.theme, self._card.body
        words = words_width(self._title, theme.font("heading"))
        ends = self._legend.sizeHint().width() + self._more.sizeHint().width()
        beside = words + ends + _AROUND <= self._room
        if beside == (self._head.indexOf(self._legend) >= 0):
            return
        (body if beside else self._head).removeWidget(self._legend)
        if beside:
            self._head.insertWidget(0, self._legend)
        else:
            body.addWidget(self._legend)

    def show_year(self, year: int, month: int, lines: Sequence[YearLine]) -> None:
        """Show a year; `month` is the present one."""
        t = self._desk.t
        self._lines = tuple(lines)
        self._title = t("{year} at a glance", year=year)
        self._card.set_title(self._title)
        if self._room:
            self._place()
        self._chart.set_year(
            YearView(
                year,
                month,
                tuple(
                    YearRow(
                        line.type.value,
                        t(line.type.title_),
                        line.quarterly,
                        tuple(
                            YearCell(m.month, m.state, m.late, m.tip(t) if m.tip else "")
                            for m in line.marks
                        ),
                    )
                    for line in lines
                ),
            )
        )

    def set_wide(self, *, wide: bool) -> None:
        """Give each row more room where the page has it."""
        self._chart.set_row_height(_WIDE_ROW if wide else _ROW)

    def _choose(self, key: str, month: int) -> None:
        line = next((x for x in self._lines if x.type.value == key), None)
        mark = line.mark(month) if line else None
        # The running period of a group meeting may be half done: beginning the missing one is due.
        if mark is not None and mark.records:
            self.asked.emit(Route("meeting", _record(mark)))
        else:
            self.asked.emit(beginning(key))


def _record(mark: MonthMark) -> str:
    return mark.records[-1]


def _level(card: Card) -> None:
    """Let cards side by side end on one line."""
    card.body.addStretch(1)
    card.setSizePolicy(QSizePolicy.Policy.Preferred, QSizePolicy.Policy.Expanding)


class GroupsCard(QWidget):
    """Attendance by group and month, the branch last."""

    def __init__(self, desk: Desk) -> None:
        super().__init__()
        self._t = desk.t
        card = Card(desk.theme, desk.t("Attendance by group"), desk.t("present of those due"))
        self._heat = GroupHeat(desk.theme, desk.t)
        card.add(self._heat)
        _level(card)
        column = QVBoxLayout(self)
        column.setContentsMargins(0, 0, 0, 0)
        column.addWidget(card)

    def show_groups(self, groups: Sequence[GroupYear], month: int) -> None:
        """Show these rows."""
        t = self._t
        whole = t("Whole branch")
        self._heat.set_rows([(g.name or whole, g.percents) for g in groups], month)


class HoursCard(QWidget):
    """One dot a person, no names. Emits `asked(Route)`."""

    asked = Signal(object)

    def __init__(self, desk: Desk) -> None:
        super().__init__()
        self._t = desk.t
        self._card = Card(desk.theme, " ", desk.t("a dot is a person, no names"))
        link = Button(desk.theme, desk.t("See the ledger"), "link", compact=True)
        link.clicked.connect(lambda: self.asked.emit(Route("study", "", "book")))
        self._card.set_action(link)
        self._dots = HoursDots(desk.theme, desk.t)
        self._card.add(self._dots)
        _level(self._card)
        column = QVBoxLayout(self)
        column.setContentsMargins(0, 0, 0, 0)
        column.addWidget(self._card)

    def show_hours(self, hours: Hours) -> None:
        """Show everyone's hours."""
        t = self._t
        self._card.set_title(t("Hours, {n} person|Hours, all {n} people", n=len(hours.values)))
        self._dots.set_hours(hours.values, round(hours.pace, 1), hours.goal)
