"""Blank forms of a meeting: which there are, the serial of each printing, what is not back yet."""

from dataclasses import dataclass
from datetime import date, datetime
from typing import NamedTuple

from app.records.evidence import COMES_BACK, Attachment, AttachmentKind, FormKind
from app.records.meeting import Motion, VoteMethod
from app.reports.ballots import ballots, measurement
from app.reports.forms import agenda, minutes_form, tally_sheet
from app.reports.notice import notice
from app.reports.paper import Part
from app.services.edits import edit_of
from app.services.meeting import Meeting
from app.services.records import Records
from app.terms import ActivityType
from db.model.change import Json
from db.model.errors import NotFound
from db.model.record import Applied, Record
from db.model.words import N_, Translate

OF_A_VOTE = (FormKind.ballots, FormKind.tally)
"""Forms of one vote, not of the whole meeting."""
COUNTED = (
    FormKind.agenda,
    FormKind.minutes,
    FormKind.ballots,
    FormKind.tally,
    FormKind.measurement,
)
"""Forms whose pages say which of how many they are; a notice is a letter."""
RATED = (ActivityType.democratic_appraisal, ActivityType.organizational_life_meeting)
"""Meetings at which members are rated."""
_LETTERS = {
    FormKind.notice: "N",
    FormKind.agenda: "A",
    FormKind.minutes: "M",
    FormKind.ballots: "B",
    FormKind.tally: "T",
    FormKind.measurement: "P",
}


class Wanted(NamedTuple):
    """A form that can be printed for a meeting; `motion` of a form of one vote."""

    form: FormKind
    motion: str = ""


def forms_for(meeting: Meeting) -> list[Wanted]:
    """Return the forms that a meeting may need, in the order in which they are used."""
    found = [Wanted(FormKind.notice), Wanted(FormKind.agenda), Wanted(FormKind.minutes)]
    for motion in meeting.motions:
        if motion.method in {None, VoteMethod.secret_ballot}:
            found.append(Wanted(FormKind.ballots, motion.id))
        found.append(Wanted(FormKind.tally, motion.id))
    if meeting.activity.type in RATED:
        found.append(Wanted(FormKind.measurement))
    return found


def serial_for(meeting: Meeting, form: FormKind, actor: str) -> str:
    """Return the serial of the next printing: the day, the laptop, the form, a count.

    Two laptops may print for one meeting: the actor keeps their serials apart.
    """
    printed = sum(f.form == form for f in meeting.forms)
    return f"{meeting.day:%Y%m%d}-{actor[:2].upper()}{_LETTERS[form]}{printed + 1}"


def form_part(
    meeting: Meeting,
    wanted: Wanted,
    t: Translate,
    *,
    branch: str,
    serial: str,
    issued: date | None = None,
) -> Part:
    """Return a blank form as what is to be printed. Raises NotFound for a vote that is gone."""
    match wanted.form:
        case FormKind.notice:
            return notice(meeting, t, branch=branch, issued=issued)
        case FormKind.agenda:
            return agenda(meeting, t, branch=branch, serial=serial)
        case FormKind.minutes:
            return minutes_form(meeting, t, branch=branch, serial=serial)
        case FormKind.measurement:
            return measurement(meeting, t, branch=branch)
        case FormKind.ballots:
            return ballots(meeting, _motion(meeting, wanted.motion), t, branch=branch)
        case FormKind.tally:
            motion = _motion(meeting, wanted.motion)
            return tally_sheet(meeting, motion, t, branch=branch, serial=serial)


def _motion(meeting: Meeting, motion: str) -> Motion:
    found = next((m for m in meeting.motions if m.id == motion), None)
    if found is None:
        raise NotFound(N_("There is no record {id}."), id=motion)
    return found


@dataclass(frozen=True, slots=True)
class Paper:
    """One printed paper that comes back: a sign-in sheet or a form filled in by hand.

    ``form`` is None for the sign-in sheet; ``scan`` the attachment that shows it.
    """

    id: str
    form: FormKind | None
    serial: str
    printed_at: datetime | None
    scan: str = ""
    transcribed_on: date | None = None
    motion: str = ""

    @property
    def out(self) -> bool:
        """Tell whether it is printed and not back yet."""
        return not self.scan and self.transcribed_on is None


def papers_of(meeting: Meeting) -> list[Paper]:
    """Return the printed papers of a meeting that come back, in the order they were printed."""
    kept = {a.id for a in meeting.attachments}
    found = [
        Paper(s.id, None, s.serial or "", s.printed_at, _kept(s.scan, kept), s.transcribed_on)
        for s in meeting.sheets
    ]
    found += [
        Paper(
            f.id,
            f.form,
            f.serial or "",
            f.printed_at,
            _kept(f.scan, kept),
            f.transcribed_on,
            f.motion or "",
        )
        for f in meeting.forms
        if f.form in COMES_BACK
    ]
    return sorted(found, key=lambda p: (str(p.printed_at or ""), p.serial))


def _kept(scan: str | None, kept: set[str]) -> str:
    """Return a scan that is still attached; one that was taken out again is none."""
    return scan if scan in kept and scan else ""


class Blanks:
    """Notes what is printed, and what of it came back."""

    def __init__(self, records: Records) -> None:
        self._records = records

    def printed(self, meeting: Meeting, wanted: Wanted, serial: str, at: datetime) -> str:
        """Note one printing under its serial; return its record's id."""
        fields: dict[str, Json] = {
            "activity": meeting.id,
            "form": wanted.form,
            "serial": serial,
            "printed_at": at.replace(microsecond=0).isoformat(),
        }
        if wanted.motion:
            fields["motion"] = wanted.motion
        return self._records.add("printed_form", fields)

    def came_back(self, paper: str, attachment: str) -> Applied:
        """Note that an attachment shows a printed paper; its kind is a scan from then on."""
        edits = [edit_of(self._records, self._must(paper), {"scan": attachment})]
        file = self._records.get(Attachment, attachment)
        if file is not None and file.kind != AttachmentKind.scan:
            edits.append(edit_of(self._records, file.record, {"kind": AttachmentKind.scan}))
        return self._records.write(edits)

    def transcribed(self, paper: str, day: date | None) -> Applied:
        """Note that what stands on a paper is in the book, or take that back with None."""
        on = day.isoformat() if day else None
        return self._records.change(paper, {"transcribed_on": on})

    def _must(self, paper: str) -> Record:
        found = self._records.raw(paper)
        if found is None:
            raise NotFound(N_("There is no record {id}."), id=paper)
        return found
