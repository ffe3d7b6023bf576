"""Binds a box into papers: its first page, registers, records, evidence, findings, in that order."""

import re
from collections.abc import Collection, Iterator, Sequence
from functools import cache
from typing import NamedTuple

from app.kinds import Kind, Kinds
from app.pictures.preview import for_paper
from app.records.evidence import Attachment
from app.records.member import Member
from app.reports.attendance import attendance_sheet
from app.reports.box import Front, Tile, evidence_sheet
from app.reports.boxed import Box
from app.reports.findings import findings_sheet
from app.reports.paper import Part
from app.reports.record import Name
from app.reports.registers import columns_of, register_sheet
from app.reports.wording import on, plain
from app.reports.yearly import attendance_part, hours_part
from app.said import listed as said_list
from app.services.boxing import Listed, Shelf
from app.services.gathering import Gathering, Shown, Sources, shown_in
from app.services.listing import Listing, cells_of
from app.services.meeting import Meeting, entered_late
from app.services.records import Records
from db.model.record import Record
from db.model.words import Translate

MOST_PAGES = 250
"""A box of several years with more pages is bound by the year, as branches keep their books."""
_SET_UP, _MEMBERS, _STUDY, _DUES, _JOINT, _SERVICE, _OPEN = 1, 2, 12, 14, 15, 16, 18
_FORBIDDEN = re.compile(r'[\x00-\x1f<>:"/\\|?*]+')
_RESERVED = re.compile(r"^(con|prn|aux|nul|com\d|lpt\d)(\.|$)", re.IGNORECASE)
_LONGEST = 40
_MANY = 8
"""From so many registers on a box names those without records in one line."""


class Original(NamedTuple):
    """A file that is copied into the folder: where to, and its fingerprint."""

    path: str
    sha: str


class Volume(NamedTuple):
    """One PDF of a box: its file's name, its parts, what they show, the originals beside it.

    ``lists`` are its registers once more, for a workbook; a sensitive box has none.
    """

    box: Box
    name: str
    title: str
    parts: tuple[Part, ...]
    shown: Shown
    originals: tuple[Original, ...]
    late: int = 0
    lists: tuple[Listing, ...] = ()


class Binder:
    """Binds boxes of one book; reads, and writes nothing."""

    def __init__(self, records: Records, sources: Sources) -> None:
        self._records, self._sources = records, sources
        self._read = Gathering(records, sources)
        # A register names the same people again and again.
        self._name = cache(records.told)

    def volumes(self, shelf: Shelf, box: Box, *, sensitive: bool) -> Iterator[Volume]:
        """Yield the papers of a box, year by year where one would be too thick."""
        taken = 0
        for year, part in self._years(shelf, box):
            bound = _Bound(
                *(self._name, self._records.kinds, self._sources, self._read, part, box),
                numbered_before=taken,
            )
            yield bound.volume(year, sensitive=sensitive)
            taken += len(bound.tiles)

    def _years(self, shelf: Shelf, box: Box) -> list[tuple[int, Shelf]]:
        years = range(shelf.first.year, shelf.last.year + 1)
        if len(years) == 1 or shelf.outline(box).pages <= MOST_PAGES:
            return [(0, shelf)]
        return [(year, shelf.of_year(year)) for year in years]


