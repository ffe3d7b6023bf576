"""Writing down a meeting: agenda, speeches in their order, motions, resolutions."""

from collections.abc import Mapping
from datetime import date, datetime

from app.records.meeting import (
    Activity,
    AgendaItem,
    ItemKind,
    Motion,
    MotionKind,
    State,
    VoteMethod,
)
from app.services.agenda import between, renumbered
from app.services.edits import edit_of
from app.services.meeting import Meeting
from app.services.records import Records
from db.model.change import Json
from db.model.errors import NotFound
from db.model.record import Applied, Edit
from db.model.words import N_


class Minutes:
    """Writes the parts of a meeting's record; nothing here makes up a word of it."""

    def __init__(self, records: Records) -> None:
        self._records = records

    # Agenda

    def add_item(self, meeting: Meeting, title: str, kind: ItemKind | None = None) -> str:
        """Add an item at the end of the agenda; return its id."""
        fields: dict[str, Json] = {"activity": meeting.id, "title": title}
        fields["number"] = max((i.number or 0 for i in meeting.items), default=0) + 1
        if kind is not None:
            fields["kind"] = kind
        return self._records.add("agenda_item", fields)

    def move_item(self, meeting: Meeting, item: str, to: int) -> Applied:
        """Put an item in another place, counted from 0; one change."""
        numbers = renumbered(meeting.items, item, to)
        return self._records.write(
            [self._edit(i, {"number": number}) for i, number in numbers.items()]
        )

    def remove_item(self, meeting: Meeting, item: str) -> Applied:
        """Take an item off the agenda and close the gap; what was said on it stays with the meeting."""
        rest = [i for i in meeting.items if i.id != item]
        edits = [Edit("agenda_item", {"deleted": True}, item)]
        edits += [
            self._edit(i.id, {"number": at}) for at, i in enumerate(rest, 1) if i.number != at
        ]
        return self._records.write(edits, what="delete")

    def begin_item(
        self, item: AgendaItem, at: datetime, before: AgendaItem | None
    ) -> Applied | None:
        """Write that an item begins now and the one before ends, where neither is written yet."""
        now = at.replace(second=0, microsecond=0).isoformat()
        edits = []
        if item.started is None:
            edits.append(self._edit(item.id, {"started": now}))
        if before is not None and before.started is not None and before.ended is None:
            edits.append(self._edit(before.id, {"ended": now}))
        return self._records.write(edits) if edits else None

    def no_decision(self, item: str, *, decided: bool = False) -> Applied:
        """Write that nothing was decided on an item, or take that back."""
        return self._records.change(item, {"no_decision": None if decided else True})

    # Speeches

    def add_speech(
        self,
        meeting: Meeting,
        item: str | None,
        *,
        speaker: str = "",
        name: str = "",
        text: str = "",
        at: datetime | None = None,
        after: str = "",
    ) -> str:
        """Add what one person says, after another speech or at the end; return its id."""
        order = [s.id for s in meeting.speeches]
        numbers = [s.number or 0.0 for s in meeting.speeches]
        place = order.index(after) + 1 if after in order else len(order)
        before = numbers[place - 1] if place else None
        following = numbers[place] if place < len(numbers) else None
        fields: dict[str, Json] = {"activity": meeting.id, "number": between(before, following)}
        said = {"item": item, "speaker": speaker, "speaker_name": name, "summary": text}
        fields |= {key: value for key, value in said.items() if value}
        if at is not None:
            fields["at"] = at.replace(second=0, microsecond=0).isoformat()
        edits = [self._records.edit_new("speech", fields), *self._minuted(meeting.activity)]
        return self._records.write(edits, what="new").ids[0]

    def add_guest(self, activity: str, name: str) -> Applied | None:
        """Write who sits in, once."""
        found = self._records.get(Activity, activity)
        lines = (found.non_voting or "").splitlines() if found is not None else []
        if found is None or any(name in line for line in lines):
            return None
        return self._records.change(activity, {"non_voting": "\n".join([*lines, name])})

    def _minuted(self, activity: Activity) -> list[Edit]:
        """Raise the state once minutes are taken; it never goes back by itself."""
        if activity.state in {State.planned, State.notified, State.signed_in}:
            return [self._edit(activity.id, {"state": State.minuted})]
        return []

    def raise_state(self, activity: Activity) -> Applied | None:
        """Write that minutes are taken of a meeting, where its state does not say so yet."""
        edits = self._minuted(activity)
        return self._records.write(edits) if edits else None

    # Votes and resolutions

    def add_motion(
        self,
        meeting: Meeting,
        title: str,
        *,
        item: str = "",
        kind: MotionKind = MotionKind.ordinary,
    ) -> str:
        """Put something to the vote; its numbers are empty. Return its id."""
        secret = kind in {MotionKind.admission, MotionKind.conversion, MotionKind.election}
        fields: dict[str, Json] = {
            "activity": meeting.id,
            "number": max((m.number or 0 for m in meeting.motions), default=0) + 1,
            "title": title,
            "kind": kind,
        }
        if item:
            fields["item"] = item
        if secret:
            fields["method"] = VoteMethod.secret_ballot
        return self._records.add("motion", fields)

    def count(self, motion: Motion, counts: Mapping[str, int | None]) -> Applied:
        """Write numbers of a vote as they stand; one that is None is empty again."""
        changed = {k: v for k, v in counts.items() if getattr(motion, k) != v}
        return self._records.change(motion.id, changed)

    def add_resolution(
        self,
        meeting: Meeting,
        text: str,
        *,
        item: str = "",
        owner: str = "",
        due: date | None = None,
    ) -> str:
        """Write down what was decided; return its id."""
        fields: dict[str, Json] = {"activity": meeting.id, "text": text}
        if item:
            fields["item"] = item
        if owner:
            fields["owner"] = owner
        if due is not None:
            fields["due_on"] = due.isoformat()
        return self._records.add("resolution", fields)

    def _edit(self, record: str, fields: Mapping[str, Json]) -> Edit:
        found = self._records.raw(record)
        if found is None:
            raise NotFound(N_("There is no record {id}."), id=record)
        return edit_of(self._records, found, fields)
