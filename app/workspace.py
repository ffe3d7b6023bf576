"""One person's opened record book: joins settings, store and services, and owns their life."""

import secrets
import time
from pathlib import Path
from typing import NamedTuple

from app.kinds import Kinds, discover
from app.services.records import Pen, Records
from db import keys
from db.model.errors import InvalidRecord

from db.model.stamp import Clock
from db.model.words import N_
from db.store import Store

BOOK, SLOTS = "book.db", "keys.json"


def wall_clock() -> int:
    """Milliseconds since 1970 UTC."""
    return time.time_ns() // 1_000_000


class Created(NamedTuple):
    """A new home: the workspace and the recovery key, which is shown once."""

    workspace: "Workspace"
    recovery_key: str


class Workspace:
    """An opened home. `records` and the other services are what pages and commands use."""

    def __init__(self, home: Path, store: Store, kinds: Kinds, clock: Clock) -> None:
        self.home, self.store, self.kinds, self.clock = home, store, kinds, clock
        self.records = Records(store, kinds, self.pen)

    @classmethod
    def create(
        cls,
        home: Path,
        passphrase: str,
        *,
        branch: str,
        writer: str = "",
        clock: Clock = wall_clock,
        cost: keys.Cost | None = None,
    ) -> Created:
        """Make a new home for a branch. Raises InvalidRecord, StoreReadOnly, StoreFull."""
        if len(passphrase) < keys.LEAST:
            raise InvalidRecord(
                N_("The passphrase is too short: at least {least} characters."), least=keys.LEAST
            )
        if (home / SLOTS).exists():
            raise InvalidRecord(
                N_("There is already a record book in {path}. Open it, or choose another folder."),
                path=home,
            )
        home.mkdir(parents=True, exist_ok=True)
        key, recovery = keys.new_key(), keys.recovery_key()
        cost = cost or keys.Cost()
        slots = (
            keys.wrapped(keys.PASSPHRASE, passphrase, key, cost),
            keys.wrapped(keys.RECOVERY, recovery, key, cost),
        )
        keys.write_slots(home / SLOTS, slots)
        workspace = cls._opened(home, key, clock)
        scope, actor = secrets.token_hex(8), secrets.token_hex(8)
        workspace.store.settings.put("scope", scope)
        workspace.store.settings.put("actor", actor)
        workspace.store.settings.put("writer", writer or branch)
        edit = workspace.records.edit_new("branch", {"name": branch}, id="branch")
        workspace.store.write(scope, actor, [edit], by=writer or branch, what="set-up")
        return Created(workspace, recovery)

    @classmethod
    def open(cls, home: Path, secret: str, *, clock: Clock = wall_clock) -> "Workspace":
        """Open a home with its passphrase or recovery key."""
        key = keys.unwrapped(keys.read_slots(home / SLOTS), secret)
        return cls._opened(home, key, clock)

    @classmethod
    def _opened(cls, home: Path, key: bytes, clock: Clock) -> "Workspace":
        kinds = discover()
        return cls(home, Store(home / BOOK, key, kinds.specs(), clock), kinds, clock)

    def pen(self) -> Pen:
        """Return who is writing."""
        settings = self.store.settings
        return Pen(settings.get("scope"), settings.get("actor"), settings.get("writer", ""))

    def branch(self) -> str:
        """Return the branch's name."""
        found = self.records.raw("branch")
        return "" if found is None else str(found.get("name", ""))

    def close(self) -> None:
        """Close the book."""
        self.store.close()
