"""Any kind's list as a table: for the screen's columns, for Excel and CSV, and back again.

Out: every field by its label, sensitive ones only where asked for. In: columns by label or field
name, each row a record, all rows one change; a row with a mistake is named and left out.
"""

import csv
import io
import re
from collections.abc import Callable, Iterable, Mapping, Sequence
from dataclasses import dataclass
from datetime import date
from pathlib import Path

from openpyxl import Workbook
from openpyxl.cell import WriteOnlyCell
from openpyxl.styles import Font
from openpyxl.utils import get_column_letter

from app.kinds import FieldShape, Kind
from app.services.cells import Broken, Cell, text_of
from app.services.records import Records
from app.services.roster_words import bare
from app.services.tables import Table
from app.services.values import Finder, read, shown
from db.model.errors import ExportError, InvalidRecord, StoreFull
from db.model.progress import Progress
from db.model.query import Query
from db.model.record import Edit, Record
from db.model.words import N_, Translate

_FORMULA = re.compile(r"^[=+@\t\r]|^-(?!\d)")
_NOT_XML = re.compile(r"[^\t\n\x20-\ud7ff\ue000-\ufffd\U00010000-\U0010ffff]")
_LONGEST = 32_767
"""Characters that a cell of a workbook holds."""
_WIDEST = 40
_NO_SPACE = 28


@dataclass(frozen=True, slots=True)
class Listing:
    """A table of text: a title for the sheet, the heads, the rows."""

    title: str
    heads: tuple[str, ...]
    rows: tuple[tuple[str, ...], ...]


@dataclass(frozen=True, slots=True)
class DraftRow:
    """One row of a table that would become a record: its number, its fields, what is wrong."""

    number: int
    fields: Mapping[str, object]
    problem: InvalidRecord | None = None


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
        self, kind: Kind, query: Query, t: Translate, progress: Progress, *, sensitive: bool = False
    ) -> Listing:
        """Return every field of a query's records."""
        fields = [f for f in kind.fields if sensitive or not f.mark.sensitive]
        found = self._records.find(query._replace(limit=1_000_000, offset=0))
        names = Names(self._records)
        rows = []
        for at, record in enumerate(found):
            if at % 100 == 0:
                progress.step(at, len(found))
            rows.append(tuple(shown(f, record.get(f.name, f.default), t, names) for f in fields))
        return Listing(t(kind.shape.title), tuple(t(f.title) for f in fields), tuple(rows))

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
            self._records.edit_new(kind.name, fields)
        except InvalidRecord as error:
            return DraftRow(number, fields, error)
        return DraftRow(number, fields)

    def _named(self, kind: str) -> dict[str, str]:
        found = self._records.find(self._records.query(kind))
        return {r.id: self._records.name_of(r) for r in found}

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


def as_xlsx(listing: Listing) -> bytes:
    """Return the table as a workbook: text cells only, so that no cell can act as a formula."""
    return as_workbook([listing])


def as_workbook(listings: Sequence[Listing], mark: str = "") -> bytes:
    """Return tables as one workbook, a sheet each; `mark` stands at the head of printed pages."""
    book = Workbook(write_only=True)
    for listing in listings:
        _add_sheet(book, listing, mark)
    out = io.BytesIO()
    book.save(out)
    return out.getvalue()


def _add_sheet(book: Workbook, listing: Listing, mark: str) -> None:
    sheet = book.create_sheet(
        re.sub(r"[\[\]:*?/\\']", " ", _without_control(listing.title))[:31] or "1"
    )
    sheet.freeze_panes = "A2"
    # An ampersand begins a code in the head of a page.
    sheet.HeaderFooter.oddHeader.center.text = _without_control(mark).replace("&", "&&") or None
    for at, head in enumerate(listing.heads):
        widest = max([len(head) * 2, *(len(row[at]) * 2 for row in listing.rows[:200])])
        sheet.column_dimensions[get_column_letter(at + 1)].width = min(_WIDEST, max(8, widest + 2))
    for number, row in enumerate((listing.heads, *listing.rows)):
        cells = []
        for text in row:
            cell = WriteOnlyCell(sheet, _without_control(text))
            cell.data_type = "s"
            cell.font = Font(bold=number == 0)
            cells.append(cell)
        sheet.append(cells)


def as_csv(listing: Listing) -> bytes:
    """Return the table as CSV that Excel opens rightly: UTF-8 with its mark, formulas disarmed."""
    out = io.StringIO(newline="")
    writer = csv.writer(out)
    writer.writerow(listing.heads)
    for row in listing.rows:
        writer.writerow([f"'{text}" if _FORMULA.match(text) else text for text in row])
    return out.getvalue().encode("utf-8-sig")


def as_text(heads: Sequence[str], rows: Iterable[Sequence[str]]) -> str:
    """Return a table for the clipboard: tabs between cells, one line a row."""
    lines = (heads, *rows)
    return "\n".join("\t".join(" ".join(cell.split()) for cell in line) for line in lines)


def save_listing(listing: Listing, to: Path) -> None:
    """Write the table as .csv or, under any other name, .xlsx; whole or not at all."""
    content = as_csv(listing) if to.suffix.lower() == ".csv" else as_xlsx(listing)
    part = to.with_name(f".{to.name}.part")
    try:
        part.write_bytes(content)
        part.replace(to)
    except OSError as error:
        part.unlink(missing_ok=True)
        if error.errno == _NO_SPACE:
            raise StoreFull(
                N_("The disk is full: {file} could not be written."), file=to.name
            ) from error
        raise ExportError(
            N_("{file} cannot be written."),
            hint=N_("Close it in Excel or WPS, or choose another folder."),
            file=to.name,
        ) from error


def _without_control(text: str) -> str:
    return _NOT_XML.sub("", text)[:_LONGEST]
