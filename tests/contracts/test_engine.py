"""What holds on every engine: the same questions get the same answers, byte for byte."""

from collections.abc import Iterator
from pathlib import Path
from typing import Any

import pytest
from hypothesis import HealthCheck, given, settings
from hypothesis import strategies as st

from db.blobs import Blobs
from db.doctor import examine
from db.model.change import Change, Json, Op
from db.model.errors import InvalidRecord
from db.model.progress import Silent
from db.model.query import Query, Where
from db.store import Store
from tests.db.conftest import KEY, KINDS, HandClock
from tests.postgres import Server

A, B, S = "a" * 16, "b" * 16, "s"
Pair = tuple[Store, Store]


@pytest.fixture(scope="module")
def pair(postgres: Server, tmp_path_factory: pytest.TempPathFactory) -> Iterator[Pair]:
    """One store on each engine; each test, and each example, has scopes of its own."""
    file = tmp_path_factory.mktemp("pair") / "book.db"
    made = Store(file, KEY, KINDS, HandClock()), Store(postgres.database(), KEY, KINDS, HandClock())
    yield made
    for store in made:
        store.close()


@pytest.fixture(scope="module")
def scopes() -> Iterator[str]:
    return (f"scope-{n}" for n in range(1_000_000))


VALUES = st.recursive(
    st.none()
    | st.booleans()
    | st.integers(-(2**63), 2**63 - 1)
    | st.floats(allow_nan=False, allow_infinity=False)
    | st.text(st.characters(codec="utf-8"), max_size=20),
    lambda inner: (
        st.lists(inner, max_size=3) | st.dictionaries(st.text(max_size=3), inner, max_size=2)
    ),
    max_leaves=4,
)
FEW = settings(
    max_examples=60, suppress_health_check=[HealthCheck.function_scoped_fixture], deadline=None
)


def change(scope: str, seq: int, **fields: Json) -> Change:
    ops = tuple(Op("member", f"{A}.{seq}.0", field, value) for field, value in fields.items())
    return Change(scope, A, seq, seq << 16, "周", "new", ops)


def everything(store: Store, scope: str, table: str) -> list[tuple[Any, ...]]:
    columns = {
        "log": "actor, seq, hlc, by, what, body, head",
        "record": "id, kind, body, registers, deleted, conflicts, made, made_by, touched, touched_by",
        "touch": "record, actor, seq",
    }[table]
    return store.engine.rows(
        f"select {columns} from {table} where scope = ? order by 1, 2", (scope,)
    )


@FEW
@given(values=st.lists(VALUES, min_size=1, max_size=4))
def test_any_value_is_kept_byte_for_byte(
    pair: Pair, scopes: Iterator[str], values: list[Json]
) -> None:
    scope = next(scopes)
    for store in pair:
        store.apply([change(scope, n, name=v, post="书记") for n, v in enumerate(values, 1)])
    for table in ("log", "record", "touch"):
        assert everything(pair[0], scope, table) == everything(pair[1], scope, table)
    for store in pair:
        assert [c.ops[0].value for c in store.log.all(scope)] == values
        # No value makes a question fail.
        store.read.find(scope, Query("member", (Where("name", "=", "周"),), order=("name",)))


@FEW
@given(
    texts=st.lists(st.text("党课会议ab1 ，。-\n", max_size=12), min_size=1, max_size=5),
    words=st.text("党课会议ab1 ，-", max_size=4),
)
def test_words_are_found_in_the_same_records(
    pair: Pair, scopes: Iterator[str], texts: list[str], words: str
) -> None:
    scope = next(scopes)
    query = Query(text=words, order=("made",))
    for store in pair:
        store.apply([change(scope, n, name=text) for n, text in enumerate(texts, 1)])
    found = [[r.id for r in store.read.find(scope, query)] for store in pair]
    assert found[0] == found[1]


FIELDS = st.fixed_dictionaries(
    {},
    optional={
        "name": st.sampled_from(["甲", "乙", "丙", "a", "B", "Z", "-", "", None]),
        "post": st.sampled_from([1, 2, 10, 9, -3, 2.5, None]),
        "code": st.sampled_from(["001", "01", "1", ""]),
    },
)
CONDITIONS = st.sampled_from(
    [
        *(Where("name", test, value) for test in ("=", "!=", "<", ">=") for value in ("乙", "Z")),
        *(Where("post", test, value) for test in ("=", "!=", "<", ">=") for value in (9, 2.5)),
        *(Where("name", "=", None), Where("name", "!=", None), Where("post", "=", None)),
        *(
            Where("name", "in", ["甲", "B"]),
            Where("post", "in", [1, 10]),
            Where("name", "in", [""]),
        ),
        *(Where("code", "like", "0"), Where("id", "=", f"{A}.2.0"), Where("made", ">", 2 << 16)),
    ]
)
ORDERS = st.lists(
    st.sampled_from(["name", "-name", "post", "-post", "made", "-touched"]), max_size=3
)


@settings(FEW, max_examples=150)
@given(
    rows=st.lists(FIELDS.filter(bool), max_size=8),
    where=st.lists(CONDITIONS, max_size=2),
    order=ORDERS,
    page=st.tuples(st.integers(1, 5), st.integers(0, 3)),
)
def test_lists_are_the_same_in_the_same_order(
    pair: Pair,
    scopes: Iterator[str],
    rows: list[dict[str, Json]],
    where: list[Where],
    order: list[str],
    page: tuple[int, int],
) -> None:
    scope = next(scopes)
    query = Query("member", tuple(where), "", tuple(order), *page)
    for store in pair:
        store.apply([change(scope, n, **fields) for n, fields in enumerate(rows, 1)])
    assert pair[0].read.find(scope, query) == pair[1].read.find(scope, query)
    assert pair[0].read.count(scope, query) == pair[1].read.count(scope, query)
    groups = [
        {tuple(sorted(r.id for r in g)) for g in store.read.collisions(scope)} for store in pair
    ]
    assert groups[0] == groups[1]


def test_a_writers_name_that_postgresql_cannot_hold_is_refused_and_not_taken_for_a_fault_of_its_own(
    pair: Pair, scopes: Iterator[str]
) -> None:
    scope = next(scopes)
    op = Op("member", f"{A}.1.0", "name", 1)
    with pytest.raises(InvalidRecord):
        pair[1].apply([Change(scope, A, 1, 1, "周\x00", "new", (op,))])
    assert pair[1].log.vector(scope) == {}


def test_the_doctor_finds_both_sound_and_a_rebuild_changes_nothing(
    pair: Pair, scopes: Iterator[str], tmp_path: Path
) -> None:
    scope = next(scopes)
    for store in pair:
        store.apply([change(scope, n, name=f"人{n}", post="书记") for n in range(1, 700)])
        before = everything(store, scope, "record")
        store.rebuild()
        assert everything(store, scope, "record") == before
        assert len(store.read.find(scope, Query(text="书记"))) == 699
        assert examine(store, Blobs(tmp_path, KEY), (), Silent()).ailments == ()
