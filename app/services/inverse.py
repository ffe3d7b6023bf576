"""What takes a change back: the edits that put each field to what it held before, and no more.

A field that somebody wrote since is left as it is; a record that the change made is deleted.
"""

from db.model.change import DELETED, Change, Json, OpId
from db.model.record import Edit, Record
from db.store import Store


def inverse(store: Store, change: Change) -> tuple[list[Edit], int]:
    """Return the edits that take a change back, and how many fields were changed since."""
    fields: dict[tuple[str, str], dict[str, Json]] = {}
    skipped = 0
    for n, op in enumerate(change.ops):
        record = store.read.get(change.scope, op.record)
        if record is None or change.op_id(n) not in record.ops():
            skipped += 1
            continue
        mine = fields.setdefault((record.kind, record.id), {})
        if _made_by(store, record, change):
            mine[DELETED] = True
        elif op.field == DELETED:
            mine[DELETED] = not op.value
        else:
            mine[op.field] = _value_before(store, change.scope, op.pred)
    edits = []
    for (kind, name), values in fields.items():
        kept = {DELETED: True} if values.get(DELETED) is True else values
        edits.append(Edit(kind, kept, name))
    return edits, skipped


def _made_by(store: Store, record: Record, change: Change) -> bool:
    first = store.log.touching(change.scope, record.id)[0]
    return (first.actor, first.seq) == (change.actor, change.seq)


def _value_before(store: Store, scope: str, pred: tuple[OpId, ...]) -> Json:
    ops = (store.read.op(scope, op_id) for op_id in pred)
    return next((op.value for op in ops if op is not None), None)
