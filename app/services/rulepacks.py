"""The rule packs of this book: those of the program, and what HQ sent, the newest of each.

HQ's packs are records in its channel (`app.services.channelpacks`), so they come by network and by
stick, and are in force as soon as they are here.
"""

from collections.abc import Callable
from datetime import date, datetime

from app.counting.attendance import Branch as People
from app.counting.attendance import has_committee
from app.counting.branch_type import rule_type
from app.records.organisation import Branch, OfficeHolding
from app.rules.pack import Pack
from app.rules.pack_reading import read_pack
from app.rules.rulebook import Rulebook, Situation
from app.rules.shipped import shipped, shipped_text
from app.services import channelpacks
from app.services.channelpacks import Channel, Sort
from app.services.records import Records
from db.model.record import Applied
from db.store import Store

KIND = "rule_pack"
"""Records in HQ's channel; each holds one version of one pack, never changed but to withdraw it."""
_MATTERS = frozenset({KIND, "branch", "party_group", "office_holding"})
"""Kinds that decide which rules apply."""


RULES = Sort(KIND, read_pack)
"""Rule packs as HQ's channel holds them."""
Held = channelpacks.Held[Pack]
"""One version of a rule pack that HQ sent."""


class RulePacks:
    """The packs of one book; remembers them until something is written that decides about them."""

    def __init__(self, records: Records, store: Store, now: Callable[[], datetime]) -> None:
        self._records, self._store, self._now = records, store, now
        self._written = 0
        self._channel = Channel(store, RULES)
        self._books: dict[tuple[int, date], Rulebook] = {}
        store.listen(self._forget)

    def _forget(self, applied: Applied) -> None:
        # Called in the writing thread. Typing minutes must not read the packs anew at each pause.
        if applied.kinds() & _MATTERS:
            self._written += 1

    def sent(self) -> tuple[Held, ...]:
        """Return every version that HQ sent."""
        return self._channel.sent()

    def in_force(self) -> tuple[Pack, ...]:
        """Return the packs in use, those of the program first."""
        return (*shipped(), *channelpacks.in_force(self.sent()))

    def unread(self) -> tuple[Held, ...]:
        """Return what HQ sent and this release cannot read, the newest of each pack."""
        return channelpacks.unread(self.sent())

    def rulebook(self) -> Rulebook:
        """Return what applies to this branch as it is today."""
        key = (self._written, self._now().date())
        book = self._books.get(key)
        if book is None:
            book = Rulebook(self.in_force(), self._situation(key[1]))
            self._books = {key: book}
        return book

    def _situation(self, today: date) -> Situation:
        branch = self._records.get(Branch, "branch")
        seated: frozenset[str] = frozenset()
        if branch is None or branch.has_committee is None:
            # Rules about a committee ask by the day whether there was one; here, whether ever.
            people = People(offices=tuple(self._records.all(OfficeHolding)))
            days = {today, *(o.from_on for o in people.offices if o.from_on)}
            seated = max((people.committee(d) for d in days if d <= today), key=len)
        groups = self._records.count(self._records.query("party_group"))
        said = None if branch is None else branch.has_committee
        return situation(branch, committee=has_committee(said, seated), groups=bool(groups))

    def text(self, name: str) -> str:
        """Return the text of a pack in use. Raises NotFound."""
        for one in self.sent():
            if one.id == name and not one.withdrawn and one.pack is not None:
                return one.text
        return shipped_text(name)


def situation(branch: Branch | None, *, committee: bool, groups: bool) -> Situation:
    """Return what of a branch decides which rules bind it."""
    return Situation(rule_type(branch).value, committee, groups)
