"""The list of documents that came in: found by a word, sifted by what is still open."""

from collections.abc import Sequence

from PySide6.QtCore import Signal
from PySide6.QtWidgets import QHBoxLayout, QVBoxLayout, QWidget

from app.dates import say_date
from app.services.receiving import Received
from db.model.words import N_
from ui.desktop.desk import Desk
from ui.desktop.widgets.cards import Card
from ui.desktop.widgets.empty import EmptyLine
from ui.desktop.widgets.fields import SearchBox
from ui.desktop.widgets.rowlist import RowList
from ui.desktop.widgets.rows import Chip, Column, ListRows, Row, Text
from ui.desktop.widgets.segmented import SegmentedControl

ALL, OPEN, LATE = "all", "open", "late"
_FILTERS = ((ALL, N_("All")), (OPEN, N_("Going round")), (LATE, N_("Past the day")))


class PaperList(QWidget):
    """Emits `chosen(id)` and `opened(id)`; the page says which one shows beside it."""

    chosen = Signal(str)
    opened = Signal(str)

    def __init__(self, desk: Desk) -> None:
        super().__init__()
        self._desk, self.t = desk, desk.t
        theme, t = desk.theme, desk.t
        self._papers: Sequence[Received] = ()
        self._here = ""
        self.room = 0
        """The height the list may take."""
        self.search = SearchBox(theme, t("Title, number, issuer"), "Ctrl+F")
        self.search.typed.connect(lambda _text: self._draw())
        self.filter = SegmentedControl(theme, [(k, t(text)) for k, text in _FILTERS], ALL)
        self.filter.chosen.connect(lambda _key: self._draw())
        columns = (
            Column("day", t("Received"), 84),
            Column("title", t("Document")),
            Column("state", t("State"), 132),
        )
        self.list = RowList(theme, columns, two_lines=True, many=False)
        self.list.chosen.connect(self.chosen)
        self.list.opened.connect(self.opened)
        self.search.left_down.connect(self.list.setFocus)
        self._none = EmptyLine(theme, "magnifying-glass", t("Nothing found"))
        self._lay()

    def _lay(self) -> None:
        card = Card(self._desk.theme, head="")
        card.body.setContentsMargins(0, 0, 0, 0)
        card.add(self.list)
        self._none.setContentsMargins(16, 0, 16, 0)
        card.add(self._none)
        tools = QHBoxLayout()
        tools.setSpacing(8)
        tools.addWidget(self.search, 1)
        tools.addWidget(self.filter)
        column = QVBoxLayout(self)
        column.setContentsMargins(0, 0, 0, 0)
        column.setSpacing(12)
        column.addLayout(tools)
        column.addWidget(card)
        column.addStretch(1)

    def show_papers(self, papers: Sequence[Received], chosen: str) -> None:
        """Show these, one of them chosen."""
        self._papers, self._here = papers, chosen
        self._draw()

    def sift(self, key: str) -> None:
        """Show all, those that go round, or those past their day."""
        self.filter.set_current(key)
        self._draw()

    def choose(self, record: str) -> None:
        """Note which one shows."""
        self._here = record

    def rows(self) -> list[Row]:
        """Return the rows of those that fit the word and the filter."""
        return [self._row(p) for p in self._papers if self._fits(p)]

    def _draw(self) -> None:
        rows = self.rows()
        self.list.set_rows(ListRows(rows))
        self.list.fit_height(most=max(3, (self.room - 80) // 52))
        self.list.setVisible(bool(rows))
        self._none.setVisible(not rows)
        if self._here:
            self.list.select(self._here)

    def _fits(self, paper: Received) -> bool:
        d, here = paper.document, self.filter.current()
        if here == OPEN and not paper.waiting:
            return False
        if here == LATE and not paper.is_overdue(self._desk.today()):
            return False
        text = self.search.text().strip().lower()
        return text in f"{d.title}\n{d.number or ''}\n{d.issuer or ''}".lower()

    def _row(self, paper: Received) -> Row:
        t, d = self.t, paper.document
        day = say_date(d.received_on, t) if d.received_on else "—"
        under = "  ".join(part for part in (d.number, d.issuer) if part) or " "
        return Row(d.id, (Text(day), Text(d.title, under), Chip(*self._state(paper))))

    def _state(self, paper: Received) -> tuple[str, str, str]:
        t, read = self.t, len(paper.due) - len(paper.waiting)
        if paper.early:
            return "error", "warning-octagon", t("Contradiction")
        if paper.is_overdue(self._desk.today()):
            return "wait", "clock-counter-clockwise", t("past the day")
        if paper.waiting:
            return "wait", "clock", t("read {n}/{due}", n=read, due=len(paper.due))
        if paper.uses:
            return "ok", "check-circle", t("studied {n} time|studied {n} times", n=len(paper.uses))
        if paper.read:
            return "ok", "check-circle", t("read by {n}", n=len(paper.read))
        return "mute", "circle-dashed", t("only registered")
