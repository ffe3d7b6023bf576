"""A table about to be brought in as records: what is recognised, what is not and why."""

from PySide6.QtCore import Signal
from PySide6.QtWidgets import QHBoxLayout, QVBoxLayout, QWidget

from app.kinds import Kind
from app.services.listing import Draft, DraftRow
from app.services.values import complaint, shown
from ui.desktop.desk import Desk
from ui.desktop.widgets.banner import NoteLine
from ui.desktop.widgets.buttons import Button
from ui.desktop.widgets.cards import Card
from ui.desktop.widgets.labels import ElidingLabel
from ui.desktop.widgets.rowlist import RowList
from ui.desktop.widgets.rows import Chip, Column, ListRows, Row, Text

_MOST_COLUMNS = 4


class Incoming(QWidget):
    """Emits `taken(Draft)` and `closed`."""

    taken = Signal(object)
    closed = Signal()

    def __init__(self, desk: Desk, kind: Kind, draft: Draft) -> None:
        super().__init__()
        self._desk, self._kind, self._draft = desk, kind, draft
        theme, t = desk.theme, desk.t
        good, bad = len(draft.good()), len(draft.rows) - len(draft.good())
        text = (
            t("{n} rows recognised, {bad} to look at", n=good, bad=bad)
            if bad
            else t("{n} rows recognised", n=good)
        )
        self.note = NoteLine(theme, "wait" if bad or not good else "info", text)
        self.take = Button(theme, t("Bring in {n}", n=good), "primary", "file-arrow-down")
        self.take.clicked.connect(lambda: self.taken.emit(draft))
        self.take.explain("" if good else t("No row fits: the headings must be those of this list"))
        leave = Button(theme, t("Bring nothing in"), "quiet")
        leave.clicked.connect(self.closed)
        unknown = [heading for heading, field in draft.columns if heading and not field]
        left = t("Columns left out: {names}", names=", ".join(unknown)) if unknown else ""
        head = QHBoxLayout()
        head.setSpacing(8)
        head.addWidget(self.note, 1)
        head.addWidget(leave)
        head.addWidget(self.take)
        card = Card(theme, head="")
        card.body.setContentsMargins(0, 0, 0, 0)
        card.add(self._list())
        column = QVBoxLayout(self)
        column.setContentsMargins(0, 0, 0, 0)
        column.setSpacing(12)
        column.addLayout(head)
        column.addWidget(card)
        column.addWidget(ElidingLabel(left, "caption", "secondary"))
        column.addStretch(1)

    def _list(self) -> RowList:
        t, kind = self._desk.t, self._kind
        named = [f for _, name in self._draft.columns if (f := kind.field(name)) is not None]
        self._fields = named[:_MOST_COLUMNS]
        columns = [Column("row", t("Row"), 60, "right"), Column("verdict", t("Result"), 120)]
        columns += [Column(f.name, t(f.title), 130) for f in self._fields]
        columns.append(Column("why", t("Why")))
        rows = sorted(self._draft.rows, key=lambda r: (r.problem is None, r.number))
        listed = RowList(self._desk.theme, columns)
        listed.set_rows(ListRows([self._row(r) for r in rows]))
        listed.fit_height(12)
        return listed

    def _row(self, row: DraftRow) -> Row:
        t, names = self._desk.t, self._desk.book.records.name
        good = row.problem is None
        chip = (
            Chip("ok", "check-circle", t("Recognised"))
            if good
            else Chip("wait", "warning-circle", t("Not taken"))
        )
        cells = [Text(shown(f, row.fields.get(f.name), t, names)) for f in self._fields]
        why = complaint(row.problem, t) if row.problem else ""
        return Row(str(row.number), (Text(str(row.number)), chip, *cells, Text(why, role="meta")))
