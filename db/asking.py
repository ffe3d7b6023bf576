"""A query as SQL: what a page asks of the table of records, in words that both engines read."""

from collections.abc import Mapping, Sequence

from db.engines.engine import Dialect
from db.index import Index
from db.model.change import Json
from db.model.kind import KindSpec
from db.model.query import Query, Where
from db.search import Looking

_STAMPS = ("made", "touched")
# Records of one change are told apart by the number of their op, which ends the id.
_TIES = "length(r.id), r.id"
_FEW = 1000
"""A page that ends before this row is found sooner along its order than by sorting all of a kind."""


class Asking:
    """Writes the statements of `Reader`; reads nothing itself but the index of words."""

    def __init__(self, dialect: Dialect, index: Index, kinds: Mapping[str, KindSpec]) -> None:
        self._dialect, self._index, self._kinds = dialect, index, kinds

    def page(self, scope: str, query: Query, columns: str) -> tuple[str, tuple[Json, ...]]:
        """Return the statement that answers these columns of a page, and its parameters."""
        looking = self._index.looking(scope, query.text)
        sql, params = self._select(scope, query, columns, looking)
        order = self._order(query, looking)
        return f"{sql} order by {order} limit ? offset ?", (*params, query.limit, query.offset)

    def whole(self, scope: str, query: Query, columns: str) -> tuple[str, tuple[Json, ...]]:
        """Return the statement over all that a query has, in no order."""
        sql, params = self._select(scope, query, columns, self._index.looking(scope, query.text))
        return sql, tuple(params)

    def word(self, word: str, field: str) -> str:
        """Return a field of the body as a value (``field``) or as ``text``."""
        said: str = getattr(self._dialect, word)
        return said.format("r.body", _identifier(field))

    def texts(self, fields: Sequence[str]) -> str:
        """Return columns: the id, then fields of the body as text."""
        return ", ".join(("r.id", *(self.word("text", field) for field in fields)))

    def _select(
        self, scope: str, query: Query, columns: str, looking: Looking | None
    ) -> tuple[str, list[Json]]:
        sql = [f"select {columns} from record r"]
        where, params = ["r.scope = ?"], [scope]
        if looking is None and (lead := self._lead(query)):
            sql.append(f'indexed by "{lead}"')
        if looking is not None:
            sql.append(looking.join)
            where.append(looking.where)
            params.extend(looking.params)
        if query.kind:
            # The kind is written into the text (it is an identifier) so that the partial
            # expression indexes of that kind can be used.
            # Known by their ids, records are not to be looked for among all of their kind.
            known = any(w.field == "id" and w.test in ("=", "in") for w in query.where)
            column = (self._dialect.unindexed if known else "{}").format("r.kind")
            where.append(f"{column} = '{_identifier(query.kind)}'")
        if not query.deleted:
            where.append("r.deleted = 0")
        for condition in query.where:
            text, values = self._condition(condition)
            where.append(text)
            params.extend(values)
        return f"{' '.join(sql)} where {' and '.join(where)}", params

    def _lead(self, query: Query) -> str:
        """Return the index to walk where the engine, which counts no rows, would take any.

        All indexes of a kind begin alike, and look equally good to it where a query only has an
        order, or a condition that says what a field is not.
        """
        kind = self._kinds.get(query.kind) if self._dialect.indexes and not query.deleted else None
        if kind is None:
            return ""
        tests = {w.test for w in query.where if kind.index_of(w.field) or w.field == "id"}
        order = query.order[0].removeprefix("-") if query.order else ""
        by_order = kind.index_of(order)
        if by_order and query.limit + query.offset <= _FEW and tests <= {"!="}:
            return by_order
        if tests != {"!="}:
            return ""
        return next(i for w in query.where if w.test == "!=" and (i := kind.index_of(w.field)))

    def _condition(self, condition: Where) -> tuple[str, list[Json]]:
        field, test, value = condition
        column, dialect = field in (*_STAMPS, "id"), self._dialect
        left = f"r.{field}" if column else self.word("field", field)
        mark = "?" if column else dialect.value
        encode = dialect.encode if not column else _as_it_is
        if test == "in":
            return f"{left} in ({','.join([mark] * len(value))})", [encode(v) for v in value]
        if test == "like":
            text = left if column else self.word("text", field)
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
        stamp = self._dialect.unindexed if by_condition else "{}"
        parts = []
        for name in query.order:
            field, back = name.removeprefix("-"), name.startswith("-")
            if field in _STAMPS:
                parts.append(stamp.format(f"r.{field}") + (" desc" if back else ""))
            else:
                nulls = "desc nulls last" if back else "asc nulls first"
                parts.append(f"{self.word('field', field)} {nulls}")
        return ", ".join((*parts, _TIES))


def _identifier(name: str) -> str:
    if not name.isidentifier() or not name.isascii():
        raise ValueError(name)
    return name


def _as_it_is(value: Json) -> Json:
    return value
