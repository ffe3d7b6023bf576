"""The study records of a year as a list: when, what, how, how long, for how many."""

from PySide6.QtCore import Signal
from PySide6.QtWidgets import QHBoxLayout, QVBoxLayout, QWidget

from app.dates import say_date, say_weekday
from app.records.study import StudyRecord
from app.services.studying import say_hours
from ui.desktop.desk import Desk
from ui.desktop.meetings.standing import WHERE
from ui.desktop.widgets.cards import Card
from ui.desktop.widgets.empty import EmptyLine
from ui.desktop.widgets.fields import ComboField, SearchBox
from ui.desktop.widgets.rowlist import RowList
from ui.desktop.widgets.rows import Column, ListRows, Row, Text, Where

_YEARS = 6
_TOOLS = 48


class StudyBook(QWidget):
    """Emits `opened(id)`, `removed(ids)`, `begun` (log hours)."""

    opened = Signal(str)
    removed = Signal(list)
    begun = Signal()

    def __init__(self, desk: Desk) -> None:
        super().__init__()
        self._desk = desk
        theme, t = desk.theme, desk.t
        self.search = SearchBox(theme, t("Topic, name"), "Ctrl+F")
        self.search.setFixedWidth(220)
        year = desk.today().year
        self.years = ComboField(
            theme, [(str(y), t("Year {year}", year=y)) for y in range(year, year - _YEARS, -1)]
        )
        self.years.setAccessibleName(t("Year"))
        columns = (
            Column("day", t("Date"), 110),
            Column("topic", t("Topic")),
            Column("form", t("Form"), 110),
            Column("hours", t("Study hours"), 80, "right"),
            Column("who", t("Who studied"), 90, "right"),
            Column("where", t("Where it is"), 130),
        )
        self.list = RowList(theme, columns, two_lines=True)
        self._none = EmptyLine(
            theme, "book-open", t("No study outside meetings yet"),
            t("A filed meeting brings its hours by itself"), t("Log hours"),
        )  # fmt: skip
        self._lay()
        self.list.opened.connect(self.opened)
        self.list.removed.connect(self.removed)
        self.list.typed.connect(self.search.type_on)
        self.search.typed.connect(lambda _text: self.refresh())
        self.search.left_down.connect(self.list.setFocus)
        self.years.settled.connect(lambda _year: self.refresh())
        self._none.acted.connect(self.begun)

    def _lay(self) -> None:
        tools = QHBoxLayout()
        tools.setContentsMargins(0, 0, 0, 12)
        tools.addWidget(self.search)
        tools.addStretch(1)
        tools.addWidget(self.years)
        self._card = Card(self._desk.theme, head="")
        self._card.body.setContentsMargins(0, 0, 0, 0)
        self._card.add(self.list)
        self._card.add(self._none)
        column = QVBoxLayout(self)
        column.setContentsMargins(0, 0, 0, 0)
        column.setSpacing(0)
        column.addLayout(tools)
        column.addWidget(self._card)
        column.addStretch(1)

    def year(self) -> int:
        """Return the year shown."""
        return int(self.years.value())

    def count(self) -> int:
        """Return how many records show."""
        return self.list.count()

    def refresh(self) -> None:
        """Read the year again."""
        place = self._desk.book.syncing.marker()
        found = [s for s in self._desk.book.studying.records_of(self.year()) if self._fits(s)]
        self.list.set_rows(ListRows([self._row(s, place(s.record)) for s in found]))
        self.list.setVisible(bool(found))
        self._none.setVisible(not found)
        self.fit()

    def _fits(self, study: StudyRecord) -> bool:
        text = self.search.text().strip().lower()
        names = self._desk.book.records.name
        return (
            not text
            or text in f"{study.topic}\n{study.lecturer or ''}\n{study.text or ''}".lower()
            or any(text in names(m).lower() for m in study.members)
        )

    def _row(self, study: StudyRecord, place: str) -> Row:
        t, day = self._desk.t, study.held_on
        where = "open" if study.record.conflicts else place
        return Row(
            study.id,
            (
                Text(say_date(day, t) if day else "—", say_weekday(day, t) if day else " "),
                Text(
                    study.topic, study.lecturer or (t("From a meeting") if study.activity else " ")
                ),
                Text(t(study.hours_kind.title_), role="meta"),
                Text(say_hours(study.hours or 0)),
                Text(t("{n} people", n=len(study.members))),
                Where(where, t(WHERE[where])),
            ),
        )

    def fit(self) -> None:
        """Take the height of whole rows."""
        room = self.height() - _TOOLS - self._desk.theme.size("table_head") - 24
        self.list.fit_height(max(3, room // self._desk.theme.size("row_two_lines")))
