"""Reading records: one, a page, the words in them, their history, what holds two values."""

from collections.abc import Mapping, Sequence
from functools import cache

from db import codec
from db.engines.engine import Engine, Row
from db.index import Index
from db.log import Log
from db.model.change import DELETED, Change, Json, Op, OpId, author_of
from db.model.kind import KindSpec
from db.model.merge import PredOf, Registers, Sibling, unseen_by_deletion
from db.model.query import Query, Where
from db.model.record import Choice, Conflict, Entry, Record
from db.search import Looking

_COLUMNS = (
    "r.scope, r.kind, r.id, r.body, r.registers, r.deleted, r.conflicts, "
    "r.made, r.made_by, r.touched, r.touched_by"
)
_STAMPS = ("made", "touched")
# Records of one change are told apart by the number of their op, which ends the id.
_TIES = "length(r.id), r.id"


class Reader:
    """Answers every question about records of one scope's store; writes nothing."""

    def __init__(
        self, engine: Engine, log: Log, kinds: Mapping[str, KindSpec], index: Index
    ) -> None:
        self._engine, self._log, self._kinds, self._index = engine, log, kinds, index

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

    def _page(self, scope: str, query: Query, columns: str) -> list[Row]:
        looking = self._index.looking(scope, query.text)
        sql, params = self._select(scope, query, columns, looking)
        return self._engine.rows(
            f"{sql} order by {self._order(query, looking)} limit ? offset ?",
            (*params, query.limit, query.offset),
        )

    def count(self, scope: str, query: Query) -> int:
        """Return how many records a query has in all."""
        looking = self._index.looking(scope, query.text)
        sql, params = self._select(scope, query, "count(*)", looking)
        row = self._engine.one(sql, params)
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
        texts = [self._word("text", f) for f in group]
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

    def _select(
        self, scope: str, query: Query, columns: str, looking: Looking | None
    ) -> tuple[str, list[Json]]:
        sql = [f"select {columns} from record r"]
        where, params = ["r.scope = ?"], [scope]
        if looking is not None:
            sql.append(looking.join)
            where.append(looking.where)
            params.extend(looking.params)
        if query.kind:
            # The kind is written into the text (it is an identifier) so that the partial
            # expression indexes of that kind can be used.
            where.append(f"r.kind = '{_identifier(query.kind)}'")
        if not query.deleted:
            where.append("r.deleted = 0")
        for condition in query.where:
            text, values = self._condition(condition)
            where.append(text)
            params.extend(values)
        return f"{' '.join(sql)} where {' and '.join(where)}", params

    def _condition(self, condition: Where) -> tuple[str, list[Json]]:
        field, test, value = condition
        column, dialect = field in (*_STAMPS, "id"), self._engine.dialect
        left = f"r.{field}" if column else self._word("field", field)
        mark = "?" if column else dialect.value
        encode = dialect.encode if not column else _as_it_is
        if test == "in":
            return f"{left} in ({','.join([mark] * len(value))})", [encode(v) for v in value]
        if test == "like":
            text = left if column else self._word("text", field)
            return dialect.within.format(text, "?"), [value]
        if test not in ("=", "!=", "<", "<=", ">", ">="):
            raise ValueError(test)
        if test in ("=", "!="):
            # What was never filled is null, and is different from every value.
            unlike = "is not distinct from" if test == "=" else "is distinct from"
            return f"{left} {unlike} {mark}", [encode(value)]
        return f"{left} {test} {mark}", [encode(value)]

    def _order(self, query: Query, looking: Looking | None) -> str:
        if looking is not None and query.order == ("-made",):
            return f"{looking.latest}, {_TIES}"
        # Keeps SQLite from walking the index of the order instead of the one of the condition.
        by_condition = any(w.test in ("=", "in") for w in query.where)
        stamp = self._engine.dialect.unindexed if by_condition else "{}"
        parts = []
        for name in query.order:
            field, back = name.removeprefix("-"), name.startswith("-")
            if field in _STAMPS:
                parts.append(stamp.format(f"r.{field}") + (" desc" if back else ""))
            else:
                nulls = "desc nulls last" if back else "asc nulls first"
                parts.append(f"{self._word('field', field)} {nulls}")
        return ", ".join((*parts, _TIES))

    def _word(self, word: str, field: str) -> str:
        """Return a field of the body as a value (``field``) or as ``text``."""
        said: str = getattr(self._engine.dialect, word)
        return said.format("r.body", _identifier(field))

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


def _identifier(name: str) -> str:
    if not name.isidentifier() or not name.isascii():
        raise ValueError(name)
    return name


def _as_it_is(value: Json) -> Json:
    return value
