"""From changes to records: loads what a batch touches, merges it in memory, writes it back whole.

`plan` only reads and says which rows there will be, so that another process may do the counting;
`keep` writes them, one statement a table. The definition of what comes out is `db.model.merge.fold`.
"""

from collections.abc import Iterator, Mapping, Sequence
from functools import cached_property
from typing import NamedTuple

from db import codec
from db.engines.engine import Engine, Row
from db.index import Index, Indexed
from db.log import Log
from db.model.change import Change, Op, OpId, author_of
from db.model.merge import Registers, Sibling, cut, put, verdict

_RECORD = (
    *("body", "registers", "deleted", "conflicts", "kind", "made", "made_by"),
    *("touched", "touched_by", "scope", "id"),
)
_PART = 500
"""Ids in one question."""

Awaited = tuple[str, str, OpId]
"""Record, field, and an op of it that was replaced before it came."""


class Plan(NamedTuple):
    """What changes of one scope do to its records: rows as the tables take them."""

    scope: str
    fresh: list[Row]
    known: list[Row]
    awaited: list[Awaited]
    came: list[Awaited]
    words: list[Indexed]
    touched: frozenset[tuple[str, str]]
    """(kind, id) of every record that alters."""


class _Held:
    """One record while a batch of changes is merged into it."""

    __slots__ = ("fresh", "kind", "made", "made_by", "registers", "touched", "touched_by")

    def __init__(self, kind: str, change: Change) -> None:
        self.fresh = True
        self.kind = kind
        self.registers: Registers = {}
        self.made, self.made_by = change.hlc, change.by
        self.touched, self.touched_by = change.hlc, change.by

    def stamp(self, change: Change, kind: str) -> None:
        """Count a change that touched it; the least kind is its kind, whatever came first."""
        self.kind = min(self.kind, kind)
        now = (change.hlc, change.by)
        self.touched, self.touched_by = max((self.touched, self.touched_by), now)
        self.made, self.made_by = min((self.made, self.made_by), now)


class _Batch:
    """Changes of one scope, and what is known of it before them."""

    def __init__(
        self, log: Log, scope: str, changes: Sequence[Change], before: Mapping[str, int] | None
    ) -> None:
        self._log, self.scope, self.changes, self._said = log, scope, changes, before

    @cached_property
    def _before(self) -> Mapping[str, int]:
        return self._log.vector(self.scope) if self._said is None else self._said

    @cached_property
    def _ops(self) -> dict[OpId, Op]:
        return {c.op_id(n): op for c in self.changes for n, op in enumerate(c.ops)}

    @cached_property
    def replaced(self) -> set[Awaited]:
        """Return every op that one of these replaces."""
        return {(op.record, op.field, p) for c in self.changes for op in c.ops for p in op.pred}

    @cached_property
    def fields(self) -> set[tuple[str, str]]:
        """Return (record, field) of every op."""
        return {(op.record, op.field) for c in self.changes for op in c.ops}

    def known(self, op: OpId) -> bool:
        """Tell whether an op was merged before these."""
        actor, seq = author_of(op)
        return seq <= self._before.get(actor, 0)

    def pred_of(self, op: OpId) -> tuple[OpId, ...]:
        """Return what an op replaced; () where it is not known."""
        if op in self._ops:
            return self._ops[op].pred
        found = self._log.get(self.scope, *author_of(op))
        n = int(op.rsplit(".", 1)[1])
        return () if found is None or n >= len(found.change.ops) else found.change.ops[n].pred


