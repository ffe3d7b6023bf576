"""Beside the coverage: the records behind one of its cells, whose turn it is, agreements that run out."""

from collections.abc import Sequence

from PySide6.QtCore import Signal

from app.counting.agreements import Standing, Stood
from app.counting.rotation import Turn
from app.dates import say_year_date
from app.records.alliance import CobuildAgreement
from app.services.jointview import JointNow
from db.model.record import Record
from ui.desktop.desk import Desk, Route
from ui.desktop.palette import route_of
from ui.desktop.people.branchlists import span
from ui.desktop.settings.rows import in_margins
from ui.desktop.widgets.buttons import Button
from ui.desktop.widgets.cards import Card
from ui.desktop.widgets.duerow import ListRow
from ui.desktop.widgets.empty import EmptyLine
from ui.desktop.widgets.labels import Label


class RecordsCard(Card):
    """Records behind a figure; each row opens its record. Emits `new_asked` where there are none."""

    new_asked = Signal()

    def __init__(self, desk: Desk) -> None:
        super().__init__(desk.theme, head="sunken")
        self._desk = desk

    def show_records(self, title: str, records: Sequence[Record], *, may_add: str = "") -> None:
        """Show these under a title; ``may_add`` is the word on the button where there are none."""
        desk, t = self._desk, self._desk.t
        self.set_title(title)
        self.set_meta(t("{n} record|{n} records", n=len(records)) if records else "")
        self.clear()
        for n, record in enumerate(records):
            if n:
                self.add_rule()
            self.add(self._row(record))
        if not records:
            line = EmptyLine(desk.theme, "circle-dashed", t("Nothing recorded yet"), "", may_add)
            line.setContentsMargins(16, 0, 8, 0)
            line.acted.connect(self.new_asked)
            self.add(line)

    def _row(self, record: Record) -> ListRow:
        desk, kind = self._desk, self._desk.book.kinds.get(record.kind)
        icon = kind.shape.icon if kind else "note"
        sub = desk.t(kind.shape.title) if kind else record.kind
        day = str(record.get("held_start") or record.get("done_on") or "")[:10]
        name = desk.book.records.name_of(record) or sub
        row = ListRow(desk.theme, icon, name, f"{sub}  {day}".strip(), wrap=True, lines=2)
        row.set_pressable()
        row.pressed.connect(lambda: desk.window.go(route_of(record, kind)))
        return row


class LeadCard(Card):
    """The unit whose turn it is, and the next."""

    def __init__(self, desk: Desk) -> None:
        super().__init__(desk.theme, desk.t("Lead unit now"), head="sunken")
        self._desk = desk
        more = Button(desk.theme, desk.t("All turns"), "quiet", compact=True)
        more.clicked.connect(lambda: desk.window.go(Route("joint", detail="units:duty_rotation")))
        self.set_action(more)

    def show_now(self, now: JointNow) -> None:
        """Show the present turns and the next."""
        t = self._desk.t
        self.clear()
        for turn in now.leading:
            self.add(self._row(turn, span(turn.first, turn.last, t)))
        if now.next is not None:
            begins = t("Next, from {day}", day=say_year_date(now.next.first, t))
            self.add(self._row(now.next, begins))
        if not now.leading and now.next is None:
            self.add(in_margins(Label(t("No turn is on record"), "meta", "secondary")))

    def _row(self, turn: Turn, words: str) -> ListRow:
        desk, record = self._desk, turn.record
        unit = desk.book.records.name(record.unit or "") or desk.t("This branch's own unit")
        row = ListRow(desk.theme, "arrows-clockwise", unit, words, wrap=True, lines=2)
        row.set_pressable()
        row.pressed.connect(lambda: desk.window.go(Route("record", record.id)))
        return row


class EndingCard(Card):
    """Agreements that have expired or soon will; hidden where there are none."""

    def __init__(self, desk: Desk) -> None:
        super().__init__(desk.theme, desk.t("Agreements running out"), head="sunken")
        self._desk = desk

    def show_now(self, now: JointNow) -> None:
        """Show them, the most urgent first."""
        desk, t = self._desk, self._desk.t
        self.clear()
        self.setVisible(bool(now.ending))
        for n, (agreement, found) in enumerate(now.ending):
            if n:
                self.add_rule()
            words = _left(agreement, found, desk)
            row = ListRow(
                desk.theme, "handshake", agreement.title, words, tone="wait", wrap=True, lines=2
            )
            row.set_pressable()
            row.pressed.connect(
                lambda record=agreement.id: desk.window.go(Route("agreement", record))
            )
            self.add(row)
        self.set_meta(t("{n} item|{n} items", n=len(now.ending)) if now.ending else "")


def _left(agreement: CobuildAgreement, found: Stood, desk: Desk) -> str:
    t, last = desk.t, agreement.valid_to
    day = say_year_date(last, t) if last else ""
    if found.standing == Standing.expired:
        return t("Its term ended on {day}", day=day)
    return t("Until {day}, {n} day left|Until {day}, {n} days left", day=day, n=found.left or 0)
