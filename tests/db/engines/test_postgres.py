"""On PostgreSQL: a lost server comes back, foreign errors become ours, writers take turns."""

import threading
from collections.abc import Callable, Iterator
from pathlib import Path

import psycopg
import pytest

from db.engines.postgres import Postgres
from db.model.errors import (
    StoreBusy,
    StoreDamaged,
    StoreError,
    StoreFull,
    StoreMissing,
    StoreReadOnly,
)
from db.model.query import Query
from db.model.record import Edit
from db.store import Store
from tests.db.conftest import KEY, KINDS, HandClock
from tests.postgres import Server

A, S = "a" * 16, "s"


@pytest.fixture
def engine() -> str:
    return "postgres"


@pytest.fixture
def database(postgres: Server) -> Iterator[Postgres]:
    made = Postgres(postgres.database())
    yield made
    made.close()


def write(store: Store, name: str = "周建国", actor: str = A) -> None:
    store.write(S, actor, [Edit("member", {"name": name})], by="周")


def cut(postgres: Server) -> None:
    """Do to every connection what a server's restart does."""
    postgres.order(
        "select pg_terminate_backend(pid) from pg_stat_activity "
        "where pid <> pg_backend_pid() and backend_type = 'client backend'"
    )


def test_after_the_server_was_away_reading_and_writing_go_on(
    store: Store, postgres: Server
) -> None:
    write(store)
    cut(postgres)
    assert store.read.count(S, Query("member")) == 1
    cut(postgres)
    write(store)
    assert store.log.vector(S)[A] == 2


def test_a_server_that_goes_in_the_middle_of_a_write_leaves_nothing_of_it(
    store: Store, postgres: Server
) -> None:
    def cut_in_the_middle() -> None:
        with store.engine.writing():
            write(store)
            cut(postgres)
            write(store)

    with pytest.raises(StoreMissing) as caught:
        cut_in_the_middle()
    assert caught.value.hint
    assert store.log.vector(S)[A] == 0
    write(store)
    assert store.log.vector(S)[A] == 1


def test_a_failed_write_leaves_nothing(store: Store) -> None:
    def half_a_write() -> None:
        with store.engine.writing():
            write(store)
            raise ZeroDivisionError

    with pytest.raises(ZeroDivisionError):
        half_a_write()
    assert store.read.count(S, Query("member")) == 0


def test_one_view_holds_over_several_reads(store: Store) -> None:
    write(store)
    with store.engine.reading():
        assert store.read.count(S, Query("member")) == 1
        other = threading.Thread(target=lambda: write(store, "达瓦"))
        other.start()
        other.join(10)
        assert store.read.count(S, Query("member")) == 1
    assert store.read.count(S, Query("member")) == 2


def test_writers_of_several_servers_take_turns_without_gaps(
    at: Callable[[str], Path | str], clock: HandClock
) -> None:
    servers = [Store(at("shared"), KEY, KINDS, clock) for _ in range(3)]

    def write_all(store: Store) -> None:
        for n in range(10):
            write(store, str(n))

    threads = [threading.Thread(target=write_all, args=(store,)) for store in servers]
    for thread in threads:
        thread.start()
    for thread in threads:
        thread.join()
    assert servers[0].log.vector(S)[A] == 30
    assert servers[0].read.count(S, Query("member")) == 30
    for store in servers:
        store.close()


def test_writers_of_different_scopes_do_not_wait_for_each_other(
    at: Callable[[str], Path | str], clock: HandClock
) -> None:
    one, two = (Store(at("shared"), KEY, KINDS, clock) for _ in range(2))
    with one.engine.writing():
        write(one)
        done = threading.Thread(
            target=lambda: two.write("t", A, [Edit("member", {"name": "达瓦"})], by="达")
        )
        done.start()
        done.join(10)
        assert not done.is_alive()
    assert one.read.count("t", Query("member")) == 1
    one.close()
    two.close()


def test_servers_that_start_together_make_the_tables_once(
    at: Callable[[str], Path | str], clock: HandClock
) -> None:
    opened: list[Store] = []
    url = at("new")
    threads = [
        threading.Thread(target=lambda: opened.append(Store(url, KEY, KINDS, clock)))
        for _ in range(4)
    ]
    for thread in threads:
        thread.start()
    for thread in threads:
        thread.join()
    assert len(opened) == 4
    for store in opened:
        store.close()


def test_what_is_the_machines_own_lies_encrypted_in_the_database(store: Store) -> None:
    store.settings.put("office/keys", ["geheim"])
    store.settings.of(S).put("receipts", [1])
    rows: dict[str, str] = dict(store.engine.rows("select name, value from setting"))
    assert "geheim" not in rows["office/keys"]
    assert rows["receipts"] == "[1]"
    assert store.settings.get("office/keys") == ["geheim"]


def test_another_homes_key_does_not_open_them(
    at: Callable[[str], Path | str], clock: HandClock
) -> None:
    one = Store(at("shared"), KEY, KINDS, clock)
    one.settings.put("actor", A)
    two = Store(at("shared"), bytes(32), KINDS, clock)
    with pytest.raises(StoreDamaged):
        two.settings.get("actor")
    one.close()
    two.close()


def test_a_closed_database_says_so(open_store: Callable[[str], Store]) -> None:
    store = open_store("closed")
    store.close()
    with pytest.raises(StoreBusy):
        store.read.count(S, Query("member"))


def test_a_database_that_is_not_there_is_said(postgres: Server) -> None:
    url = postgres.database().replace("book_", "none_")
    with pytest.raises(StoreMissing, match="does not open"):
        Postgres(url)


def test_a_database_of_another_encoding_is_refused(postgres: Server) -> None:
    url = postgres.database(encoding="SQL_ASCII")
    with pytest.raises(StoreError, match="byte by byte") as caught:
        Postgres(url)
    assert "locale 'C'" in caught.value.hint


@pytest.mark.parametrize(
    ("code", "ours"),
    [
        ("53100", StoreFull),
        ("40P01", StoreBusy),
        ("55P03", StoreBusy),
        ("53300", StoreBusy),
        ("25006", StoreReadOnly),
        ("42501", StoreReadOnly),
        ("XX001", StoreDamaged),
        ("57P01", StoreMissing),
        ("42P01", StoreError),
    ],
)
def test_the_servers_errors_become_ours_with_a_way_forward(
    database: Postgres, code: str, ours: type[StoreError]
) -> None:
    with pytest.raises(StoreError) as caught, database.writing():
        database.run(f"do $$ begin raise exception 'no' using errcode = '{code}'; end $$")
    assert type(caught.value) is ours
    assert caught.value.hint or ours is StoreError
    assert isinstance(caught.value.__cause__, psycopg.Error)


def test_a_database_is_backed_up_on_its_server(database: Postgres, tmp_path: Path) -> None:
    with pytest.raises(StoreError, match="pg_dump"):
        database.copy(tmp_path / "copy")
    assert database.problems() == []
