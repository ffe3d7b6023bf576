"""What each box of the folder holds in a period: meetings, records, findings, files; counted or read."""

import math
import re
from collections import defaultdict
from collections.abc import Collection, Iterable, Sequence
from datetime import date, datetime, time
from functools import cached_property
from typing import NamedTuple

from app.counting.consent import may_be_passed_on
from app.kinds import Kind
from app.records.evidence import Attachment
from app.records.meeting import Activity, State
from app.records.organisation import Branch
from app.reports.boxed import Box, Register
from app.reports.boxes import BOXES, UNPLACED, box_of, box_of_meeting
from app.rules.finding import Finding
from app.services.meetings import Meetings
from app.services.records import Records
from app.terms import ActivityType
from db.model.query import Where
from db.model.record import Record

_MOST, _CHUNK = 100_000, 400
_YEAR = re.compile(r"(\d{4})(-|$)")
_CORRECTIONS = Register("correction", via="about")
_OF_A_YEAR = (ActivityType.organizational_life_meeting, ActivityType.democratic_appraisal)
"""Meetings that close a year, often held after it: they are filed with the year they are for."""
_JOINT, _REPORT_PAGES = 15, 10
_MEETING_PAGES, _ROWS, _SIGNS, _TILES, _FOUND, _TOLD = 3, 24, 480, 8, 7, 40


class Listed(NamedTuple):
    """One register of a box with its records of the period."""

    register: Register
    kind: Kind
    records: tuple[Record, ...]


class Outline(NamedTuple):
    """What a box amounts to, for whoever chooses: counts, and about how many pages.

    ``concerned`` says whether a branch of this type has the box at all.
    """

    box: Box
    concerned: bool
    meetings: int
    records: int
    files: int
    findings: tuple[Finding, ...]
    pages: int

    @property
    def empty(self) -> bool:
        """Tell whether nothing is on record for it."""
        return not (self.meetings or self.records)


