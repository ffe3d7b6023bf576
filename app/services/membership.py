"""What happens to a membership, written as it happened: a dated event and what follows from it.

One happening is one change, which one undo takes back: the event with its day and document, and the
fields of the member's own record that say how it stands now. The fields are computed from all
events, so an old event entered today changes today's status only where it should.
"""

from collections.abc import Callable, Iterator
from dataclasses import dataclass
from datetime import date, datetime, timedelta

from app.counting.attendance import Branch
from app.counting.standing import GOES, Life
from app.records.flow import FlowDirection, FlowRecord, GroupMembership
from app.records.member import Member, MemberStatusEvent, Relation, Standing, StatusEvent
from app.records.organisation import OfficeHolding
from app.services.edits import edit_of
from app.services.meeting import read_branch
from app.services.records import Records
from db.model.change import DELETED, Json
from db.model.errors import InvalidRecord, NotFound
from db.model.record import Applied, Edit
from db.model.words import N_

WITH_COUNTERPART = (StatusEvent.in_, StatusEvent.out)
"""Events that have another organisation at their other end."""
WITH_END = (StatusEvent.extend_probation, StatusEvent.on_party_probation)
"""Events that say until when."""
_DAYS = frozenset({"joined_on", "full_on"})
_FOR_GOOD = GOES - {StatusEvent.suspend}


@dataclass(frozen=True, slots=True)
class Happening:
    """What happened to a member: the event, its day, its document, the other end."""

    member: str
    event: StatusEvent
    on: date | None
    document: str = ""
    counterpart: str = ""
    until: date | None = None


