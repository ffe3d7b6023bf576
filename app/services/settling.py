"""What two laptops say differently, made ready to be read side by side and settled.

A field with two values, a record that one deleted while another changed it, and two records that
share what only one may have: each is a `Dispute` with its sides. Settling is a change like any
other, so it can be undone, and nothing of either side is lost.
"""

from collections.abc import Callable, Iterator, Sequence
from datetime import datetime

from app.counting.held import days_late
from app.kinds import FieldShape
from app.records.meeting import Activity
from app.rules.meeting_words import meeting_said
from app.said import Said, say
from app.services.dispute import Dispute, Form, Settled, Shown, Side, hint_said, value_said
from app.services.merging import difference, merged
from app.services.records import Pen, Records
from app.site import site_time
from db.model.change import DELETED, Change, Json, author_of
from db.model.merge import same
from db.model.record import Applied, Choice, Conflict, Edit, Record
from db.model.words import N_
from db.store import Store

_LOOK_BACK = (100, 2_000)
"""Changes read to find what was settled this month: a few, and more where they do not reach."""


class Settling:
    """Lists what wants a choice and writes the choice down."""

    def __init__(
        self, records: Records, store: Store, pen: Callable[[], Pen], now: Callable[[], datetime]
    ) -> None:
        self._records, self._store, self._pen, self._now = records, store, pen, now

    def open(self) -> list[Dispute]:
        """Return everything that wants a choice, latest first, records that collide last."""
        names = {actor: peer.name for actor, peer in self._store.post.peers().items()}
        found = [self._dispute(c, names) for c in self._records.conflicts()]
        return found + [self._collision(group, names) for group in self._records.collisions()]

    def settled(self) -> list[Settled]:
        """Return what was chosen this month, latest first."""
        now = self._now()
        found = []
        for change in _latest(self._store, self._pen().scope, now):
            at = site_time(change.hlc)
            if change.what == "resolve" and (at.year, at.month) == (now.year, now.month):
                found.append(self._settled(change, at))
        return [s for s in found if s is not None]

    def settle(self, dispute: Dispute, value: Json) -> Applied:
        """Choose a value: one of the sides', the merged text, or one's own."""
        return self._records.resolve(dispute.record, dispute.field, value)

    def keep(self, dispute: Dispute, side: Side) -> Applied:
        """Choose a side."""
        if dispute.form != "same":
            return self.settle(dispute, side.value)
        fields = dispute.field.split(",")
        others = [s.record for s in dispute.sides if s.record != side.record]
        kind = self._records.kinds[dispute.kind]
        required = any(shape.required for f in fields if (shape := kind.field(f)))
        gone = {DELETED: True} if required else dict.fromkeys(fields)
        return self._records.write(
            [Edit(dispute.kind, dict(gone), other) for other in others], what="resolve"
        )

    # Fields with two values

    def _dispute(self, conflict: Conflict, names: dict[str, str]) -> Dispute:
        record, shape = conflict.record, self._shape(conflict.record.kind, conflict.field)
        key = f"{record.id}/{conflict.field}"
        if conflict.field == DELETED:
            sides = tuple(self._deleted_or_kept(conflict, names))
            return Dispute(
                key,
                "deleted",
                record.id,
                record.kind,
                DELETED,
                self._name(record),
                self._brief(record),
                Said(N_("deleted or kept")),
                Said(N_("one deleted it, one changed it")),
                sides,
            )
        choices = _different(conflict.choices)
        is_text = all(isinstance(c.value, str) for c in choices) and (
            shape is None or shape.type in ("text", "long")
        )
        base = conflict.base if is_text and isinstance(conflict.base, str) else None
        form: Form = "text" if is_text and (shape is None or shape.type == "long") else "value"
        grown = base if form == "text" else None
        sides = tuple(self._side(record, c, shape, names, grown) for c in choices)
        proposal = None
        if form == "text" and base and len(sides) == 2:
            proposal = merged(base, str(sides[0].value), str(sides[1].value))
        by, at = self._origin(conflict) if conflict.base_known else ("", None)
        shown_base = self._shown(shape, conflict.base) if conflict.base_known else None
        return Dispute(
            key,
            form,
            record.id,
            record.kind,
            conflict.field,
            self._name(record),
            self._brief(record),
            Said(shape.title if shape else conflict.field),
            hint_said(form, shape, sides),
            sides,
            shown_base if isinstance(shown_base, str) else None,
            by,
            at,
            proposal,
        )

    def _side(
        self,
        record: Record,
        choice: Choice,
        shape: FieldShape | None,
        names: dict[str, str],
        base: str | None,
    ) -> Side:
        at = site_time(choice.hlc)
        pieces = difference(base, choice.value) if base and isinstance(choice.value, str) else ()
        return Side(
            choice.value,
            self._shown(shape, choice.value),
            choice.by,
            names.get(choice.actor, ""),
            choice.actor == self._pen().actor,
            at,
            self._late(record, at),
            pieces,
        )

    def _deleted_or_kept(self, conflict: Conflict, names: dict[str, str]) -> Iterator[Side]:
        record = conflict.record
        fields = {c.op: self._field_of(c) for c in conflict.choices}
        gone = [c for c in conflict.choices if fields[c.op] == DELETED and c.value is True]
        kept = [c for c in conflict.choices if c not in gone]
        for choice in gone[:1]:
            side = self._side(record, choice, None, names, None)
            yield _as(side, True, Said(N_("Delete this record")))
        changed = [
            say(
                N_("{field}: {value}"),
                field=Said(
                    shape.title
                    if (shape := self._shape(record.kind, fields[c.op]))
                    else fields[c.op]
                ),
                value=self._shown(shape, c.value),
            )
            for c in kept
            if fields[c.op] != DELETED
        ]
        for choice in kept[:1]:
            side = self._side(record, choice, None, names, None)
            words = (
                say(N_("Keep it, with what was changed meanwhile: {fields}"), fields=changed)
                if changed
                else Said(N_("Keep this record"))
            )
            yield _as(side, False, words)

    def _field_of(self, choice: Choice) -> str:
        op = self._store.read.op(self._pen().scope, choice.op)
        return op.field if op else ""

    def _origin(self, conflict: Conflict) -> tuple[str, datetime | None]:
        """Return who wrote the value both sides grew from, and when."""
        first = min(c.hlc for c in conflict.choices)
        for entry in self._records.history(conflict.record.id):
            after = entry.fields.get(conflict.field, (None, None))[1]
            if entry.change.hlc < first and same(after, conflict.base):
                return entry.change.by, site_time(entry.change.hlc)
        return "", None

    # Records that share what only one may have

    def _collision(self, group: Sequence[Record], names: dict[str, str]) -> Dispute:
        first = group[0]
        fields = self._shared(group)
        labels = [Said(s.title) for f in fields if (s := self._shape(first.kind, f))]
        value = ", ".join(str(first.get(f)) for f in fields)
        title = self._records.kinds[first.kind].shape.title
        sides = tuple(
            Side(
                None,
                self._facts_of(r),
                r.made_by,
                names.get(_maker(r), ""),
                _maker(r) == self._pen().actor,
                site_time(r.made),
                0,
                record=r.id,
            )
            for r in group
        )
        name = say(N_("{label} {value}"), label=labels[0] if labels else "", value=value)
        return Dispute(
            f"same/{first.kind}/{value}",
            "same",
            first.id,
            first.kind,
            ",".join(fields),
            name,
            name,
            Said(title),
            say(N_("{n} records share it"), n=len(group)),
            sides,
        )

    def _facts_of(self, record: Record) -> Said:
        """Return what tells a record from another one: its name and its list's first columns."""
        kind = self._records.kinds[record.kind]
        shapes = [s for f in kind.shape.columns if (s := kind.field(f))][:4]
        words = [self._shown(s, record.get(s.name)) for s in shapes if record.get(s.name)]
        return say(N_("{names}"), names=words or [record.id])

    def _shared(self, group: Sequence[Record]) -> tuple[str, ...]:
        first = group[0]
        for fields in self._records.kinds[first.kind].shape.unique:
            if all(r.get(f) == first.get(f) for r in group for f in fields):
                return fields
        return ()

    # What was chosen

    def _settled(self, change: Change, at: datetime) -> Settled | None:
        op = change.ops[0]
        record = self._records.raw(op.record)
        if record is None:
            return None
        shape = self._shape(op.kind, op.field)
        label = Said(shape.title if shape else N_("deleted or kept"))
        text: Shown = self._shown(shape, op.value)
        if op.field == DELETED:
            text = Said(N_("Deleted")) if op.value else Said(N_("Kept"))
        return Settled(op.record, self._brief(record), label, text, change.by, at)

    # Words

    def _shape(self, kind: str, field: str) -> FieldShape | None:
        declared = self._records.kinds.get(kind)
        return declared.field(field) if declared else None

    def _name(self, record: Record) -> Shown:
        return self._records.name_of(record) or self._brief(record)

    def _brief(self, record: Record) -> Shown:
        if record.kind == "activity" and (held := Activity.whole(record)) is not None:
            return meeting_said(held)
        if record.kind == "attendance":
            meeting = self._records.get(Activity, str(record.get("activity", "")))
            if meeting is not None:
                who = self._records.name(str(record.get("member", "")))
                return say(N_("{meeting}, {name}"), meeting=meeting_said(meeting), name=who)
        kind = self._records.kinds.get(record.kind)
        return self._records.name_of(record) or Said(kind.shape.title if kind else record.kind)

    def _shown(self, shape: FieldShape | None, value: Json) -> Shown:
        return value_said(shape, value, self._records.name)

    def _late(self, record: Record, at: datetime) -> int:
        activity = record.id if record.kind == "activity" else str(record.get("activity", ""))
        meeting = self._records.get(Activity, activity) if activity else None
        return days_late(meeting, at) if meeting else 0


def _latest(store: Store, scope: str, now: datetime) -> list[Change]:
    """Return the latest changes, back to before this month or as far as is worth reading."""
    found: list[Change] = []
    for limit in _LOOK_BACK:
        found = store.log.latest(scope, limit)
        oldest = site_time(found[-1].hlc) if found else now
        if (oldest.year, oldest.month) < (now.year, now.month):
            break
    return found


def _maker(record: Record) -> str:
    name = record.id.partition("+")[0]
    return author_of(name)[0] if name.count(".") == 2 else ""


def _different(choices: Sequence[Choice]) -> list[Choice]:
    """Return one choice per value, the oldest first: it was there before the other was written."""
    found: list[Choice] = []
    for choice in sorted(choices, key=lambda c: (c.hlc, c.op)):
        if not any(same(choice.value, f.value) for f in found):
            found.append(choice)
    return found


def _as(side: Side, value: Json, text: Said) -> Side:
    return Side(value, text, side.by, side.device, side.mine, side.at, side.late)
