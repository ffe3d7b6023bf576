"""Which engine a book is on: a path is a file of our own, a URL is a database server."""

from pathlib import Path
from urllib.parse import urlsplit

from db.engines.engine import Engine
from db.engines.sqlite import Sqlite
from db.model.errors import StoreError
from db.model.words import N_

SERVERS = ("postgresql", "postgres")


def opened(at: Path | str, key: bytes | None) -> Engine:
    """Return the engine for a path or a URL; `key` is of the file. Raises StoreError."""
    if isinstance(at, Path):
        return Sqlite(at, key)
    if not is_server(at):
        raise StoreError(
            N_("{database} is no database that this program knows."),
            hint=N_("Write postgresql://…, or leave it out to keep an encrypted file of its own."),
            database=urlsplit(at).scheme or at,
        )
    try:
        from db.engines.postgres import Postgres  # noqa: PLC0415 - the driver is an optional part
    except ImportError as error:
        raise StoreError(
            N_("The driver for PostgreSQL is not installed here."),
            hint=N_("Install it with: pip install 'psycopg[binary]'"),
        ) from error
    return Postgres(at)


def is_server(url: str) -> bool:
    """Tell whether a URL is of a database server."""
    return urlsplit(url).scheme in SERVERS
