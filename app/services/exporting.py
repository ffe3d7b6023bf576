"""What is printed: reads the records, has every character checked, and returns the bytes of a PDF.

Nothing is written but where `save` is told to. The moment inside a PDF is that of the latest change
of what it shows, so that the same records printed twice are the same file.
"""

from collections.abc import Sequence
from datetime import date

from app.counting.consent import AGREED, may_be_passed_on
from app.records.member import Member
from app.reports.attendance import attendance_sheet
from app.reports.ballots import ballots
from app.reports.findings import findings_sheet
from app.reports.fingerprint import fingerprint
from app.reports.ledger import ledger
from app.reports.member import member_sheet
from app.reports.notice import notice
from app.reports.paper import Attached, Paper, Part, Sheet
from app.reports.record import record_sheet
from app.reports.recovery import recovery_sheet
from app.reports.seal import seal
from app.reports.signin import sign_in
from app.reports.wording import plain
from app.reports.yearly import year_parts
from app.services.blanks import COUNTED, Blanks, Wanted, form_part, serial_for
from app.services.gathering import RECORD_FILE, Gathering, Shown, Sources, shown_in
from app.services.hanging_papers import below
from app.services.meeting import Meeting
from app.services.meetings import Meetings
from app.services.planning import Planning
from app.services.planpaper import plan_part
from app.services.printing import Press, save
from app.services.records import Records
from app.services.templates import Templates
from db.model.errors import ExportError, NotFound
from db.model.progress import Progress, Silent
from db.model.record import Record
from db.model.stamp import millis
from db.model.words import N_, Translate

__all__ = ["RECORD_FILE", "Exporter", "Sources", "save"]

_QUARTER = 85
"""Days from which a period is long enough for pictures of the year."""


