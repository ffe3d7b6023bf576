"""Everybody's hours of a year: bars by form against what applies, and the same as a table."""

from PySide6.QtCore import Signal
from PySide6.QtWidgets import QHBoxLayout, QVBoxLayout, QWidget

from ui.desktop.desk import Desk
from ui.desktop.seen.tables import bar_rows, hours_columns, hours_rows
from ui.desktop.widgets.cards import Card
from ui.desktop.widgets.empty import EmptyLine
from ui.desktop.widgets.fields import ComboField
from ui.desktop.widgets.hoursbars import HoursBars
from ui.desktop.widgets.labels import Label
from ui.desktop.widgets.rowlist import RowList
from ui.desktop.widgets.rows import ListRows
from ui.desktop.widgets.scroll import ScrollPage

_YEARS = 10


class StudyHours(QWidget):
    """Emits `opened(member)`."""

    opened = Signal(str)

    def __init__(self, desk: Desk) -> None:
        super().__init__()
        self._desk = desk
        theme, t, year = desk.theme, desk.t, desk.today().year
        self.years = ComboField(
            theme, [(str(y), t("Year {year}", year=y)) for y in range(year, year - _YEARS, -1)]
        )
        self.years.setAccessibleName(t("Year"))
        self.years.settled.connect(lambda _year: self.refresh())
        self._said = Label("", "body", "secondary", wrap=True)
        self.bars = HoursBars(theme, t)
        self.bars.chosen.connect(self.opened)
        self.list = RowList(theme, hours_columns(t, desk.book.studying.counted(desk.today())))
        self.list.opened.connect(self.opened)
        self._none = EmptyLine(theme, "users", t("No roster yet"))
        tools = QHBoxLayout()
        tools.addWidget(self._said, 1)
        tools.addWidget(self.years)
        self._bars_card = Card(theme, t("Study hours by member"), " ")
        self._bars_card.set_action(self.bars.legend(desk.book.studying.counted(desk.today())))
        self._bars_card.add(self.bars)
        self._bars_card.add(self._none)
        self._table = Card(theme, t("As a table"), t("Ctrl+C copies the chosen rows"), "sunken")
        self._table.add(self.list)
        page = ScrollPage(gap=theme.layout("stack"))
        page.body.addWidget(self._bars_card)
        page.body.addWidget(self._table)
        column = QVBoxLayout(self)
        column.setContentsMargins(0, 0, 0, 0)
        column.setSpacing(10)
        column.addLayout(tools)
        column.addWidget(page, 1)

    def year(self) -> int:
        """Return the year shown."""
        return int(self.years.value())

    def refresh(self) -> None:
        """Read the year again."""
        view, t = self._desk.book.yearly.hours(self.year()), self._desk.t
        self.bars.set_rows(bar_rows(view.people, view, t))
        self.list.set_rows(ListRows(hours_rows(view.people, view, t)))
        self.list.fit_height()
        has_people = bool(view.people)
        self._said.setText(self.bars.summary() if has_people else "")
        self._none.setVisible(not has_people)
        for part in (self.bars, self._table):
            part.setVisible(has_people)
