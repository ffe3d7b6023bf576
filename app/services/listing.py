"""Any kind's list as a table: for the screen's columns, for Excel and CSV, and back again.

Out: every field by its label, sensitive ones only where asked for. In: columns by label or field
name, each row a record, all rows one change; a row with a mistake is named and left out.
"""

from collections.abc import Callable, Iterable, Mapping
from dataclasses import dataclass
from datetime import date
from functools import cache

from app.counting.consent import may_be_passed_on
from app.kinds import FieldShape, Kind
from app.services.cells import Broken, Cell, text_of
from app.services.naming import TAG
from app.services.records import Records
from app.services.roster_words import bare
from app.services.tables import Table
from app.services.values import ANY, Finder, read, shown
from db.model.errors import Closed, InvalidRecord
from db.model.progress import Progress
from db.model.query import Query
from db.model.record import Edit, Record
from db.model.words import N_, Translate

_MOST = 1_000_000
HELD = N_(
    "1 record stays in the book: nobody said that it may be passed on.|"
    "{n} records stay in the book: nobody said that they may be passed on."
)
"""What is said of records that an export leaves out."""


@dataclass(frozen=True, slots=True)
class Listing:
    """A table of text: a title for the sheet, the heads, the rows.

    ``held`` are so many records that stayed in the book: they may not be passed on.
    """

    title: str
    heads: tuple[str, ...]
    rows: tuple[tuple[str, ...], ...]
    held: int = 0


@dataclass(frozen=True, slots=True)
class DraftRow:
    """One row of a table that would become a record: its number, its fields, what is wrong."""

    number: int
    fields: Mapping[str, object]
    problem: InvalidRecord | Closed | None = None


@dataclass(frozen=True, slots=True)
class Draft:
    """What a table would bring: columns as (heading, field or ""), and its rows."""

    kind: str
    columns: tuple[tuple[str, str], ...]
    rows: tuple[DraftRow, ...]

    def good(self) -> tuple[DraftRow, ...]:
        """Return the rows that can be taken."""
        return tuple(row for row in self.rows if row.problem is None)


class Listings:
    """Tables of one book's records, out and in."""

    def __init__(self, records: Records) -> None:
        self._records = records

    def columns(self, kind: Kind) -> tuple[FieldShape, ...]:
        """Return the fields of a kind's list; without any declared, the first five."""
        named = tuple(f for c in kind.shape.columns if (f := kind.field(c)) is not None)
        return named or tuple(f for f in kind.fields if f.type != "long")[:5]

    def table(
        self,
        kind: Kind,
        query: Query,
        t: Translate,
        progress: Progress,
        *,
        sensitive: bool = False,
        whole: bool = False,
    ) -> Listing:
        """Return every field of a query's records that may be passed on.

        ``whole`` is for the branch's own copy of its book: nothing is held back.
        """
        fields = [f for f in kind.fields if sensitive or not f.mark.sensitive]
        every = self._records.find(query._replace(limit=1_000_000, offset=0))
        found = [r for r in every if whole or may_be_passed_on(r)]
        names = cache(self._records.name if whole else self._records.told)
        rows = []
        for at, record in enumerate(found):
            if at % 100 == 0:
                progress.step(at, len(found))
            rows.append(tuple(shown(f, record.get(f.name, f.default), t, names) for f in fields))
        heads = tuple(t(f.title) for f in fields)
        return Listing(t(kind.shape.title), heads, tuple(rows), len(every) - len(found))

    def draft(self, kind: Kind, table: Table, t: Translate, today: date) -> Draft:
        """Return what a table would bring as records of a kind; nothing is written."""
        first, columns = _headed(kind, table, t)
        find = Finder(self._named)
        rows = []
        for at in range(first + 1, len(table.rows)):
            cells = table.rows[at]
            if any(isinstance(c, Broken) or text_of(c) for c in cells):
                rows.append(
                    self._row(kind, at + 1, dict(zip(columns, cells, strict=False)), t, find, today)
                )
        heads = [text_of(c) for c in table.rows[first]] if table.rows else []
        return Draft(kind.name, tuple(zip(heads, columns, strict=True)), tuple(rows))

    def _row(
        self,
        kind: Kind,
        number: int,
        cells: Mapping[str, Cell],
        t: Translate,
        find: Finder,
        today: date,
    ) -> DraftRow:
        fields: dict[str, object] = {}
        try:
            for name, cell in cells.items():
                field = kind.field(name)
                value = read(field, cell, t, find, today) if field is not None else None
                if value is not None:
                    fields[name] = value
            # One row that the book refuses (about a filed meeting, a booked hour) stops no other.
            self._records.must_pass([self._records.edit_new(kind.name, fields)], "import")
        except (InvalidRecord, Closed) as error:
            return DraftRow(number, fields, error)
        return DraftRow(number, fields)

    def _named(self, kind: str) -> Mapping[str, str]:
        if kind == TAG:
            return self._records.naming.tags.names()
        # What may be about anything names what stands for itself: no line of a meeting's lists.
        kinds = [n for n, k in self._records.kinds.items() if not k.shape.parents]
        return {
            r.id: self._records.name_of(r)
            for name in (kinds if kind == ANY else [kind])
            for r in self._records.find(self._records.query(name, limit=_MOST))
        }

    def take(self, draft: Draft, progress: Progress) -> tuple[str, ...]:
        """Write the good rows as one change; return the new ids."""
        edits: list[Edit] = []
        rows = draft.good()
        for at, row in enumerate(rows):
            if at % 50 == 0:
                progress.step(at, len(rows))
            edits.append(self._records.edit_new(draft.kind, row.fields))
        return self._records.write(edits, what="import").ids if edits else ()


class Names:
    """Names of records, each asked for once."""

    def __init__(self, records: Records) -> None:
        self._records = records
        self._held: dict[str, str] = {}

    def __call__(self, record: str) -> str:
        """Return what people call a record; empty where there is none."""
        if record not in self._held:
            self._held[record] = self._records.name(record)
        return self._held[record]


def cells_of(
    record: Record, fields: Iterable[FieldShape], t: Translate, names: Callable[[str], str]
) -> list[str]:
    """Return the words of a record's columns."""
    return [shown(f, record.get(f.name, f.default), t, names) for f in fields]


def _headed(kind: Kind, table: Table, t: Translate) -> tuple[int, list[str]]:
    """Return the place of the header row, and per column the field it names or ""."""
    known: dict[str, str] = {}
    for field in kind.fields:
        for word in (field.name, field.title, t(field.title)):
            known.setdefault(bare(word), field.name)
    best, first = [""], 0
    for at, row in enumerate(table.rows[:20]):
        fields = [known.get(bare(text_of(c)), "") for c in row]
        if len(set(fields) - {""}) > len(set(best) - {""}):
            best, first = fields, at
    width = len(table.rows[first]) if table.rows else 0
    return first, (best + [""] * width)[:width]
