"""A site that ends or moves on: who and what is handed to whom, the dissolution, the closed book.

Every step is records of its own, so a break in the middle loses nothing: the page begins where the
records stop. Once the branch is dissolved by its document the book is read-only; what came by
syncing is taken all the same, two values are settled, a hand-over is noted as accepted, a correction
may be appended, and the dissolution itself taken back.
"""

from collections.abc import Callable, Container, Iterator, Mapping, Sequence
from dataclasses import dataclass
from datetime import date, datetime

from app.counting.matters import GOING_ON
from app.records.flow import HandoverItem, HandoverKind, LostContactCase
from app.records.life import RectificationItem
from app.records.meeting import Resolution, ResolutionState
from app.records.member import Member, StatusEvent
from app.records.organisation import Branch, Project
from app.records.plan import PlanItem
from app.records.service import MatterState, ServiceMatter
from app.services.delivery import SyncStatus
from app.services.edits import edit_of
from app.services.membership import Happening, Membership
from app.services.records import Guard, Records
from db.model.change import Json, child_id
from db.model.errors import Closed, InvalidRecord
from db.model.record import Applied, Edit, id_of
from db.model.words import N_

BRANCH = "branch"
_DISSOLUTION = frozenset({"dissolved_on", "dissolution_document", "receiving_branch"})
_ACCEPTANCE = frozenset({"accepted_on", "note"})
"""What the receiving side answers, mostly after the end."""
_STILL = frozenset({"correction", "access_entry"})
"""Kinds that a closed book still takes: what was wrong, and who looked."""


@dataclass(frozen=True, slots=True)
class Open:
    """Something still open: its record, its kind, its words, and to whom it was handed."""

    record: str
    kind: str
    what: str
    item: HandoverItem | None = None


@dataclass(frozen=True, slots=True)
class Leaving:
    """A member of the roster, and to whom they were handed."""

    member: Member
    item: HandoverItem | None = None


@dataclass(frozen=True, slots=True)
class EndingState:
    """How far a site's end has come; each part is read from its records."""

    branch: Branch
    members: tuple[Leaving, ...]
    matters: tuple[Open, ...]
    folder: HandoverItem | None
    year: int
    only_here: int
    enrolled: bool
    receipt: int | None

    @property
    def members_left(self) -> int:
        """Return how many members nobody has taken over yet."""
        return sum(m.item is None for m in self.members)

    @property
    def matters_left(self) -> int:
        """Return how many open matters nobody has taken over yet."""
        return sum(m.item is None for m in self.matters)

    @property
    def dissolved(self) -> bool:
        """Tell whether the branch is dissolved by its document."""
        return is_closed(self.branch, date.max)

    @property
    def whole_at_hq(self) -> bool:
        """Tell whether HQ has signed for everything up to the last change."""
        return self.enrolled and self.only_here == 0


@dataclass(frozen=True, slots=True)
class Transfer:
    """To whom something is handed, by which document, on which day."""

    to_whom: str
    document: str = ""
    on: date | None = None


def is_closed(branch: Branch | None, today: date) -> bool:
    """Tell whether a branch is dissolved: it takes the day and the document."""
    if branch is None or branch.dissolved_on is None or not branch.dissolution_document:
        return False
    return branch.dissolved_on <= today


def closing(records: Records, now: Callable[[], datetime]) -> Guard:
    """Return the guard that keeps the book of a dissolved branch as it is."""

    def look(edits: Sequence[Edit]) -> None:
        # Two laptops that wrote apart before the end still have to agree on one value.
        if records.at_hand == "resolve" or all(_allowed(edit) for edit in edits):
            return
        branch = records.get(Branch, BRANCH)
        if branch is not None and is_closed(branch, now().date()):
            raise Closed(
                N_("The branch was dissolved on {day}; its book is read-only."),
                safe=N_("Nothing was changed."),
                hint=N_(
                    "A correction can be appended; the day of dissolution is on the page Hand-over."
                ),
                day=branch.dissolved_on,
            )

    return look


def _allowed(edit: Edit) -> bool:
    if edit.kind == "handover_item" and edit.id:
        return _ACCEPTANCE.issuperset(edit.fields)
    return edit.kind in _STILL or (edit.id == BRANCH and _DISSOLUTION.issuperset(edit.fields))


