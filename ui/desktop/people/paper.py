"""One document received: its facts, whom it went round to, where it was studied."""

from collections.abc import Sequence

from PySide6.QtCore import Qt, Signal
from PySide6.QtWidgets import QHBoxLayout, QVBoxLayout, QWidget

from app.dates import say_date, say_year_date
from app.records.member import Member
from app.services.people import initials
from app.services.receiving import Received, Use
from app.services.values import SEPARATOR
from ui.desktop.desk import Desk
from ui.desktop.people.studywho import TickBox
from ui.desktop.widgets.banner import NoteLine
from ui.desktop.widgets.buttons import Button
from ui.desktop.widgets.cards import Card, CardGrid
from ui.desktop.widgets.duerow import ListRow
from ui.desktop.widgets.empty import EmptyLine
from ui.desktop.widgets.fields import ComboField
from ui.desktop.widgets.labels import Label
from ui.desktop.widgets.scroll import ScrollPage
from ui.desktop.widgets.tickgrid import TickCell, TickGrid, TickGroup

_ICONS = {"activity": "calendar-check", "study_record": "book-open"}


class PaperView(QWidget):
    """Shows one document. Emits what is asked for it.

    `ticked(members, bool)`, `all_asked`, `cited(record)`, `uncited(record)`, `opened(kind, record)`.
    """

    ticked = Signal(list, bool)
    all_asked = Signal()
    cited = Signal(str)
    uncited = Signal(str)
    opened = Signal(str, str)

    def __init__(self, desk: Desk) -> None:
        super().__init__()
        self._desk = desk
        theme, t = desk.theme, desk.t
        self._facts = Card(theme, " ")
        self._change = Button(theme, t("Change the entry"), "link", compact=True)
        self._facts.set_action(self._change)
        self._shown = ""
        self.early = NoteLine(theme, "error", "", "warning-octagon")
        self.search = TickBox(theme, t("Initials or name, Enter ticks"))
        self.search.setFixedWidth(250)
        self.grid = TickGrid(theme, t)
        self._everyone = Button(theme, t("All have read it today"), "secondary", compact=True)
        self._count = Label("", "meta", "secondary")
        self._uses = Card(theme, t("Where it was studied"), " ", "sunken")
        self._lay()
        self._join()

    def _lay(self) -> None:
        t = self._desk.t
        head = QHBoxLayout()
        head.setSpacing(8)
        head.addWidget(Label(t("Went round to"), "heading"))
        head.addWidget(self._count, 1)
        head.addWidget(self._everyone)
        page = ScrollPage(gap=12)
        page.body.addWidget(self._facts)
        page.body.addWidget(self.early)
        page.body.addWidget(self._uses)
        page.body.addLayout(head)
        page.body.addWidget(self.search, 0, Qt.AlignmentFlag.AlignLeft)
        page.body.addWidget(self.grid)
        column = QVBoxLayout(self)
        column.setContentsMargins(0, 0, 0, 0)
        column.addWidget(page)

    def _join(self) -> None:
        self.search.typed.connect(self.grid.seek)
        self.search.entered.connect(self._tick_found)
        self.search.left_down.connect(self.grid.setFocus)
        self.search.all_asked.connect(self.all_asked)
        self._everyone.clicked.connect(self.all_asked)
        self.grid.ticked.connect(lambda member, on: self.ticked.emit([member], on))
        self.grid.group_ticked.connect(self._tick_group)
        self._change.clicked.connect(lambda: self.opened.emit("document_receipt", self._shown))

    def show_paper(
        self,
        paper: Received,
        roster: Sequence[Member],
        groups: dict[str, str],
        places: Sequence[Use],
    ) -> None:
        """Show a document; ``places`` are where it may have been studied."""
        self._show_facts(paper)
        self._show_uses(paper, places)
        columns = [
            TickGroup(g, name, tuple(_cell(m, paper, self._desk) for m in roster if m.group == g))
            for g, name in groups.items()
        ]
        rest = tuple(_cell(m, paper, self._desk) for m in roster if m.group not in groups)
        if rest:
            columns.append(TickGroup("", self._desk.t("In no group"), rest))
        self.grid.set_groups([c for c in columns if c.cells])
        t = self._desk.t
        if paper.due:
            said = t(
                "{n} of {due} have read it",
                n=len(paper.due) - len(paper.waiting),
                due=len(paper.due),
            )
        else:
            said = t("{n} person has read it|{n} people have read it", n=len(paper.read))
        self._count.setText(said)
        self._everyone.setEnabled(bool(roster))

    def _show_facts(self, paper: Received) -> None:
        t, document = self._desk.t, paper.document
        self._facts.set_title(document.title)
        self._facts.clear()
        grid = CardGrid(3)
        day = self._desk.today()
        until = say_year_date(document.asks_until, t) if document.asks_until else "—"
        if paper.is_overdue(day):
            until = t("{day}, past", day=until)
        for label, value in (
            (t("Document number"), document.number or "—"),
            (t("Issued by"), document.issuer or "—"),
            (t("Kind"), t(document.kind.title_) if document.kind else "—"),
            (t("Issued on"), say_year_date(document.issued_on, t) if document.issued_on else "—"),
            (
                t("Received on"),
                say_year_date(document.received_on, t) if document.received_on else "—",
            ),
            (t("To be done by"), until),
        ):
            grid.add(label, value)
        self._facts.add(grid)
        if document.note:
            self._facts.add(Label(document.note, "body", "secondary", wrap=True))
        self._shown = document.id

    def _show_uses(self, paper: Received, places: Sequence[Use]) -> None:
        t, theme = self._desk.t, self._desk.theme
        self._uses.clear()
        self._uses.set_meta(str(len(paper.uses)) if paper.uses else "")
        early = paper.early
        self.early.setVisible(bool(early))
        if early and paper.document.issued_on:
            named = SEPARATOR.join(_said(u, self._desk) for u in early)
            self.early.say(
                "error",
                t("Studied before it was issued on {day}: {places}",
                  day=say_date(paper.document.issued_on, t), places=named),
                "warning-octagon",
            )  # fmt: skip
        for use in paper.uses:
            row = ListRow(
                theme, _ICONS[use.kind], _said(use, self._desk),
                tone="error" if use in early else "", action=t("Not studied there"),
            )  # fmt: skip
            row.acted.connect(lambda u=use: self.uncited.emit(u.record))
            row.pressed.connect(lambda u=use: self.opened.emit(u.kind, u.record))
            self._uses.add(row)
            self._uses.add_rule()
        if not paper.uses:
            line = EmptyLine(theme, "book-open", t("Not studied anywhere yet"))
            line.setContentsMargins(16, 0, 16, 0)
            self._uses.add(line)
        self._offer(paper, places)

    def _offer(self, paper: Received, places: Sequence[Use]) -> None:
        t = self._desk.t
        taken = {u.record for u in paper.uses}
        free = [(u.record, _said(u, self._desk)) for u in places if u.record not in taken]
        self._places = ComboField(self._desk.theme, [("", t("Add a meeting or a study")), *free])
        self._places.setAccessibleName(t("Where it was studied"))
        self._places.settled.connect(self._cite)
        box = QWidget()
        row = QHBoxLayout(box)
        row.setContentsMargins(16, 8, 12, 10)
        row.addWidget(self._places, 1)
        self._uses.add(box)
        box.setVisible(bool(free))

    def _cite(self, record: object) -> None:
        if isinstance(record, str) and record:
            self.cited.emit(record)

    def _tick_found(self) -> None:
        if self.search.text().strip() and self.grid.seek(self.search.text()):
            self.grid.toggle()
            self.search.clear()

    def _tick_group(self, group: str, on: bool) -> None:
        self.ticked.emit([cell.id for cell in self.grid.cells_of(group)], on)


def _cell(member: Member, paper: Received, desk: Desk) -> TickCell:
    day = paper.read.get(member.id)
    note = say_date(day, desk.t) if day else ""
    return TickCell(member.id, member.name, initials(member.name), member.id in paper.read, note)


def _said(use: Use, desk: Desk) -> str:
    if use.day is None:
        return use.title
    return desk.t("{day} {title}", day=say_date(use.day, desk.t), title=use.title)
