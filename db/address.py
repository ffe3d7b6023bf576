"""Where a home's database is when it is on a server: its URL, in a file under the home's key.

A password in the URL is never in clear on disk; better still it is in none, but in libpq's own
``.pgpass`` or service file.
"""

from pathlib import Path

from db.disk import refused
from db.vault import Vault

FILE = "hq.address"


def write(home: Path, url: str, key: bytes) -> None:
    """Keep a URL. Raises StoreFull, StoreReadOnly."""
    path = home / FILE
    try:
        path.write_text(Vault(key).sealed(FILE, url), encoding="ascii")
    except OSError as error:
        raise refused(error, path) from error


def read(home: Path, key: bytes) -> str | None:
    """Return the URL, None where the home keeps its book itself. Raises StoreDamaged."""
    path = home / FILE
    if not path.exists():
        return None
    try:
        return Vault(key).opened(FILE, path.read_text(encoding="ascii", errors="replace"))
    except OSError as error:
        raise refused(error, path) from error
