"""The rule packs of this book: those of the program, and what HQ sent, the newest of each.

HQ's packs are records in its channel (`app.rule_sending`), so they come by network and by stick, and
are in force as soon as they are here. One that this release cannot read is kept and told of; the
newest that it can read stays in force meanwhile.
"""

from collections.abc import Callable
from datetime import date, datetime
from typing import NamedTuple

from app.counting.attendance import Branch as People
from app.counting.attendance import has_committee
from app.counting.branch_type import rule_type
from app.records.organisation import Branch, OfficeHolding
from app.rules.pack import Pack, order
from app.rules.pack_reading import read_pack
from app.rules.pack_values import PackWrong
from app.rules.rulebook import Rulebook, Situation
from app.rules.shipped import shipped, shipped_text
from app.services.records import Records
from db.model.change import Json
from db.model.query import Query
from db.model.record import Applied
from db.store import Store
from sync.identity import Identity

KIND = "rule_pack"
"""Records in HQ's channel; each holds one version of one pack, never changed but to withdraw it."""
_MOST = 10_000
_MATTERS = frozenset({KIND, "branch", "party_group", "office_holding"})
"""Kinds that decide which rules apply."""


class Held(NamedTuple):
    """One version of a pack that HQ sent: its text, and the pack or why it cannot be read."""

    record: str
    id: str
    version: str
    text: str
    sent: str
    withdrawn: str
    pack: Pack | None
    wrong: PackWrong | None

    @property
    def order(self) -> tuple[int, ...]:
        """Return what versions are compared by."""
        return order(self.version)


def held(store: Store, scope: str) -> tuple[Held, ...]:
    """Return everything HQ sent into its channel, by pack, the newest version first."""
    found = [held_one(record, body) for record, body in store.read.bodies(scope, _QUERY)]
    known = [one for one in found if one is not None]
    newest_first = sorted(known, key=lambda h: h.order, reverse=True)
    return tuple(sorted(newest_first, key=lambda h: h.id))


def in_force(sent: tuple[Held, ...]) -> tuple[Pack, ...]:
    """Return the newest version of each pack that is readable and not withdrawn."""
    newest: dict[str, Pack] = {}
    for one in sent:
        if one.pack is not None and not one.withdrawn:
            newest.setdefault(one.id, one.pack)
    return tuple(newest.values())


_QUERY = Query(KIND, limit=_MOST)


def held_one(record: str, body: dict[str, Json]) -> Held | None:
    """Read a record of HQ's channel; None where it is no pack at all."""
    name, version, text = body.get("pack"), body.get("version"), body.get("text")
    if not isinstance(name, str) or not isinstance(text, str):
        return None
    pack, wrong = None, None
    try:
        pack = read_pack(text)
        name, version = pack.id, pack.version
    except PackWrong as error:
        wrong = error
    try:
        order(str(version))
    except ValueError:
        version = "0"
    sent, withdrawn = str(body.get("sent") or ""), str(body.get("withdrawn") or "")
    return Held(record, name, str(version), text, sent, withdrawn, pack, wrong)


class RulePacks:
    """The packs of one book; remembers them until something is written that decides about them."""

    def __init__(self, records: Records, store: Store, now: Callable[[], datetime]) -> None:
        self._records, self._store, self._now = records, store, now
        self._written = 0
        self._sent: dict[int, tuple[Held, ...]] = {}
        self._books: dict[tuple[int, date], Rulebook] = {}
        store.listen(self._forget)

    def _forget(self, applied: Applied) -> None:
        # Called in the writing thread. Typing minutes must not read the packs anew at each pause.
        if applied.kinds() & _MATTERS:
            self._written += 1

    def sent(self) -> tuple[Held, ...]:
        """Return every version that HQ sent."""
        at = self._written
        found = self._sent.get(at)
        if found is None:
            office = Identity(self._store.settings, self._store.clock).office()
            found = held(self._store, office.actor) if office is not None else ()
            self._sent = {at: found}
        return found

    def in_force(self) -> tuple[Pack, ...]:
        """Return the packs in use, those of the program first."""
        return (*shipped(), *in_force(self.sent()))

    def unread(self) -> tuple[Held, ...]:
        """Return what HQ sent and this release cannot read, the newest of each pack."""
        newest: dict[str, Held] = {}
        for one in self.sent():
            if not one.withdrawn:
                newest.setdefault(one.id, one)
        return tuple(one for one in newest.values() if one.wrong is not None)

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
