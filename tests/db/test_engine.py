"""Foreign errors become ours, each calm and with a way forward; a failed write leaves nothing."""

import threading
from collections.abc import Callable
from pathlib import Path

import pytest

from db.engines.sqlite import Sqlite, connect
from db.model.errors import StoreBusy, StoreDamaged, StoreError, StoreFull, StoreReadOnly
from db.model.query import Query
from db.model.record import Edit
from db.store import Store
from tests import sqlite
from tests.db.conftest import KEY

A, S = "a" * 16, "s"


def test_a_full_disk_is_said_and_what_was_saved_stays(store: Store) -> None:
    kept = store.write(S, A, [Edit("member", {"name": "周建国"})], by="周").ids[0]
    connection = sqlite.connection(store)
    (pages,) = connection.execute("pragma page_count").fetchone()
    connection.execute(f"pragma max_page_count = {pages}")
    many = [Edit("member", {"name": f"人{n}", "post": "很长" * 500}) for n in range(200)]
    with pytest.raises(StoreFull) as caught:
        store.write(S, A, many, by="周")
    assert caught.value.hint
    connection.execute("pragma max_page_count = 1000000")
    before = store.log.vector(S)[A]
    store.write(S, A, [Edit("member", {"post": "队长"}, kept)], by="周")
    assert store.log.vector(S)[A] == before + 1
    found = store.read.get(S, kept)
    assert found is not None
    assert found.body["post"] == "队长"


def test_another_writer_that_does_not_let_go_is_said(store: Store, tmp_path: Path) -> None:
    other = connect(tmp_path / "book.db", KEY)
    other.execute("begin immediate")
    sqlite.connection(store).execute("pragma busy_timeout = 10")
    with pytest.raises(StoreBusy):
        store.write(S, A, [Edit("member", {"name": "周建国"})], by="周")
    other.execute("rollback")
    other.close()
    assert store.write(S, A, [Edit("member", {"name": "周建国"})], by="周").ids


def test_a_wrong_key_is_said_as_damage_or_key(store: Store, tmp_path: Path) -> None:
    with pytest.raises(StoreDamaged):
        Sqlite(tmp_path / "book.db", bytes(32))


def test_a_folder_that_is_not_there_is_said(tmp_path: Path) -> None:
    with pytest.raises(StoreReadOnly):
        Sqlite(tmp_path / "none" / "book.db", KEY)


def test_a_failed_write_leaves_nothing(store: Store) -> None:
    def half_a_write() -> None:
        with store.engine.writing():
            store.write(S, A, [Edit("member", {"name": "周建国"})], by="周")
            raise ZeroDivisionError

    with pytest.raises(ZeroDivisionError):
        half_a_write()
    assert store.read.count(S, Query("member")) == 0
    assert store.log.vector(S)[A] == 0


def test_readers_in_other_threads_do_not_wait_for_a_writer(store: Store) -> None:
    store.write(S, A, [Edit("member", {"name": "周建国"})], by="周")
    seen: list[int] = []
    with store.engine.writing():
        store.write(S, A, [Edit("member", {"name": "李四"})], by="周")
        thread = threading.Thread(target=lambda: seen.append(store.read.count(S, Query("member"))))
        thread.start()
        thread.join(5)
    assert seen == [1]
    assert store.read.count(S, Query("member")) == 2


def test_writers_in_many_threads_take_turns_without_gaps(store: Store) -> None:
    def write(n: int) -> None:
        for m in range(10):
            store.write(S, A, [Edit("member", {"name": f"{n}-{m}"})], by="周")

    threads = [threading.Thread(target=write, args=(n,)) for n in range(4)]
    for thread in threads:
        thread.start()
    for thread in threads:
        thread.join()
    assert store.log.vector(S)[A] == 40
    assert store.read.count(S, Query("member")) == 40


def test_a_closed_book_says_so(open_store: Callable[[str], Store]) -> None:
    store = open_store("closed")
    store.close()
    with pytest.raises(StoreError):
        store.read.count(S, Query("member"))