class Projection:
    """Keeps ``record``, ``awaited`` and the search index equal to what the log says."""

    def __init__(self, engine: Engine, log: Log, index: Index) -> None:
        self._engine, self._log, self._index = engine, log, index

    def forget(self, scope: str) -> None:
        """Drop what is made of a scope's log."""
        self._index.forget(scope)
        for table in ("record", "awaited"):
            self._engine.run(f"delete from {table} where scope = ?", (scope,))

    def merge(
        self, changes: Sequence[Change], before: Mapping[str, int] | None = None
    ) -> frozenset[tuple[str, str]]:
        """Merge changes into the records; return (kind, id) of what they touched.

        `before` says how far each actor was merged; None: as far as the log goes.
        """
        touched: set[tuple[str, str]] = set()
        for scope in dict.fromkeys(c.scope for c in changes):
            plan = self.plan(scope, [c for c in changes if c.scope == scope], before)
            self.keep(plan)
            touched |= plan.touched
        return frozenset(touched)

    def restamp(self, amended: Change) -> None:
        """Take back the stamp that a rewritten change had before from what it touched."""
        for record in {op.record for op in amended.ops}:
            stamps = [(c.hlc, c.by) for c in self._log.touching(amended.scope, record)]
            self._engine.run(
                "update record set made=?, made_by=?, touched=?, touched_by=? "
                "where scope=? and id=?",
                (*min(stamps), *max(stamps), amended.scope, record),
            )

    def plan(
        self, scope: str, changes: Sequence[Change], before: Mapping[str, int] | None = None
    ) -> Plan:
        """Return what changes of one scope, in an order in which they may be merged, will do."""
        batch = _Batch(self._log, scope, changes, before)
        wanted = sorted({op.record for c in changes for op in c.ops})
        held = self._load(batch, wanted)
        awaited = self._awaited(scope, wanted)
        merging = _Merging(batch, held, awaited)
        merging.run()
        rows = {record: _row(h, batch, record) for record, h in held.items()}
        return Plan(
            scope,
            [said.row for r, said in rows.items() if held[r].fresh],
            [said.row for r, said in rows.items() if not held[r].fresh],
            sorted(merging.awaited - awaited),
            sorted(awaited - merging.awaited),
            self._index.words(
                (r, held[r].kind, {} if said.deleted else said.body, held[r].fresh)
                for r, said in rows.items()
            ),
            frozenset((h.kind, record) for record, h in held.items()),
        )

    def keep(self, plan: Plan) -> None:
        """Write what `plan` said, inside a transaction in which nothing else came between."""
        if plan.fresh:
            self._engine.fill("record", _RECORD, plan.fresh)
        if plan.known:
            self._engine.many(
                "update record set body=?, registers=?, deleted=?, conflicts=?, kind=?, "
                "made=?, made_by=?, touched=?, touched_by=? where scope = ? and id = ?",
                plan.known,
            )
        if plan.awaited:
            self._engine.many(
                "insert into awaited(scope, record, field, op) values(?,?,?,?) on conflict do nothing",
                [(plan.scope, *one) for one in plan.awaited],
            )
        if plan.came:
            self._engine.many(
                "delete from awaited where scope = ? and record = ? and field = ? and op = ?",
                [(plan.scope, *one) for one in plan.came],
            )
        self._index.keep(plan.scope, plan.words)

    def _load(self, batch: _Batch, wanted: Sequence[str]) -> dict[str, _Held]:
        held: dict[str, _Held] = {}
        stamps: dict[str, int] = {}

        def hlc_of(op: OpId) -> int:
            change = op.rsplit(".", 1)[0]
            if change not in stamps:
                stamps[change] = self._log.hlc_of(batch.scope, op)
            return stamps[change]

        for marks, part in _parts(wanted):
            rows = self._engine.rows(
                "select id, kind, body, registers, made, made_by, touched, touched_by "
                f"from record where scope = ? and id in ({marks})",
                (batch.scope, *part),
            )
            for record, kind, body, registers, made, made_by, touched, by in rows:
                h = held[record] = _Held.__new__(_Held)
                h.fresh, h.kind, h.made, h.made_by = False, kind, made, made_by
                h.touched, h.touched_by = touched, by

                def ranked(field: str, op: OpId, record: str = record) -> int:
                    # A stamp only serves to rank siblings: a value that nobody here meets, or that
                    # is replaced by one of these, needs none.
                    met = (record, field) in batch.fields
                    return hlc_of(op) if met and (record, field, op) not in batch.replaced else 0

                h.registers = codec.registers_of(registers, codec.decoded(body), ranked)
        return held

    def _awaited(self, scope: str, wanted: Sequence[str]) -> set[Awaited]:
        """Return which ops of these records were replaced before they came."""
        if self._engine.one("select 1 from awaited where scope = ? limit 1", (scope,)) is None:
            return set()
        found: set[Awaited] = set()
        for marks, part in _parts(wanted):
            rows = self._engine.rows(
                f"select record, field, op from awaited where scope = ? and record in ({marks})",
                (scope, *part),
            )
            found.update((record, field, op) for record, field, op in rows)
        return found


class _Merging:
    """Merges a batch in memory; `awaited` is what then is still to come."""

    def __init__(self, batch: _Batch, held: dict[str, _Held], awaited: set[Awaited]) -> None:
        self._batch, self._held = batch, held
        self.awaited = set(awaited)
        self._merged: set[OpId] = set()

    def run(self) -> None:
        """Merge every change."""
        for change in self._batch.changes:
            front, stamp = f"{change.actor}.{change.seq}.", change.hlc
            record: _Held | None = None
            name = ""
            for n, op in enumerate(change.ops):
                # The ops of one record stand side by side: it is looked up and stamped once.
                if record is None or op.record != name or op.kind != record.kind:
                    name = op.record
                    record = self._stamped(change, op)
                said = Sibling(f"{front}{n}", stamp, op.value)
                if op.pred or self.awaited or op.field in record.registers:
                    self._put(said, op, record.registers)
                else:
                    record.registers[op.field] = (said,)
                self._merged.add(said.op)

    def _stamped(self, change: Change, op: Op) -> _Held:
        record = self._held.get(op.record)
        if record is None:
            record = self._held[op.record] = _Held(op.kind, change)
        else:
            record.stamp(change, op.kind)
        return record

    def _put(self, said: Sibling, op: Op, registers: Registers) -> None:
        register = registers.get(op.field, ())
        key = (op.record, op.field, said.op)
        if key in self.awaited:
            self.awaited.discard(key)
            registers[op.field] = cut(register, op)
        else:
            registers[op.field] = put(register, op, said)
        present = {s.op for s in register}
        self.awaited.update(
            (op.record, op.field, p)
            for p in op.pred
            if p not in present and p not in self._merged and not self._batch.known(p)
        )


class _Said(NamedTuple):
    row: Row
    body: Mapping[str, object]
    deleted: bool


def _row(h: _Held, batch: _Batch, record: str) -> _Said:
    said = verdict(h.registers, batch.pred_of)
    row = (
        codec.body_text(said.body),
        codec.registers_text(h.registers),
        int(said.deleted),
        ",".join(said.conflicts),
        h.kind,
        h.made,
        h.made_by,
        h.touched,
        h.touched_by,
        batch.scope,
        record,
    )
    return _Said(row, said.body, said.deleted)


def _parts(wanted: Sequence[str]) -> Iterator[tuple[str, Sequence[str]]]:
    for start in range(0, len(wanted), _PART):
        part = wanted[start : start + _PART]
        yield ",".join("?" * len(part)), part
