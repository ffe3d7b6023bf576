"""The papers of the roster: roster of a day, branch card, registers, hand-over list, a search."""

from collections import Counter
from collections.abc import Callable
from datetime import date, datetime
from typing import Protocol

from app.counting.standing import covers
from app.records.flow import HandoverItem
from app.records.member import ContactEntry, Member
from app.records.organisation import Branch, OfficeHolding, Project, TermOfOffice
from app.reports.branchcard import Card, branch_card
from app.reports.flowregister import dues_sheet, flow_sheet
from app.reports.handover import handover_sheet
from app.reports.lostcase import lost_case_sheet
from app.reports.paper import Sheet
from app.reports.roster import roster_sheet
from app.services.ending import Ending
from app.services.flowing import Flowing
from app.services.gathering import Shown
from app.services.members import Members, standing_of
from app.services.reaching import Reaching
from app.services.records import Records
from db.model.errors import NotFound
from db.model.record import Record
from db.model.words import N_, Translate


class Printer(Protocol):
    """Sets a sheet."""

    def sheet_pdf(self, part: Sheet, shown: Shown, *, draft: bool = False) -> bytes:
        """Return the PDF of one sheet, `shown` being what it is made of."""

    def words(self) -> Translate:
        """Return the catalogue of the language chosen now."""


class Uses:
    """The services whose facts these papers show."""

    def __init__(
        self, members: Members, flowing: Flowing, reaching: Reaching, ending: Ending
    ) -> None:
        self.members, self.flowing = members, flowing
        self.reaching, self.ending = reaching, ending


class RosterPapers:
    """The use cases of printing around the roster. Every `…_pdf` raises NotFound, ExportError."""

    def __init__(
        self, records: Records, printer: Printer, uses: Uses, now: Callable[[], datetime]
    ) -> None:
        self._records, self._printer, self._uses, self._now = records, printer, uses, now

    def roster_sheet(self, day: date) -> tuple[Sheet, Shown]:
        """Return the roster of a day as a sheet, and what it shows."""
        members = [m for m in self._uses.members.as_of(day) if m.is_here]
        offices = [o for o in self._records.all(OfficeHolding) if covers(o.from_on, o.to_on, day)]
        t, groups = self._printer.words(), self._uses.members.groups()
        said: dict[str, list[str]] = {}
        for held in offices:
            said.setdefault(held.member, []).append(t(held.office.title_))
        part = roster_sheet(
            members, {g.id: g.name for g in groups}, said, t, branch=self._name(), day=day
        )
        return part, self._shown(*members, *groups, *offices)

    def roster_pdf(self, day: date, *, draft: bool = False) -> bytes:
        """Return the roster of a day, full and probationary members separately."""
        return self._printer.sheet_pdf(*self.roster_sheet(day), draft=draft)

    def branch_sheet(self) -> tuple[Sheet, Shown]:
        """Return the branch card as a sheet, and what it shows."""
        records, today = self._records, self._now().date()
        branch = self._branch()
        members = [m for m in self._uses.members.as_of(today) if m.is_here]
        kinds = Counter(standing_of(m) for m in members)
        offices, terms = records.all(OfficeHolding), records.all(TermOfOffice)
        groups = self._uses.members.groups()
        project = records.get(Project, branch.project or "")
        card = Card(
            branch,
            records.name(branch.organization or ""),
            project,
            offices,
            terms,
            groups,
            {m.id: m.name for m in records.all(Member)},
            Counter(m.group or "" for m in members),
            kinds["full"],
            kinds["probationary"],
        )
        held = (branch, *offices, *terms, *groups, *((project,) if project else ()))
        part = branch_card(card, self._printer.words(), day=today)
        return part, self._shown(*(h for h in held if h.id))

    def branch_pdf(self, *, draft: bool = False) -> bytes:
        """Return the branch card."""
        return self._printer.sheet_pdf(*self.branch_sheet(), draft=draft)

    def flow_sheet(self) -> tuple[Sheet, Shown]:
        """Return the registers of floating members as a sheet, and what it shows."""
        register = self._uses.flowing.register()
        part = flow_sheet(register, self._printer.words(), branch=self._name())
        return part, self._shown(*(f.flow for f in register), *(f.member for f in register))

    def flow_pdf(self, *, draft: bool = False) -> bytes:
        """Return the registers of floating members."""
        return self._printer.sheet_pdf(*self.flow_sheet(), draft=draft)

    def dues_sheet(self, year: int) -> tuple[Sheet, Shown]:
        """Return the year's ticks of dues as a sheet, and what it shows."""
        members = [m for m in self._uses.members.roster() if standing_of(m) != "placed"]
        paid = self._uses.reaching.paid(year)
        part = dues_sheet(members, paid, self._printer.words(), branch=self._name(), year=year)
        return part, self._shown(*members)

    def dues_pdf(self, year: int, *, draft: bool = False) -> bytes:
        """Return the year's ticks of dues."""
        return self._printer.sheet_pdf(*self.dues_sheet(year), draft=draft)

    def handover_sheet(self) -> tuple[Sheet, Shown]:
        """Return the hand-over list as a sheet, and what it shows."""
        state, items = self._uses.ending.state(), self._records.all(HandoverItem)
        still = [m.member.name for m in state.members if m.item is None]
        still += [o.what for o in state.matters if o.item is None]
        part = handover_sheet(items, state.branch, self._printer.words(), still=still)
        people = [m.member for m in state.members]
        return part, self._shown(*items, *people, *((state.branch,) if state.branch.id else ()))

    def handover_pdf(self, *, draft: bool = False) -> bytes:
        """Return the hand-over list."""
        return self._printer.sheet_pdf(*self.handover_sheet(), draft=draft)

    def case_pdf(self, case: str, *, draft: bool = False) -> bytes:
        """Return the paper of a search. Raises InvalidRecord while its search log is empty."""
        found = self._uses.reaching.searched(case)
        everyone = self._uses.members.roster(everyone=True)
        member = next((m for m in everyone if m.id == found.member), None)
        if member is None:
            raise NotFound(N_("There is no record {id}."), id=found.member)
        contacts = self._records.all(ContactEntry, where={"member": member.id})
        part = lost_case_sheet(
            found,
            member,
            self._uses.reaching.clocks([member.id])[member.id],
            contacts,
            self._printer.words(),
            branch=self._name(),
        )
        return self._printer.sheet_pdf(part, self._shown(found, member, *contacts), draft=draft)

    def _branch(self) -> Branch:
        return self._records.get(Branch, "branch") or Branch(name="")

    def _name(self) -> str:
        return self._branch().name

    def _shown(self, *values: "_Stored") -> Shown:
        return Shown(tuple(value.record for value in values))


class _Stored(Protocol):
    @property
    def record(self) -> Record:
        """Return the stored record behind a value."""
