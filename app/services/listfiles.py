"""A table of text as a file: a workbook or CSV, which no program takes for formulas."""

import csv
import io
import re
from collections.abc import Iterable, Sequence
from pathlib import Path

from openpyxl import Workbook
from openpyxl.cell import WriteOnlyCell
from openpyxl.styles import Font
from openpyxl.utils import get_column_letter

from app.services.cells import FORMULA
from app.services.listing import Listing
from db.model.errors import ExportError, StoreFull
from db.model.words import N_

_NOT_XML = re.compile(r"[^\t\n\x20-\ud7ff\ue000-\ufffd\U00010000-\U0010ffff]")
_LONGEST = 32_767
"""Characters that a cell of a workbook holds."""
_WIDEST = 40
_NO_SPACE = 28


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
        writer.writerow([f"'{text}" if FORMULA.match(text) else text for text in row])
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
