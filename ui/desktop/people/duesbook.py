"""A year of dues: the grid of ticks, the year, and what a press writes."""

from collections.abc import Sequence

from PySide6.QtWidgets import QHBoxLayout, QVBoxLayout, QWidget

from app.records.member import Member
from ui.desktop.desk import Desk
from ui.desktop.papers import make_paper
from ui.desktop.people.dues import DuesGrid
from ui.desktop.widgets.banner import NoteLine
from ui.desktop.widgets.cards import Card
from ui.desktop.widgets.fields import ComboField
from ui.desktop.widgets.scroll import ScrollPage

_YEARS = 4


class DuesBook(QWidget):
    """Writes each tick as it is made."""

    def __init__(self, desk: Desk) -> None:
        super().__init__()
        self._desk = desk
        self._members: Sequence[Member] = ()
        theme, t, year = desk.theme, desk.t, desk.today().year
        self.years = ComboField(
            theme, [(str(y), t("Year {year}", year=y)) for y in range(year, year - _YEARS, -1)]
        )
        self.years.setAccessibleName(t("Year"))
        self.years.settled.connect(lambda _year: self._read())
        self.grid = DuesGrid(theme, t)
        self.grid.ticked.connect(lambda member, month, on: self._write([member], month, paid=on))
        self.grid.month_ticked.connect(self._tick_month)
        note = NoteLine(theme, "info", "")
        note.say("info", t("A press on a month ticks it for all; amounts are not recorded here"))
        tools = QHBoxLayout()
        tools.setSpacing(8)
        tools.addWidget(self.years)
        tools.addWidget(note, 1)
        pane, card = ScrollPage(), Card(theme, head="")
        card.body.setContentsMargins(0, 0, 0, 0)
        card.add(self.grid)
        pane.body.addWidget(card)
        pane.body.addStretch(1)
        column = QVBoxLayout(self)
        column.setContentsMargins(0, 0, 0, 0)
        column.setSpacing(12)
        column.addLayout(tools)
        column.addWidget(pane, 1)

    def show_members(self, members: Sequence[Member]) -> None:
        """Show those whose relation is here, in the roster's order."""
        self._members = members
        self._read()

    def _read(self) -> None:
        paid = self._desk.book.reaching.paid(int(self.years.value()))
        self.grid.show_ticks(self._members, paid)

    def _tick_month(self, month: int) -> None:
        paid = self._desk.book.reaching.paid(int(self.years.value()))
        lacking = [m.id for m in self._members if month not in paid.get(m.id, ())]
        self._write(lacking or [m.id for m in self._members], month, paid=bool(lacking))

    def _write(self, members: list[str], month: int, *, paid: bool) -> None:
        desk, key = self._desk, f"{self.years.value()}-{month:02d}"
        text = desk.t(
            "Dues of {month}: {n} person|Dues of {month}: {n} people", month=key, n=len(members)
        )
        desk.work.edit(
            lambda: desk.book.reaching.tick(members, key, paid=paid),
            lambda _applied: desk.window.undoable(text) if len(members) > 1 else None,
            desk.window.problem,
        )

    def print_this(self) -> None:
        """Make the year's paper and show it."""
        papers, year = self._desk.book.press.rosters, int(self.years.value())
        name = self._desk.t("Dues")
        make_paper(self._desk, name, lambda _p, draft: papers.dues_pdf(year, draft=draft))
