"""Who was last met, paid, reached, and when; a search is proposed, opened by people, and printed.

The program never changes a status and never opens a case: it shows three days and the rule.
"""

from collections.abc import Callable, Iterable, Mapping
from datetime import date, datetime, timedelta
from typing import NamedTuple

from app.counting.clocks import Asked, Clocks, Met, clocks_of, last_met
from app.counting.periods import days_after
from app.records.flow import DuesTick, LostContactCase
from app.records.meeting import HERE, State
from app.records.member import ContactEntry, Member
from app.rules.reach import asked_of
from app.rules.rulebook import Rulebook
from app.rules.shipped import usual
from app.services.records import Pen, Records
from db.model.change import Json, child_id
from db.model.errors import InvalidRecord, NotFound
from db.model.query import Where
from db.model.record import Applied, Edit
from db.model.words import N_
from db.store import Store

_NEAR = timedelta(days=400)
_HERE = tuple(status.value for status in HERE)
_CHUNK = 400


class Proposal(NamedTuple):
    """A member of whom nothing was seen for six months: the three clocks, and since when."""

    member: Member
    clocks: Clocks
    since: date


class Reaching:
    """The use cases of contact in one book."""

    def __init__(
        self,
        records: Records,
        store: Store,
        pen: Callable[[], Pen],
        now: Callable[[], datetime],
        rulebook: Callable[[], Rulebook] = usual,
    ) -> None:
        self._records, self._store, self._pen, self._now = records, store, pen, now
        self._rulebook = rulebook

    def clocks(self, members: Iterable[str]) -> Mapping[str, Clocks]:
        """Return the three clocks of each of these members today."""
        today, wanted = self._now().date(), list(members)
        seen = self._seen(today - _NEAR, today)
        met = last_met(seen)
        if any(met.get(m, Met()).life is None for m in wanted):
            met = last_met([*seen, *self._seen(date.min, today - _NEAR)])
        contacts = self._records.all(ContactEntry, limit=100_000)
        ticks = self._records.all(DuesTick, limit=100_000)
        return clocks_of(wanted, met, ticks, contacts, today)

    def asked(self) -> Asked:
        """Return what the rules in force ask for."""
        return asked_of(self._rulebook(), self._now().date())

    def _seen(self, first: date, last: date) -> list[tuple[str, str, date]]:
        within = (
            Where("held_start", ">=", first.isoformat()),
            Where("held_start", "<", days_after(last, 1).isoformat()),
        )
        query = self._records.query("activity", where=within, limit=100_000)
        scope = self._pen().scope
        held = {
            record: (str(body.get("type")), date.fromisoformat(str(body["held_start"])[:10]))
            for record, body in self._store.read.bodies(scope, query)
            if body.get("state") != State.cancelled.value
        }
        seen: list[tuple[str, str, date]] = []
        ids = list(held)
        for at in range(0, len(ids), _CHUNK):
            there = (
                Where("activity", "in", ids[at : at + _CHUNK]),
                Where("status", "in", list(_HERE)),
            )
            entries = self._records.query("attendance", where=there, limit=1_000_000)
            for _, body in self._store.read.bodies(scope, entries):
                seen.append((str(body.get("member")), *held[str(body["activity"])]))
        return seen

    def proposals(self, members: Iterable[Member]) -> list[Proposal]:
        """Return of whom a search is to be proposed today; those with an open case are left out."""
        known = {m.id: m for m in members}
        today, asked = self._now().date(), self.asked()
        searched = {c.member for c in self._records.all(LostContactCase) if c.closed_on is None}
        return [
            Proposal(known[m], clocks, since)
            for m, clocks in self.clocks(known).items()
            if m not in searched
            and (since := clocks.lost_from(asked)) is not None
            and clocks.proposes_search(today, asked)
        ]

    def open_case(self, member: str) -> str:
        """Open a search for a member, because a person said so; return the case."""
        clocks = self.clocks([member])[member]
        fields: dict[str, Json] = {
            "member": member,
            "opened_on": self._now().date().isoformat(),
            "last_seen_on": clocks.last.isoformat() if clocks.last else None,
        }
        return self._records.add("lost_contact_case", fields)

    def searched(self, case: str) -> LostContactCase:
        """Return a case whose search is written down, as its paper needs it.

        Raises InvalidRecord while the search log is empty, NotFound where there is no such case.
        """
        found = self._records.get(LostContactCase, case)
        if found is None:
            raise NotFound(N_("There is no record {id}."), id=case)
        if not (found.search or "").strip():
            raise InvalidRecord(
                N_("How they were searched for is still empty."),
                field="search",
                hint=N_("Write whom you asked and when; then the paper can be printed."),
            )
        return found

    # Dues: a tick a month, no amount

    def paid(self, year: int) -> Mapping[str, frozenset[int]]:
        """Return for each member the months of a year with a tick."""
        within = (Where("month", ">=", f"{year}-01"), Where("month", "<=", f"{year}-12"))
        found: dict[str, set[int]] = {}
        for tick in self._records.all(DuesTick, where=within, limit=100_000):
            found.setdefault(tick.member, set()).add(int(tick.month[5:]))
        return {m: frozenset(months) for m, months in found.items()}

    def tick(self, members: Iterable[str], month: str, *, paid: bool = True) -> Applied:
        """Tick a month of dues for members, or take the ticks back: one change.

        The month of today is taken as paid today; of another month only the tick is known.
        """
        today = self._now().date()
        paid_on = today.isoformat() if f"{today:%Y-%m}" == month else None
        edits: list[Edit] = []
        for member in members:
            name = child_id(member, month)
            stored = self._records.raw(name)
            there = stored is not None and not stored.deleted
            if paid and not there:
                fields: dict[str, Json] = {"member": member, "month": month, "paid_on": paid_on}
                fields |= {"deleted": False} if stored is not None else {}
                edits.append(
                    Edit("dues_tick", fields, name)
                    if stored is not None
                    else self._records.edit_new("dues_tick", fields)
                )
            elif not paid and there:
                edits.append(Edit("dues_tick", {"deleted": True}, name))
        return self._records.write(edits)
