"""The papers of what members are told and what they say: lists to sign, sheets for the board."""

from collections.abc import Callable, Sequence
from datetime import date, datetime
from typing import Protocol

from app.declare import RecordType
from app.records.openness import Opinion
from app.records.organisation import Branch
from app.reports.acknowledged import acknowledgement_list
from app.reports.answers import answers_sheet
from app.reports.deliberation import deliberation_sheet
from app.reports.disclosure import disclosure_register, disclosure_sheet
from app.reports.paper import Sheet
from app.reports.wording import on
from app.services.deliberating import Deliberating
from app.services.disclosing import Disclosing
from app.services.gathering import Shown
from app.services.members import Members
from app.services.records import Records
from app.services.telling import Telling
from db.model.query import Where
from db.model.words import Translate


class Printer(Protocol):
    """Sets a sheet."""

    def sheet_pdf(self, part: Sheet, shown: Shown, *, draft: bool = False) -> bytes:
        """Return the PDF of one sheet, `shown` being what it is made of."""

    def words(self) -> Translate:
        """Return the catalogue of the language chosen now."""


class Uses:
    """The services whose facts these papers show."""

    def __init__(
        self,
        members: Members,
        telling: Telling,
        deliberating: Deliberating,
        disclosing: Disclosing,
    ) -> None:
        self.members, self.telling = members, telling
        self.deliberating, self.disclosing = deliberating, disclosing


class OpenPapers:
    """The use cases of printing around openness. Every `…_pdf` raises NotFound, ExportError."""

    def __init__(
        self, records: Records, printer: Printer, uses: Uses, now: Callable[[], datetime]
    ) -> None:
        self._records, self._printer, self._uses, self._now = records, printer, uses, now

    def list_pdf(self, notice: str, *, blank: bool = False, draft: bool = False) -> bytes:
        """Return a notice's acknowledgement list, blank to sign or as it is on record."""
        found = self._uses.telling.get(notice)
        members = self._uses.telling.roster(found)
        if blank:
            members = [m for m in members if m.id in found.told.due]
        part = acknowledgement_list(
            found.notice,
            members,
            None if blank else found.told.known,
            self._printer.words(),
            branch=self._branch(),
            groups={g.id: g.name for g in self._uses.members.groups()},
        )
        marks = () if blank else tuple(a for a in found.told.known.values())
        shown = Shown(tuple(v.record for v in (found.notice, *marks)), tuple(members))
        return self._printer.sheet_pdf(part, shown, draft=draft)

    def disclosure_pdf(self, disclosure: str, *, draft: bool = False) -> bytes:
        """Return one disclosure for the board."""
        found = self._uses.disclosing.get(disclosure)
        part = disclosure_sheet(
            found.disclosure, found.comments, self._printer.words(), branch=self._branch()
        )
        return self._printer.sheet_pdf(
            part, _shown([found.disclosure, *found.comments]), draft=draft
        )

    def register_pdf(self, *, draft: bool = False) -> bytes:
        """Return the register of disclosures, those that show now first."""
        found = self._uses.disclosing.all()
        part = disclosure_register(
            [(d.disclosure, d.stands, d.questions) for d in found],
            self._printer.words(),
            branch=self._branch(),
            period=on(self._now().date(), self._printer.words()),
        )
        return self._printer.sheet_pdf(part, _shown([d.disclosure for d in found]), draft=draft)

    def answers_pdf(self, first: date, last: date, *, draft: bool = False) -> bytes:
        """Return the opinions answered in a period, for the notice board."""
        days = (
            Where("replied_on", ">=", first.isoformat()),
            Where("replied_on", "<=", last.isoformat()),
        )
        found = self._records.all(Opinion, where=days, order=("replied_on", "made"))
        t = self._printer.words()
        period = t("{first} to {last}", first=on(first, t), last=on(last, t))
        part = answers_sheet(found, t, branch=self._branch(), period=period)
        return self._printer.sheet_pdf(part, _shown(found), draft=draft)

    def deliberation_pdf(self, deliberation: str, *, draft: bool = False) -> bytes:
        """Return one deliberation with its opinions, vote and resolution."""
        found = self._uses.deliberating.get(deliberation)
        part = deliberation_sheet(
            found.deliberation,
            found.opinions,
            found.stances or {},
            (found.activity, found.motion, found.resolution),
            self._printer.words(),
            branch=self._branch(),
        )
        more = [x for x in (found.activity, found.motion, found.resolution) if x is not None]
        return self._printer.sheet_pdf(
            part, _shown([found.deliberation, *found.opinions, *more]), draft=draft
        )

    def _branch(self) -> str:
        found = self._records.get(Branch, "branch")
        return found.name if found else ""


def _shown(values: Sequence[RecordType]) -> Shown:
    return Shown(tuple(value.record for value in values))