class Membership:
    """The use cases of a membership over time, in one book."""

    def __init__(self, records: Records, now: Callable[[], datetime]) -> None:
        self._records, self._now = records, now

    def branch(self) -> Branch:
        """Return everybody with all that happened to them."""
        return read_branch(self._records)

    def life(self, member: str) -> Life:
        """Return one membership. Raises NotFound."""
        mine = {"member": member}
        return Life.of(
            self._must(member),
            self._records.all(MemberStatusEvent, where=mine),
            self._records.all(FlowRecord, where=mine),
        )

    def happened(self, what: Happening) -> Applied:
        """Write what happened and what follows from it. Raises InvalidRecord without a day."""
        return self._records.write(self.edits(what))

    def edits(self, what: Happening) -> list[Edit]:
        """Return the edits of a happening; the event is the first."""
        if what.on is None:
            raise InvalidRecord(N_("The day on which it happened is still empty."), field="on")
        member = self._must(what.member)
        fields: dict[str, Json] = {
            "member": what.member,
            "event": what.event.value,
            "on": what.on.isoformat(),
            "document": what.document or None,
            "counterpart": what.counterpart or None,
            "until": what.until.isoformat() if what.until else None,
        }
        event = MemberStatusEvent(member=what.member, event=what.event, on=what.on)
        mine = {"member": what.member}
        events = [*self._records.all(MemberStatusEvent, where=mine), event]
        edits = [self._records.edit_new("member_status_event", fields)]
        edits += self._standing(member, events, _facts(what, member))
        edits += self._closed(what, what.on)
        return edits

    def withdraw(self, event: str) -> Applied:
        """Delete an event that did not happen; the member's status follows."""
        found = self._records.get(MemberStatusEvent, event)
        if found is None:
            raise NotFound(N_("There is no record {id}."), id=event)
        others = [
            e
            for e in self._records.all(MemberStatusEvent, where={"member": found.member})
            if e.id != event
        ]
        edits = [Edit("member_status_event", {DELETED: True}, event)]
        member = self._records.get(Member, found.member)
        if member is not None:
            edits += self._standing(_before(member, found.event), others, _undone(found.event))
        return self._records.write(edits, what="delete")

    def _standing(
        self, member: Member, events: list[MemberStatusEvent], facts: dict[str, Json]
    ) -> Iterator[Edit]:
        """Yield the edit of the member's own record, where anything of it changes."""
        days = {k: date.fromisoformat(v) if v else None for k, v in facts.items() if k in _DAYS}
        after = member.model_copy(update={**facts, **days})
        flows = self._records.all(FlowRecord, where={"member": member.id})
        life = Life.of(after, events, flows).by_evening()
        fields = {**facts, "status": life.status(self._now().date()).value}
        fresh = {k: v for k, v in fields.items() if member.record.get(k, _default(k)) != v}
        if fresh:
            yield edit_of(self._records, member.record, fresh)

    def _closed(self, what: Happening, on: date) -> Iterator[Edit]:
        """Yield the ends of what goes with it: floating, and for good also offices and the group."""
        last = (on - timedelta(days=1)).isoformat()
        direction = {StatusEvent.in_: FlowDirection.in_, StatusEvent.out: FlowDirection.out}
        mine = {"member": what.member}
        for flow in self._records.all(FlowRecord, where=mine):
            if flow.to_on is None and flow.direction == direction.get(what.event):
                yield edit_of(self._records, flow.record, {"to_on": last})
        if what.event not in _FOR_GOOD:
            return
        for held in self._records.all(OfficeHolding, where=mine):
            if held.to_on is None:
                yield edit_of(self._records, held.record, {"to_on": last})
        for group in self._records.all(GroupMembership, where=mine):
            if group.to_on is None:
                yield edit_of(self._records, group.record, {"to_on": last})

    def move(self, member: str, group: str, on: date | None) -> Applied:
        """Put a member into another group from a day on; the group before ends the day before."""
        if on is None:
            raise InvalidRecord(N_("The day on which it happened is still empty."), field="on")
        found, today = self._must(member), self._now().date()
        dated = self._records.all(GroupMembership, where={"member": member})
        before, last = on - timedelta(days=1), (on - timedelta(days=1)).isoformat()
        edits = [
            edit_of(self._records, g.record, {"to_on": last})
            for g in dated
            if (g.from_on is None or g.from_on <= before) and (g.to_on is None or g.to_on > before)
        ]
        if not dated and found.group and found.group != group:
            fields = {"member": member, "group": found.group, "to_on": last}
            edits.append(self._records.edit_new("group_membership", fields))
        later = [g.from_on for g in dated if g.from_on is not None and g.from_on > on]
        until = min(later) - timedelta(days=1) if later else None
        fresh: dict[str, Json] = {
            "member": member,
            "group": group,
            "from_on": on.isoformat(),
            "to_on": until.isoformat() if until else None,
        }
        edits.append(self._records.edit_new("group_membership", fresh))
        if on <= today and (until is None or today <= until) and found.group != group:
            edits.append(edit_of(self._records, found.record, {"group": group}))
        return self._records.write(edits)

    def _must(self, member: str) -> Member:
        found = self._records.get(Member, member)
        if found is None:
            raise NotFound(N_("There is no record {id}."), id=member)
        return found


def _facts(what: Happening, member: Member) -> dict[str, Json]:
    """Return what an event itself says of the member's own record."""
    day = what.on.isoformat() if what.on else None
    match what.event:
        case StatusEvent.convert:
            return {"full_on": day}
        case StatusEvent.admit:
            again = member.full_on is not None and what.on is not None and member.full_on < what.on
            return {"joined_on": day, "full_on": None} if again else {"joined_on": day}
        case StatusEvent.in_:
            return {"relation_here": Relation.formal.value}
    return {}


def _undone(event: StatusEvent) -> dict[str, Json]:
    return {"full_on": None} if event == StatusEvent.convert else {}


def _before(member: Member, event: StatusEvent) -> Member:
    """Return a member as they would stand had an event not happened and nothing else said more."""
    if event == StatusEvent.convert:
        return member.model_copy(update={"status": Standing.probationary})
    if event in GOES and not member.is_here:
        return member.model_copy(update={"status": Standing.full})
    return member


def _default(field: str) -> Json:
    return Member.model_fields[field].default
