"""The papers of agreements: one for signature, the sheet of a visit, the half-year's counters."""

from collections.abc import Callable
from datetime import datetime
from typing import Protocol

from app.counting.periods import Span
from app.records.alliance import CobuildAgreement, PartnerOrganization
from app.records.organisation import Branch
from app.reports.agreement import Side, agreement_sheet
from app.reports.paper import Sheet
from app.reports.quota import quota_sheet
from app.reports.visit import visit_sheet
from app.services.gathering import Shown
from app.services.quotas import Quotas
from app.services.records import Records
from app.services.visiting import Visiting
from db.model.errors import NotFound
from db.model.record import Record
from db.model.words import N_, Translate


class Printer(Protocol):
    """Sets a sheet."""

    def sheet_pdf(self, part: Sheet, shown: Shown, *, draft: bool = False) -> bytes:
        """Return the PDF of one sheet, `shown` being what it is made of."""

    def words(self) -> Translate:
        """Return the catalogue of the language chosen now."""


class AgreementPapers:
    """The use cases of printing around agreements. Every `…_pdf` raises NotFound, ExportError."""

    def __init__(
        self, records: Records, printer: Printer, quotas: Quotas, now: Callable[[], datetime]
    ) -> None:
        self._records, self._printer, self._quotas, self._now = records, printer, quotas, now

    def agreement_pdf(self, agreement: str, *, draft: bool = False) -> bytes:
        """Return an agreement for signature."""
        found = self._records.get(CobuildAgreement, agreement)
        if found is None:
            raise NotFound(N_("There is no record {id}."), id=agreement)
        others = [
            p
            for one in dict.fromkeys(found.parties)
            if (p := self._records.get(PartnerOrganization, one)) is not None
        ]
        sides = [Side((found.our_side or "").strip() or self._branch())]
        sides += [Side(p.name, p.branch_text or "", p.secretary or "") for p in others]
        if not others or found.other_side:
            # A household or a team; where it is not written, there is room to do it by hand.
            sides.append(Side((found.other_side or "").strip()))
        tags = [self._records.name(tag) or tag for tag in found.tags]
        part = agreement_sheet(found, sides, tags, self._printer.words())
        return self._made(part, [found.record, *(p.record for p in others)], draft=draft)

    def visit_pdf(self, visit: str, *, draft: bool = False) -> bytes:
        """Return the sheet of a visit."""
        found = Visiting(self._records).view(visit, self._now().date())
        if found is None:
            raise NotFound(N_("There is no record {id}."), id=visit)
        part = visit_sheet(found, self._printer.words(), branch=self._branch())
        held = [found.visit.record, *(task.matter.record for task in found.tasks)]
        held += [one.record for one in (found.partner, found.entry) if one is not None]
        return self._made(part, held, draft=draft)

    def quota_pdf(self, half: Span, *, draft: bool = False) -> bytes:
        """Return the counters of a half-year as they stand today."""
        view = self._quotas.view(half, self._now().date())
        t = self._printer.words()
        part = quota_sheet(view, t, self._records.name, branch=self._branch())
        ids = [line.partner for line in view.lines]
        ids += [e.record for x in view.lines for c in x.cells for e in c.counter.records]
        held = [r for one in dict.fromkeys(ids) if (r := self._records.raw(one)) is not None]
        held += [line.agreement.record for line in view.lines]
        return self._made(part, held, draft=draft)

    def _made(self, part: Sheet, held: list[Record], *, draft: bool) -> bytes:
        return self._printer.sheet_pdf(part, Shown(tuple(held)), draft=draft)

    def _branch(self) -> str:
        branch = self._records.get(Branch, "branch")
        return branch.name if branch else ""
