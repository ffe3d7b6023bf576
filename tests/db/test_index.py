"""An index that follows later finds the same, whenever it is asked."""

from collections.abc import Iterator
from pathlib import Path

import pytest

from db.index import Index
from db.model.change import DELETED
from db.model.query import Query
from db.model.record import Edit
from db.store import Store
from tests.db.conftest import KEY, KINDS, HandClock

S, A = "s", "a" * 16


@pytest.fixture
def later(tmp_path: Path, clock: HandClock) -> Iterator[Store]:
    store = Store(tmp_path / "hq.db", KEY, KINDS, clock, index_later=True)
    yield store
    store.close()


def found(store: Store, text: str) -> list[str]:
    return [r.id for r in store.read.find(S, Query(text=text))]


def write(store: Store, record: str = "", **fields: object) -> str:
    return store.write(S, A, [Edit("member", dict(fields), record)], by="周").ids[0]


def indexed(store: Store) -> int:
    row = store.engine.one("select count(*) from record_fts")
    return int(row[0]) if row else 0


def test_nothing_is_indexed_until_somebody_looks(later: Store) -> None:
    made = write(later, name="周建国")
    assert indexed(later) == 0
    assert found(later, "建国") == [made]
    assert indexed(later) == 1


def test_it_follows_what_was_altered_and_deleted_since(later: Store) -> None:
    one, two = write(later, name="周建国"), write(later, name="扎西")
    assert found(later, "扎西") == [two]
    write(later, one, name="次仁")
    later.write(S, A, [Edit("member", {DELETED: True}, two)], by="周")
    assert (found(later, "建国"), found(later, "次仁"), found(later, "扎西")) == ([], [one], [])


def test_a_book_reopened_at_once_or_later_finds_the_same(
    later: Store, tmp_path: Path, clock: HandClock
) -> None:
    made = write(later, name="周建国")
    now = Store(tmp_path / "hq.db", KEY, KINDS, clock)
    other = write(now, name="扎西")
    now.close()
    assert (found(later, "建国"), found(later, "扎西")) == ([made], [other])


def test_catching_up_in_many_steps_leaves_out_nothing(
    later: Store, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setattr("db.index._STEP", 3)
    made = [write(later, name=f"人{n}") for n in range(10)]
    assert later.index.catch_up(S) == 10
    assert later.index.catch_up(S) == 0
    assert sorted(found(later, "人")) == sorted(made)


def test_rebuilding_makes_the_index_anew(later: Store) -> None:
    made = write(later, name="周建国")
    assert found(later, "建国") == [made]
    later.rebuild()
    assert indexed(later) == 0
    assert found(later, "建国") == [made]
    assert isinstance(later.index, Index)
