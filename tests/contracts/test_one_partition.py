"""Every statement of the hot path touches one part of a database that is divided by scope.

The tables are hash partitions here; Citus and its kin route by the same rule: a statement that says
``scope = …`` for each table goes to one machine.
"""

import re
from collections.abc import Iterator, Mapping
from pathlib import Path
from typing import Any, cast

import psycopg
import pytest

from db.engines.postgres import _marked
from db.model.change import DELETED, Change, Op
from db.model.query import Query, Where
from db.model.record import Edit
from db.store import Store
from tests.db.conftest import KEY, KINDS, HandClock
from tests.postgres import Server
from tests.recording import Asked, Recording
from tests.sync.site import SCOPE, Clock, Headquarter, laptops

A, B, S = "a" * 16, "b" * 16, "s"
PARTS = 8
KEYS = ("scope", "actor", "owner")


@pytest.fixture
def engine(postgres: Server) -> Iterator[Recording]:
    made = Recording(postgres.database(), PARTS)
    yield made
    made.close()


class Divided:
    """Asks the planner which partitions a statement touches."""

    def __init__(self, url: str) -> None:
        self._connection = psycopg.connect(
            url, autocommit=True, cursor_factory=psycopg.ClientCursor
        )
        self.parts: dict[str, str] = dict(
            self._connection.execute(
                "select inhrelid::regclass::text, inhparent::regclass::text from pg_inherits "
                "join pg_class on oid = inhparent where relkind = 'p'"
            ).fetchall()
        )
        self.tables = set(self.parts.values())

    def touched(self, asked: Asked) -> dict[str, set[str]]:
        """Return table -> its partitions that the plan of a statement names."""
        explain = f"explain (format json, costs off) {_marked(asked.sql)}"
        row = self._connection.execute(cast(Any, explain), asked.params or None).fetchone()
        assert row is not None
        found: dict[str, set[str]] = {}
        for name in _relations(row[0][0]["Plan"]):
            if name in self.parts:
                found.setdefault(self.parts[name], set()).add(name)
        return found

    def breaches(self, engine: Recording) -> list[str]:
        """Return what touches more than one part, each with its statement."""
        found = []
        for asked in engine.asked.values():
            table = _written(asked.sql)
            if table in self.tables:
                columns = asked.sql.partition("(")[2].partition(")")[0].split(",")
                if not {c.strip() for c in columns} & set(KEYS):
                    found.append(f"a row without its scope: {asked.sql}")
            found += [
                f"{len(parts)} parts of {table}: {asked.sql}"
                for table, parts in self.touched(asked).items()
                if len(parts) != 1
            ]
        found += [
            f"rows without their scope: {table}"
            for table, columns in engine.filled.items()
            if table in self.tables and not set(columns) & set(KEYS)
        ]
        return found

    def close(self) -> None:
        self._connection.close()


def _written(sql: str) -> str:
    found = re.match(r"insert into (\w+)\(", sql)
    return found[1] if found else ""


def _relations(plan: Mapping[str, Any]) -> Iterator[str]:
    for name, value in plan.items():
        if name == "Relation Name":
            yield value
        elif isinstance(value, list):
            for part in value:
                if isinstance(part, dict):
                    yield from _relations(part)


@pytest.fixture
def divided(engine: Recording) -> Iterator[Divided]:
    Store(engine, KEY, KINDS, HandClock())
    made = Divided(engine.url)
    yield made
    made.close()


def test_every_table_but_the_machines_own_is_divided(engine: Recording, divided: Divided) -> None:
    tables = {
        name
        for (name,) in engine.rows(
            "select relname from pg_class c join pg_namespace n on n.oid = relnamespace "
            "where nspname = 'public' and relkind in ('r', 'p') and not relispartition"
        )
    }
    assert tables - divided.tables == {"exchange", "migration"}


def test_every_key_begins_with_what_the_table_is_divided_by(
    engine: Recording, divided: Divided
) -> None:
    rows = engine.rows(
        "select indrelid::regclass::text, attname from pg_index "
        "join pg_attribute on attrelid = indrelid and attnum = indkey[0] where indisunique"
    )
    keyed = {table: column for table, column in rows if table in divided.tables}
    assert set(keyed) == divided.tables
    assert (keyed.pop("peer"), keyed.pop("spool")) == ("actor", "owner")
    assert set(keyed.values()) == {"scope"}


def test_writing_and_applying_touch_one_part(engine: Recording, divided: Divided) -> None:
    store = Store(engine, KEY, KINDS, HandClock())
    engine.forget()
    record = store.write(S, A, [Edit("member", {"name": "周建国", "code": "1"})], by="周").ids[0]
    for text in ("今", "今年"):
        store.write(S, A, [Edit("member", {"post": text}, record)], by="周", typing=True)
    seen = store.read.get(S, record)
    assert seen is not None
    pred = seen.seen()["post"]
    late = [
        Change(S, B, n, n, "达", "edit", (Op("member", record, "post", f"工长{n}", pred),))
        for n in (1, 2, 3)
    ]
    store.apply(late[::-1])
    store.apply([Change(S, B, 1, 9, "达", "edit", (Op("member", record, "post", "x", pred),))])
    store.write(S, A, [Edit("member", {DELETED: True}, record)], by="周")
    assert divided.breaches(engine) == []
    assert any(sql.startswith("update record") for sql in engine.asked)


def test_reading_touches_one_part(engine: Recording, divided: Divided) -> None:
    store = Store(engine, KEY, KINDS, HandClock())
    record = store.write(S, A, [Edit("member", {"name": "周建国", "code": "1"})], by="周").ids[0]
    engine.forget()
    for query in (
        Query("member"),
        Query(text="建国"),
        Query("member", text="周 建国", order=("name", "-made"), deleted=True),
        Query("member", (Where("name", "=", "周建国"), Where("code", "in", ["1", "2"]))),
        Query("member", (Where("name", "like", "建"), Where("made", ">", 0))),
    ):
        assert len(store.read.find(S, query)) == 1
        store.read.bodies(S, query)
        store.read.count(S, query)
    store.read.counts(S)
    store.read.history(S, record)
    store.read.conflicts(S)
    store.read.conflict_count(S)
    store.read.collisions(S)
    store.log.vector(S)
    store.log.latest(S)
    store.log.latest(S, actor=A)
    store.log.since(S, A, 0)
    list(store.log.all(S))
    assert divided.breaches(engine) == []


def test_an_exchange_with_a_laptop_touches_one_part(
    engine: Recording, divided: Divided, tmp_path: Path
) -> None:
    clock = Clock()
    hq = Headquarter(tmp_path, clock, at=engine)
    one, two = laptops(tmp_path, hq, clock, 2)
    engine.forget()
    for laptop in (one, two, one):
        laptop.edit(name="周建国")
        laptop.sync(hq)
    hq.hub.letter(SCOPE, [one.actor, two.actor])
    store = hq.store
    assert store.log.vector(SCOPE) == {one.actor: 2, two.actor: 1}
    assert store.post.receipts(SCOPE).keys() == {one.actor, two.actor}
    assert divided.breaches(engine) == []
    for laptop in (one, two):
        laptop.store.close()


def test_a_statement_that_asks_every_part_is_named(engine: Recording, divided: Divided) -> None:
    store = Store(engine, KEY, KINDS, HandClock())
    engine.forget()
    store.post.branch_called("一支部")
    (breach,) = divided.breaches(engine)
    assert breach.startswith(f"{PARTS} parts of branch: select min(scope) from branch")
