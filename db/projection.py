"""From changes to records: loads what a change touches, merges, writes back, keeps search in step."""

from collections.abc import Iterable, Mapping, Sequence

from db import codec
from db.engines.engine import Engine
from db.log import Log
from db.model.change import Change, Op, OpId, author_of
from db.model.kind import KindSpec
from db.model.merge import Registers, Sibling, cut, put, verdict
from db.search import text_of, words_of

_NEW = (
    "insert into record(body, registers, deleted, conflicts, kind, made, made_by, touched, "
    "touched_by, scope, id) values(?,?,?,?,?,?,?,?,?,?,?)"
)
_CHANGED = (
    "update record set body=?, registers=?, deleted=?, conflicts=?, kind=?, "
    "made=?, made_by=?, touched=?, touched_by=? where scope = ? and id = ?"
)


class _Held:
    """One record while a batch of changes is merged into it."""

    __slots__ = ("kind", "made", "made_by", "registers", "stored", "touched", "touched_by")

    def __init__(self, kind: str, change: Change) -> None:
        self.stored = False
        self.kind = kind
        self.registers: Registers = {}
        self.made, self.made_by = change.hlc, change.by
        self.touched, self.touched_by = change.hlc, change.by


class Projection:
    """Keeps ``record``, ``awaited`` and the search index equal to what the log says."""

    def __init__(self, engine: Engine, log: Log, kinds: Mapping[str, KindSpec]) -> None:
        self._engine, self._log, self._kinds = engine, log, kinds
        self._words = words_of(engine)

    def forget(self, scope: str) -> None:
        """Drop what is made of a scope's log."""
        self._words.forget(scope)
        for table in ("record", "awaited"):
            self._engine.run(f"delete from {table} where scope = ?", (scope,))

    def merge(self, changes: Sequence[Change]) -> frozenset[tuple[str, str]]:
        """Merge changes already appended to the log; return (kind, id) of what they touched."""
        touched: set[tuple[str, str]] = set()
        for scope in dict.fromkeys(c.scope for c in changes):
            mine = [c for c in changes if c.scope == scope]
            held = self._load(scope, {op.record for c in mine for op in c.ops})
            fresh = {c.op_id(n) for c in mine for n in range(len(c.ops))}
            for change in mine:
                self._merge_one(change, held, fresh)
            self._save(scope, held)
            touched.update((h.kind, record) for record, h in held.items())
        return frozenset(touched)

    def _load(self, scope: str, wanted: set[str]) -> dict[str, _Held]:
        held: dict[str, _Held] = {}
        stamps: dict[str, int] = {}

        def hlc_of(op: OpId) -> int:
            change = op.rsplit(".", 1)[0]
            if change not in stamps:
                stamps[change] = self._log.hlc_of(scope, op)
            return stamps[change]

        names = sorted(wanted)
        for start in range(0, len(names), 500):
            part = names[start : start + 500]
            marks = ",".join("?" * len(part))
            rows = self._engine.rows(
                "select id, kind, body, registers, made, made_by, touched, touched_by "
                f"from record where scope = ? and id in ({marks})",
                (scope, *part),
            )
            for record, kind, body, registers, made, made_by, touched, by in rows:
                h = _Held.__new__(_Held)
                h.stored, h.kind, h.made, h.made_by = True, kind, made, made_by
                h.touched, h.touched_by = touched, by
                h.registers = codec.registers_of(registers, codec.decoded(body), hlc_of)
                held[record] = h
        return held

    def _merge_one(self, change: Change, held: dict[str, _Held], fresh: set[OpId]) -> None:
        for n, op in enumerate(change.ops):
            record = held.get(op.record)
            if record is None:
                record = held[op.record] = _Held(op.kind, change)
            self._put(change, n, op, record, fresh)
            record.kind = min(record.kind, op.kind)
            record.touched, record.touched_by = max(
                (record.touched, record.touched_by), (change.hlc, change.by)
            )
            record.made, record.made_by = min(
                (record.made, record.made_by), (change.hlc, change.by)
            )

    def _put(self, change: Change, n: int, op: Op, record: _Held, fresh: set[OpId]) -> None:
        op_id = change.op_id(n)
        register = record.registers.get(op.field, ())
        if self._already_replaced(change.scope, op, op_id):
            record.registers[op.field] = cut(register, op)
        else:
            record.registers[op.field] = put(register, op, Sibling(op_id, change.hlc, op.value))
        present = {s.op for s in register}
        for replaced in op.pred:
            if replaced not in present and not self._known(change.scope, replaced, fresh):
                self._engine.run(
                    "insert into awaited(scope, record, field, op) values(?,?,?,?) "
                    "on conflict do nothing",
                    (change.scope, op.record, op.field, replaced),
                )

    def _already_replaced(self, scope: str, op: Op, op_id: OpId) -> bool:
        return (
            self._engine.one(
                "select 1 from awaited where scope = ? and record = ? and field = ? and op = ?",
                (scope, op.record, op.field, op_id),
            )
            is not None
        )

    def _known(self, scope: str, op: OpId, fresh: set[OpId]) -> bool:
        # An op of this very batch may be merged later than the one that replaces it, so being
        # fresh does not count as known; being in the log and not fresh does.
        return op not in fresh and self._log.head(scope, *author_of(op)) is not None

    def _pred_of(self, scope: str, op: OpId) -> tuple[OpId, ...]:
        actor, seq = author_of(op)
        found = self._log.get(scope, actor, seq)
        n = int(op.rsplit(".", 1)[1])
        return () if found is None or n >= len(found.change.ops) else found.change.ops[n].pred

    def _save(self, scope: str, held: Mapping[str, _Held]) -> None:
        texts: dict[str, str] = {}
        for record, h in held.items():
            said = verdict(h.registers, lambda op: self._pred_of(scope, op))
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
            )
            self._engine.run(_CHANGED if h.stored else _NEW, (*row, scope, record))
            texts[record] = self._text(h, said.body, said.deleted)
        self._words.put(scope, texts)

    def _text(self, h: _Held, body: Mapping[str, object], deleted: bool) -> str:
        spec = self._kinds.get(h.kind)
        values: Iterable[object] = (
            body.values() if spec is None else (body.get(f.name) for f in spec.fields if f.searched)
        )
        return "" if deleted else text_of(values)
