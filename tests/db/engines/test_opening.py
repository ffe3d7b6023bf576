"""A path is a file of our own, a URL is a server; everything else is said."""

import sys
from pathlib import Path

import pytest

from db.engines.opening import is_server, opened
from db.engines.sqlite import Sqlite
from db.model.errors import StoreError, StoreMissing


def test_a_path_is_an_encrypted_file(tmp_path: Path) -> None:
    engine = opened(tmp_path / "book.db", bytes(32))
    assert isinstance(engine, Sqlite)
    assert engine.sealed
    engine.close()


@pytest.mark.parametrize("url", ["mysql://host/db", "host/db", "postgres"])
def test_what_is_no_database_we_know_is_said(url: str) -> None:
    assert not is_server(url)
    with pytest.raises(StoreError, match="no database"):
        opened(url, None)


def test_a_server_that_does_not_answer_is_said_without_its_password() -> None:
    with pytest.raises(StoreMissing) as caught:
        opened("postgresql://hq:geheim@127.0.0.1:1/db", None)
    assert "geheim" not in str(caught.value)
    assert "127.0.0.1:1/db" in str(caught.value)


def test_a_missing_driver_is_said_with_what_to_install(monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setitem(sys.modules, "db.engines.postgres", None)
    with pytest.raises(StoreError, match="not installed") as caught:
        opened("postgresql://host/db", None)
    assert "psycopg" in caught.value.hint
