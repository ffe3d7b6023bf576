"""Beside the calendar: the chosen day's entries, and what falls due by month, quarter and year."""

from collections.abc import Callable, Sequence
from datetime import date

from PySide6.QtCore import Signal
from PySide6.QtWidgets import QVBoxLayout, QWidget

from app.dates import say_date, say_day, say_year_date
from app.services.calendar_entry import Coming
from db.model.words import N_
from ui.desktop.desk import Desk
from ui.desktop.seen.days import SOURCES, state_of, words_of
from ui.desktop.widgets.buttons import Button
from ui.desktop.widgets.cards import Card
from ui.desktop.widgets.duerow import ListRow
from ui.desktop.widgets.empty import EmptyLine
from ui.desktop.widgets.labels import Label

_FEW = 5
Open = Callable[[Coming], object]
_PARTS = (
    ("late", N_("Past and still open")),
    ("month", N_("This month")),
    ("quarter", N_("Later this quarter")),
    ("year", N_("Later this year")),
)


class DayList(QWidget):
    """The chosen day. Emits `opened(Coming)`."""

    opened = Signal(object)

    def __init__(self, desk: Desk) -> None:
        super().__init__()
        self._desk = desk
        self._card = Card(desk.theme, " ", head="sunken")
        column = QVBoxLayout(self)
        column.setContentsMargins(0, 0, 0, 0)
        column.addWidget(self._card)

    def show_day(self, day: date, entries: Sequence[Coming]) -> None:
        """Show a day's entries."""
        theme, t = self._desk.theme, self._desk.t
        self._card.set_title(say_day(day, t))
        self._card.set_meta(str(len(entries)) if entries else "")
        self._card.clear()
        if not entries:
            line = EmptyLine(theme, "calendar-blank", t("Nothing on that day"))
            line.setContentsMargins(16, 0, 16, 0)
            self._card.add(line)
        for at, entry in enumerate(entries):
            if at:
                self._card.add_rule()
            self._card.add(due_line(self._desk, entry, self.opened.emit))


class DueList(QWidget):
    """What falls due: what is past and open first, then month, quarter, year. Emits `opened(Coming)`."""

    opened = Signal(object)

    def __init__(self, desk: Desk) -> None:
        super().__init__()
        self._desk = desk
        self._whole: set[str] = set()
        self._parts: dict[str, Sequence[Coming]] = {}
        self._column = QVBoxLayout(self)
        self._column.setContentsMargins(0, 0, 0, 0)
        self._column.setSpacing(desk.theme.layout("stack"))
        self._cards = {key: Card(desk.theme, desk.t(text), " ", "sunken") for key, text in _PARTS}
        for card in self._cards.values():
            self._column.addWidget(card)

    def show_due(self, parts: dict[str, Sequence[Coming]]) -> None:
        """Show what is due, by part."""
        self._parts = parts
        for key in self._cards:
            self._draw(key)

    def _draw(self, key: str) -> None:
        theme, t = self._desk.theme, self._desk.t
        card, entries = self._cards[key], self._parts.get(key, ())
        card.clear()
        card.set_meta(str(len(entries)) if entries else "")
        card.setVisible(bool(entries) or key == "month")
        if not entries:
            card.add(_padded(Label(t("Nothing is due"), "body", "secondary")))
        shown = entries if key in self._whole else entries[:_FEW]
        for at, entry in enumerate(shown):
            if at:
                card.add_rule()
            card.add(due_line(self._desk, entry, self.opened.emit, dated=True))
        hidden = len(entries) - len(shown)
        if hidden > 0:
            more = Button(theme, t("See {n} more", n=hidden), "link", compact=True)
            more.clicked.connect(lambda: self._show_all(key))
            card.add(more)

    def _show_all(self, key: str) -> None:
        self._whole.add(key)
        self._draw(key)


def _padded(label: Label) -> Label:
    label.setContentsMargins(16, 10, 16, 10)
    return label


def due_line(desk: Desk, entry: Coming, open_it: Open, *, dated: bool = False) -> ListRow:
    """Return an entry as a row beside a list; ``dated`` where the row has to say its day."""
    t, today = desk.t, desk.today()
    tone, _, state = state_of(entry, today, t)
    sub = t(SOURCES[entry.source][1])
    if dated:
        say = say_date if entry.day.year == today.year else say_year_date
        sub = t("{day}, {state}", day=say(entry.day, t), state=state)
    elif entry.start is not None:
        sub = f"{entry.start:%H:%M} {state}"
    row = ListRow(
        desk.theme,
        SOURCES[entry.source][0],
        words_of(entry, t),
        sub,
        tone=tone,
        action=t("Arrange") if entry.begin else t("Open it"),
        wrap=True,
        lines=2,
    )
    row.acted.connect(lambda: open_it(entry))
    return row
