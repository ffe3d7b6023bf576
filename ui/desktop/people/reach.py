"""When anyone was last met, paid, reached: three clocks a member, and the search that people open."""

from collections.abc import Sequence
from functools import partial

from PySide6.QtCore import Signal
from PySide6.QtWidgets import QVBoxLayout, QWidget

from app.records.flow import LostContactCase
from app.records.member import Member
from db.model.errors import InvalidRecord
from ui.desktop.desk import Desk, Route
from ui.desktop.papers import make_paper
from ui.desktop.people.register import clock_columns, clock_row
from ui.desktop.widgets.banner import NoteLine
from ui.desktop.widgets.buttons import Button
from ui.desktop.widgets.cards import Card
from ui.desktop.widgets.rowlist import RowList
from ui.desktop.widgets.rows import ListRows


class ReachBook(QWidget):
    """The list and its two actions; Enter logs a contact. Emits `opened(member)`."""

    opened = Signal(str)

    def __init__(self, desk: Desk) -> None:
        super().__init__()
        self._desk = desk
        theme, t = desk.theme, desk.t
        self.list = RowList(theme, clock_columns(t))
        self.list.opened.connect(self.opened)
        self.list.chosen.connect(lambda _member: self._fit_actions())
        self.search_it = Button(theme, t("Open a search"), "secondary", "magnifying-glass")
        self.search_it.clicked.connect(self.search)
        self.paper = Button(theme, t("Paper of the search"), "secondary", "printer")
        self.paper.clicked.connect(self.print_search)
        note = NoteLine(theme, "info", "")
        note.say(
            "info",
            t(
                "The program proposes; a search is opened by people, and no status changes by itself"
            ),
        )
        card = Card(theme, head="")
        card.body.setContentsMargins(0, 0, 0, 0)
        card.add(self.list)
        column = QVBoxLayout(self)
        column.setContentsMargins(0, 0, 0, 0)
        column.setSpacing(12)
        column.addWidget(note)
        column.addWidget(card)
        column.addStretch(1)

    def show_members(self, members: Sequence[Member], *, dues: bool) -> None:
        """Show the clocks of these members, in the roster's order."""
        today, cases = self._desk.today(), self._cases()
        clocks = self._desk.book.reaching.clocks(m.id for m in members)
        asked, t = self._desk.book.reaching.asked(), self._desk.t
        rows = [
            clock_row(m, clocks[m.id], asked, today, t, searched=m.id in cases, dues=dues)
            for m in members
        ]
        self.list.set_rows(ListRows(rows))
        self._fit_actions()

    def fit_height(self, rows: int) -> None:
        """Show at most so many rows without scrolling."""
        self.list.fit_height(rows)

    def _chosen(self) -> str:
        return (self.list.selection() or [""])[0]

    def _cases(self) -> dict[str, str]:
        found = self._desk.book.records.all(LostContactCase)
        return {c.member: c.id for c in found if c.closed_on is None}

    def _fit_actions(self) -> None:
        chosen, cases, t = self._chosen(), self._cases(), self._desk.t
        why = t("A search is open") if chosen in cases else ""
        self.search_it.explain(why if chosen else t("Choose a member first"))
        self.paper.explain("" if chosen in cases else t("No search is open for this member"))

    def search(self) -> None:
        """Open a search for the chosen member: a person's decision, with undo."""
        chosen, desk = self._chosen(), self._desk
        desk.work.edit(
            lambda: desk.book.reaching.open_case(chosen),
            partial(self._searching, desk.book.records.name(chosen)),
            desk.window.problem,
        )

    def _searching(self, name: str, case: str) -> None:
        self._desk.window.go(Route("record", case))
        self._desk.window.undoable(self._desk.t("A search for {name} was opened", name=name))

    def print_search(self) -> None:
        """Make the paper of the search; without its log, go there to write it."""
        case, desk = self._cases().get(self._chosen(), ""), self._desk
        try:
            desk.book.reaching.searched(case)
        except InvalidRecord as error:
            desk.window.go(Route("record", case))
            desk.window.problem(error)
            return
        name = desk.t("Search for a member who cannot be reached")
        make_paper(
            desk, name, lambda _p, draft: desk.book.press.rosters.case_pdf(case, draft=draft)
        )
