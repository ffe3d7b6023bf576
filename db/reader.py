"""Reading records: one, a page, the words in them, their history, what holds two values."""

from collections.abc import Mapping, Sequence
from functools import cache

from db import codec
from db.asking import Asking
from db.engines.engine import Engine, Row
from db.index import Index
from db.log import Log
from db.model.change import DELETED, Change, Json, Op, OpId, author_of
from db.model.kind import KindSpec
from db.model.merge import PredOf, Registers, Sibling, unseen_by_deletion
from db.model.query import Query
from db.model.record import Choice, Conflict, Entry, Record

_COLUMNS = (
    "r.scope, r.kind, r.id, r.body, r.registers, r.deleted, r.conflicts, "
    "r.made, r.made_by, r.touched, r.touched_by"
)


class Reader:
    """Answers every question about records of one scope's store; writes nothing."""

    def __init__(
        self, engine: Engine, log: Log, kinds: Mapping[str, KindSpec], index: Index
    ) -> None:
        self._engine, self._log, self._kinds = engine, log, kinds
        self._asking = Asking(engine.dialect, index, kinds)

    def get(self, scope: str, record: str) -> Record | None:
        """Return one record, also a deleted one; None where there is none."""
        row = self._engine.one(
            f"select {_COLUMNS} from record r where r.scope = ? and r.id = ?", (scope, record)
        )
        return None if row is None else self._record(row)

    def find(self, scope: str, query: Query) -> list[Record]:
        """Return a page of records."""
        return [self._record(row) for row in self._page(scope, query, _COLUMNS)]

    def bodies(self, scope: str, query: Query) -> list[tuple[str, dict[str, Json]]]:
        """Return (id, body) of a page: cheaper than `find` where nothing else is needed."""
        rows = self._page(scope, query, "r.id, r.body")
        return [(record, codec.decoded(body)) for record, body in rows]

    def parts(
        self, scope: str, query: Query, fields: Sequence[str]
    ) -> list[tuple[str | None, ...]]:
        """Return the id and a few fields as text of each record of a page, None where one is empty.

        A tenth of reading whole records: for what a long list is ordered, counted and named by.
        A query without an order answers all it has, in none.
        """
        asked = self._asking.page if query.order else self._asking.whole
        return self._engine.rows(*asked(scope, query, self._asking.texts(fields)))

    def distinct(self, scope: str, query: Query, field: str) -> set[str]:
        """Return the values, as text, that a field has in the records of a query."""
        text = self._asking.word("text", field)
        sql, params = self._asking.whole(scope, query, f"distinct {text}")
        return {value for (value,) in self._engine.rows(sql, params) if value is not None}

    def _page(self, scope: str, query: Query, columns: str) -> list[Row]:
        return self._engine.rows(*self._asking.page(scope, query, columns))

    def count(self, scope: str, query: Query) -> int:
        """Return how many records a query has in all."""
        row = self._engine.one(*self._asking.whole(scope, query, "count(*)"))
        return int(row[0]) if row else 0

    def counts(self, scope: str) -> dict[str, int]:
        """Return how many living records there are of each kind."""
        return dict(
            self._engine.rows(
                "select kind, count(*) from record where scope = ? and deleted = 0 group by kind",
                (scope,),
            )
        )

    def history(self, scope: str, record: str) -> list[Entry]:
        """Return who set what and when, newest first."""
        values: dict[OpId, Json] = {}
        entries: list[Entry] = []
        for change in self._log.touching(scope, record):
            fields: dict[str, tuple[Json, Json]] = {}
            for n, op in enumerate(change.ops):
                if op.record == record:
                    values[change.op_id(n)] = op.value
                    fields[op.field] = (self._before(op, values), op.value)
            entries.append(Entry(change, fields))
        return entries[::-1]

    @staticmethod
    def _before(op: Op, values: Mapping[OpId, Json]) -> Json:
        return next((values[p] for p in op.pred if p in values), None)

    def conflicts(self, scope: str) -> list[Conflict]:
        """Return every field that holds two values, latest first."""
        rows = self._engine.rows(
            f"select {_COLUMNS} from record r where r.scope = ? and r.conflicts <> '' "
            "order by r.touched desc",
            (scope,),
        )
        return [
            self._conflict(record, field)
            for record in map(self._record, rows)
            for field in record.conflicts
        ]

    def conflict_count(self, scope: str) -> int:
        """Return how many fields hold two values."""
        rows = self._engine.rows(
            "select conflicts from record where scope = ? and conflicts <> ''", (scope,)
        )
        return sum(r[0].count(",") + 1 for r in rows)

    def collisions(self, scope: str) -> list[tuple[Record, ...]]:
        """Return living records that share what only one may have (two members with one code)."""
        found: list[tuple[Record, ...]] = []
        for kind in self._kinds.values():
            for group in kind.unique:
                found.extend(self._collisions(scope, kind.name, group))
        return found

    def _collisions(self, scope: str, kind: str, group: Sequence[str]) -> list[tuple[Record, ...]]:
        texts = [self._asking.word("text", f) for f in group]
        filled = " and ".join(f"coalesce({text}, '') <> ''" for text in texts)
        rows = self._engine.rows(
            "select string_agg(r.id, ?) from record r where r.scope = ? and r.kind = ? "
            f"and r.deleted = 0 and {filled} group by {', '.join(texts)} having count(*) > 1",
            ("\n", scope, kind),
        )
        return [
            tuple(r for i in ids.split("\n") if (r := self.get(scope, i)) is not None)
            for (ids,) in rows
        ]

    def _conflict(self, record: Record, field: str) -> Conflict:
        siblings = list(record.siblings.get(field, ()))
        if field == DELETED:
            siblings += unseen_by_deletion(self._registers(record), self._pred_of(record.scope))
        choices = []
        for s in siblings:
            actor, seq = author_of(s.op)
            logged = self._log.get(record.scope, actor, seq)
            by = logged.change.by if logged else ""
            choices.append(Choice(s.op, s.value, s.hlc, by, actor))
        known, base = self._base(record, field)
        return Conflict(record, field, tuple(choices), base, known)

    def _registers(self, record: Record) -> Registers:
        hlc_of = cache(lambda op: self._log.hlc_of(record.scope, op))
        alone = {
            f: (Sibling(op, hlc_of(op), record.body.get(f)),) for f, op in record.alone.items()
        }
        return alone | record.siblings

    def _pred_of(self, scope: str) -> PredOf:
        return lambda op: found.pred if (found := self.op(scope, op)) else ()

    def _base(self, record: Record, field: str) -> tuple[bool, Json]:
        """Return the value both sides grew from: the nearest op replaced by each of them."""
        lines = [self._ancestors(record.scope, s.op) for s in record.siblings.get(field, ())]
        if not lines:
            return False, None
        for ancestor in lines[0][1:]:
            if all(ancestor in line for line in lines[1:]):
                op = self.op(record.scope, ancestor)
                return (op is not None), (op.value if op else None)
        return False, None

    def _ancestors(self, scope: str, op: OpId) -> list[OpId]:
        line: list[OpId] = []
        queue = [op]
        while queue and len(line) < 200:
            current = queue.pop(0)
            if current not in line:
                line.append(current)
                found = self.op(scope, current)
                queue.extend(found.pred if found else ())
        return line

    def op(self, scope: str, op: OpId) -> Op | None:
        """Return an op by its id."""
        actor, seq = author_of(op)
        logged = self._log.get(scope, actor, seq)
        n = int(op.rsplit(".", 1)[1])
        if logged is None or n >= len(logged.change.ops):
            return None
        return logged.change.ops[n]

    def value_of(self, scope: str, op: OpId) -> Json:
        """Return the value that an op set, None where the op is not here."""
        found = self.op(scope, op)
        return None if found is None else found.value

    def change_of(self, scope: str, op: OpId) -> Change | None:
        """Return the change an op belongs to."""
        logged = self._log.get(scope, *author_of(op))
        return None if logged is None else logged.change

    def _record(self, row: Row) -> Record:
        scope, kind, record, body_text, registers, deleted, conflicts = row[:7]
        body = codec.decoded(body_text)
        alone, siblings = codec.split(registers)
        return Record(
            scope,
            kind,
            record,
            body,
            alone,
            siblings,
            bool(deleted),
            tuple(conflicts.split(",")) if conflicts else (),
            *row[7:],
        )