class _Bound:
    """One volume while it is bound."""

    def __init__(
        self,
        name: Name,
        kinds: Kinds,
        sources: Sources,
        read: Gathering,
        shelf: Shelf,
        box: Box,
        *,
        numbered_before: int,
    ) -> None:
        self._name, self._sources, self._read = name, sources, read
        self._kinds = kinds
        self._shelf, self._box, self._before = shelf, box, numbered_before
        self._t: Translate = sources.words()
        self._branch = read.branch()
        self.tiles: list[Tile] = []
        self._originals: list[Original] = []
        self._shown: list[Record] = []
        self._people: list[Member] = []

    def volume(self, year: int, *, sensitive: bool) -> Volume:
        t, box, shelf = self._t, self._box, self._shelf
        title = f"{box.number:02d} {t(box.title)}"
        if year:
            title = t("{name} ({note})", name=title, note=year)
        concerned = box.concerns(shelf.branch)
        listed = shelf.registers(box, sensitive=sensitive) if concerned else []
        meetings = self._read.whole(shelf.meetings(box)) if concerned else []
        own = self._own(listed) if concerned else []
        registers = [self._register(one) for one in listed if _is_listed(one)]
        records = self._meetings(meetings)
        evidence = self._evidence(meetings, listed)
        findings = shelf.findings(box)
        found = [findings_sheet(findings, t, branch=self._branch)] if findings else []
        parts = [*own, *registers, *records, *evidence, *found]
        late = sum(entered_late(m) > 0 for m in meetings)
        front = self._front(title, meetings, listed, late, bound=bool(parts), sensitive=sensitive)
        return Volume(
            box,
            f"{safe(title)}.pdf",
            title,
            (front, *parts),
            Shown(tuple(self._shown), tuple(self._people)),
            tuple(self._originals),
            late,
            tuple(self._lists(meetings, listed)),
        )

    def _lists(self, meetings: Sequence[Meeting], listed: Sequence[Listed]) -> Iterator[Listing]:
        """Yield what the box lists as tables: the same columns as on paper, nothing sensitive."""
        if self._box.sensitive:
            return
        held = [meeting.activity.record for meeting in meetings]
        if held:
            yield self._table(self._kinds["activity"], held, ())
        for one in listed:
            register = one.register
            if one.records and not (register.sensitive or register.counted):
                yield self._table(one.kind, one.records, register.more)

    def _table(self, kind: Kind, records: Sequence[Record], more: tuple[str, ...]) -> Listing:
        fields = [f for f in columns_of(kind, more) if f.type != "sealed" and not f.mark.sensitive]
        rows = tuple(tuple(cells_of(r, fields, self._t, self._name)) for r in records)
        return Listing(self._t(kind.shape.title), tuple(self._t(f.title) for f in fields), rows)

    # Parts

    def _front(
        self,
        title: str,
        meetings: Sequence[Meeting],
        listed: Sequence[Listed],
        late: int,
        *,
        bound: bool,
        sensitive: bool,
    ) -> Front:
        t, shelf, box = self._t, self._shelf, self._box
        lines = [(t("What belongs here"), t(box.holds))]
        if box.meetings and box.concerns(shelf.branch):
            lines.append((t("Meetings and activities"), _count(len(meetings), t)))
        lines += self._counts(listed)
        if self.tiles:
            here = sum(bool(tile.file) for tile in self.tiles)
            lines.append(
                (t("Files"), t("{here} of {n} originals are here", here=here, n=len(self.tiles)))
            )
        later = any(meeting.day > shelf.last for meeting in meetings)
        if late:
            lines.append((t("Entered late"), t("{n} record|{n} records", n=late)))
        return Front(
            title=title,
            under=(plain(self._branch), self._period()),
            lines=tuple(lines),
            notes=tuple(self._notes(bound=bound, sensitive=sensitive, later=later)),
            contents=t("Contents") if bound else "",
        )

    def _counts(self, listed: Sequence[Listed]) -> Iterator[tuple[str, str]]:
        """Yield how many records each register has; of many registers, the empty ones in one line."""
        t = self._t
        many = len(listed) > _MANY
        for one in listed:
            if one.records or not many:
                yield t(one.kind.shape.title), _count(len(one.records), t)
        empty = [t(one.kind.shape.title) for one in listed if not one.records]
        if many and empty:
            yield t("Nothing on record"), said_list(empty, t)

    def _notes(self, *, bound: bool, sensitive: bool, later: bool) -> Iterator[str]:
        t, box = self._t, self._box
        if not box.concerns(self._shelf.branch):
            yield t("A branch of this type keeps no such box.")
        elif not bound:
            yield t("Nothing is on record in this period.")
        if box.note:
            yield t(box.note)
        if later:
            yield t("What closes the year was held after it, and is filed with the year it is for.")
        if not sensitive:
            kinds = self._kinds
            for register in (r for r in box.registers if r.sensitive):
                yield t(
                    "{name}: left out; included only for a stated purpose",
                    name=t(kinds[register.kind].shape.title),
                )

    def _own(self, listed: Sequence[Listed]) -> list[Part]:
        """Return the parts that one box alone has."""
        there = {one.kind.name for one in listed if one.records}
        found = [*self._sheets(there), *self._shared(listed)]
        for _, shown in found:
            self._shown += shown.records
            self._people += shown.people
        return [part for part, _ in found]

    def _sheets(self, there: Collection[str]) -> Iterator[tuple[Part, Shown]]:
        shelf, number, papers = self._shelf, self._box.number, self._sources.papers()
        if number == _STUDY:
            yield self._read.study_part(shelf.first, shelf.last)
            for view in self._read.years(shelf.first, shelf.last):
                yield attendance_part(view, self._t, branch=self._branch), Shown()
                yield hours_part(view, self._t, branch=self._branch), Shown()
        if papers is None:
            return
        if number == _SET_UP and shelf.whole:
            yield papers.branch_sheet()
        elif number == _MEMBERS and shelf.whole:
            yield papers.roster_sheet(min(shelf.last, self._sources.now().date()))
            if "flow_record" in there:
                yield papers.flow_sheet()
        elif number == _DUES and "dues_tick" in there:
            for year in range(shelf.first.year, shelf.last.year + 1):
                yield papers.dues_sheet(year)

    def _shared(self, listed: Sequence[Listed]) -> Iterator[tuple[Part, Shown]]:
        """Yield the report of joint building, the closed-loop list, notices by their numbers."""
        shelf, number, sheets, t = self._shelf, self._box.number, self._sources.shared(), self._t
        held = [one for one in listed if one.records]
        if sheets is None:
            return
        if number == _JOINT and (held or shelf.meetings(self._box)):
            parts, shown = sheets.report(shelf.first, shelf.last, t)
            yield from ((part, shown if n == 0 else Shown()) for n, part in enumerate(parts))
        elif number == _SERVICE:
            matters = {r.id for one in held if one.kind.name == "matter" for r in one.records}
            if matters:
                yield sheets.closed_loop(matters, shelf.last, t)
        elif number == _OPEN and (found := sheets.notices(shelf.first, shelf.last, t)):
            yield found

    def _register(self, listed: Listed) -> Part:
        self._shown += listed.records
        return register_sheet(
            listed.kind,
            listed.records,
            self._t,
            self._name,
            branch=self._branch,
            period=self._period(),
            whole=listed.register.whole,
            more=listed.register.more,
            opened=_never if listed.register.shut else self._sources.opened,
        )

    def _meetings(self, meetings: Sequence[Meeting]) -> list[Part]:
        if not meetings:
            return []
        t = self._t
        shown = shown_in(meetings)
        self._shown += shown.records
        self._people += shown.people
        days = [m.day for m in meetings]
        parts: list[Part] = [self._read.meeting_part(meeting)[0] for meeting in meetings]
        attendance = attendance_sheet(
            meetings,
            t,
            branch=self._branch,
            first=min(days),
            last=max(days),
        )
        return [attendance, *parts]

    # Evidence

    def _evidence(self, meetings: Sequence[Meeting], listed: Sequence[Listed]) -> list[Part]:
        files = [a for meeting in meetings for a in meeting.attachments]
        files += self._shelf.attached([r.id for one in listed for r in one.records])
        for attachment in {a.id: a for a in files}.values():
            self._keep(attachment)
        return [evidence_sheet(self.tiles, self._t, branch=self._branch)] if self.tiles else []

    def _keep(self, attachment: Attachment) -> None:
        n = self._before + len(self.tiles) + 1
        sha = str(attachment.hash or "")
        path = ""
        if sha and self._sources.here(attachment):
            path = f"evidence/{self._box.number:02d}-{n:03d} {safe(attachment.name)}"
            self._originals.append(Original(path, sha))
        seen = self._sources.seen(attachment)
        small = for_paper(seen) if seen else None
        picture = small or (b"", 0, 0)
        self.tiles.append(Tile(attachment.name, attachment.size or 0, sha, path, *picture))
        self._shown.append(attachment.record)

    def _period(self) -> str:
        t, shelf = self._t, self._shelf
        return t("{start} to {end}", start=on(shelf.first, t), end=on(shelf.last, t))


def _is_listed(one: Listed) -> bool:
    """Tell whether a register is printed as a list: not what a sheet of its own or a number tells."""
    return bool(one.records) and not (one.register.told or one.register.counted)


def _never(_record: str, _field: str) -> None:
    """Open nothing: the level of a member is nobody's but the member's."""


def _count(count: int, t: Translate) -> str:
    return t("{n} item|{n} items", n=count) if count else t("Nothing on record")


def safe(name: str) -> str:
    """Return a name that every file system keeps as it is, exFAT and Windows too."""
    text = _FORBIDDEN.sub("_", plain(name)).strip(" .")
    stem, dot, ending = text.rpartition(".")
    if dot and len(ending) <= 5:
        text = f"{stem[:_LONGEST].strip(' .')}.{ending}"
    else:
        text = text[:_LONGEST].strip(" .")
    if not text or _RESERVED.match(text):
        return f"_{text}"
    return text
