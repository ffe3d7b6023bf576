"""SQLCipher through sqlite-utils: one connection a thread, errors translated where they enter.

This is the only module that imports sqlcipher3 or sqlite_utils. sqlite-utils looks for
``pysqlite3`` before the standard library and takes its exception classes from it, so sqlcipher3 is
handed to it under that name before it is imported; without that, half of it works on plain files.
"""

import contextlib
import sys
import threading
from collections.abc import Iterable, Iterator, Sequence
from pathlib import Path
from typing import Any

import sqlcipher3
import sqlcipher3.dbapi2 as driver

sys.modules.setdefault("pysqlite3", sqlcipher3)
sys.modules.setdefault("pysqlite3.dbapi2", driver)

import sqlite_utils.db  # noqa: E402  (the shim above must come first)
from sqlite_utils import Database, Migrations  # noqa: E402

from db.engines.engine import Dialect, Params, Row, Step  # noqa: E402
from db.model.errors import (  # noqa: E402
    StoreBusy,
    StoreDamaged,
    StoreError,
    StoreFull,
    StoreMissing,
    StoreReadOnly,
)
from db.model.words import N_  # noqa: E402

if vars(sqlite_utils.db)["sqlite3"] is not sqlcipher3:  # pragma: no cover - a packaging mistake
    raise ImportError("sqlite_utils was imported before the SQLCipher shim")

__all__ = ["Database", "Sqlite", "connect", "problems", "translated"]

DIALECT = Dialect(
    names={
        "int": "integer",
        "blob": "blob",
        "place": "place integer primary key, ",
        "key": "unique",
        "counted": "integer primary key",
        "by_scope": " strict",
        "keyed_by_scope": " strict, without rowid",
        "by_actor": " strict",
        "by_owner": " strict",
        "local": " strict",
        "words": "create virtual table record_fts using fts5(text, content='', contentless_delete=1)",
    },
    field="json_extract({}, '$.{}')",
    text="json_extract({}, '$.{}')",
    value="?",
    within="instr({}, {}) > 0",
    unindexed="+{}",
    full_text=True,
    encode=lambda value: value,
    indexes=True,
)

_STEPS = "suixing"
_PRAGMAS = (
    "journal_mode=wal",
    "synchronous=full",
    "foreign_keys=on",
    "cache_size=-16000",
    "journal_size_limit=16777216",
    "trusted_schema=off",
    "temp_store=memory",
)


def connect(path: Path | str, key: bytes | None, *, pragmas: Sequence[str] = _PRAGMAS) -> Any:
    """Open one connection. `key` is 32 bytes, or None for a plain (in-memory or export) file.

    Raises StoreDamaged when the key does not open the file.
    """
    connection = driver.connect(str(path), isolation_level=None, timeout=5, check_same_thread=False)
    if key is not None:
        connection.execute("pragma cipher_log_level=NONE")
        connection.execute(f"pragma key=\"x'{key.hex()}'\"")
    connection.execute("select count(*) from sqlite_master")
    for pragma in pragmas:
        connection.execute("pragma " + pragma)
    return connection


