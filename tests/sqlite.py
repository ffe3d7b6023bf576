"""The driver's own connection under a store that is on a file: for harm that no port allows."""

from typing import Any

from db.engines.sqlite import Sqlite
from db.store import Store


def connection(store: Store) -> Any:
    """Return this thread's connection."""
    assert isinstance(store.engine, Sqlite)
    return store.engine.connection()


def execute(store: Store, statement: str) -> None:
    """Run one statement, past the one door."""
    connection(store).execute(statement)
