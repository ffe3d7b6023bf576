"""How a member stands on any day, computed from what happened and when.

A membership is a list of dated turns. Who came in is here from that day, who left is not; whom a
meeting admits or makes a full member was neither at that meeting, so both hold from the day after.
The order in which people entered the turns does not matter: they stand by day, and on one day by
what must have come first. Where nothing is on record up to a day, the first turn after it says how
it was before; where there are no turns at all, the status on the member's own record says it.

What has no date is read in the member's favour: nobody is struck off an old sheet, nobody loses a
vote, for want of one. That somebody went holds from the day on which it was written down, for by
then it had happened: an event without a day, and a status set on the record itself after all that
is known of them and explained by none of it.
"""

from collections.abc import Iterable, Sequence
from dataclasses import dataclass
from datetime import date, timedelta
from typing import NamedTuple, Protocol, TypeVar

from app.counting.periods import months_after
from app.records.flow import FlowDirection, FlowRecord
from app.records.member import Member, MemberStatusEvent, Relation, Standing, StatusEvent
from app.site import site_time

_ORDER = (
    StatusEvent.admit,
    StatusEvent.in_,
    StatusEvent.restore,
    StatusEvent.extend_probation,
    StatusEvent.convert,
    StatusEvent.on_party_probation,
    StatusEvent.off_party_probation,
    StatusEvent.rights_suspended,
    StatusEvent.rights_restored,
    StatusEvent.suspend,
    StatusEvent.cancel_probation,
    StatusEvent.out,
    StatusEvent.remove,
)
"""What comes first where two things happened on one day."""

COMES = frozenset({StatusEvent.admit, StatusEvent.in_, StatusEvent.restore})
GOES = frozenset(
    {StatusEvent.out, StatusEvent.suspend, StatusEvent.remove, StatusEvent.cancel_probation}
)
_NEXT_DAY = frozenset({StatusEvent.admit, StatusEvent.convert})
_STEPS = frozenset({StatusEvent.admit, StatusEvent.convert})
_BARS = (
    frozenset({StatusEvent.on_party_probation, StatusEvent.off_party_probation}),
    frozenset({StatusEvent.rights_suspended, StatusEvent.rights_restored}),
)
_BARRED = frozenset({StatusEvent.on_party_probation, StatusEvent.rights_suspended})
_WENT = {
    Standing.suspended: StatusEvent.suspend,
    Standing.removed: StatusEvent.remove,
    Standing.left: StatusEvent.out,
}
_EXPLAIN = {
    StatusEvent.suspend: frozenset({StatusEvent.suspend}),
    StatusEvent.remove: frozenset({StatusEvent.remove, StatusEvent.cancel_probation}),
    StatusEvent.out: frozenset({StatusEvent.out}),
}
PROBATION_MONTHS = 12
"""Development rules 2026, article 31: a year from the meeting that admitted the member."""


class Turn(NamedTuple):
    """Something that happened to a membership, by the day from which it holds."""

    day: date
    rank: int
    event: StatusEvent


class _OfMember(Protocol):
    @property
    def member(self) -> str:
        """Return whose it is."""


P = TypeVar("P", bound=_OfMember)


def by_member(found: Iterable[P]) -> dict[str, list[P]]:
    """Return records apart by their member, in the order they came."""
    apart: dict[str, list[P]] = {}
    for one in found:
        apart.setdefault(one.member, []).append(one)
    return apart


def covers(first: date | None, last: date | None, day: date) -> bool:
    """Tell whether a stretch of days, open where it has no end, holds a day."""
    return (first is None or first <= day) and (last is None or day <= last)


def floating(flow: FlowRecord, day: date) -> bool:
    """Tell whether somebody floats on a day; a record without a first day says nothing yet."""
    return flow.from_on is not None and covers(flow.from_on, flow.to_on, day)


def turns_of(events: Iterable[MemberStatusEvent]) -> tuple[Turn, ...]:
    """Return events as turns, in their order; those without a date are left out."""
    found = [_turn(e.event, e.on) for e in events if e.on is not None]
    return tuple(sorted(found))


def _turn(event: StatusEvent, on: date) -> Turn:
    day = on + timedelta(days=1) if event in _NEXT_DAY and on < date.max else on
    return Turn(day, _ORDER.index(event), event)


def _undated(events: Iterable[MemberStatusEvent]) -> list[Turn]:
    """Return who went without a day as gone since that was written, and as back since a later word."""
    written = [(e.record.made, e.event) for e in events if e.on is None and e.id]
    found: list[Turn] = []
    for made, event in sorted(written, key=lambda one: one[0]):
        if event in GOES or (found and event in COMES):
            found.append(_turn(event, site_time(made).date()))
    return found


def _set_by_hand(
    member: Member, events: Sequence[MemberStatusEvent], turns: Iterable[Turn]
) -> list[Turn]:
    """Return the turn of a status that was set on the record and that no event explains."""
    event = _WENT.get(member.status)
    if event is None or not member.id or not all(e.id for e in events):
        return []
    moves = [t.event for t in turns if t.event in COMES or t.event in GOES]
    if not moves or moves[-1] in GOES or _EXPLAIN[event].intersection(moves):
        return []
    touched = member.record.touched
    if not touched or touched < max(e.record.made for e in events):
        return []
    return [_turn(event, site_time(touched).date())]


