"""The papers of vanguard and deeds: poster, fulfilment, carriers, a round, a file of evidence, a register."""

from collections.abc import Callable, Iterable, Sequence
from datetime import date, datetime
from typing import Protocol

from app.counting.consent import passed_on
from app.counting.outcomes import in_order
from app.declare import RecordType
from app.records.cobuilding import Outcome
from app.records.evidence import Attachment
from app.records.member import Member
from app.reports.carriers import carriers_sheet, fulfilment, poster, round_sheet
from app.reports.deeds import deeds_sheet
from app.reports.evidencefile import evidence_parts, numbered_records
from app.reports.paper import Part
from app.services.carriers import Carriers
from app.services.deeds import Deeds
from app.services.evidence import EvidenceFiles, Offered
from app.services.gathering import Shown
from app.services.members import Members
from app.services.records import Records
from app.services.rulepacks import RulePacks
from app.services.tagpacks import TagPacks
from db.model.errors import NotFound
from db.model.query import Where
from db.model.record import Record
from db.model.words import N_, Translate

_CHUNK = 400
POSTS = ("demonstration_post", "responsibility_area")
TEAMS = ("service_team",)
_GROUPS = (
    (N_("Demonstration posts"), "demonstration_post"),
    (N_("Responsibility areas"), "responsibility_area"),
    (N_("Work teams"), "service_team"),
)


class Printer(Protocol):
    """Sets the parts of a paper."""

    def parts_pdf(
        self, parts: Sequence[Part], title: str, shown: Shown, *, draft: bool = False
    ) -> bytes:
        """Return the PDF of parts, `shown` being what they are made of."""

    def words(self) -> Translate:
        """Return the catalogue of the language chosen now."""


class VanguardPapers:
    """Every `…_pdf` raises NotFound, ExportError."""

    def __init__(self, records: Records, printer: Printer, kept: "Vanguard") -> None:
        self._records, self._printer, self._kept = records, printer, kept

    def commitments_pdf(
        self, year: int, *, hung: bool = True, answered: bool = True, draft: bool = False
    ) -> bytes:
        """Return a year's commitments: the poster that is `hung`, and the list how they were `answered`."""
        t, branch = self._printer.words(), self._branch()
        promises = self._kept.carriers.promises(year)
        parts: list[Part] = []
        if hung:
            parts.append(poster(promises, t, branch=branch, year=year))
        if answered:
            parts.append(fulfilment(promises, t, branch=branch, year=year))
        title = t("Public commitments of {year}", year=year)
        looks = [p.standing.last for p in promises if p.standing.last]
        records = _stored(*(p.thing for p in promises), *looks)
        people = self._people(p.thing.member for p in promises)
        return self._printer.parts_pdf(parts, title, Shown(records, people), draft=draft)

    def carriers_pdf(self, day: date, *, draft: bool = False) -> bytes:
        """Return posts, areas and teams with the looks at them."""
        carriers, t = self._kept.carriers, self._printer.words()
        groups = [(title, carriers.held(kind)) for title, kind in _GROUPS]
        part = carriers_sheet(
            groups, carriers.reviews, t, self._records.told, branch=self._branch(), day=day
        )
        things = [held.thing for _, held_ in groups for held in held_]
        looks = [r for thing in things for r in carriers.reviews(thing.id)]
        people = self._people(m for thing in things for m in thing.members)
        shown = Shown(_stored(*things, *looks), people)
        return self._printer.parts_pdf([part], part.title, shown, draft=draft)

    def round_pdf(self, record: str, *, draft: bool = False) -> bytes:
        """Return a selection round; exemplars who did not agree are counted and not named."""
        found = next((r for r in self._kept.carriers.rounds() if r.thing.id == record), None)
        if found is None:
            raise NotFound(N_("There is no record {id}."), id=record)
        may = {r.id for r in passed_on(e.record for e in found.named)}
        open_ = tuple(e for e in found.named if e.id in may)
        part = round_sheet(
            found._replace(named=open_),
            self._printer.words(),
            branch=self._branch(),
            left_out=len(found.named) - len(open_),
            numbers=(numbers := in_order(self._records.all(Outcome, where={"about": record}))),
        )
        shown = Shown(_stored(found.thing, *found.nominations, *open_, *numbers))
        return self._printer.parts_pdf([part], part.title, shown, draft=draft)

    def evidence_pdf(self, file: str, *, draft: bool = False) -> bytes:
        """Return a file of evidence as one paper; what may not be passed on is left out."""
        view = self._kept.evidence.get(file)
        numbers = numbered_records(view)
        files = [*view.attached, *self._attached(list(numbers))]
        parts = evidence_parts(
            view, files, self._printer.words(), self._records.told, branch=self._branch()
        )
        found = [r for record in numbers if (r := self._records.raw(record)) is not None]
        points = [one.point for one in view.points]
        shown = Shown((*_stored(view.file, *points, *files), *found))
        return self._printer.parts_pdf(parts, view.file.title, shown, draft=draft)

    def deeds_pdf(
        self, first: date, last: date, *, campaign: str = "", draft: bool = False
    ) -> bytes:
        """Return the register of deeds of a period; of one campaign where asked for, which it names."""
        found, told = self._kept.deeds.period(first, last, campaign=campaign), self._records.told
        part = deeds_sheet(
            found,
            self._printer.words(),
            told,
            branch=self._branch(),
            campaign=told(campaign) if campaign else "",
        )
        people = self._people(d.owner for d in found.deeds)
        shown = Shown(found.records, people)
        return self._printer.parts_pdf([part], part.title, shown, draft=draft)

    def _attached(self, ids: Sequence[str]) -> list[Attachment]:
        found: list[Attachment] = []
        for at in range(0, len(ids), _CHUNK):
            where = (Where("belongs_to", "in", list(ids[at : at + _CHUNK])),)
            found += self._records.all(Attachment, where=where, order=("made",), limit=100_000)
        return found

    def _people(self, ids: Iterable[str | None]) -> tuple[Member, ...]:
        wanted = dict.fromkeys(i for i in ids if i)
        return tuple(m for i in wanted if (m := self._records.get(Member, i)) is not None)

    def _branch(self) -> str:
        found = self._records.raw("branch")
        return "" if found is None else str(found.get("name", ""))


class Vanguard:
    """Carriers, deeds and files of evidence of one book, and their papers."""

    def __init__(
        self,
        records: Records,
        printer: Printer,
        members: Members,
        rules: RulePacks,
        tags: TagPacks,
        now: Callable[[], datetime],
    ) -> None:
        self.carriers = Carriers(records, members.roster, rules.rulebook, now)
        self.deeds = Deeds(records)
        self.evidence = EvidenceFiles(records, lambda: offered(tags, printer.words()))
        self.papers = VanguardPapers(records, printer, self)


def offered(tags: TagPacks, t: Translate) -> tuple[Offered, ...]:
    """Return the tag packs that can be chosen for a file of evidence, those in use first."""
    return tuple(Offered(c.pack.id, c.pack.title(t), c.pack.tokens) for c in tags.choices())


def _stored(*values: RecordType) -> tuple[Record, ...]:
    return tuple(value.record for value in values)