class Ending:
    """The use cases of a site's end in one book."""

    def __init__(
        self,
        records: Records,
        membership: Membership,
        sync: Callable[[], SyncStatus],
        now: Callable[[], datetime],
    ) -> None:
        self._records, self._membership = records, membership
        self._sync, self._now = sync, now

    def state(self) -> EndingState:
        """Return how far it has come."""
        items = self._records.all(HandoverItem)
        branch = self._records.get(Branch, BRANCH) or Branch(name="")
        today, sync = self._now().date(), self._sync()
        about = {i.about: i for i in items if i.about}
        year = (branch.dissolved_on or today).year
        return EndingState(
            branch,
            tuple(self._leaving(items, today)),
            tuple(Open(r, k, w, about.get(r)) for r, k, w in self._open(about)),
            about.get(str(year)),
            year,
            sync.only_here,
            sync.enrolled,
            sync.receipt.number if sync.receipt else None,
        )

    def _leaving(self, items: Sequence[HandoverItem], today: date) -> Iterator[Leaving]:
        handed = {i.member: i for i in items if i.kind == HandoverKind.member and i.member}
        people = self._membership.branch()
        here = people.ids_on(today)
        for member in sorted(people.members, key=_order):
            if member.id in here or member.id in handed:
                yield Leaving(member, handed.get(member.id))

    def _open(self, handed: Container[str]) -> Iterator[tuple[str, str, str]]:
        for found in self._records.all(Resolution):
            if found.state in {ResolutionState.open, ResolutionState.doing}:
                yield found.id, found.shape.name, found.text or ""
        for item in self._records.all(RectificationItem):
            if item.done_on is None and item.verified_on is None:
                yield item.id, item.shape.name, item.problem or ""
        for line in self._records.all(PlanItem):
            if line.activity is None and not line.explanation:
                yield line.id, line.shape.name, line.title
        for case in self._records.all(LostContactCase):
            if case.closed_on is None:
                yield case.id, case.shape.name, self._records.name(case.member)
        yield from self._asked_for(handed)

    def _asked_for(self, handed: Container[str]) -> Iterator[tuple[str, str, str]]:
        for matter in self._records.all(ServiceMatter):
            if matter.state in GOING_ON or matter.id in handed:
                yield matter.id, matter.shape.name, matter.title

    def hand_members(self, members: Sequence[str], to: Transfer) -> Applied:
        """Write the transfer of members to one receiving branch: one change for all of them."""
        _must_say(to)
        edits: list[Edit] = []
        for member in members:
            edits.append(self._item(HandoverKind.member, self._records.name(member), to, member))
            what = Happening(member, StatusEvent.out, to.on, to.document, to.to_whom)
            edits += self._membership.edits(what)
        return self._records.write(edits)

    def hand_matters(self, records: Sequence[str], to: Transfer) -> Applied:
        """Write to whom open matters go: one change for all of them.

        What people asked for goes on there: a matter becomes one that is handed over.
        """
        _must_say(to)
        named = {o.record: o.what for o in self.state().matters}
        edits = [
            self._item(HandoverKind.matter, named.get(r) or self._records.name(r), to, about=r)
            for r in records
        ]
        for held in (self._records.get(ServiceMatter, r) for r in records):
            if held is not None and held.state in GOING_ON:
                gone = {"state": MatterState.transferred.value, "transferred_to": to.to_whom}
                edits.append(edit_of(self._records, held.record, gone))
        return self._records.write(edits)

    def folder_made(self, what: str) -> Applied:
        """Write that the folder of the last year is made; `what` names it."""
        state = self.state()
        to = Transfer(state.branch.receiving_branch or "", on=self._now().date())
        edit = self._item(HandoverKind.records, what, to, about=str(state.year))
        return self._records.write([edit])

    def _item(
        self, kind: HandoverKind, what: str, to: Transfer, member: str = "", about: str = ""
    ) -> Edit:
        fields: dict[str, Json] = {
            "kind": kind.value,
            "what": " ".join(what.split())[:200] or "—",
            "member": member or None,
            "about": about or None,
            "to_whom": to.to_whom or None,
            "document": to.document or None,
            "handed_on": to.on.isoformat() if to.on else None,
        }
        # Two laptops that hand over the same thing fill one record, unless it was once taken back.
        name = child_id(member or about, "handover")
        taken = self._records.raw(name) is not None
        return self._records.edit_new("handover_item", fields, id="" if taken else name)

    def dissolve(self, on: date | None, document: str, receiving: str = "") -> Applied:
        """Dissolve the branch by its document; from that day the book is read-only."""
        if on is None:
            raise InvalidRecord(N_("The day of dissolution is still empty."), field="dissolved_on")
        if not document.strip():
            raise InvalidRecord(
                N_("The document of dissolution is still empty."), field="dissolution_document"
            )
        fields: dict[str, Json] = {
            "dissolved_on": on.isoformat(),
            "dissolution_document": document.strip(),
        }
        if receiving:
            fields["receiving_branch"] = receiving
        return self._records.change(BRANCH, fields)

    def revoke(self) -> Applied:
        """Take the dissolution back: its day and document go, the history keeps them."""
        return self._records.change(BRANCH, {"dissolved_on": None, "dissolution_document": None})

    def move_on(self, project: Mapping[str, Json], name: str, document: str, on: date) -> Applied:
        """Go on at the next project with the same book: one change, nothing entered again.

        The old project ends on that day, the branch serves the new one; a new name of the branch
        carries the document that gave it.
        """
        branch = self._records.get(Branch, BRANCH)
        if branch is None:
            raise InvalidRecord(N_("{label} is still empty."), field="name", label="name")
        edits = [self._records.edit_new("project", {**project, "start": on.isoformat()})]
        old = self._records.get(Project, branch.project or "")
        if old is not None and old.end is None:
            edits.append(edit_of(self._records, old.record, {"end": on.isoformat()}))
        renamed = bool(name.strip()) and name.strip() != branch.name
        fields: dict[str, Json] = {"expected_end_on": None}
        if renamed:
            if not document.strip():
                raise InvalidRecord(
                    N_("A new name of the branch needs its document."), field="document"
                )
            fields["name"] = name.strip()
        own = edit_of(self._records, branch.record, fields)
        edits.append(Edit(BRANCH, {**own.fields, "project": id_of(0)}, BRANCH))
        if document.strip():
            paper = {
                "title": name.strip() or branch.name,
                "kind": "set_up",
                "number": document.strip(),
                "dated_on": on.isoformat(),
            }
            edits.append(self._records.edit_new("branch_document", paper))
        return self._records.write(edits)


def _order(member: Member) -> tuple[bool, int, int]:
    return member.number is None, member.number or 0, member.record.made


def _must_say(to: Transfer) -> None:
    if not to.to_whom.strip():
        raise InvalidRecord(N_("To whom it goes is still empty."), field="to_whom")
    if to.on is None:
        raise InvalidRecord(N_("The day of the hand-over is still empty."), field="handed_on")
