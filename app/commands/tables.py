"""Lists in and out in open formats: Excel, CSV, JSON; everything at once for whoever leaves."""

from pathlib import Path

import msgspec
import typer

from app.commands.session import Session, flat, items, kind_of, session_of
from app.counting.consent import passed_on
from app.kinds import Kind
from app.records.evidence import Attachment
from app.records.oversight import AccessWay
from app.services.listfiles import save_listing
from app.services.listing import HELD, Listings
from app.services.printing import save
from app.services.tables import read_tables
from app.services.workbook import Workbooks, said_of
from db.model.change import Json
from db.model.errors import ImportFailed
from db.model.words import N_

ALL = "all"
"""Stands for every kind and the attached files."""


def add_to(top: typer.Typer, taking: typer.Typer) -> None:
    """Add this module's commands; `taking` is the room of the import commands."""
    top.command("export")(export)
    top.command("workbook")(workbook)
    taking.command("table")(table)


WHOLE = typer.Option(
    False, "--whole", help="The branch's own copy: also what may not be passed on."
)


def export(context: typer.Context, kind: str, target: Path, whole: bool = WHOLE) -> None:
    """Write the list of KIND to FILE (.xlsx, .csv, .json), or with `all` everything into a folder."""
    s = session_of(context)
    held = 0
    if kind == ALL:
        written = _everything(s, target)
    else:
        held = _one(s, kind_of(s, kind), target, whole=whole)
        written = [target]
    text = s.t("1 file written.|{n} files written.", n=len(written))
    if held:
        text += "\n" + s.t(HELD, n=held)
    s.answer({"files": [str(path) for path in written], "held_back": held}, text)


def workbook(context: typer.Context, place: str, file: Path) -> None:
    """Write all lists of PLACE (joint, service) into one workbook, a sheet for each kind in use."""
    s = session_of(context)
    with s.progress(s.t("All lists in one workbook")) as bar:
        made = Workbooks(s.book.records).write(place, file, s.t, bar)
    text = said_of(made, file.name, s.t)
    if made.held:
        text += "\n" + s.t(HELD, n=made.held)
    s.answer(
        {"file": str(file), "sheets": made.sheets, "rows": made.rows, "held_back": made.held}, text
    )


def _everything(s: Session, folder: Path) -> list[Path]:
    folder.mkdir(parents=True, exist_ok=True)
    s.book.access.note(AccessWay.export, folder.name)
    written = []
    counts = s.book.records.counts()
    held = [kind for kind in s.book.kinds.values() if counts.get(kind.name)]
    with s.progress(s.t("Writing everything")) as bar:
        for n, kind in enumerate(held):
            bar.step(n, len(held) + 1)
            for suffix in (".csv", ".json"):
                written.append(folder / (kind.name + suffix))
                _one(s, kind, written[-1], whole=True)
        written += _files(s, folder / "files")
        bar.step(len(held) + 1, len(held) + 1)
    return written


def _one(s: Session, kind: Kind, file: Path, *, whole: bool) -> int:
    """Write one kind; return how many records stayed in the book."""
    query = s.book.records.query(kind.name, limit=1_000_000)
    if file.suffix.lower() == ".json":
        every = s.book.records.find(query)
        found = every if whole else passed_on(every)
        rows = items([flat(r) for r in found])
        save(msgspec.json.format(msgspec.json.encode(rows)), file)
        return len(every) - len(found)
    with s.progress(s.t(kind.shape.title)) as bar:
        listings = Listings(s.book.records)
        listing = listings.table(kind, query, s.t, bar, sensitive=True, whole=whole)
    save_listing(listing, file)
    return listing.held


def _files(s: Session, folder: Path) -> list[Path]:
    written = []
    for attachment in s.book.records.all(Attachment):
        if s.book.attachments.is_here(attachment):
            folder.mkdir(exist_ok=True)
            name = f"{str(attachment.hash)[:12]}-{Path(attachment.name).name}"
            save(s.book.attachments.bytes_of(attachment.id), folder / name)
            written.append(folder / name)
    return written


def table(context: typer.Context, kind: str, file: Path) -> None:
    """Take in records of KIND from a table (.xlsx, .csv) with labels or field names as heads."""
    s = session_of(context)
    found = kind_of(s, kind)
    sheets = read_tables(file)
    if not sheets:
        raise ImportFailed(N_("There is no table in {path}."), path=file)
    listings = Listings(s.book.records)
    draft = listings.draft(found, sheets[0], s.t, s.book.now().date())
    with s.progress(s.t("Taking in")) as bar:
        made = listings.take(draft, bar)
    rows: list[dict[str, Json]] = [
        {"row": row.number, "why": row.problem.said(s.t)} for row in draft.rows if row.problem
    ]
    s.answer(
        {"made": list(made), "rows": rows, "columns": [list(c) for c in draft.columns]},
        s.t("{taken} records taken in, {left} rows not taken.", taken=len(made), left=len(rows)),
    )
    for row in rows:
        s.say(s.t("Row {row}: {why}", **row))
