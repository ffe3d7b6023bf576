"""What is printed: reads the records, has every character checked, and returns the bytes of a PDF.

Nothing is written but where `save` is told to. The moment inside a PDF is that of the latest change
of what it shows, so that the same records printed twice are the same file.
"""

from collections.abc import Callable, Iterable, Sequence
from datetime import date, datetime
from functools import cache
from typing import NamedTuple

from app.declare import RecordType
from app.records.meeting import State
from app.records.member import LeaveOrAbsence, Member, MemberStatusEvent
from app.records.organisation import OfficeHolding
from app.records.study import Reflection, StudyRecord
from app.reports.attendance import attendance_sheet
from app.reports.ballots import ballots
from app.reports.findings import findings_sheet
from app.reports.fingerprint import canonical, fingerprint
from app.reports.ledger import ledger
from app.reports.meeting import late, meeting_sheet
from app.reports.member import Holding, member_sheet
from app.reports.notice import notice
from app.reports.paper import Attached, Paper, Part, Sheet
from app.reports.record import record_sheet
from app.reports.recovery import recovery_sheet
from app.reports.seal import seal, together
from app.reports.signin import sign_in
from app.reports.study import study_sheet
from app.reports.wording import plain
from app.services.checking import Report
from app.services.choices import ChoiceFile
from app.services.delivery import Held
from app.services.meeting import Meeting, read_meetings
from app.services.meetings import Meetings
from app.services.printing import Press, save
from app.services.records import Pen, Records
from app.words import Catalogue
from db.model.errors import NotFound
from db.model.progress import Progress, Silent
from db.model.query import Where
from db.model.record import Record
from db.model.stamp import millis
from db.model.words import N_, Translate

__all__ = ["Exporter", "Sources", "records_of", "save", "spoken"]

RECORD_FILE = "record.json"
"""Name of the record inside its PDF."""


class Sources(NamedTuple):
    """What the exporter asks of others.

    ``pen`` who writes here, ``now`` the site's time, ``words`` the catalogue of the language chosen now, ``held`` when a
    record was written and received, ``report`` what the rules say of a period.
    """

    pen: Callable[[], Pen]
    now: Callable[[], datetime]
    words: Callable[[], Translate]
    held: Callable[[Record], Held]
    report: Callable[[date, date], Report]


def spoken(choices: ChoiceFile) -> Callable[[], Translate]:
    """Return what gives the catalogue of the language chosen now, each read once."""
    read = cache(Catalogue)
    return lambda: read(choices.now.language)


