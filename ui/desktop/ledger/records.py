"""One kind's records as a list: columns from the declaration, rows read as they come into sight."""

from collections.abc import Sequence

from app.kinds import FieldShape, Kind
from app.services.listing import Listings, Names, cells_of
from app.services.values import brief
from db.model.query import Query
from db.model.record import Record
from db.model.words import Translate
from ui.desktop.desk import Desk
from ui.desktop.meetings.standing import WHERE
from ui.desktop.widgets.rows import Cell, Column, Row, Text, Where

_PAGE = 120
_WIDTHS = {"date": 116, "moment": 150, "number": 80, "decimal": 80, "yes-no": 70, "choice": 140}
_WHERE = "where it is"


def columns(kind: Kind, fields: Sequence[FieldShape], t: Translate) -> tuple[Column, ...]:
    """Return a kind's columns and where each record is; only dates and names are sorted by."""
    main = _main(kind, fields)
    made = [
        Column(
            f.name,
            t(f.title),
            0 if f.name in main else _WIDTHS.get(f.type, 150),
            "right" if f.type in ("number", "decimal") else "left",
            "date" if f.type == "date" else "name" if f.type == "text" else "",
        )
        for f in fields
    ]
    return (*made, Column(_WHERE, t("Where it is"), 130))


def _main(kind: Kind, fields: Sequence[FieldShape]) -> set[str]:
    """The fields that take what room is left: running text, else the first that names the record."""
    wide = {
        f.name
        for f in fields
        if f.type == "long" or (f.type == "text" and f.name in kind.shape.label)
    }
    return wide or {next((f.name for f in fields if f.name in kind.shape.label), fields[0].name)}


class KindRows:
    """A `RowSource` of one kind, filtered and in an order."""

    def __init__(self, desk: Desk, kind: Kind, query: Query) -> None:
        self._desk, self.kind, self.query = desk, kind, query
        self._fields = Listings(desk.book.records).columns(kind)
        self._count = desk.book.records.count(query)
        self._names = Names(desk.book.records)
        self._place = desk.book.syncing.marker()
        self._pages: dict[int, list[Record]] = {}

    def __len__(self) -> int:
        return self._count

    def row(self, index: int) -> Row:
        """Return one row, reading the page it stands on where that was not read yet."""
        found = self.record_at(index)
        if found is None:
            # Deleted elsewhere since it was counted; the list is about to be read again.
            return Row("", tuple(Text("") for _ in (*self._fields, None)))
        return self._row(found)

    def record_at(self, index: int) -> Record | None:
        """Return the record of one row; None where it is not there any more."""
        page, at = divmod(index, _PAGE)
        if page not in self._pages:
            query = self.query._replace(limit=_PAGE, offset=page * _PAGE)
            self._pages[page] = self._desk.book.records.find(query)
        held = self._pages[page]
        return held[at] if at < len(held) else None

    def _row(self, record: Record) -> Row:
        t = self._desk.t
        words = cells_of(record, self._fields, t, self._names)
        cells: list[Cell] = [
            Text(brief(w) if f.type == "long" else w, role=_role(f, self.kind))
            for f, w in zip(self._fields, words, strict=True)
        ]
        where = "open" if record.conflicts else self._place(record)
        return Row(record.id, (*cells, Where(where, t(WHERE[where]))))


def _role(field: FieldShape, kind: Kind) -> str:
    return "body" if field.name in kind.shape.label or field.type in ("long", "date") else "meta"
