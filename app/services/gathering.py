"""Gathers what a paper is made of: records read, named, hashed, and put into parts."""

from collections.abc import Callable, Collection, Iterable, Iterator, Sequence
from datetime import date, datetime
from typing import NamedTuple, Protocol

from app.counting.studied import COUNTED, counted_kinds
from app.declare import RecordType
from app.records.evidence import Attachment
from app.records.flow import FlowRecord, GroupMembership
from app.records.meeting import Activity, State
from app.records.member import ContactEntry, LeaveOrAbsence, Member, MemberStatusEvent
from app.records.organisation import Branch, OfficeHolding
from app.records.study import HoursKind, Reflection, StudyRecord
from app.reports.fingerprint import canonical, fingerprint
from app.reports.meeting import late, meeting_sheet
from app.reports.member import Holding
from app.reports.paper import Sheet
from app.reports.seal import seal, together
from app.reports.study import study_sheet
from app.rules.rulebook import Rulebook
from app.rules.shipped import usual
from app.services.checking import Report
from app.services.delivery import Held
from app.services.meeting import Meeting, read_branch, read_meetings
from app.services.meetings import Meetings
from app.services.records import Pen, Records
from app.services.study_reading import studies_between
from app.services.yearly import YearView
from db.model.errors import NotFound
from db.model.record import Record
from db.model.words import N_, Translate

RECORD_FILE = "record.json"
"""Name of the record inside its PDF."""


class RosterSheets(Protocol):
    """The sheets that the roster has of its own, each with what it shows."""

    def branch_sheet(self) -> tuple[Sheet, "Shown"]:
        """Return the branch card."""

    def roster_sheet(self, day: date) -> tuple[Sheet, "Shown"]:
        """Return the roster of a day."""

    def flow_sheet(self) -> tuple[Sheet, "Shown"]:
        """Return the registers of floating members."""

    def dues_sheet(self, year: int) -> tuple[Sheet, "Shown"]:
        """Return the ticks of a year's dues."""


class SharedSheets(Protocol):
    """The sheets that the boxes of joint building, service and openness have of their own."""

    def report(self, first: date, last: date, t: Translate) -> tuple[list[Sheet], "Shown"]:
        """Return the joint-building report of a period."""

    def closed_loop(
        self, matters: Collection[str], last: date, t: Translate
    ) -> tuple[Sheet, "Shown"]:
        """Return some matters as the closed-loop list of a period that ends on a day."""

    def notices(self, first: date, last: date, t: Translate) -> "tuple[Sheet, Shown] | None":
        """Return a period's notices with how many know of each; None where there are none."""


class Sources(NamedTuple):
    """What printing asks of others.

    ``pen`` who writes here, ``now`` the site's time, ``words`` the catalogue of the language chosen
    now, ``held`` when a record was written and received, ``report`` what the rules say of a period,
    ``here`` whether an attachment's file is on this computer, ``original`` the pieces of a file
    by its fingerprint, ``seen`` a picture of an attachment, as small as there is one, ``opened`` the
    words of a sealed text by record and field, None while it may not be opened, ``rules`` what the
    rule packs amount to here, ``papers`` the roster's own sheets, ``yearly`` a year's pictures,
    ``shared`` the sheets of joint building, service and openness.
    """

    pen: Callable[[], Pen]
    now: Callable[[], datetime]
    words: Callable[[], Translate]
    held: Callable[[Record], Held]
    report: Callable[[date, date], Report]
    here: Callable[[Attachment], bool] = lambda _attachment: True
    original: Callable[[str], Iterable[bytes]] = lambda _sha: ()
    seen: Callable[[Attachment], bytes | None] = lambda _attachment: None
    opened: Callable[[str, str], str | None] = lambda _record, _field: None
    rules: Callable[[], Rulebook] = usual
    papers: Callable[[], RosterSheets | None] = lambda: None
    yearly: Callable[[int], YearView | None] = lambda _year: None
    shared: Callable[[], SharedSheets | None] = lambda: None


class Shown(NamedTuple):
    """What a paper shows: records with all their texts, people and others of whom it has the name alone.

    ``names`` are ids and names of what is neither.
    """

    records: Sequence[Record] = ()
    people: Sequence[Member] = ()
    names: Sequence[tuple[str, str]] = ()

    @property
    def touched(self) -> int:
        """Return the stamp of the latest change."""
        stamps = [*(r.touched for r in self.records), *(p.record.touched for p in self.people)]
        return max(stamps, default=0)

    def also(self, other: "Shown") -> "Shown":
        """Return what both show."""
        return Shown(
            (*self.records, *other.records),
            (*self.people, *other.people),
            (*self.names, *other.names),
        )

    def texts(self) -> Iterator[tuple[str, str]]:
        """Yield record id and text of everything typed by people; names first."""
        for person in {p.id: p for p in self.people}.values():
            yield person.id, person.name
        yield from dict.fromkeys(self.names)
        for record in self.records:
            for value in record.body.values():
                if isinstance(value, str):
                    yield record.id, value


def records_of(meeting: Meeting) -> list[Record]:
    """Return every record that a meeting's own record is made of."""
    found: list[Iterable[RecordType]] = [
        [meeting.activity],
        [e for e in meeting.entries.values() if e.id],
        meeting.items,
        meeting.speeches,
        meeting.motions,
        meeting.candidates,
        meeting.opinions,
        meeting.resolutions,
        meeting.attachments,
        meeting.corrections,
        meeting.results,
        *_life_of(meeting),
    ]
    return [value.record for values in found for value in values]


