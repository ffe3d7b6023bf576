"""Tables as people send them: .xlsx, .csv and pasted text, read into rows of cells, or refused.

Nothing here knows what the rows mean. A workbook gives one table a visible sheet, with merged cells
filled; a text file is read in whichever of UTF-8, UTF-16 and GB18030 it is written, parted by
comma, tab or semicolon. What is not what it claims to be is named: an .xls under a new name, a
locked workbook, a web page called a table.
"""

import csv
import importlib
import io
import re
import zipfile
import zlib
from collections import Counter
from collections.abc import Iterable
from dataclasses import dataclass
from datetime import date
from pathlib import Path
from typing import Any
from xml.etree.ElementTree import ParseError

from app.services.cells import FORMULA, Broken, Cell, text_of
from app.services.unpacking import Overgrown, repacked
from db.model.errors import ImportFailed
from db.model.words import N_

MOST_BYTES = 30_000_000
"""Largest file that is read."""
MOST_ROWS, MOST_COLUMNS = 20_000, 100
_EMPTY_RUN = 500
_LOOKED_AT = 100_000
"""Characters in which the sign between cells is looked for."""
_DELIMITERS = "\t,;|"
_OLE = b"\xd0\xcf\x11\xe0"
_ENCRYPTED = "EncryptedPackage".encode("utf-16-le")
_EPOCHS = {1900: date(1899, 12, 30), 1904: date(1904, 1, 1)}
_BROKEN = (
    *(zipfile.BadZipFile, ParseError, KeyError, ValueError, TypeError, AttributeError, IndexError),
    *(EOFError, NotImplementedError, RuntimeError, OSError, OverflowError, zlib.error),
)
_SAFE = N_("Nothing was taken from it.")
_SAVE_AS = N_("Open it in Excel or WPS and save it as .xlsx, then try again.")


@dataclass(frozen=True, slots=True)
class Table:
    """One sheet: its name, its rows from row 1 on, and day 0 of its serial dates."""

    name: str
    rows: tuple[tuple[Cell, ...], ...]
    epoch: date = _EPOCHS[1900]


def read_tables(path: Path) -> tuple[Table, ...]:
    """Return the tables of a file that have any content; at least one. Raises ImportFailed."""
    content = _content(path)
    if content.startswith(_OLE):
        raise _old_or_locked(path, content)
    if content.startswith(b"PK"):
        tables = _workbook(path, content)
    else:
        tables = (Table(path.stem, _text_rows(path, content)),)
    held = tuple(t for t in tables if t.rows)
    if not held:
        raise _refused(N_("{file} is empty."), path, "")
    if any(len(t.rows) >= MOST_ROWS for t in held):
        raise _refused(
            N_("{file} has more than {most} rows."),
            path,
            N_("Copy only the sheet with the list into a new file."),
            most=MOST_ROWS,
        )
    return held


def pasted(text: str) -> Table:
    """Return the table that was copied from a spreadsheet: rows of cells parted by tabs.

    Raises ImportFailed.
    """
    try:
        return Table("", _parted(text, "\t"))
    except csv.Error as error:
        raise ImportFailed(
            N_("What was copied cannot be read as a table."), safe=_SAFE, hint=_SAVE_AS
        ) from error


def _content(path: Path) -> bytes:
    try:
        size = path.stat().st_size
        if size > MOST_BYTES:
            raise _refused(
                N_("{file} is too large: {size} MB, at most {most} MB."),
                path,
                N_("Copy only the sheet with the list into a new file."),
                size=size // 1_000_000,
                most=MOST_BYTES // 1_000_000,
            )
        return path.read_bytes()
    except FileNotFoundError as error:
        raise _refused(N_("There is no file {name}."), path, "", name=path.name) from error
    except OSError as error:
        raise _refused(
            N_("{file} cannot be opened."),
            path,
            N_("Close it in Excel or WPS, or copy it to another folder."),
        ) from error


def _old_or_locked(path: Path, content: bytes) -> ImportFailed:
    if _ENCRYPTED in content:
        return _refused(
            N_("{file} is locked with a password."),
            path,
            N_("Take the password off in Excel or WPS, then try again."),
        )
    return _refused(N_("{file} is an old .xls or .doc, whatever its name says."), path, _SAVE_AS)


def _workbook(path: Path, content: bytes) -> tuple[Table, ...]:
    try:
        content = repacked(content)
        with zipfile.ZipFile(io.BytesIO(content)) as parts:
            names = parts.namelist()
            if "xl/workbook.xml" not in names:
                raise _refused(N_("{file} is no workbook, whatever its name says."), path, _SAVE_AS)
            formulas = any(b"<f" in parts.read(n) for n in names if n.startswith("xl/worksheets/s"))
        values = _loaded(content, values=True)
        written = _loaded(content, values=False) if formulas else None
    except Overgrown as error:
        raise _refused(N_("{file} is too large when unpacked."), path, _SAVE_AS) from error
    except _BROKEN as error:
        # openpyxl lets whatever a broken part provokes escape as it is.
        raise _refused(
            N_("{file} is damaged: it cannot be read as a workbook."), path, _SAVE_AS
        ) from error
    epoch = _EPOCHS[1904 if values.epoch.year == 1904 else 1900]
    return tuple(
        Table(sheet.title, _sheet(sheet, written[sheet.title] if written else None), epoch)
        for sheet in values.worksheets
        if sheet.sheet_state == "visible"
    )