class Sqlite:
    """One encrypted file: an `Engine`. Threads read side by side; writers take turns."""

    dialect = DIALECT

    def __init__(self, path: Path, key: bytes | None) -> None:
        self.path, self.key = path, key
        self.sealed = key is not None
        self._here = threading.local()
        self._all: list[Any] = []
        self._turn = threading.RLock()
        self._closed = False
        with translated(path):
            self.connection()
        self._inode = path.stat().st_ino if path.exists() else 0

    def connection(self) -> Any:
        """Return this thread's connection."""
        found = getattr(self._here, "connection", None)
        if found is None:
            if self._closed:
                raise StoreBusy(N_("The record book is closed."))
            found = connect(self.path, self.key)
            self._here.connection = found
            self._all.append(found)
        return found

    @property
    def tables(self) -> Database:
        """sqlite-utils over this thread's connection: schema, migrations, views, admin reads."""
        return Database(self.connection(), execute_plugins=False)

    def rows(self, sql: str, params: Params = ()) -> list[Row]:
        """Run one reading statement and return all its rows."""
        with translated(self.path):
            return list(self.connection().execute(sql, params).fetchall())

    def one(self, sql: str, params: Params = ()) -> Row | None:
        """Run one reading statement and return its first row."""
        with translated(self.path):
            row: Row | None = self.connection().execute(sql, params).fetchone()
            return row

    def run(self, sql: str, params: Params = ()) -> int:
        """Run one writing statement inside `writing`; return the rows it touched."""
        return int(self.connection().execute(sql, params).rowcount)

    def many(self, sql: str, rows: Iterable[Sequence[Any]]) -> None:
        """Run one writing statement for every row, inside `writing`."""
        self.connection().executemany(sql, rows)

    def fill(self, table: str, columns: Sequence[str], rows: Iterable[Sequence[Any]]) -> None:
        """Add rows of which none is there yet, inside `writing`."""
        marks = ",".join("?" * len(columns))
        self.many(f"insert into {table}({','.join(columns)}) values({marks})", rows)

    def define(self, statement: str) -> None:
        """Make or alter a table, inside `writing`."""
        self.run(self.dialect.written(statement))

    @contextlib.contextmanager
    def writing(self) -> Iterator[None]:
        """One transaction that holds the write lock from its start; nested ones join it."""
        with self._turn, translated(self.path):
            connection = self.connection()
            if connection.in_transaction:
                yield
                return
            self._still_there()
            connection.execute("begin immediate")
            try:
                yield
                connection.execute("commit")
            except BaseException:
                # A full disk has rolled back by itself.
                if connection.in_transaction:
                    connection.execute("rollback")
                raise

    @contextlib.contextmanager
    def reading(self) -> Iterator[None]:
        """One consistent view over several reads."""
        with translated(self.path):
            connection = self.connection()
            if connection.in_transaction:
                yield
                return
            connection.execute("begin")
            try:
                yield
            finally:
                if connection.in_transaction:
                    connection.execute("commit")

    def claim(self, scopes: Iterable[str]) -> None:
        """Wait for no one: whoever writes holds the whole file."""

    def applied(self) -> set[str]:
        """Return the names of the migrations that were run on this file."""
        with translated(self.path):
            return {step.name for step in Migrations(_STEPS).applied(self.tables)}

    def migrate(self, steps: Sequence[Step]) -> None:
        """Run the migrations that were not run yet, each whole or not at all."""
        migrations = Migrations(_STEPS)
        for step in steps:
            migrations(name=step.__name__)(lambda _, step=step: step(self))
        with translated(self.path):
            migrations.apply(self.tables)

    def problems(self) -> list[str]:
        """Return what SQLite and SQLCipher find wrong with the pages."""
        with translated(self.path):
            return problems(self.connection())

    def copy(self, to: Path) -> bytes | None:
        """Write the whole book, as it is now, into a new file; return the key, which is ours."""
        with translated(to):
            self.connection().execute("vacuum into ?", (str(to),))
        return self.key

    def _still_there(self) -> None:
        # Linux lets a program write happily into a file that was deleted.
        if not self._inode:
            return
        try:
            same = self.path.stat().st_ino == self._inode
        except FileNotFoundError:
            same = False
        if not same:
            raise StoreMissing(
                N_("The record book {path} was moved or deleted while it was open."),
                safe=N_("What is on the screen is still here."),
                hint=N_("Put the file back, or restore the latest backup."),
                path=self.path,
            )

    def close(self) -> None:
        """Close every thread's connection; the log is folded into the file first."""
        self._closed = True
        with contextlib.suppress(driver.Error):
            self.connection().execute("pragma wal_checkpoint(truncate)")
        for connection in self._all:
            with contextlib.suppress(driver.Error):
                connection.close()
        self._all.clear()


def problems(connection: Any) -> list[str]:
    """Return what SQLite and SQLCipher find wrong with the pages; empty when all is well.

    SQLCipher's HMAC notices every changed bit; integrity_check alone noticed 1 of 30.
    """
    run = connection.execute
    found = [str(r[0]) for r in run("pragma cipher_integrity_check").fetchall()]
    found += [r[0] for r in run("pragma integrity_check").fetchall() if r[0] != "ok"]
    return found + [str(r) for r in run("pragma foreign_key_check").fetchall()]


@contextlib.contextmanager
def translated(path: Path | str) -> Iterator[None]:
    """Turn the driver's exceptions into ours."""
    try:
        yield
    except driver.Error as error:
        raise _ours(error, path) from error


def _ours(error: Exception, path: Path | str) -> StoreError:
    text = str(error).lower()
    if "locked" in text or "busy" in text:
        return StoreBusy(
            N_("The record book {path} is in use by another program."),
            safe=N_("Nothing was lost."),
            hint=N_("Close the other window, or wait a moment and try again."),
            path=path,
        )
    if "full" in text:
        return StoreFull(
            N_("The disk is full: this could not be saved."),
            safe=N_("Everything saved before is unharmed."),
            hint=N_("Free some space (about 200 MB), then try again."),
        )
    if "readonly" in text or "read-only" in text or "unable to open" in text:
        return StoreReadOnly(
            N_("The folder of {path} cannot be written."),
            safe=N_("Nothing in it was changed."),
            hint=N_("Check the folder's permission, or choose another folder."),
            path=path,
        )
    if "malformed" in text or "not a database" in text or "disk i/o" in text:
        return StoreDamaged(
            N_("The record book {path} is damaged or does not open with this key."),
            safe=N_("The backups are separate files."),
            hint=N_("Restore the latest backup; what HQ holds comes back by syncing."),
            path=path,
        )
    return StoreError(N_("The record book could not do this: {reason}."), reason=str(error))
