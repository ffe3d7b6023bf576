"""One point of a file of evidence: what is said, the records that show it, and what finds one more."""

from functools import partial

from PySide6.QtCore import Signal
from PySide6.QtWidgets import QVBoxLayout, QWidget

from app.dates import say_year_date
from app.services.evidence import Linked, PointView
from app.site import site_time
from ui.desktop.desk import Desk
from ui.desktop.forms.form import RecordForm
from ui.desktop.palette import route_of
from ui.desktop.service.parts import line_of
from ui.desktop.widgets.buttons import Button, IconButton
from ui.desktop.widgets.cards import Card
from ui.desktop.widgets.duerow import ListRow
from ui.desktop.widgets.fields import SearchBox
from ui.desktop.widgets.labels import Label

_FOUND = 6


class Picker(QWidget):
    """A line that finds records of the book; each hit is added by a press. Emits `picked(record)`."""

    picked = Signal(str)

    def __init__(self, desk: Desk) -> None:
        super().__init__()
        self._desk, self._there = desk, frozenset[str]()
        self.search = SearchBox(desk.theme, desk.t("Find a record of the book to add"), "")
        self.search.typed.connect(lambda _text: self.show_found())
        self._hits = QVBoxLayout()
        self._hits.setSpacing(0)
        column = QVBoxLayout(self)
        column.setContentsMargins(0, 0, 0, 0)
        column.setSpacing(4)
        column.addWidget(self.search)
        column.addLayout(self._hits)

    def offer(self, there: frozenset[str]) -> None:
        """Offer records that are not among these."""
        self._there = there
        self.show_found()

    def show_found(self) -> None:
        """Show what the text finds; without one, the records touched last."""
        _clear(self._hits)
        evidence, t = self._desk.book.vanguard.evidence, self._desk.t
        text = self.search.text().strip()
        hits = [h for h in evidence.find(text, _FOUND * 2) if h.id not in self._there][:_FOUND]
        for hit in hits:
            row = _row(self._desk, hit)
            add = Button(self._desk.theme, t("Add"), "quiet", "plus", compact=True)
            add.setAccessibleName(t("Add {name}", name=hit.name))
            add.clicked.connect(partial(self.picked.emit, hit.id))
            row.add(add)
            self._hits.addWidget(row)
        if not hits:
            self._hits.addWidget(Label(t("Nothing found"), "meta", "secondary"))


class PointCard(Card):
    """The chosen point of a file. Emits `removed(point)` when the point itself is to go."""

    removed = Signal(str)

    def __init__(self, desk: Desk) -> None:
        super().__init__(desk.theme, "", head="sunken")
        self._desk, self._point = desk, ""
        theme, t = desk.theme, desk.t
        self.body.setContentsMargins(16, 12, 16, 14)
        self.body.setSpacing(8)
        self.form = RecordForm(desk, desk.book.kinds["evidence_point"], ("text",))
        self.drop = IconButton(theme, "trash", t("Take the point out"), compact=True)
        self.drop.clicked.connect(lambda: self.removed.emit(self._point))
        self.set_action(self.drop)
        self._linked = QVBoxLayout()
        self._linked.setSpacing(0)
        self.picker = Picker(desk)
        self.picker.picked.connect(self.link)
        self.add(self.form)
        self.add(Label(t("Records that show it"), "strong"))
        self.body.addLayout(self._linked)
        self.add(self.picker)

    def show_point(self, one: PointView | None) -> None:
        """Show a point; hidden while there is none."""
        self.setVisible(one is not None)
        if one is None:
            self.form.settle()
            return
        if one.point.id != self._point:
            self.form.settle()
            self.picker.search.clear()
        self._point = one.point.id
        self.set_title(line_of(one.title, 30))
        self.form.show_record(one.point.record)
        _clear(self._linked)
        for linked in one.linked:
            self._linked.addWidget(self._linked_row(linked))
        if not one.linked:
            label = Label(self._desk.t("None yet"), "meta", "secondary")
            self._linked.addWidget(label)
        self.picker.offer(frozenset(linked.id for linked in one.linked))

    def settle(self) -> None:
        """Write what is still being typed."""
        self.form.settle()

    def _linked_row(self, linked: Linked) -> QWidget:
        row, t = _row(self._desk, linked), self._desk.t
        if (record := linked.record) is not None:
            row.set_pressable()
            row.pressed.connect(lambda: self._desk.window.go(route_of(record, linked.kind)))
        out = IconButton(
            self._desk.theme, "x", t("Take out {name}", name=linked.name or linked.id), compact=True
        )
        out.clicked.connect(partial(self.unlink, linked.id))
        row.add(out)
        return row

    def link(self, record: str) -> None:
        """Name a record in the point."""
        evidence, point = self._desk.book.vanguard.evidence, self._point
        self._desk.work.edit(
            lambda: evidence.link(point, record), lambda _a: None, self._desk.window.problem
        )

    def unlink(self, record: str) -> None:
        """Take a record out of the point; the record stays."""
        evidence, point = self._desk.book.vanguard.evidence, self._point
        text = self._desk.t("Took out “{name}”", name=self._desk.book.records.name(record))
        self._desk.work.edit(
            lambda: evidence.unlink(point, record),
            lambda _a: self._desk.window.undoable(text),
            self._desk.window.problem,
        )


def _row(desk: Desk, linked: Linked) -> ListRow:
    t = desk.t
    if linked.record is None or linked.kind is None:
        return ListRow(desk.theme, "question", t("This record is not here"), flush=True)
    day = say_year_date(site_time(linked.record.made).date(), t)
    sub = t("{one}, {next}", one=t(linked.kind.shape.title), next=t("entered {day}", day=day))
    tone = ""
    if linked.held_back:
        sub, tone = t("Not printed: the day they agreed to be told of is not on record"), "wait"
    name = line_of(linked.name) or t(linked.kind.shape.title)
    return ListRow(desk.theme, linked.kind.shape.icon, name, sub, tone=tone, flush=True)


def _clear(column: QVBoxLayout) -> None:
    while (item := column.takeAt(0)) is not None:
        if (widget := item.widget()) is not None:
            widget.hide()
            widget.deleteLater()
