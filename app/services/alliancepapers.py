"""The papers and tables of an alliance: the whole of it, its bodies, the two coverages, its matters."""

from typing import Protocol

from app.counting.alliance import budget
from app.counting.rotation import year_of
from app.reports import covered
from app.reports.alliance import STANDINGS, AllianceView, alliance_sheet, bodies_sheet, point_name
from app.reports.covered import coverage_sheet
from app.reports.paper import Sheet
from app.services.alliance import Alliance
from app.services.gathering import Shown
from app.services.listing import Listing
from app.services.records import Records
from db.model.record import Record
from db.model.words import Translate


class Printer(Protocol):
    """Sets a sheet."""

    def sheet_pdf(self, part: Sheet, shown: Shown, *, draft: bool = False) -> bytes:
        """Return the PDF of one sheet, `shown` being what it is made of."""

    def words(self) -> Translate:
        """Return the catalogue of the language chosen now."""


class _Stored(Protocol):
    @property
    def record(self) -> Record:
        """Return the stored record behind a value."""


class AlliancePapers:
    """The use cases of printing an alliance. Every `…_pdf` raises ExportError."""

    def __init__(self, records: Records, printer: Printer, alliance: Alliance) -> None:
        self._records, self._printer, self._alliance = records, printer, alliance

    def view(self) -> AllianceView:
        """Return everything the paper shows, today."""
        read, day = self._alliance, self._alliance.today()
        return AllianceView(
            day,
            read.units(),
            read.growth(day),
            read.bodies(),
            year_of(read.turns(), day.year),
            read.documents(),
            read.joint_organisations(),
            read.matters(day),
            budget(read.budget()),
            read.own(),
        )

    def alliance_sheet(self) -> tuple[Sheet, Shown]:
        """Return the whole alliance as a sheet, and what it shows."""
        view = self.view()
        part = alliance_sheet(view, self._printer.words(), branch=self._alliance.own())
        return part, _shown(
            *view.units,
            *(n.body for n in view.bodies),
            *(turn.record for turn in view.year.turns),
            *(v for line in view.documents for v in line.versions),
            *view.joint,
            *(m.resolution for m in view.matters),
            *(m.conference for m in view.matters),
            *(x for year in view.budget for x in year.lines),
        )

    def alliance_pdf(self, *, draft: bool = False) -> bytes:
        """Return the whole alliance."""
        return self._printer.sheet_pdf(*self.alliance_sheet(), draft=draft)

    def bodies_pdf(self, *, draft: bool = False) -> bytes:
        """Return the bodies with their responsibilities, as one sheet."""
        view = self.view()
        part = bodies_sheet(view, self._printer.words(), branch=self._alliance.own())
        shown = _shown(*view.units, *(n.body for n in view.bodies))
        return self._printer.sheet_pdf(part, shown, draft=draft)

    def coverage_sheet(self) -> tuple[Sheet, Shown]:
        """Return the two coverages as a sheet, and what it shows."""
        found = self._alliance.coverage()
        part = coverage_sheet(found, self._printer.words(), branch=self._alliance.own())
        return part, _shown(*(r.unit for r in found.units))

    def coverage_pdf(self, *, draft: bool = False) -> bytes:
        """Return the two coverages."""
        return self._printer.sheet_pdf(*self.coverage_sheet(), draft=draft)

    # Tables for Excel

    def coverage_table(self, t: Translate) -> Listing:
        """Return the coverage of each unit as a table, with both percentages below."""
        found = self._alliance.coverage()
        heads = covered.heads(t)
        rows = [covered.row(r, t) for r in found.units]
        for words, share in (
            (t("Coverage by organisations"), found.organised),
            (t("Coverage by Party work"), found.worked),
        ):
            rows.append((words, covered.share_words(share, t), *("" for _ in heads[2:])))
        return Listing(t("The two coverages"), heads, tuple(rows))

    def growth_table(self, t: Translate) -> Listing:
        """Return the growth of the alliance as a table."""
        heads = (
            *(t("Period"), t("Members at its end"), t("Wishing to join")),
            *(t("Came in it"), t("Left in it")),
        )
        rows = tuple(
            (point_name(p, t), *map(str, (p.members, p.waiting, p.joined, p.left)))
            for p in self._alliance.growth()
        )
        return Listing(t("Growth of the alliance"), heads, rows)

    def matters_table(self, t: Translate) -> Listing:
        """Return what all joint conferences decided as a table."""
        heads = (
            *(t("What was decided"), t("Joint conference"), t("Held on"), t("Responsible unit")),
            *(t("Responsible"), t("Due on"), t("State"), t("Closed on"), t("Result and evidence")),
        )
        rows = tuple(
            (
                m.resolution.text or "",
                m.conference.title or t(m.conference.type.title_),
                m.conference.held_start.date().isoformat() if m.conference.held_start else "",
                m.resolution.owner_unit or "",
                self._records.name(m.resolution.owner or ""),
                m.resolution.due_on.isoformat() if m.resolution.due_on else "",
                t(STANDINGS[m.standing]),
                m.resolution.closed_on.isoformat() if m.resolution.closed_on else "",
                m.resolution.evidence or "",
            )
            for m in self._alliance.matters()
        )
        return Listing(t("Matters of the joint conferences"), heads, rows)


def _shown(*values: _Stored) -> Shown:
    return Shown(tuple({value.record.id: value.record for value in values}.values()))