class Exporter:
    """The use cases of printing. Every `…_pdf` raises NotFound, ExportError.

    With `draft` a character that cannot be printed becomes 〓 and every page says that it is a draft.
    """

    def __init__(self, records: Records, sources: Sources, press: Press | None = None) -> None:
        self._records, self._sources = records, sources
        self._meetings = Meetings(records)
        self.press = press or Press()

    def notice_pdf(self, activity: str, *, draft: bool = False) -> bytes:
        """Return the notice of a meeting, dated the day it went out, else today."""
        meeting, t = self._meeting(activity), self._sources.words()
        sent = self._meetings.notice(activity)
        issued = sent.issued_on if sent and sent.issued_on else self._sources.now().date()
        part = notice(meeting, t, branch=self._branch(), issued=issued)
        return self._printed([part], part.title, records_of(meeting), draft=draft)

    def sign_in_pdf(self, activity: str, *, keep: bool = False, draft: bool = False) -> bytes:
        """Return the blank sign-in sheet; `keep` records that it was printed, under its serial.

        Without `keep` the serial is that of the sheet printed last, a blank where none was.
        """
        meeting, t = self._meeting(activity), self._sources.words()
        serial = meeting.sheets[-1].serial if meeting.sheets else ""
        if keep:
            serial = self._serial(meeting)
        part = sign_in(meeting, t, branch=self._branch(), serial=serial or "")
        pdf = self._printed(
            [part],
            part.title,
            records_of(meeting),
            draft=draft,
            foot=(
                t("Page {n} of {total}"),
                t("Serial {serial}", serial=serial) if serial else "",
            ),
        )
        if keep:
            printed = self._sources.now().replace(microsecond=0).isoformat()
            fields = {"activity": activity, "serial": serial, "printed_at": printed}
            self._records.add("sign_in_sheet", fields)
        return pdf

    def _serial(self, meeting: Meeting) -> str:
        # Two laptops may print for one meeting: the actor keeps their serials apart.
        actor = self._sources.pen().actor[:2].upper()
        return f"{meeting.day:%Y%m%d}-{actor}{len(meeting.sheets) + 1}"

    def ballots_pdf(self, activity: str, motion: str, *, draft: bool = False) -> bytes:
        """Return the blank ballots of one motion of a meeting."""
        meeting, t = self._meeting(activity), self._sources.words()
        found = next((m for m in meeting.motions if m.id == motion), None)
        if found is None:
            raise NotFound(N_("There is no record {id}."), id=motion)
        part = ballots(meeting, found, t, branch=self._branch())
        return self._printed(
            [part], part.title, [meeting.activity.record, found.record], draft=draft
        )

    def meeting_pdf(self, activity: str, *, draft: bool = False) -> bytes:
        """Return the record of a meeting, with the record itself as JSON inside."""
        meeting = self._meeting(activity)
        records = records_of(meeting)
        told = self._told(records)
        part = self._meeting_part(meeting, records, told, attached=RECORD_FILE)
        return self._printed(
            [part], part.title, records, draft=draft, attached=(self._attached(told),)
        )

    def attendance_pdf(self, first: date, last: date, *, draft: bool = False) -> bytes:
        """Return who was at which meeting of a period."""
        meetings = self._between(first, last)
        part = attendance_sheet(
            meetings, self._sources.words(), branch=self._branch(), first=first, last=last
        )
        return self._printed([part], part.title, _all(meetings), draft=draft)

    def study_pdf(self, year: int, *, draft: bool = False) -> bytes:
        """Return the study ledger of a year."""
        first, last = date(year, 1, 1), date(year, 12, 31)
        part, records = self._study(first, last)
        return self._printed([part], part.title, records, draft=draft)

    def ledger_pdf(
        self, first: date, last: date, progress: Progress | None = None, *, draft: bool = False
    ) -> bytes:
        """Return everything of a period: cover, contents, meetings, attendance, study, findings."""
        watched, t, branch = progress or Silent(), self._sources.words(), self._branch()
        meetings = self._between(first, last)
        parts: list[Part] = []
        for n, meeting in enumerate(meetings):
            watched.step(n, len(meetings) + 1, plain(meeting.activity.title or ""))
            records = records_of(meeting)
            parts.append(self._meeting_part(meeting, records, self._told(records)))
        parts.append(attendance_sheet(meetings, t, branch=branch, first=first, last=last))
        study, studied = self._study(first, last)
        found = self._sources.report(first, last).findings
        parts += [study, findings_sheet(found, t, branch=branch)]
        whole = ledger(parts, t, branch=branch, above=self._above(), first=first, last=last)
        title = whole[0].title
        return self._printed(
            whole, title, [*_all(meetings), *studied], draft=draft, apart=(watched, len(meetings))
        )

    def member_pdf(self, member: str, year: int | None = None, *, draft: bool = False) -> bytes:
        """Return a member's own record, with the meetings and studies of a year (this one)."""
        found = self._records.get(Member, member)
        if found is None:
            raise NotFound(N_("There is no record {id}."), id=member)
        of_year = year or self._sources.now().year
        first, last = date(of_year, 1, 1), date(of_year, 12, 31)
        held = self._holding(found, first, last)
        part = member_sheet(
            held,
            self._records.kinds["member"],
            self._sources.words(),
            self._records.name,
            branch=self._branch(),
            first=first,
            last=last,
        )
        parts: list[Sequence[RecordType]] = [held.studies, held.offices, held.events, held.leaves]
        records = [found.record, *(x.record for values in parts for x in values)]
        return self._printed([part], part.title, records, draft=draft)

    def record_pdf(self, record: str, *, draft: bool = False) -> bytes:
        """Return the plain sheet of any record, with the record itself as JSON inside."""
        found, t = self._records.raw(record), self._sources.words()
        if found is None or found.kind not in self._records.kinds:
            raise NotFound(N_("There is no record {id}."), id=record)
        kind = self._records.kinds[found.kind]
        told = self._told([found])
        part = record_sheet(
            found,
            kind,
            t,
            self._records.name,
            branch=self._branch(),
            seal=seal(
                fingerprint(told),
                self._sources.held(found),
                t,
                by=found.made_by,
                attached=RECORD_FILE,
            ),
        )
        return self._printed(
            [part], part.title, [found], draft=draft, attached=(self._attached(told),)
        )

    def recovery_pdf(self, key: str) -> bytes:
        """Return the sheet of a recovery key."""
        made = self._sources.now().date()
        part = recovery_sheet(key, self._sources.words(), branch=self._branch(), made=made)
        return self._printed([part], part.title, [])

    # Parts

    def _meeting_part(
        self, meeting: Meeting, records: Sequence[Record], told: str, attached: str = ""
    ) -> Sheet:
        t = self._sources.words()
        held = together([self._sources.held(record) for record in records])
        by = min(records, key=lambda record: record.made).made_by
        own = seal(fingerprint(told), held, t, by=by, late=late(meeting, t), attached=attached)
        return meeting_sheet(meeting, t, branch=self._branch(), seal=own)

    def _study(self, first: date, last: date) -> tuple[Sheet, list[Record]]:
        studies = self._studies(first, last)
        studied = {member for study in studies for member in study.members}
        members = [m for m in self._records.all(Member) if m.is_here or m.id in studied]
        part = study_sheet(
            members, studies, self._sources.words(), branch=self._branch(), first=first, last=last
        )
        return part, [*(m.record for m in members), *(s.record for s in studies)]

    def _holding(self, member: Member, first: date, last: date) -> Holding:
        mine = {"member": member.id}
        meetings = [m for m in self._between(first, last) if m.person(member.id) is not None]
        return Holding(
            member,
            meetings,
            [s for s in self._studies(first, last) if member.id in s.members],
            self._records.all(OfficeHolding, where=mine, order=("from_on",)),
            self._records.all(MemberStatusEvent, where=mine, order=("on",)),
            self._records.all(LeaveOrAbsence, where=mine, order=("from_on",)),
            self._records.all(Reflection, where=mine, order=("held_on",)),
        )

    def _told(self, records: Sequence[Record]) -> str:
        return canonical(records, self._records.kinds, self._names(records))

    def _names(self, records: Sequence[Record]) -> dict[str, str]:
        """Return what the ids in these records are called, for those that are not among them."""
        own = {record.id for record in records}
        found: dict[str, str] = {}
        for record in records:
            kind = self._records.kinds.get(record.kind)
            for field in kind.fields if kind else ():
                value = record.get(field.name) if field.ref else None
                for name in value if isinstance(value, list) else [value]:
                    if name and name not in own and name not in found:
                        found[name] = self._records.name(name)
        return found

    def _attached(self, told: str) -> Attached:
        about = self._sources.words()("The record as it is in the book")
        return Attached(RECORD_FILE, told, about)

    def _printed(
        self,
        parts: Sequence[Part],
        title: str,
        records: Sequence[Record],
        *,
        draft: bool = False,
        foot: tuple[str, str] = ("", ""),
        attached: tuple[Attached, ...] = (),
        apart: tuple[Progress, int] | None = None,
    ) -> bytes:
        t = self._sources.words()
        paper = Paper(
            title=title,
            author=plain(self._branch()),
            lang=t("en"),
            parts=tuple(parts),
            foot=foot[0],
            foot_note=foot[1],
            attached=attached,
        )
        mark = t("Draft: characters without a glyph are shown as 〓") if draft else ""
        when = max((r.touched for r in records), default=0)
        texts = ((r.id, text) for r in records for text in _strings(r))
        seconds = millis(when) // 1000
        return self.press.printed(
            paper, texts, seconds, name=self._records.name, draft=mark, apart=apart
        )

    # Reading

    def _meeting(self, activity: str) -> Meeting:
        found = self._meetings.get(activity, self._sources.now().date())
        if found is None:
            raise NotFound(N_("There is no record {id}."), id=activity)
        return found

    def _between(self, first: date, last: date) -> list[Meeting]:
        held = [a for a in self._meetings.between(first, last) if a.state != State.cancelled]
        return read_meetings(self._records, held[::-1], self._sources.now().date())

    def _branch(self) -> str:
        return self._records.name("branch")

    def _above(self) -> str:
        found = self._records.raw("branch")
        above = found.get("organization") if found else None
        return self._records.name(above) if above else ""

    def _studies(self, first: date, last: date) -> list[StudyRecord]:
        within = (
            Where("held_on", ">=", first.isoformat()),
            Where("held_on", "<=", last.isoformat()),
        )
        return self._records.all(StudyRecord, where=within, order=("held_on",))


def records_of(meeting: Meeting) -> list[Record]:
    """Return every record that a meeting's page is made of."""
    found: list[Sequence[RecordType]] = [
        [meeting.activity],
        [e for e in meeting.entries.values() if e.id],
        meeting.items,
        meeting.speeches,
        meeting.motions,
        meeting.resolutions,
        meeting.attachments,
    ]
    return [value.record for values in found for value in values]


def _all(meetings: Sequence[Meeting]) -> list[Record]:
    return [record for meeting in meetings for record in records_of(meeting)]


def _strings(record: Record) -> Iterable[str]:
    return (value for value in record.body.values() if isinstance(value, str))
