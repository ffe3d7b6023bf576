"""The statistics that reports ask for (domain 1.6), computed from records alone, each with its records.

Nothing here is typed in, and nothing puts people in an order: members stand as the roster has them.
"""

from collections.abc import Callable, Iterable, Iterator, Mapping, Sequence
from dataclasses import dataclass
from datetime import date
from typing import NamedTuple

from app.counting.periods import days_after, month_of
from app.records.meeting import HERE, Activity, State
from app.records.member import ContactEntry, Member
from app.records.study import Reflection
from app.records.talks import HeartToHeartTalk
from app.rules.facts import Facts
from app.services.checking import Checking
from app.services.counted_joint import joint_numbers, organisation_numbers
from app.services.counted_life import (
    Missed,
    life_numbers,
    missed,
    roster_complete,
    soundness,
    study_numbers,
)
from app.services.counted_service import service_numbers, vanguard_numbers
from app.services.jointwork import JointWork, joint_work
from app.services.members import Members
from app.services.numbered import Group, Number
from app.services.records import Pen, Records
from app.services.studying import Studied, Studying
from app.services.tagpacks import TagPacks
from app.tags.pack import TagPack
from db.model.query import Where
from db.store import Store

REACHED_WITHIN = 90
"""Days without a meeting or a contact from which a member is named; local practice, R26."""
_CHUNK = 400
_ORDER = tuple(Group)


class Unmet(NamedTuple):
    """A member whom nobody met or reached for so many days; None: no day is on record."""

    member: str
    last: date | None
    days: int | None


@dataclass(frozen=True, slots=True)
class Statistics:
    """The numbers of a period. ``hours`` in the roster's order, ``unmet``; both of the roster of the last day."""

    first: date
    last: date
    numbers: tuple[Number, ...]
    missed: tuple[Missed, ...]
    hours: Mapping[str, Studied]
    unmet: tuple[Unmet, ...]
    unmet_after: int

    def number(self, key: str) -> Number | None:
        """Return one number by its key."""
        return next((n for n in self.numbers if n.key == key), None)


class Counting:
    """Reads the book for its statistics."""

    def __init__(
        self,
        records: Records,
        store: Store,
        pen: Callable[[], Pen],
        checking: Checking,
        studying: Studying,
        members: Members,
        *,
        tags: TagPacks,
    ) -> None:
        self._records, self._store, self._pen = records, store, pen
        self._checking, self._studying, self._members = checking, studying, members
        self._tags = tags

    def of(
        self, first: date, last: date, *, unmet_after: int = REACHED_WITHIN, pack: str = ""
    ) -> Statistics:
        """Return the statistics of a period; joint activities by the tags of a pack (the first in use)."""
        facts = self._checking.facts(first, last)
        day = min(last, facts.today)
        # Of a period that is over, those who were here when it ended.
        roster = [m for m in self._members.as_of(day) if m.is_here]
        return Statistics(
            first,
            last,
            tuple(sorted(self._numbers(facts, pack, roster), key=lambda n: _ORDER.index(n.group))),
            tuple(missed(facts)),
            self._studying.year(last.year, [m.id for m in roster], day),
            self.unmet(roster, day, unmet_after),
            unmet_after,
        )

    def _numbers(self, facts: Facts, pack: str, roster: Sequence[Member]) -> Iterator[Number]:
        first, last = facts.first, facts.last
        between = (
            Where("held_on", ">=", first.isoformat()),
            Where("held_on", "<=", last.isoformat()),
        )
        counted = self._studying.counted(min(last, facts.today))
        work = self.joint_work(first, last)
        yield from organisation_numbers(work, soundness(facts, last))
        yield from life_numbers(facts)
        month = month_of(min(last, facts.today))
        met = self._met_since(month.first, min(month.last, facts.today))
        yield roster_complete(roster, len(facts.groups), met, month)
        yield from study_numbers(facts, self._records.all(Reflection, where=between), counted)
        yield from joint_numbers(work, self.packs(pack))
        yield from service_numbers(work)
        yield from vanguard_numbers(work)

    def joint_work(self, first: date, last: date) -> JointWork:
        """Return a period's work with others and for people."""
        return joint_work(self._records, self._checking.facts(first, last))

    def packs(self, pack: str = "") -> tuple[TagPack, ...]:
        """Return the tag pack of a name, else the first in use; none where none is in use."""
        return (self._tags.get(pack),) if pack else self._tags.in_use()[:1]

    def unmet(self, roster: Sequence[Member], today: date, days: int) -> tuple[Unmet, ...]:
        """Return whom nobody met or reached for so many days, in the roster's order."""
        met = self._met_since(days_after(today, 1 - days), today)
        reached = [*self._contacts(), *self._talks()]
        found = []
        for member in (m for m in roster if m.id not in met):
            seen = [d for m, d in reached if m == member.id and d <= today]
            last = max([*seen, *self._meetings_of(member.id, today)], default=None)
            found.append(Unmet(member.id, last, (today - last).days if last else None))
        return tuple(found)

    def _meetings_of(self, member: str, today: date) -> Iterable[date]:
        """Yield the days of all meetings that one member was at."""
        here = [status.value for status in HERE]
        where = (Where("member", "=", member), Where("status", "in", here))
        query = self._records.query("attendance", where=where, order=("made",), limit=1_000_000)
        bodies = self._store.read.bodies(self._pen().scope, query)
        ids = [str(body.get("activity")) for _, body in bodies]
        for at in range(0, len(ids), _CHUNK):
            part = (Where("id", "in", ids[at : at + _CHUNK]),)
            yield from (
                a.held_start.date()
                for a in self._records.all(Activity, where=part)
                if a.state != State.cancelled and a.held_start and a.held_start.date() <= today
            )

    def _met_since(self, first: date, today: date) -> set[str]:
        """Return who was at a meeting, reached or talked with on some days."""
        near = [*self._meetings(first, today), *self._contacts(), *self._talks()]
        return {member for member, day in near if first <= day <= today}

    def _meetings(self, first: date, today: date) -> Iterable[tuple[str, date]]:
        between = (
            Where("held_start", ">=", first.isoformat()),
            Where("held_start", "<", days_after(today, 1).isoformat()),
        )
        held = [
            a
            for a in self._records.all(Activity, where=between)
            if a.state != State.cancelled and a.held_start is not None
        ]
        days = {a.id: a.held_start.date() for a in held if a.held_start}
        here, ids = {status.value for status in HERE}, list(days)
        for at in range(0, len(ids), _CHUNK):
            part = Where("activity", "in", ids[at : at + _CHUNK])
            query = self._records.query(
                "attendance", where=(part,), order=("made",), limit=1_000_000
            )
            for _, body in self._store.read.bodies(self._pen().scope, query):
                if body.get("status") in here:
                    yield str(body.get("member")), days[body["activity"]]

    def _contacts(self) -> Iterable[tuple[str, date]]:
        for one in self._records.all(ContactEntry, limit=1_000_000):
            if one.reached is not False:
                yield one.member, one.on

    def _talks(self) -> Iterable[tuple[str, date]]:
        # That two people talked is open; what was said is neither read nor needed.
        for talk in self._records.all(HeartToHeartTalk, limit=1_000_000):
            if talk.on is not None:
                yield from ((talk.initiator, talk.on), (talk.partner, talk.on))
