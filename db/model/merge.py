"""How changes become a record: each field a multi-value register, causality from ``pred`` alone.

The siblings of a field are the ops that no known op names in its ``pred``. They depend on *which*
ops are known, never on the order they came in or on a clock. More than one value among them is a
conflict; the greater (hlc, actor, seq, n) is shown meanwhile and the others stay. A record counts
as deleted only if its siblings of ``deleted`` all say so and the deletion's author had seen every
value that is now in the record. (Shapiro et al., "A comprehensive study of CRDTs", 2011, 3.2.2;
the ``pred`` form is Automerge's.)
"""

from collections.abc import Callable, Iterable, Mapping
from typing import NamedTuple

import msgspec

from db.model.change import DELETED, Change, Json, Op, OpId


class Sibling(NamedTuple):
    """One value of a field that nobody who knew of it has replaced."""

    op: OpId
    hlc: int
    value: Json

    @property
    def rank(self) -> tuple[int, str, int, int]:
        """Order for display: clock, then actor, then place."""
        actor, seq, n = self.op.rsplit(".", 2)
        return (self.hlc, actor, int(seq), int(n))


Register = tuple[Sibling, ...]
"""The siblings of one field, greatest first; never empty."""

Registers = dict[str, Register]
"""A record's fields."""


def same(a: Json, b: Json) -> bool:
    """Tell whether two JSON values are the same value (1, 1.0 and True are three values)."""
    return type(a) is type(b) and bool(
        msgspec.json.encode(a, order="deterministic")
        == msgspec.json.encode(b, order="deterministic")
    )


def put(register: Register, op: Op, sibling: Sibling) -> Register:
    """Return the register once `op` is known: without what it replaced, with its own value."""
    kept = (s for s in register if s.op not in op.pred and s.op != sibling.op)
    return tuple(sorted((*kept, sibling), key=lambda s: s.rank, reverse=True))


def cut(register: Register, op: Op) -> Register:
    """Return the register once an op is known whose own value was already replaced."""
    return tuple(s for s in register if s.op not in op.pred)


def heads(register: Register) -> tuple[OpId, ...]:
    """Return the ops behind the value shown: what an edit of it replaces."""
    return tuple(s.op for s in register if same(s.value, register[0].value))


def in_conflict(register: Register) -> bool:
    """Tell whether the field holds more than one value."""
    return any(not same(s.value, register[0].value) for s in register[1:])


PredOf = Callable[[OpId], Iterable[OpId]]
"""Gives an op's ``pred``; asked only of deleting ops."""


class Verdict(NamedTuple):
    """What a record's registers amount to."""

    body: dict[str, Json]
    deleted: bool
    conflicts: tuple[str, ...]


def verdict(registers: Mapping[str, Register], pred_of: PredOf) -> Verdict:
    """Return what is shown: the body, whether it is deleted, and the fields in conflict."""
    body: dict[str, Json] = {}
    fields: list[str] = []
    for field, register in registers.items():
        if register and field != DELETED:
            body[field] = register[0].value
        if len(register) > 1 and in_conflict(register):
            fields.append(field)
    deletion = registers.get(DELETED, ())
    gone = bool(deletion) and all(s.value is True for s in deletion)
    if gone and unseen_by_deletion(registers, pred_of):
        fields.append(DELETED)
        gone = False
    return Verdict(body, gone, tuple(sorted(set(fields))))


def unseen_by_deletion(registers: Mapping[str, Register], pred_of: PredOf) -> tuple[Sibling, ...]:
    """Return the values that no author of the deletion had seen; empty when it is whole."""
    covered: set[OpId] = set()
    for sibling in registers.get(DELETED, ()):
        covered.update(pred_of(sibling.op))
    return tuple(
        s for f, r in sorted(registers.items()) if f != DELETED for s in r if s.op not in covered
    )


class Folded(NamedTuple):
    """One record as the log alone gives it; the doctor compares it with the tables."""

    kind: str
    registers: Registers
    verdict: Verdict


def fold(changes: Iterable[Change]) -> dict[str, Folded]:
    """Rebuild every record of one scope from its log, in any order: the definition of the state."""
    ops: dict[OpId, tuple[Op, int]] = {}
    for change in changes:
        for n, op in enumerate(change.ops):
            ops[change.op_id(n)] = (op, change.hlc)
    replaced = {(op.record, op.field, p) for op, _ in ops.values() for p in op.pred}
    found: dict[str, dict[str, list[Sibling]]] = {}
    kinds: dict[str, str] = {}
    for op_id, (op, hlc) in ops.items():
        fields = found.setdefault(op.record, {})
        kinds[op.record] = min(kinds.get(op.record, op.kind), op.kind)
        if (op.record, op.field, op_id) not in replaced:
            fields.setdefault(op.field, []).append(Sibling(op_id, hlc, op.value))
    out: dict[str, Folded] = {}
    for record, fields in found.items():
        registers = {
            f: tuple(sorted(s, key=lambda s: s.rank, reverse=True)) for f, s in fields.items()
        }
        out[record] = Folded(
            kinds[record], registers, verdict(registers, lambda op: ops[op][0].pred)
        )
    return out
