"""A page walks the index that finds it sooner; what it answers is the same on every engine."""

from collections.abc import Mapping, Sequence

import pytest

from db.asking import Asking
from db.model.change import Json
from db.model.query import Query, Where
from db.model.record import Edit
from db.store import Store
from tests.db.conftest import BOTH, KINDS

SCOPE, ACTOR = "branch", "a" * 16


def written(store: Store, kind: str, bodies: Sequence[Mapping[str, Json]]) -> tuple[str, ...]:
    return store.write(SCOPE, ACTOR, [Edit(kind, dict(b)) for b in bodies], by="周建国").ids


def asked(store: Store, query: Query) -> tuple[str, tuple[Json, ...]]:
    asking = Asking(store.engine.dialect, store.index, {kind.name: kind for kind in KINDS})
    return asking.page(SCOPE, query, "r.id")


def walked(store: Store, query: Query) -> str:
    """Return how SQLite looks for the records of a query."""
    sql, params = asked(store, query)
    return " ".join(str(row[3]) for row in store.engine.rows(f"explain query plan {sql}", params))


def test_a_page_is_walked_in_the_order_of_an_indexed_field(store: Store) -> None:
    page = Query("activity", order=("-held",), limit=50)
    assert "k_activity_held" in walked(store, page)
    assert "LAST 2 TERMS" in walked(store, page)
    assert 'indexed by "k_activity_held"' in asked(store, page)[0]
    assert "indexed by" not in asked(store, page._replace(limit=100_000))[0]
    found = (Where("held", "=", "2026-05-01"),)
    assert "indexed by" not in asked(store, page._replace(where=found))[0]


def test_what_a_field_is_not_is_asked_of_its_index(store: Store) -> None:
    other = Query("member", (Where("name", "!=", "周建国"),), order=(), limit=100_000)
    assert "k_member_name" in walked(store, other)


def test_records_known_by_their_ids_are_not_looked_for_among_all(store: Store) -> None:
    assert "AND id=?" in walked(store, Query("member", (Where("id", "in", ["a", "b"]),)))


def test_an_index_that_is_not_there_is_not_asked_for(store: Store) -> None:
    asking = Asking(store.engine.dialect, store.index, {})
    sql, _ = asking.page(SCOPE, Query("activity", order=("-held",), limit=50), "r.id")
    assert "indexed by" not in sql
    with pytest.raises(ValueError, match="title'"):
        asking.page(SCOPE, Query("activity", order=("title'",)), "r.id")


@BOTH
def test_a_few_fields_are_read_as_text_without_the_record(store: Store) -> None:
    bodies = [{"title": "支委会", "held": f"2026-05-{n:02d}"} for n in (1, 3, 2)]
    first, second, third = written(store, "activity", bodies)
    (bare,) = written(store, "activity", [{"title": "没有日期"}])
    query = Query("activity", order=("-held",))
    assert store.read.parts(SCOPE, query, ("held", "title")) == [
        (second, "2026-05-03", "支委会"),
        (third, "2026-05-02", "支委会"),
        (first, "2026-05-01", "支委会"),
        (bare, None, "没有日期"),
    ]
    unordered = store.read.parts(SCOPE, query._replace(order=()), ())
    assert {row[0] for row in unordered} == {first, second, third, bare}
    assert store.read.distinct(SCOPE, query, "title") == {"支委会", "没有日期"}
    assert (
        store.read.distinct(SCOPE, query._replace(where=(Where("held", "=", None),)), "held")
        == set()
    )


@BOTH
def test_what_was_never_filled_differs_from_every_value(store: Store) -> None:
    named, bare = written(store, "activity", [{"held": "2026-05-01"}, {"title": "没有日期"}])
    other = Query("activity", (Where("held", "!=", "2026-05-02"),), order=("-held",), limit=10)
    assert [r.id for r in store.read.find(SCOPE, other)] == [named, bare]
    here = (Where("held", "!=", None), Where("id", "in", [named, bare]))
    assert [r.id for r in store.read.find(SCOPE, Query("activity", here))] == [named]