@dataclass(frozen=True, slots=True)
class Life:
    """One membership: its turns in order, those of each matter also apart, its stretches of floating."""

    member: Member
    turns: tuple[Turn, ...] = ()
    moves: tuple[Turn, ...] = ()
    steps: tuple[Turn, ...] = ()
    bars: tuple[tuple[Turn, ...], ...] = ()
    inward: tuple[FlowRecord, ...] = ()
    outward: tuple[FlowRecord, ...] = ()

    @classmethod
    def of(
        cls,
        member: Member,
        events: Iterable[MemberStatusEvent] = (),
        flows: Iterable[FlowRecord] = (),
    ) -> "Life":
        """Return the life of a member from what is on record of them, in any order."""
        known = tuple(events)
        dated = turns_of(known)
        written = (*_undated(known), *_set_by_hand(member, known, dated))
        turns = tuple(sorted((*dated, *written))) if written else dated
        return cls._parted(member, turns, tuple(flows))

    @classmethod
    def _parted(
        cls, member: Member, turns: tuple[Turn, ...], flows: tuple[FlowRecord, ...]
    ) -> "Life":
        # Asked for every person at every meeting of ten years: each matter is parted once.
        return cls(
            member,
            turns,
            _of(turns, COMES | GOES),
            _of(turns, _STEPS),
            tuple(found for bar in _BARS if (found := _of(turns, bar))),
            tuple(f for f in flows if f.direction == FlowDirection.in_),
            tuple(f for f in flows if f.direction == FlowDirection.out),
        )

    def by_evening(self) -> "Life":
        """Return the life as it stands when a day is over: whom its meeting admitted is a member."""
        turns = tuple(
            sorted(
                t._replace(day=t.day - timedelta(days=1)) if t.event in _NEXT_DAY else t
                for t in self.turns
            )
        )
        return self._parted(self.member, turns, (*self.inward, *self.outward))

    def here(self, day: date) -> bool:
        """Tell whether they were in the branch on a day, also those placed here who floated in."""
        member = self.member
        if member.joined_on is not None and member.joined_on > day:
            return False
        if self.floats_in(day):
            return True
        if self.inward and member.relation_here == Relation.life_only:
            return False
        before = _last(self.moves, day)
        if before is not None:
            return before in COMES
        after = _first(self.moves, day)
        return after in GOES if after is not None else member.is_here

    def probationary(self, day: date) -> bool:
        """Tell whether they were still a probationary member on a day."""
        member, before = self.member, _last(self.steps, day)
        if self.steps:
            converted = any(t.event == StatusEvent.convert for t in self.steps)
            if converted and before is not None:
                return before == StatusEvent.admit
            if _first(self.steps, day) == StatusEvent.convert:
                return True
        if member.full_on is not None:
            return member.full_on >= day
        if member.is_here:
            return member.status == Standing.probationary
        # Their status now says where they went, not what they were.
        young = member.joined_on and months_after(member.joined_on, PROBATION_MONTHS) > day
        return before == StatusEvent.admit or bool(young)

    def barred(self, day: date) -> bool:
        """Tell whether their rights were suspended: probation within the Party, detention, arrest.

        Source: election rules 2020, article 5. That it ended is decided, never assumed.
        """
        return any(_last(bar, day) in _BARRED for bar in self.bars)

    def afloat(self, day: date) -> bool:
        """Tell whether they were floating out of this branch on a day."""
        return any(floating(f, day) for f in self.outward)

    def floats_in(self, day: date) -> bool:
        """Tell whether they were floating into this branch on a day."""
        return any(floating(f, day) for f in self.inward)

    def may_vote(self, day: date) -> bool:
        """Tell whether they had the right to vote here on a day.

        Full members whose formal relation is here and whose rights are not suspended. Who floats in
        takes part without a vote. Source: election rules 2020, article 5; branch-work regulation 11.
        """
        member = self.member
        if member.vote_override is not None:
            return member.vote_override
        if member.relation_here != Relation.formal or self.probationary(day) or self.barred(day):
            return False
        return not self.floats_in(day)

    def status(self, day: date) -> Standing:
        """Return the status on a day, as the member's own record would have it."""
        if self.here(day):
            young = self.probationary(day)
            return Standing.probationary if young else Standing.full
        last = _last(_of(self.moves, GOES), day)
        if last == StatusEvent.suspend:
            return Standing.suspended
        if last in {StatusEvent.remove, StatusEvent.cancel_probation}:
            return Standing.removed
        if last == StatusEvent.out or self.member.is_here:
            return Standing.left
        return self.member.status


def _of(turns: Iterable[Turn], kinds: frozenset[StatusEvent]) -> tuple[Turn, ...]:
    return tuple(t for t in turns if t.event in kinds)


def _last(turns: tuple[Turn, ...], day: date) -> StatusEvent | None:
    found = None
    for turn in turns:
        if turn.day > day:
            break
        found = turn.event
    return found


def _first(turns: tuple[Turn, ...], day: date) -> StatusEvent | None:
    return next((t.event for t in turns if t.day > day), None)


def probation_ends(
    member: Member, events: Sequence[MemberStatusEvent], months: int = PROBATION_MONTHS
) -> date | None:
    """Return when a probation ends, with its extension; None where no admission is on record.

    Source: development rules 2026, article 31: one year, extended once by half a year to a year.
    """
    admitted = [e.on for e in events if e.event == StatusEvent.admit and e.on is not None]
    start = max(admitted, default=member.joined_on)
    if start is None:
        return None
    longer = [
        e.until
        for e in events
        if e.event == StatusEvent.extend_probation and e.until is not None and e.until > start
    ]
    return max([months_after(start, months), *longer])
