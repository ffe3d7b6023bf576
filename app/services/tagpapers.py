"""The papers of tag packs and campaigns: a period by tag, a year's coverage, one campaign."""

from collections.abc import Iterable
from datetime import date

from app.counting.dimensions import EVERYBODY
from app.declare import RecordType
from app.records.alliance import PartnerOrganization
from app.reports.campaign import campaign_sheet
from app.reports.paper import Sheet
from app.reports.tags import coverage_sheet, tags_sheet
from app.services.campaigns import Campaigns
from app.services.dimensions import Dimensions
from app.services.gathering import Shown
from app.services.records import Records
from app.services.rosterpapers import Printer
from db.model.record import Record


class TagPapers:
    """The use cases of printing under a pack. Every `…_pdf` raises NotFound, ExportError."""

    def __init__(
        self, records: Records, printer: Printer, dimensions: Dimensions, campaigns: Campaigns
    ) -> None:
        self._records, self._printer = records, printer
        self._dimensions, self._campaigns = dimensions, campaigns

    def tags_sheet(self, pack: str, first: date, last: date) -> tuple[Sheet, Shown]:
        """Return what a period holds by the tags of a pack, and what that shows."""
        report = self._dimensions.report(pack, first, last)
        t, name = self._printer.words(), self._records.name
        part = tags_sheet(report, t, name, self._titles(), branch=self._branch())
        partners = {p for items in report.groups.values() for i in items for p in i.partners}
        behind = (o for e in report.evidence.values() for o in e.outcomes)
        return part, self._shown(report.records.values(), partners, behind)

    def tags_pdf(self, pack: str, first: date, last: date, *, draft: bool = False) -> bytes:
        """Return what a period holds by the tags of a pack."""
        return self._printer.sheet_pdf(*self.tags_sheet(pack, first, last), draft=draft)

    def coverage_sheet(self, pack: str, year: int) -> tuple[Sheet, Shown]:
        """Return a year's coverage of partners, and what that shows."""
        view = self._dimensions.coverage(pack, year)
        part = coverage_sheet(
            view, self._printer.words(), self._records.name, branch=self._branch()
        )
        cells = (
            cell for token in view.coverage.tokens for cell in view.coverage.at(EVERYBODY, token)
        )
        ids = {i for cell in cells for i in (*cell.done, *cell.planned)}
        held = [r for i in sorted(ids) if (r := self._records.raw(i)) is not None]
        return part, self._shown(held, view.coverage.partners)

    def coverage_pdf(self, pack: str, year: int, *, draft: bool = False) -> bytes:
        """Return a year's coverage of partners."""
        return self._printer.sheet_pdf(*self.coverage_sheet(pack, year), draft=draft)

    def campaign_sheet(self, campaign: str) -> tuple[Sheet, Shown]:
        """Return one campaign as a sheet, and what it shows."""
        view = self._campaigns.view(campaign)
        t, name = self._printer.words(), self._records.name
        part = campaign_sheet(view, t, name, self._titles(), branch=self._branch())
        carried = [r for found in view.carried.values() for r in found]
        lines = (line.item for front in view.fronts for line in front.lines)
        return part, self._shown(
            carried, (), [view.campaign, *view.honours, *view.outcomes, *lines]
        )

    def campaign_pdf(self, campaign: str, *, draft: bool = False) -> bytes:
        """Return one campaign."""
        return self._printer.sheet_pdf(*self.campaign_sheet(campaign), draft=draft)

    def _titles(self) -> dict[str, str]:
        return {name: kind.shape.title for name, kind in self._records.kinds.items()}

    def _branch(self) -> str:
        return self._records.name("branch")

    def _shown(
        self, records: Iterable[Record], partners: Iterable[str], more: Iterable[RecordType] = ()
    ) -> Shown:
        named = [self._records.get(PartnerOrganization, p) for p in sorted(partners)]
        whole = (*records, *(p.record for p in named if p is not None), *(m.record for m in more))
        return Shown(whole)