def _life_of(meeting: Meeting) -> list[Iterable[RecordType]]:
    life = meeting.life
    if life is None:
        return []
    return [[life.steps_of] if life.steps_of else [], life.opinions, life.items, life.last_items]


def shown_in(meetings: Iterable[Meeting]) -> Shown:
    """Return what meetings show."""
    kept = tuple(meetings)
    return Shown(
        tuple(record for meeting in kept for record in records_of(meeting)),
        tuple(person.member for meeting in kept for person in meeting.people),
        tuple(pair for meeting in kept for pair in meeting.shared.names.items()),
    )


class Gathering:
    """Reads for the exporter; writes nothing."""

    def __init__(self, records: Records, sources: Sources) -> None:
        self._records, self._sources = records, sources
        self._meetings = Meetings(records)

    def meeting(self, activity: str) -> Meeting:
        """Return one meeting. Raises NotFound."""
        found = self._meetings.get(activity, self._sources.now().date())
        if found is None:
            raise NotFound(N_("There is no record {id}."), id=activity)
        return found

    def between(self, first: date, last: date) -> list[Meeting]:
        """Return the meetings of a period in order; those called off are not among them."""
        held = [a for a in self._meetings.between(first, last) if a.state != State.cancelled]
        return self.whole(held[::-1])

    def whole(self, activities: Sequence[Activity]) -> list[Meeting]:
        """Return meetings with all that belongs to them."""
        return read_meetings(
            self._records,
            activities,
            self._sources.now().date(),
            rules=self._sources.rules(),
        )

    def branch(self) -> str:
        """Return the branch's name."""
        found = self._records.get(Branch, "branch")
        return found.name if found else ""

    def above(self) -> str:
        """Return the name of the superior organisation; empty where none is given."""
        found = self._records.get(Branch, "branch")
        return self._records.name(found.organization or "") if found else ""

    def meeting_part(self, meeting: Meeting, attached: str = "") -> tuple[Sheet, str]:
        """Return a meeting's record as a sheet, and its canonical text."""
        t, records = self._sources.words(), records_of(meeting)
        told = self.told(records)
        own = seal(
            fingerprint(told),
            together([self._sources.held(record) for record in records]),
            t,
            by=min(records, key=lambda record: record.made).made_by,
            late=late(meeting, t),
            attached=attached,
        )
        away = [a.id for a in meeting.attachments if not self._sources.here(a)]
        return meeting_sheet(meeting, t, branch=self.branch(), seal=own, lacking=away), told

    def study_part(self, first: date, last: date) -> tuple[Sheet, Shown]:
        """Return the study ledger of a period: of all members here, and whoever else studied."""
        studies = studies_between(self._records, first, last)
        studied = {member for study in studies for member in study.members}
        here = read_branch(self._records).ids_on(min(last, self._sources.now().date()))
        members = [m for m in self._records.all(Member) if m.id in here or m.id in studied]
        words, counted = self._sources.words(), self._counted(last)
        part = study_sheet(
            members, studies, words, branch=self.branch(), first=first, last=last, counted=counted
        )
        return part, Shown(tuple(self._behind(studies)), tuple(members))

    def _counted(self, last: date) -> frozenset[HoursKind]:
        day = min(last, self._sources.now().date())
        ruling = self._sources.rules().on("R25", day)
        return counted_kinds(ruling.words("counted")) if ruling else COUNTED

    def _behind(self, studies: Iterable[StudyRecord]) -> Iterator[Record]:
        """Yield the records behind studies: that of the meeting where none of its own was written."""
        for study in studies:
            found = study.record if study.id else self._records.raw(study.activity or "")
            if found is not None:
                yield found

    def years(self, first: date, last: date) -> Iterator[YearView]:
        """Yield the pictures of each year that a period has whole, or as far as it has gone."""
        today = self._sources.now().date()
        for year in range(first.year, last.year + 1):
            begin, end = date(year, 1, 1), min(date(year, 12, 31), today)
            if first <= begin <= end <= last:
                view = self._sources.yearly(year)
                if view is not None and not view.is_empty:
                    yield view

    def holding(self, member: Member, first: date, last: date) -> Holding:
        """Return everything the book has of a member in a period."""
        mine = {"member": member.id}
        return Holding(
            member,
            [m for m in self.between(first, last) if m.person(member.id) is not None],
            [s for s in studies_between(self._records, first, last) if member.id in s.members],
            self._records.all(OfficeHolding, where=mine, order=("from_on",)),
            self._records.all(MemberStatusEvent, where=mine, order=("on",)),
            self._records.all(LeaveOrAbsence, where=mine, order=("from_on",)),
            self._records.all(Reflection, where=mine, order=("held_on",)),
            [
                (self._records.name(g.group), g)
                for g in self._records.all(GroupMembership, where=mine, order=("from_on",))
            ],
            self._records.all(FlowRecord, where=mine, order=("from_on",)),
            self._records.all(ContactEntry, where=mine, order=("on",)),
            self._counted(last),
        )

    def told(self, records: Sequence[Record]) -> str:
        """Return the canonical text of records, with the names of the others they point to."""
        return canonical(records, self._records.kinds, self._names(records))

    def _names(self, records: Sequence[Record]) -> dict[str, str]:
        own = {record.id for record in records}
        found: dict[str, str] = {}
        for record in records:
            kind = self._records.kinds.get(record.kind)
            for field in kind.fields if kind else ():
                value = record.get(field.name) if field.ref else None
                for name in value if isinstance(value, list) else [value]:
                    if name and name not in own and name not in found:
                        found[name] = self._records.told(name)
        return found