class Shelf:
    """The boxes of one period. Everything is read once, when it is first asked for.

    ``whole`` is false for a later year of several: what has no day is with the first alone.
    ``span`` is the whole period where this is one of its years.
    """

    def __init__(
        self,
        records: Records,
        findings: Sequence[Finding],
        first: date,
        last: date,
        *,
        whole: bool = True,
        span: tuple[date, date] | None = None,
    ) -> None:
        self._records, self._findings = records, findings
        self.first, self.last, self.whole = first, last, whole
        self._span = span or (first, last)
        self._kinds: dict[str, list[Record]] = {}

    def of_year(self, year: int) -> "Shelf":
        """Return what is of one of the period's years; what has no day is with the first."""
        whole = year == self.first.year
        found = [f for f in self._findings if self._year_of(f) == year]
        first = max(self.first, date(year, 1, 1))
        last = min(self.last, date(year, 12, 31))
        return Shelf(self._records, found, first, last, whole=whole, span=self._span)

    def _year_of(self, finding: Finding) -> int:
        """Return the year whose book a finding is in; one that names none is in the first."""
        named = _YEAR.match(finding.about)
        year = finding.day.year if finding.day else int(named[1]) if named else 0
        return year if self.first.year <= year <= self.last.year else self.first.year

    @cached_property
    def branch(self) -> Branch | None:
        """Return the branch's own record."""
        return self._records.get(Branch, "branch")

    @cached_property
    def _by_box(self) -> dict[int, list[Activity]]:
        found: dict[int, list[Activity]] = defaultdict(list)
        held = {a.id: a for a in Meetings(self._records).between(self.first, self.last)[::-1]}
        held |= {a.id: a for a in self._closing()}
        for activity in sorted(held.values(), key=self._place):
            if activity.state == State.cancelled:
                continue
            if self.first <= self._place(activity)[0] <= self.last:
                found[box_of_meeting(activity.type)].append(activity)
        return found

    def _closing(self) -> list[Activity]:
        """Return the meetings that close a year whose end lies here, whenever they were held."""
        years = range(self.first.year, self.last.year + 1)
        ends = [y for y in years if self.first <= date(y, 12, 31) <= self.last]
        where = (Where("for_year", "in", ends), Where("type", "in", list(_OF_A_YEAR)))
        found = self._records.all(Activity, where=where, order=("held_start",)) if ends else []
        return [a for a in found if a.held_start]

    def _place(self, activity: Activity) -> tuple[date, datetime]:
        """Return the day by which a meeting is filed, and when it was held."""
        held = activity.held_start or datetime.combine(self.first, time())
        if activity.type in _OF_A_YEAR and activity.for_year:
            end = date(activity.for_year, 12, 31)
            if self._span[0] <= end <= self._span[1]:
                return end, held
        return held.date(), held

    @cached_property
    def _found(self) -> dict[int, list[Finding]]:
        types = {a.id: a.type for held in self._by_box.values() for a in held}

        def type_of(record: str) -> ActivityType | None:
            if record in types:
                return types[record]
            other = self._records.get(Activity, record)
            return None if other is None else other.type

        found: dict[int, list[Finding]] = defaultdict(list)
        for finding in self._findings:
            found[box_of(finding, type_of)].append(finding)
        return found

    def meetings(self, box: Box) -> list[Activity]:
        """Return the meetings of a box, in their order; those called off are not among them."""
        return list(self._by_box.get(box.number, ()))

    def findings(self, box: Box | None) -> tuple[Finding, ...]:
        """Return what the rules say of a box; of None, what belongs into none."""
        return tuple(self._found.get(UNPLACED if box is None else box.number, ()))

    def registers(self, box: Box, *, sensitive: bool = False) -> list[Listed]:
        """Return the registers of a box, empty ones too; sensitive ones only where asked for.

        What may not be passed on is left out.
        """
        known = {a.id for a in self.meetings(box)}
        found = []
        for register in (*box.registers, _CORRECTIONS):
            kind = self._records.kinds.get(register.kind)
            if kind is None or (register.sensitive and not sensitive):
                continue
            if not (self.whole or register.day or register.via):
                continue
            span = (self.first, self.last)
            held = [
                r
                for r in self._all(kind)
                if register.holds(r, *span, known)
                and (self.whole or register.dated(r))
                and may_be_passed_on(r)
            ]
            known |= {r.id for r in held}
            if held or register is not _CORRECTIONS:
                found.append(Listed(register, kind, tuple(held)))
        return found

    def attached(self, ids: Collection[str]) -> list[Attachment]:
        """Return the files that hang on records, in the order they came."""
        wanted, found = sorted(ids), list[Attachment]()
        for at in range(0, len(wanted), _CHUNK):
            condition = (Where("belongs_to", "in", wanted[at : at + _CHUNK]),)
            found += self._records.all(Attachment, where=condition, order=("made",), limit=_MOST)
        return found

    def outline(self, box: Box, *, sensitive: bool = False) -> Outline:
        """Count a box."""
        meetings = self.meetings(box)
        listed = self.registers(box, sensitive=sensitive)
        held = [record for one in listed for record in one.records]
        files = len(self.attached([*(a.id for a in meetings), *(r.id for r in held)]))
        findings = self.findings(box)
        return Outline(
            box,
            box.concerns(self.branch),
            len(meetings),
            len(held),
            files,
            findings,
            1
            + (_REPORT_PAGES if box.number == _JOINT and (meetings or held) else 0)
            + len(meetings) * _MEETING_PAGES
            + sum(_pages(one) for one in listed)
            + math.ceil(files / _TILES)
            + math.ceil(len(findings) / _FOUND),
        )

    def outlines(self) -> list[Outline]:
        """Count every box."""
        return [self.outline(box) for box in BOXES]

    def _all(self, kind: Kind) -> Iterable[Record]:
        found = self._kinds.get(kind.name)
        if found is None:
            found = self._records.find(self._records.query(kind.name, limit=_MOST))
            self._kinds[kind.name] = found = _dated(kind, found)
        return found


def _dated(kind: Kind, records: list[Record]) -> list[Record]:
    """Return records as a ledger has them: where a list shows the newest first, the oldest."""
    newest_first = any(name.startswith("-") for name in kind.shape.order)
    return records[::-1] if newest_first else records


def _pages(listed: Listed) -> int:
    """Return about how many pages a register takes."""
    if not listed.records or listed.register.counted:
        return 0
    if listed.register.told:
        return math.ceil(len(listed.records) / _TOLD)
    long = [f.name for f in listed.kind.fields if f.type == "long"]
    signs = sum(len(str(r.get(name) or "")) for r in listed.records for name in long)
    return math.ceil(len(listed.records) / _ROWS + signs / _SIGNS)
