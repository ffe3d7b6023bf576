"""A record book with the sample branch in it, a press with the shipped fonts, and eyes to read PDFs."""

from collections.abc import Mapping
from pathlib import Path
from typing import NamedTuple

import pypdfium2

from app.reports.paper import Block, Paper, Part, Sheet
from app.services.delivery import Held
from app.services.exporting import Exporter, Sources
from app.services.printing import Press
from app.services.sample import StoppedClock
from app.site import site_time
from app.words import Catalogue
from app.workspace import Workspace
from db.model.change import Json
from db.model.record import Record
from db.model.words import Translate
from tests.app.samples import sampled

T: Translate = Catalogue("en")
WHEN = 1_780_000_000


class Book(NamedTuple):
    """A workspace, its main meeting, its exporter, and the clock that it believes."""

    workspace: Workspace
    meeting: str
    exporter: Exporter
    clock: StoppedClock

    def names(self) -> list[str]:
        return [str(r.get("name")) for r in self.find("member")]

    def find(self, kind: str, **where: str) -> list[Record]:
        records = self.workspace.records
        return records.find(records.query(kind, where=where))

    def member(self, name: str) -> str:
        return next(r.id for r in self.find("member") if r.get("name") == name)


def kept(kind: str, identity: str, body: Mapping[str, Json]) -> Record:
    """Return a record as the store would give it."""
    return Record(
        id=identity, kind=kind, scope="scope", body=dict(body), alone={}, siblings={}, deleted=False, conflicts=(),
        made=1, made_by="", touched=1, touched_by="",
    )  # fmt: skip


def received_never(record: Record) -> Held:
    return Held(site_time(record.made), None, None)


def opened(folder: Path, held: Mapping[str, Held] | None = None) -> Book:
    """Return a new book with the sample branch."""
    workspace, meeting, clock = sampled(folder / "home")
    sources = Sources(
        workspace.pen,
        workspace.now,
        lambda: T,
        lambda r: (held or {}).get(r.id) or received_never(r),
        workspace.checking.report,
    )
    exporter = Exporter(workspace.records, sources, Press(machine=False))
    return Book(workspace, meeting, exporter, clock)


def pages(pdf: bytes) -> list[str]:
    """Return the text of each page, its lines parted by one newline."""
    document = pypdfium2.PdfDocument(pdf)
    try:
        return [
            page.get_textpage().get_text_range().replace("\r\n", "\n").replace("\ufffe", "")
            for page in document
        ]
    finally:
        document.close()


def words(pdf: bytes) -> str:
    """Return the text of all pages without its line breaks and spaces."""
    return "".join("".join(pages(pdf)).split())


def said(text: str) -> str:
    """Return a text as `words` would give it."""
    return "".join(text.split())


def paper_of(*parts: Part, **more: object) -> Paper:
    """Return a paper with these parts."""
    values = {"title": "Paper", "author": "Branch", "lang": "zh", **more}
    return Paper(parts=parts, **values)  # type: ignore[arg-type]


def sheet_of(*blocks: Block) -> Sheet:
    """Return a sheet with these blocks."""
    return Sheet(title="Sheet", blocks=blocks)
