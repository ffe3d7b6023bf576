"""Which version of a charter or of working rules is in force on a day (row 38).

Versions belong together by their title, or because one names the other as the one it takes the
place of. A version ends on its own day, at the latest the day before the next one begins.
"""

from collections.abc import Iterable, Sequence
from datetime import date
from typing import NamedTuple

from app.counting.periods import days_after
from app.records.alliance import SystemDocument, SystemDocumentKind


class Line(NamedTuple):
    """All versions of one document, earliest first; drafts without a day of force stand last."""

    versions: tuple[SystemDocument, ...]

    @property
    def title(self) -> str:
        """Return the title of the latest version."""
        return self.versions[-1].title

    def in_force(self, day: date) -> SystemDocument | None:
        """Return the version in force on a day."""
        begun = [v for v in self.versions if v.effective_from and v.effective_from <= day]
        # One that ended does not let the one before it come to life again.
        latest = begun[-1] if begun else None
        if latest is None or (latest.effective_to is not None and latest.effective_to < day):
            return None
        return latest

    def coming(self, day: date) -> SystemDocument | None:
        """Return the next version that is adopted and not in force yet."""
        later = (v for v in self.versions if v.effective_from and v.effective_from > day)
        return next(later, None)

    def before(self, version: SystemDocument) -> SystemDocument | None:
        """Return the version that one takes the place of."""
        named = next((v for v in self.versions if v.id and v.id == version.replaces), None)
        if named is not None:
            return named
        at = next((n for n, v in enumerate(self.versions) if v.id == version.id), 0)
        return self.versions[at - 1] if at else None


def lines(documents: Iterable[SystemDocument]) -> list[Line]:
    """Return the documents with their versions: the charter first, then rules, methods, schemes."""
    known = list(documents)
    place: dict[str, str] = {d.id: d.id for d in known}

    def root(key: str) -> str:
        while place[key] != key:
            key = place[key]
        return key

    titles: dict[str, str] = {}
    for document in known:
        for other in (document.replaces or "", titles.setdefault(_bare(document), document.id)):
            if other in place:
                place[root(document.id)] = root(other)
    groups: dict[str, list[SystemDocument]] = {}
    for document in known:
        groups.setdefault(root(document.id), []).append(document)
    found = [Line(tuple(sorted(group, key=_when))) for group in groups.values()]
    return sorted(found, key=lambda line: (_rank(line), line.title, line.versions[0].id))


def _rank(line: Line) -> int:
    kinds = list(SystemDocumentKind)
    kind = line.versions[-1].kind
    return kinds.index(kind) if kind is not None else len(kinds)


def _bare(document: SystemDocument) -> str:
    return "".join(document.title.split()).strip("《》")


def _when(document: SystemDocument) -> tuple[date, date, str, str]:
    far = date.max
    return (
        document.effective_from or far,
        document.adopted_on or far,
        document.version or "",
        document.id,
    )


def closed_on(begins: date) -> date:
    """Return the last day of the version before one that begins."""
    return days_after(begins, -1)


def open_before(line: Line, begins: date) -> Sequence[SystemDocument]:
    """Return the versions that a new one beginning on a day closes."""
    return [
        v
        for v in line.versions
        if v.effective_from is not None
        and v.effective_from < begins
        and (v.effective_to is None or v.effective_to >= begins)
    ]