def _loaded(content: bytes, *, values: bool) -> Any:
    # Loaded when the first workbook comes: it would cost every start a fifth of a second.
    openpyxl = importlib.import_module("openpyxl")
    refused = importlib.import_module("openpyxl.utils.exceptions").InvalidFileException
    try:
        return openpyxl.load_workbook(io.BytesIO(content), data_only=values, keep_links=False)
    except refused as error:
        raise ValueError(str(error)) from error


def _sheet(sheet: Any, written: Any) -> tuple[tuple[Cell, ...], ...]:
    area = {
        "max_row": min(sheet.max_row, MOST_ROWS),
        "max_col": min(sheet.max_column, MOST_COLUMNS),
        "values_only": True,
    }
    formulas = written.iter_rows(**area) if written else None
    rows: list[list[Cell]] = []
    empty = 0
    for values in sheet.iter_rows(**area):
        behind = next(formulas) if formulas else values
        rows.append([_cell(v, f) for v, f in zip(values, behind, strict=True)])
        # A format dragged down the whole sheet leaves a million empty rows.
        empty = 0 if any(v is not None for v in values) else empty + 1
        if empty > _EMPTY_RUN:
            break
    for merged in sheet.merged_cells.ranges:
        _fill(rows, merged)
    return _trimmed(rows)


def _cell(value: Any, behind: Any) -> Cell:
    if value is None and isinstance(behind, str) and behind.startswith("="):
        return Broken(behind)
    if value is None and behind is not None and not isinstance(behind, str | int | float | date):
        return Broken("=")
    if isinstance(value, str) and value.startswith("#") and value.rstrip("!?/0AN").isupper():
        return Broken(value)
    return value if isinstance(value, Cell) else str(value)


def _fill(rows: list[list[Cell]], merged: Any) -> None:
    """Give every cell of a merged area the value of its corner."""
    top, left = merged.min_row - 1, merged.min_col - 1
    if top >= len(rows) or left >= len(rows[top]):
        return
    for row in rows[top : merged.max_row]:
        for column in range(left, min(merged.max_col, len(row))):
            row[column] = rows[top][left]


def _text_rows(path: Path, content: bytes) -> tuple[tuple[Cell, ...], ...]:
    text = _decoded(path, content)
    if re.match(r"\s*<(!doctype|html|table|\?xml)", text, re.IGNORECASE):
        raise _refused(N_("{file} is a web page, whatever its name says."), path, _SAVE_AS)
    try:
        rows = _parted(text, _delimiter(text))
    except csv.Error as error:
        raise _refused(N_("{file} cannot be read as a table."), path, _SAVE_AS) from error
    return tuple(tuple(map(_unquoted, row)) for row in rows)


def _unquoted(cell: Cell) -> Cell:
    """Return a text without the apostrophe by which a CSV keeps it from acting as a formula."""
    if isinstance(cell, str) and cell.startswith("'") and FORMULA.match(cell, 1):
        return cell[1:]
    return cell


def _parted(text: str, delimiter: str) -> tuple[tuple[Cell, ...], ...]:
    return _trimmed(csv.reader(io.StringIO(text, newline=""), delimiter=delimiter))


def _decoded(path: Path, content: bytes) -> str:
    wide = content.startswith((b"\xff\xfe", b"\xfe\xff"))
    encodings = ("utf-16",) if wide else ("utf-8-sig", "gb18030")
    for encoding in encodings:
        try:
            text = content.decode(encoding)
        except UnicodeDecodeError:
            continue
        if "\0" not in text:
            return text
    raise _refused(N_("{file} is neither a workbook nor a table in text."), path, _SAVE_AS)


def _delimiter(text: str) -> str:
    """Return the sign that parts most lines into the same number of cells."""
    lines = [line for line in text[:_LOOKED_AT].splitlines() if line.strip()][:50]

    def fit(sign: str) -> tuple[int, int]:
        found = Counter(line.count(sign) for line in lines if sign in line)
        return (found.most_common(1)[0][1], found.most_common(1)[0][0]) if found else (0, 0)

    return max(_DELIMITERS, key=fit)


def _trimmed(rows: Iterable[Iterable[Cell]]) -> tuple[tuple[Cell, ...], ...]:
    """Return the rows without empty ones at the end; rows in between keep their numbers."""
    held: list[tuple[Cell, ...]] = []
    for row in rows:
        held.append(tuple(row)[:MOST_COLUMNS])
        if len(held) >= MOST_ROWS:
            break
    while held and not any(isinstance(c, Broken) or text_of(c) for c in held[-1]):
        held.pop()
    return tuple(held)


def _refused(text: str, path: Path, hint: str, **params: object) -> ImportFailed:
    return ImportFailed(text, safe=_SAFE, hint=hint, file=path.name, **params)
