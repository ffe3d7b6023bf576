"""All lists of a place in one workbook: a sheet for each kind in use, with what may be passed on.

Sensitive fields are left out, so is what nobody agreed to be told of and what was said into the
opinion box; of what is by person the number alone is told, and that stands on other papers.
"""

from collections.abc import Iterator
from pathlib import Path
from typing import NamedTuple

from app.counting.consent import BY_PERSON, KEPT_BACK
from app.counting.together import JOINT
from app.kinds import Kind
from app.services.listfiles import as_workbook
from app.services.listing import Listing, Listings
from app.services.printing import save
from app.services.records import Records
from app.terms import ActivityType
from db.model.errors import InvalidRecord
from db.model.progress import Progress
from db.model.query import Query, Where
from db.model.words import N_, Translate

PLACES = ("joint", "service")
"""Places whose lists go out together."""
_LONGEST_TITLE = 31


class Written(NamedTuple):
    """What was written: how many sheets and rows, and how many records stayed in the book."""

    sheets: int
    rows: int
    held: int


class Workbooks:
    """The use case of taking a place's lists out."""

    def __init__(self, records: Records) -> None:
        self._records = records

    def write(self, place: str, to: Path, t: Translate, progress: Progress) -> Written:
        """Write the lists of a place. Raises InvalidRecord where there are none, ExportError."""
        listings = list(self.listings(place, t, progress))
        if not any(one.rows for one in listings):
            raise InvalidRecord(N_("There is nothing in these lists yet."), field="place")
        shown = [one for one in listings if one.rows]
        save(as_workbook(_distinct(shown)), to)
        return Written(
            len(shown), sum(len(one.rows) for one in shown), sum(one.held for one in listings)
        )

    def listings(self, place: str, t: Translate, progress: Progress) -> Iterator[Listing]:
        """Yield the list of each kind in use, in the order of declaration; the meetings first."""
        if place not in PLACES:
            raise InvalidRecord(
                N_("{word} is no place with lists. Write one of: {places}."),
                field="place",
                word=place,
                places=", ".join(PLACES),
            )
        out = Listings(self._records)
        queries = list(self._queries(place))
        for n, (kind, query) in enumerate(queries):
            progress.step(n, len(queries), t(kind.shape.title))
            yield out.table(kind, query, t, progress)

    def _queries(self, place: str) -> Iterator[tuple[Kind, Query]]:
        kinds, counts = self._records.kinds, self._records.counts()
        types = sorted(JOINT) if place == "joint" else [ActivityType.service_visit]
        held = (Where("type", "in", types),)
        yield kinds["activity"], self._records.query("activity", where=held)
        for kind in kinds.values():
            mine = kind.shape.place == place and kind.name not in KEPT_BACK | BY_PERSON
            if mine and counts.get(kind.name):
                yield kind, self._records.query(kind.name)


def said_of(made: Written, name: str, t: Translate) -> str:
    """Return what was written, in a sentence."""
    sheets = t("1 list|{n} lists", n=made.sheets)
    return t("{sheets}, {rows} lines in {file}", sheets=sheets, rows=made.rows, file=name)


def _distinct(listings: list[Listing]) -> list[Listing]:
    """Return the lists with titles that a workbook keeps apart: cut at 31 signs, numbered if alike."""
    seen: set[str] = set()
    found = []
    for one in listings:
        title, n = one.title[:_LONGEST_TITLE], 2
        while title.casefold() in seen:
            title = f"{one.title[: _LONGEST_TITLE - 3]} {n}"
            n += 1
        seen.add(title.casefold())
        found.append(Listing(title, one.heads, one.rows, one.held))
    return found
