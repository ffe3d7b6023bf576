"""The line of tools over the meetings: filter, kinds, the year or the month, list or calendar."""

from datetime import date

from PySide6.QtCore import Signal
from PySide6.QtWidgets import QHBoxLayout, QWidget

from app.dates import say_month
from db.model.words import Translate
from ui.desktop.meetings.rows import FILTERS
from ui.desktop.theme.theme import Theme
from ui.desktop.widgets.buttons import Button, IconButton
from ui.desktop.widgets.fields import ComboField, SearchBox
from ui.desktop.widgets.labels import Label
from ui.desktop.widgets.monthpicker import beside_month
from ui.desktop.widgets.segmented import SegmentedControl


class Tools(QWidget):
    """Emits `changed` when the filter did, `turned(year, month)`, `year_chosen(int)`, `view_chosen(str)`."""

    changed = Signal()
    turned = Signal(int, int)
    year_chosen = Signal(int)
    view_chosen = Signal(str)

    def __init__(self, theme: Theme, t: Translate) -> None:
        super().__init__()
        self.t, self._month = t, (2000, 1)
        self.search = SearchBox(theme, t("Title, item, name"), "Ctrl+F")
        self.search.setMinimumWidth(104)
        self.search.setMaximumWidth(220)
        self.search.typed.connect(lambda _text: self.changed.emit())
        self.kinds = SegmentedControl(theme, [(kind, t(text)) for kind, text in FILTERS])
        self.kinds.chosen.connect(lambda _kind: self.changed.emit())
        self.years = ComboField(theme)
        self.years.setAccessibleName(t("Year"))
        self.years.settled.connect(lambda year: self.year_chosen.emit(int(str(year))))
        self.view = SegmentedControl(theme, [("list", t("List")), ("calendar", t("Calendar"))])
        self.view.chosen.connect(self.view_chosen)
        self._turner = self._lay_turner(theme)
        row = QHBoxLayout(self)
        row.setContentsMargins(0, 0, 0, 0)
        row.setSpacing(8)
        for part in (self.search, self._turner, self.kinds):
            row.addWidget(part)
        row.addStretch(1)
        row.addWidget(self.years)
        row.addWidget(self.view)

    def _lay_turner(self, theme: Theme) -> QWidget:
        turner, t = QWidget(), self.t
        row = QHBoxLayout(turner)
        row.setContentsMargins(0, 0, 8, 0)
        row.setSpacing(8)
        back = IconButton(theme, "caret-left", t("The month before"), edged=True)
        on = IconButton(theme, "caret-right", t("The month after"), edged=True)
        back.clicked.connect(lambda: self.turned.emit(*beside_month(*self._month, -1)))
        on.clicked.connect(lambda: self.turned.emit(*beside_month(*self._month, 1)))
        now = Button(theme, t("Today"), "quiet")
        now.clicked.connect(lambda: self.turned.emit(0, 0))
        self._title = Label("", "heading")
        for part in (back, self._title, on, now):
            row.addWidget(part)
        return turner

    def show_view(self, view: str) -> None:
        """Show the tools of the list or of the calendar."""
        self.view.set_current(view)
        self.search.setVisible(view == "list")
        self.years.setVisible(view == "list")
        self._turner.setVisible(view == "calendar")

    def type_on(self, letter: str) -> None:
        """Put a letter that was typed in the list into the filter."""
        self.search.setFocus()
        self.search.setText(self.search.text() + letter)

    def clear(self) -> None:
        """Take every filter away."""
        self.search.clear()
        self.kinds.set_current("")

    def show_month(self, year: int, month: int) -> None:
        """Say which month the calendar shows."""
        self._month = (year, month)
        self._title.setText(say_month(year, month, self.t))

    def show_years(self, years: list[int], current: int, today: date) -> None:
        """Offer the years in which something was held, and this one."""
        offered = sorted({*years, today.year, current}, reverse=True)
        self.years.set_options([(str(y), self.t("Year {year}", year=y)) for y in offered])
        self.years.set_value(str(current))
