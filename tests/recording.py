"""An engine that writes down what it is asked."""

from collections.abc import Iterable, Sequence
from typing import Any, NamedTuple

from db.engines.engine import Params, Row
from db.engines.postgres import Postgres


class Asked(NamedTuple):
    """One statement with its parameters, those of the first row where there are many."""

    sql: str
    params: Params


class Recording(Postgres):
    """PostgreSQL that notes every statement of the store; `asked` holds each once."""

    def __init__(self, url: str, partitions: int = 0) -> None:
        self.asked: dict[str, Asked] = {}
        self.filled: dict[str, Sequence[str]] = {}
        super().__init__(url, partitions)

    def forget(self) -> None:
        """Begin anew."""
        self.asked.clear()
        self.filled.clear()

    def _note(self, sql: str, params: Params) -> None:
        self.asked.setdefault(sql, Asked(sql, params))

    def rows(self, sql: str, params: Params = ()) -> list[Row]:
        self._note(sql, params)
        return super().rows(sql, params)

    def one(self, sql: str, params: Params = ()) -> Row | None:
        self._note(sql, params)
        return super().one(sql, params)

    def run(self, sql: str, params: Params = ()) -> int:
        self._note(sql, params)
        return super().run(sql, params)

    def many(self, sql: str, rows: Iterable[Sequence[Any]]) -> None:
        rows = list(rows)
        for row in rows[:1]:
            self._note(sql, row)
        super().many(sql, rows)

    def fill(self, table: str, columns: Sequence[str], rows: Iterable[Sequence[Any]]) -> None:
        self.filled[table] = columns
        super().fill(table, columns, rows)
