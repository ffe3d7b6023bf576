"""What folder is wanted, what was made, and where the last one was put."""

from dataclasses import dataclass
from datetime import date, datetime
from pathlib import Path
from typing import NamedTuple

from app.reports.boxes import BOXES
from db.model.errors import InvalidRecord
from db.model.words import N_
from db.settings import Settings

_LAST = "folder/made"


@dataclass(frozen=True, slots=True)
class FolderOrder:
    """What folder is wanted.

    ``boxes`` their numbers, all where empty; ``sensitive`` lets the sensitive ones in, and asks for a
    ``purpose``. ``recipient`` whom it is for; ``until`` when it is to be destroyed. ``draft`` prints
    〓 for a character without a glyph.
    """

    first: date
    last: date
    boxes: tuple[int, ...] = ()
    sensitive: bool = False
    purpose: str = ""
    recipient: str = ""
    until: date | None = None
    draft: bool = False


@dataclass(frozen=True, slots=True)
class FolderMade:
    """A folder that was made: its files by name, the pages of its PDFs, its bytes."""

    path: Path
    files: tuple[str, ...]
    pages: int
    size: int
    originals: int = 0


class LastFolder(NamedTuple):
    """The folder made last on this computer."""

    at: datetime
    path: Path
    first: date
    last: date
    pages: int
    size: int


class Shelfmark:
    """Remembers, on this machine, where the last folder was put."""

    def __init__(self, settings: Settings) -> None:
        self._settings = settings

    def keep(self, made: LastFolder) -> None:
        """Remember a folder."""
        days = [made.first.isoformat(), made.last.isoformat()]
        kept = [made.at.isoformat(), str(made.path), *days, made.pages, made.size]
        self._settings.put(_LAST, kept)

    def last(self) -> LastFolder | None:
        """Return the folder made last, None where none was."""
        kept = self._settings.get(_LAST)
        if not kept:
            return None
        at, path, first, last, pages, size = kept
        days = date.fromisoformat(first), date.fromisoformat(last)
        return LastFolder(datetime.fromisoformat(at), Path(path), *days, pages, size)


def checked(order: FolderOrder) -> None:
    """Make sure that an order can be carried out. Raises InvalidRecord."""
    if order.last < order.first:
        raise InvalidRecord(N_("The period ends before it begins."), field="last")
    unknown = sorted(set(order.boxes) - {box.number for box in BOXES})
    if unknown:
        raise InvalidRecord(
            N_("There is no box {n}; they are 1 to 20."), field="boxes", n=unknown[0]
        )
    closed = [b.number for b in BOXES if b.sensitive and b.number in order.boxes]
    if closed and not order.sensitive:
        raise InvalidRecord(
            N_("Box {n} is sensitive: state the purpose to include it."),
            field="purpose",
            n=closed[0],
        )
    if order.sensitive and not order.purpose.strip():
        raise InvalidRecord(
            N_("State the purpose: sensitive boxes are included only with one."), field="purpose"
        )