class Exporter:
    """The use cases of printing. Every `…_pdf` raises NotFound, ExportError.

    With `draft` a character that cannot be printed becomes 〓 and every page says that it is a draft.
    """

    def __init__(self, records: Records, sources: Sources, press: Press | None = None) -> None:
        self._records, self._sources = records, sources
        self._read = Gathering(records, sources)
        self.press = press or Press()

    def notice_pdf(self, activity: str, *, draft: bool = False) -> bytes:
        """Return the notice of a meeting, dated the day it went out, else today."""
        meeting = self._read.meeting(activity)
        sent = Meetings(self._records).notice(activity)
        issued = sent.issued_on if sent and sent.issued_on else self._sources.now().date()
        # Before the meeting it says what is arranged now; afterwards, what was announced.
        told = sent.body if sent and meeting.marked else None
        body = told or Templates(self._records).notice(meeting, self.words())
        part = notice(meeting, self.words(), branch=self._read.branch(), issued=issued, body=body)
        return self._printed([part], part.title, shown_in([meeting]), draft=draft)

    def sign_in_pdf(self, activity: str, *, keep: bool = False, draft: bool = False) -> bytes:
        """Return the blank sign-in sheet; `keep` records that it was printed, under its serial.

        Without `keep` the serial is that of the sheet printed last, a blank where none was.
        """
        meeting, t = self._read.meeting(activity), self.words()
        last = (meeting.sheets[-1].serial if meeting.sheets else None) or ""
        serial = self._serial(meeting) if keep else last
        part = sign_in(meeting, t, branch=self._read.branch(), serial=serial)
        note = t("Serial {serial}", serial=serial) if serial else ""
        foot = (t("Page {n} of {total}"), note)
        pdf = self._printed([part], part.title, shown_in([meeting]), draft=draft, foot=foot)
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
        meeting = self._read.meeting(activity)
        found = next((m for m in meeting.motions if m.id == motion), None)
        if found is None:
            raise NotFound(N_("There is no record {id}."), id=motion)
        part = ballots(meeting, found, self.words(), branch=self._read.branch())
        return self._printed([part], part.title, Shown((found.record,)), draft=draft)

    def form_pdf(
        self, activity: str, wanted: Wanted, *, keep: bool = False, draft: bool = False
    ) -> bytes:
        """Return a blank form of a meeting; `keep` records that it was printed, under its serial."""
        meeting, t, now = self._read.meeting(activity), self.words(), self._sources.now()
        serial = serial_for(meeting, wanted.form, self._sources.pen().actor) if keep else ""
        part = form_part(
            meeting, wanted, t, branch=self._read.branch(), serial=serial, issued=now.date()
        )
        note = t("Serial {serial}", serial=serial) if serial else ""
        foot = (t("Page {n} of {total}"), note) if wanted.form in COUNTED else ("", "")
        title = getattr(part, "title", "")
        pdf = self._printed([part], title, shown_in([meeting]), draft=draft, foot=foot)
        if keep:
            Blanks(self._records).printed(meeting, wanted, serial, now)
        return pdf

    def meeting_pdf(self, activity: str, *, draft: bool = False) -> bytes:
        """Return the record of a meeting, with the record itself as JSON inside."""
        meeting = self._read.meeting(activity)
        part, told = self._read.meeting_part(meeting, attached=RECORD_FILE)
        return self._printed(
            [part],
            part.title,
            shown_in([meeting]),
            draft=draft,
            attached=(_attached(told, self.words()),),
        )

    def plan_pdf(self, plan: str, *, draft: bool = False) -> bytes:
        """Return the filing form of a plan, with what was done of it by now."""
        found = Planning(self._records).get(plan, self._sources.now().date())
        if found is None:
            raise NotFound(N_("There is no record {id}."), id=plan)
        part, shown = plan_part(self._records, found, self.words(), self._read.branch())
        return self._printed([part], part.title, shown, draft=draft)

    def attendance_pdf(self, first: date, last: date, *, draft: bool = False) -> bytes:
        """Return who was at which meeting of a period."""
        meetings, branch = self._read.between(first, last), self._read.branch()
        part = attendance_sheet(meetings, self.words(), branch=branch, first=first, last=last)
        return self._printed([part], part.title, shown_in(meetings), draft=draft)

    def study_pdf(self, year: int, *, draft: bool = False) -> bytes:
        """Return the study ledger of a year."""
        part, shown = self._read.study_part(date(year, 1, 1), date(year, 12, 31))
        return self._printed([part], part.title, shown, draft=draft)

    def ledger_pdf(
        self, first: date, last: date, progress: Progress | None = None, *, draft: bool = False
    ) -> bytes:
        """Return everything of a period: cover, contents, meetings, attendance, study, findings.

        It is set in a process of its own. Raises Cancelled where the progress says so.
        """
        watched, t, branch = progress or Silent(), self.words(), self._read.branch()
        meetings = self._read.between(first, last)
        parts: list[Part] = []
        for n, meeting in enumerate(meetings):
            watched.step(n, len(meetings) + 1, plain(meeting.activity.title or ""))
            parts.append(self._read.meeting_part(meeting)[0])
        parts.append(attendance_sheet(meetings, t, branch=branch, first=first, last=last))
        study, studied = self._read.study_part(first, last)
        findings = self._sources.report(first, last).findings
        parts += [study, *self._pictures(first, last), findings_sheet(findings, t, branch=branch)]
        whole = ledger(parts, t, branch=branch, above=self._read.above(), first=first, last=last)
        return self._printed(
            whole,
            whole[0].title,
            shown_in(meetings).also(studied),
            draft=draft,
            apart=(watched, len(meetings)),
        )

    def _pictures(self, first: date, last: date) -> list[Part]:
        """Return the years' pictures; a ledger of less than a quarter has none."""
        if (last - first).days < _QUARTER:
            return []
        years = (self._sources.yearly(year) for year in range(first.year, last.year + 1))
        branch = self._read.branch()
        return [part for v in years if v for part in year_parts(v, self.words(), branch=branch)]

    def member_pdf(self, member: str, year: int | None = None, *, draft: bool = False) -> bytes:
        """Return a member's own record, with the meetings and studies of a year (this one)."""
        found = self._records.get(Member, member)
        if found is None:
            raise NotFound(N_("There is no record {id}."), id=member)
        of_year = year or self._sources.now().year
        first, last = date(of_year, 1, 1), date(of_year, 12, 31)
        held = self._read.holding(found, first, last)
        part = member_sheet(
            held,
            self._records.kinds["member"],
            self.words(),
            self._records.name,
            branch=self._read.branch(),
            first=first,
            last=last,
        )
        own = [
            *(s for s in held.studies if s.id),
            *held.offices,
            *held.events,
            *held.leaves,
            *held.reflections,
        ]
        own += [*held.flows, *held.contacts]
        shown = Shown((found.record, *(value.record for value in own)))
        return self._printed([part], part.title, shown, draft=draft)

    def record_pdf(self, record: str, *, draft: bool = False) -> bytes:
        """Return the plain sheet of any record, itself as JSON inside; not of who did not agree."""
        found = self._records.raw(record)
        if found is None or found.kind not in self._records.kinds:
            raise NotFound(N_("There is no record {id}."), id=record)
        must_have_agreed(found)
        told, held = self._read.told([found]), self._sources.held(found)
        own = seal(fingerprint(told), held, self.words(), by=found.made_by, attached=RECORD_FILE)
        hung = below(self._records, found, self.words())
        part = record_sheet(
            found,
            self._records.kinds[found.kind],
            self.words(),
            self._records.told,
            branch=self._read.branch(),
            seal=own,
            below=hung.blocks,
        )
        shown = Shown((found, *hung.records))
        attached = (_attached(told, self.words()),)
        return self._printed([part], part.title, shown, draft=draft, attached=attached)

    def parts_pdf(
        self, parts: Sequence[Part], title: str, shown: Shown, *, draft: bool = False
    ) -> bytes:
        """Return a paper of parts that somebody else made; ``shown`` is what they show."""
        return self._printed(parts, title, shown, draft=draft)

    def recovery_pdf(self, key: str, *, confidential: bool = False) -> bytes:
        """Return the sheet of a recovery key, the book's or the confidential one; it is kept nowhere."""
        made, branch = self._sources.now().date(), self._read.branch()
        part = recovery_sheet(
            key, self.words(), branch=branch, made=made, confidential=confidential
        )
        return self._printed([part], part.title, Shown())

    def sheet_pdf(self, part: Sheet, shown: Shown, *, draft: bool = False) -> bytes:
        """Return the PDF of one sheet, `shown` being what it is made of."""
        return self._printed([part], part.title, shown, draft=draft)

    def words(self) -> Translate:
        """Return the catalogue of the language chosen now."""
        return self._sources.words()

    def _printed(
        self,
        parts: Sequence[Part],
        title: str,
        shown: Shown,
        *,
        draft: bool = False,
        foot: tuple[str, str] = ("", ""),
        attached: tuple[Attached, ...] = (),
        apart: tuple[Progress, int] | None = None,
    ) -> bytes:
        t = self.words()
        paper = Paper(
            title=title,
            author=plain(self._read.branch()),
            lang=t("en"),
            parts=tuple(parts),
            foot=foot[0],
            foot_note=foot[1],
            attached=attached,
        )
        return self.press.printed(
            paper,
            shown.texts(),
            millis(shown.touched) // 1000,
            name=self._records.name,
            draft=t("Draft: characters without a glyph are shown as 〓") if draft else "",
            apart=apart,
        )


def must_have_agreed(record: Record) -> None:
    """Raise ExportError where a record tells of somebody who did not agree to it."""
    if record.kind not in AGREED or may_be_passed_on(record):
        return
    raise ExportError(
        N_("This record stays in the book: the day they agreed to be told of is not on record."),
        safe=N_("It can be read and changed here as before."),
        hint=N_("Write down the day they agreed, then print it."),
    )


def _attached(told: str, t: Translate) -> Attached:
    return Attached(RECORD_FILE, told, t("The record as it is in the book"))
