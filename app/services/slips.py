"""Papers of talks and appraisals: what is open is printed freely, what is sealed is opened, logged first."""

from collections.abc import Sequence

from app.counting.appraising import result_of
from app.records.life import Appraisal, AppraisalResult
from app.records.member import Member
from app.records.oversight import AccessWay
from app.records.talks import HeartToHeartTalk
from app.reports.confidential import appraisal_sheet, register_sheet, slip_sheet, talk_sheet
from app.reports.paper import Paper, Sheet
from app.reports.wording import plain
from app.services.appraising import Appraising
from app.services.confidential import Confidential
from app.services.gathering import Gathering, Shown, Sources
from app.services.printing import Press
from app.services.records import Records
from app.services.talks import Talks
from db.model.change import child_id
from db.model.errors import NotFound
from db.model.stamp import millis
from db.model.words import N_


class Slips:
    """Every `…_pdf` raises NotFound, ExportError; the sealed ones as `Confidential.open` does too."""

    def __init__(
        self,
        records: Records,
        sources: Sources,
        press: Press,
        confidential: Confidential,
        talks: Talks,
        appraising: Appraising,
    ) -> None:
        self._records, self._sources, self._press = records, sources, press
        self._confidential, self._talks, self._appraising = confidential, talks, appraising
        self._read = Gathering(records, sources)

    def talk_pdf(
        self, record: str, *, purpose: str, recipient: str = "", draft: bool = False
    ) -> bytes:
        """Return a talk for its two people; its printing is logged with the purpose."""
        talk = self._records.get(HeartToHeartTalk, record)
        if talk is None:
            raise NotFound(N_("There is no record {id}."), id=record)
        people = self._people([talk])
        texts = [self._opened(record, f, purpose, recipient) for f in ("body", "follow_up")]
        part = talk_sheet(
            talk,
            {p.id: p.name for p in people},
            texts,
            self._sources.words(),
            branch=self._read.branch(),
            recipient=recipient,
        )
        return self._printed(part, talk.record.touched, people, draft=draft)

    def register_pdf(self, year: int, *, draft: bool = False) -> bytes:
        """Return the open register of a year's talks."""
        found = self._talks.year(year)
        people = self._people(found.talks)
        part = register_sheet(
            found.talks, found.names, self._sources.words(), branch=self._read.branch(), year=year
        )
        touched = max((talk.record.touched for talk in found.talks), default=0)
        return self._printed(part, touched, people, draft=draft)

    def appraisal_pdf(self, appraisal: str, *, draft: bool = False) -> bytes:
        """Return the open cover sheet of an appraisal."""
        standing = self._appraising.standing(appraisal)
        part = appraisal_sheet(
            standing.appraisal,
            self._sources.words(),
            branch=self._read.branch(),
            taking_part=len(standing.seats),
            full=standing.full,
        )
        return self._printed(part, standing.appraisal.record.touched, (), draft=draft)

    def slip_pdf(
        self,
        appraisal: str,
        member: str,
        *,
        purpose: str,
        recipient: str = "",
        draft: bool = False,
    ) -> bytes:
        """Return what one member is told; its printing is logged."""
        record = child_id(appraisal, member)
        found = self._records.get(AppraisalResult, record)
        person, whole = self._records.get(Member, member), self._records.get(Appraisal, appraisal)
        if found is None or person is None or whole is None:
            raise NotFound(N_("Nothing is written about this member yet."))
        seats = self._appraising.standing(appraisal).seats
        due = any(s.has_level_due for s in seats if s.member.id == member)
        text = self._opened(record, "result", purpose, recipient or person.name)
        part = slip_sheet(
            person.name,
            whole.for_year,
            result_of(text),
            self._sources.words(),
            branch=self._read.branch(),
            level_due=due,
        )
        return self._printed(part, found.record.touched, (person,), draft=draft)

    def _opened(self, record: str, field: str, purpose: str, recipient: str) -> str:
        return self._confidential.open(
            record, field, way=AccessWay.print, purpose=purpose, recipient=recipient
        )

    def _people(self, talks: Sequence[HeartToHeartTalk]) -> tuple[Member, ...]:
        ids = dict.fromkeys(m for talk in talks for m in (talk.initiator, talk.partner))
        found = (self._records.get(Member, member) for member in ids)
        return tuple(person for person in found if person is not None)

    def _printed(
        self, part: Sheet, touched: int, people: Sequence[Member], *, draft: bool
    ) -> bytes:
        t = self._sources.words()
        paper = Paper(
            title=part.title, author=plain(self._read.branch()), lang=t("en"), parts=(part,)
        )
        return self._press.printed(
            paper,
            Shown((), people).texts(),
            millis(touched) // 1000,
            name=self._records.name,
            draft=t("Draft: characters without a glyph are shown as 〓") if draft else "",
        )
