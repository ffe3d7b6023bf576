"""Turns what a person wants into ops: numbered, each naming what it replaces."""

from collections.abc import Iterable, Iterator, Mapping, Sequence

from db.model.change import DELETED, Json, Op, OpId
from db.model.errors import InvalidRecord, NotFound
from db.model.merge import same
from db.model.record import Edit, Record, edit_named
from db.model.words import N_
from db.reader import Reader


class Author:
    """Composes the ops of one change."""

    def __init__(self, read: Reader) -> None:
        self._read = read

    def compose(
        self, scope: str, actor: str, seq: int, edits: Sequence[Edit]
    ) -> tuple[tuple[Op, ...], tuple[str, ...]]:
        """Return (ops, record ids in the order of the edits).

        Fields that would not change are left out. A new record always gets at least one op, whose
        id becomes the record's. Editing a deleted record brings it back. Raises InvalidRecord
        where two edits give one field of one record two values.
        """
        ops: list[Op] = []
        ids: list[str] = []
        said: dict[tuple[str, str], Op] = {}
        for edit in edits:
            record = self._read.get(scope, edit.id) if edit.id else None
            if edit.id and record is None and "+" not in edit.id and edit.id != edit.kind:
                raise NotFound(N_("There is no record {id}."), id=edit.id)
            name = edit.id or f"{actor}.{seq}.{len(ops)}"
            ids.append(name)
            fields = {f: _named(v, ids) for f, v in edit.fields.items()}
            made = (
                _creating(edit.kind, name, fields)
                if record is None
                else _editing(record, edit, fields, actor)
            )
            ops.extend(_once(made, said))
        return tuple(ops), tuple(ids)


def _once(made: Iterable[Op], said: dict[tuple[str, str], Op]) -> Iterator[Op]:
    """Leave out what this change says already; two values of one field cannot both be meant."""
    for op in made:
        first = said.setdefault((op.record, op.field), op)
        if first is op:
            yield op
        elif not same(first.value, op.value):
            raise InvalidRecord(
                N_(
                    "One record stands here twice, with two values of {field}: {first} and {second}."
                ),
                safe=N_("Nothing was changed."),
                field=op.field,
                first=first.value,
                second=op.value,
            )


def _named(value: Json, ids: Sequence[str]) -> Json:
    """Replace what stands for the id of an earlier edit by that id."""
    edit = edit_named(value)
    return value if edit is None else ids[edit]


def _creating(kind: str, name: str, fields: Mapping[str, Json]) -> list[Op]:
    ops = [Op(kind, name, f, v) for f, v in fields.items() if v is not None]
    return ops or [Op(kind, name, DELETED, False)]


def _editing(record: Record, edit: Edit, fields: Mapping[str, Json], actor: str) -> list[Op]:
    seen = record.seen() | {f: _with_own(record, f, ops, actor) for f, ops in edit.seen.items()}
    ops: list[Op] = []
    wanted = dict(fields)
    if record.deleted and DELETED not in wanted:
        wanted[DELETED] = False
    for field, value in wanted.items():
        if field == DELETED:
            if value is not record.deleted or field in edit.seen or field in record.conflicts:
                ops.append(Op(record.kind, record.id, field, value, _deletion(record, value)))
        elif field in edit.seen and len(edit.seen[field]) > 1:
            ops.append(Op(record.kind, record.id, field, value, seen[field]))
        elif not same(record.body.get(field), value):
            ops.append(Op(record.kind, record.id, field, value, seen.get(field, ())))
    return ops


def _with_own(record: Record, field: str, seen: tuple[OpId, ...], actor: str) -> tuple[OpId, ...]:
    """What was written here since the form was opened, its author has seen too."""
    now = (record.alone[field],) if field in record.alone else ()
    ops = (*now, *(s.op for s in record.siblings.get(field, ())))
    own = (op for op in ops if op.startswith(f"{actor}."))
    return tuple(dict.fromkeys((*seen, *own)))


def _deletion(record: Record, value: Json) -> tuple[OpId, ...]:
    """A deletion names everything its author saw; bringing back names the deletions alone."""
    deletions = tuple(s.op for s in record.siblings.get(DELETED, ()))
    if value is not True:
        return deletions
    return tuple(dict.fromkeys((*deletions, *record.ops())))
