"""HQ on PostgreSQL: the log by our path beside a raw COPY of the same rows, in one run.

The floor is as low as it gets: the very bytes of the rows, encoded before, copied into a table
without a key. Beside it the same into tables with our keys and indexes, which is what durable rows
that can be found cost any program. The server waits for the disk, as it ships.
"""

from collections.abc import Callable, Iterator, Sequence
from itertools import cycle
from pathlib import Path
from typing import Any, NamedTuple, TypeVar, cast

import psycopg

from app.kinds import discover
from db.arrival import lined
from db.engines.postgres import Postgres
from db.log import Line, Log, lines_of
from db.model.change import GENESIS, Change, canonical, from_canonical
from db.store import Store
from tests.bench.intake import written
from tests.bench.measure import Figure, seconds
from tests.postgres import NoServer, running

Part = TypeVar("Part")
TABLES = ("log", "touch")
KEYS = " including all"
ROUNDS = 4
COMMIT = 20
"""Branches of one month that are committed together."""


class Made(NamedTuple):
    """A month of many branches, as changes with their chain."""

    lines: list[list[Line]]
    """Of each branch."""
    records: int


def made(folder: Path, branches: int) -> Made:
    """Give a few months of prose to so many branches under their own names."""
    months = [written(folder / f"seed-{n}", n) for n in range(max(1, branches // 50))]
    lines = [_chain(n, month) for n, month in zip(range(branches), cycle(months), strict=False)]
    records = sum(len({op.record for line in one for op in line.change.ops}) for one in lines)
    return Made(lines, records)


def _chain(number: int, month: list[Change]) -> list[Line]:
    old, new = month[0].actor.encode(), f"{number:016x}".encode()
    found, head = [], GENESIS
    for change in month:
        line = lined(head, from_canonical(f"scope-{number}", canonical(change).replace(old, new)))
        found.append(line)
        head = line.head
    return found


def measure(folder: Path, branches: int) -> list[Figure]:
    """Return how fast the log fills; one line that says so where no server can start."""
    try:
        with running(durable=True) as server:
            return _measured(made(folder, branches), server.database)
    except NoServer as error:
        return [Figure("PostgreSQL cannot start here", str(error))]


def _measured(content: Made, database: Callable[[], str]) -> list[Figure]:
    ours = Store(database(), None, discover().specs(), lambda: 0, index_later=True)
    _append(ours, content.lines)
    rows = sum(len(one) for one in content.lines)
    whole = Store(database(), None, discover().specs(), lambda: 0, index_later=True)
    before = _wal(whole)
    merged = seconds(lambda: _apply(whole, content.lines))
    wal = _wal(whole) - before
    with psycopg.connect(cast(Postgres, ours.engine).url, autocommit=True) as floor:
        copies = {table: _bytes(floor, table) for table in TABLES}
        # In turns, and the best of each: what else the machine does is nobody's speed.
        rounds = [
            (_again(ours, floor, content), _copied(floor, copies, ""), _copied(floor, copies, KEYS))
            for _ in range(ROUNDS)
        ]
    took, bare, keyed = (min(column) for column in zip(*rounds, strict=True))
    sizes = [_size(whole.engine, table) for table in ("log", "touch", "record")]
    ours.close()
    whole.close()
    return [
        Figure(
            "changes", f"{rows:,}, {content.records:,} records, of {len(content.lines)} branches"
        ),
        Figure("raw COPY of the same rows, no key", f"{bare:.2f} s: {rows / bare:,.0f} changes/s"),
        Figure(
            "raw COPY into tables with our keys", f"{keyed:.2f} s: {rows / keyed:,.0f} changes/s"
        ),
        Figure(
            "the log by our path",
            f"{took:.2f} s: {rows / took:,.0f} changes/s, {bare / took:.2f} of the bare COPY, "
            f"{keyed / took:.2f} of that with keys",
            "≥ 0.5 of COPY",
        ),
        Figure(
            "log and records, one `apply` a branch, one process",
            f"{merged:.2f} s: {rows / merged:,.0f} changes/s, "
            f"{content.records / merged:,.0f} records/s",
        ),
        Figure(
            "bytes of a branch-month, with indexes",
            ", ".join(f"{name} {size / len(content.lines):,.0f}" for name, size in sizes),
        ),
        Figure("write-ahead log of a branch-month", f"{wal / len(content.lines) / 1000:,.0f} kB"),
    ]


def _again(store: Store, floor: psycopg.Connection[Any], content: Made) -> float:
    floor.execute("truncate log, touch")
    return seconds(lambda: _append(store, content.lines))


def _append(store: Store, branches: list[list[Line]]) -> None:
    log = Log(store.engine)
    for group in _parts(branches, COMMIT):
        with store.engine.writing():
            for lines in group:
                log.append(lines_of(lines))


def _apply(store: Store, branches: list[list[Line]]) -> None:
    for group in _parts(branches, COMMIT):
        with store.engine.writing():
            for lines in group:
                store.apply([line.change for line in lines])


def _bytes(connection: psycopg.Connection[Any], table: str) -> list[bytes]:
    statement = cast(Any, f"copy {table} to stdout (format binary)")
    with connection.cursor().copy(statement) as out:
        return [bytes(part) for part in out]


def _copied(
    connection: psycopg.Connection[Any], copies: dict[str, list[bytes]], like: str
) -> float:
    def copy() -> None:
        with connection.transaction():
            for table, parts in copies.items():
                into = cast(Any, f"copy floor_{table} from stdin (format binary)")
                with connection.cursor().copy(into) as out:
                    for part in _large(parts):
                        out.write(part)

    for table in copies:
        connection.execute(cast(Any, f"create table floor_{table}(like {table}{like})"))
    took = seconds(copy)
    for table in copies:
        connection.execute(cast(Any, f"drop table floor_{table}"))
    return took


def _large(parts: list[bytes]) -> Iterator[bytes]:
    for some in _parts(parts, 1000):
        yield b"".join(some)


def _parts(whole: Sequence[Part], size: int) -> Iterator[Sequence[Part]]:
    return (whole[start : start + size] for start in range(0, len(whole), size))


def _wal(store: Store) -> int:
    row = store.engine.one("select pg_current_wal_insert_lsn() - '0/0'::pg_lsn")
    return int(row[0]) if row else 0


def _size(engine: Any, table: str) -> tuple[str, int]:
    return table, int(engine.one("select pg_total_relation_size(?)", (table,))[0])
