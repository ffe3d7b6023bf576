"""Every record that waits to be sent, one by one, with where it is."""

from PySide6.QtCore import Signal
from PySide6.QtWidgets import QVBoxLayout, QWidget

from app.dates import say_moment
from app.services.delivery import SyncStatus
from app.services.instep import TITLES, Area, area_of
from app.services.values import brief, shown
from app.site import site_time
from db.model.query import Query
from db.model.record import Record
from ui.desktop.desk import Desk, Route
from ui.desktop.widgets.buttons import Button
from ui.desktop.widgets.cards import Card
from ui.desktop.widgets.rowlist import RowList
from ui.desktop.widgets.rows import Column, ListRows, Row, Text, Where

_MOST, _SEEN, _LOOKED_AT = 500, 12, 2_000
_PAGES = {"activity": "meeting", "member": "members"}


class OneByOne(QWidget):
    """The list. Emits `asked(Route)` and `closed`."""

    asked = Signal(object)
    closed = Signal()

    def __init__(self, desk: Desk) -> None:
        super().__init__()
        self._desk = desk
        t = desk.t
        self._card = Card(desk.theme, t("Waiting, one by one"), head="sunken")
        close = Button(desk.theme, t("Fold"), "link", compact=True)
        close.clicked.connect(self.closed)
        self._card.set_action(close)
        self._kinds: dict[str, Record] = {}
        self._area = ""
        self._list = RowList(
            desk.theme,
            (
                Column("what", t("What waits")),
                Column("kind", t("Kind"), 140),
                Column("when", t("Changed"), 150),
                Column("where", t("Where"), 120),
            ),
            many=False,
        )
        self._list.opened.connect(self._open)
        self._card.add(self._list)
        column = QVBoxLayout(self)
        column.setContentsMargins(0, 0, 0, 0)
        column.addWidget(self._card)

    def turn(self, area: str, status: SyncStatus) -> None:
        """Show what waits in one of the four areas; with an empty string all of it, or fold the list."""
        t, self._area = self._desk.t, area
        self.setVisible(bool(area) or self.isHidden())
        title = t("Waiting, one by one")
        if area:
            title = t("Waiting: {area}", area=t(TITLES[Area(area)]))
        self._card.set_title(title)
        if not self.isHidden():
            self.show_status(status)

    def show_status(self, status: SyncStatus) -> None:
        """Read what waits, latest first, at most 500 records."""
        t, records = self._desk.t, self._desk.book.records
        place = self._desk.book.syncing.marker()
        found: list[Record] = []
        kinds = [w for w in status.kinds if self._area in ("", area_of(w.kind, records.kinds))]
        for waiting in kinds:
            query = Query(waiting.kind, order=("-touched",), limit=_LOOKED_AT, deleted=True)
            found += [r for r in records.find(query) if place(r) != "hq"]
        found.sort(key=lambda r: r.touched, reverse=True)
        self._kinds = {r.id: r for r in found[:_MOST]}
        words = {"local": t("only here"), "stick": t("on the stick")}
        self._list.set_rows(ListRows([self._row(r, place(r), words) for r in self._kinds.values()]))
        self._list.fit_height(_SEEN)
        self._card.set_meta(t("{n} item|{n} items", n=len(found)))

    def _row(self, record: Record, where: str, places: dict[str, str]) -> Row:
        t, records = self._desk.t, self._desk.book.records
        kind = records.kinds.get(record.kind)
        words = [
            shown(shape, record.get(field), t, records.name)
            for field in (kind.shape.label if kind else ())
            if kind and (shape := kind.field(field))
        ]
        name = " · ".join(brief(w) for w in words if w)
        name = name or (t(kind.shape.title) if kind else record.kind)
        if record.deleted:
            name = t("{name} (deleted)", name=name)
        return Row(
            record.id,
            (
                Text(name),
                Text(t(kind.shape.title) if kind else record.kind, role="meta"),
                Text(say_moment(site_time(record.touched), t), role="meta"),
                Where(where, places.get(where, "")),
            ),
        )

    def _open(self, record: str) -> None:
        found = self._kinds.get(record)
        if found is None:
            return
        meeting = found.get("activity")
        if found.kind in _PAGES:
            self.asked.emit(Route(_PAGES[found.kind], record))
        elif meeting:
            self.asked.emit(Route("meeting", str(meeting)))
        else:
            self.asked.emit(Route("record", record))
