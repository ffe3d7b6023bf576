"""Reflections: who wrote, when, about which meeting, and who may read it; the texts stay closed here."""

from PySide6.QtCore import Signal
from PySide6.QtWidgets import QHBoxLayout, QVBoxLayout, QWidget

from app.dates import say_date, say_weekday
from app.records.study import Reflection, Visibility
from ui.desktop.desk import Desk
from ui.desktop.widgets.cards import Card
from ui.desktop.widgets.empty import EmptyLine
from ui.desktop.widgets.fields import ComboField, SearchBox
from ui.desktop.widgets.rowlist import RowList
from ui.desktop.widgets.rows import Chip, Column, ListRows, Row, Text
from ui.desktop.widgets.scroll import ScrollPage

_YEARS = 10
_ICONS = {
    Visibility.branch: ("mute", "users"),
    Visibility.committee: ("info", "users-three"),
    Visibility.author: ("wait", "lock-simple"),
}


class StudyNotes(QWidget):
    """Emits `opened(id)`, `begun` (write one)."""

    opened = Signal(str)
    begun = Signal()

    def __init__(self, desk: Desk) -> None:
        super().__init__()
        self._desk = desk
        theme, t, year = desk.theme, desk.t, desk.today().year
        self.search = SearchBox(theme, t("Title, name"), "Ctrl+F")
        self.search.setFixedWidth(220)
        self.search.typed.connect(lambda _text: self.refresh())
        self.years = ComboField(
            theme, [(str(y), t("Year {year}", year=y)) for y in range(year, year - _YEARS, -1)]
        )
        self.years.setAccessibleName(t("Year"))
        self.years.settled.connect(lambda _year: self.refresh())
        columns = (
            Column("day", t("Date"), 110),
            Column("who", t("Who wrote"), 170),
            Column("title", t("Title")),
            Column("seen", t("Visible to"), 170),
        )
        self.list = RowList(theme, columns, two_lines=True)
        self.list.opened.connect(self.opened)
        self.search.left_down.connect(self.list.setFocus)
        self._none = EmptyLine(
            theme, "note-pencil", t("No reflection in this year"), "", t("Write one down")
        )
        self._none.acted.connect(self.begun)
        tools = QHBoxLayout()
        tools.addWidget(self.search)
        tools.addStretch(1)
        tools.addWidget(self.years)
        card = Card(theme, head="")
        card.body.setContentsMargins(0, 0, 0, 0)
        self._none.setContentsMargins(16, 0, 16, 0)
        card.add(self.list)
        card.add(self._none)
        page = ScrollPage()
        page.body.addWidget(card)
        column = QVBoxLayout(self)
        column.setContentsMargins(0, 0, 0, 0)
        column.setSpacing(12)
        column.addLayout(tools)
        column.addWidget(page, 1)

    def year(self) -> int:
        """Return the year shown."""
        return int(self.years.value())

    def count(self) -> int:
        """Return how many show."""
        return self.list.count()

    def refresh(self) -> None:
        """Read the year again."""
        found = [self._row(r) for r in self._desk.book.studying.reflections(self.year())]
        text = self.search.text().strip().lower()
        rows = [r for r in found if text in " ".join(c.plain() for c in r.cells).lower()]
        self.list.set_rows(ListRows(rows))
        self.list.fit_height()
        self.list.setVisible(bool(rows))
        self._none.setVisible(not rows)

    def _row(self, reflection: Reflection) -> Row:
        t, name, day = self._desk.t, self._desk.book.records.name, reflection.held_on
        about = name(reflection.activity or "")
        tone, icon = _ICONS[reflection.visible_to]
        return Row(
            reflection.id,
            (
                Text(say_date(day, t) if day else "—", say_weekday(day, t) if day else " "),
                Text(name(reflection.member), role="strong"),
                Text(
                    reflection.title or t("Without a title"),
                    t("About: {meeting}", meeting=about) if about else " ",
                ),
                Chip(tone, icon, t(reflection.visible_to.title_)),
            ),
        )
