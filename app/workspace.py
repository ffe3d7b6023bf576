"""One person's opened record book: made, opened, restored, locked with its passphrase, closed."""

import contextlib
import secrets
import shutil
from pathlib import Path
from typing import NamedTuple

from app.services.backing_up import opening_key
from app.site import wall_clock
from app.wiring import BOOK, SLOTS, Services
from db import backup, keys
from db.disk import make_folder
from db.doctor import Report, examine
from db.model.errors import InvalidRecord, StoreError, StoreMissing
from db.model.progress import Progress, Silent
from db.model.stamp import Clock
from db.model.words import N_
from sync.identity import Identity

LOW_ON_DISK = 200_000_000
"""Free bytes below which the person is warned."""


class Created(NamedTuple):
    """A new home: the workspace and the recovery key, which is shown once."""

    workspace: "Workspace"
    recovery_key: str


class Workspace(Services):
    """An opened home: the services of its book, and the life of the book itself."""

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
        keys.must_be_long(passphrase)
        if (home / SLOTS).exists():
            raise InvalidRecord(
                N_("There is already a record book in {path}. Open it, or choose another folder."),
                path=home,
            )
        make_folder(home)
        key, recovery = keys.new_key(), keys.recovery_key()
        keys.write_slots(home / SLOTS, _slots(passphrase, recovery, key, cost or keys.Cost()))
        workspace = cls(home, key, clock)
        scope, actor = secrets.token_hex(8), secrets.token_hex(8)
        workspace.store.settings.put("scope", scope)
        workspace.store.settings.put("actor", actor)
        workspace.store.settings.put("writer", writer or branch)
        # From the first day, so that every backup holds the keys of what is written in it.
        Identity(workspace.store.settings, clock, workspace.store.entropy).own()
        edit = workspace.records.edit_new("branch", {"name": branch}, id="branch")
        workspace.store.write(scope, actor, [edit], by=writer or branch, what="set-up")
        return Created(workspace, recovery)

    @classmethod
    def open(cls, home: Path, secret: str, *, clock: Clock = wall_clock) -> "Workspace":
        """Open a home with its passphrase or recovery key.

        Raises WrongPassphrase, StoreMissing, StoreTooNew, StoreDamaged, StoreReadOnly.
        """
        key = keys.unwrapped(keys.read_slots(home / SLOTS), secret)
        _must_be_there(home)
        workspace = cls(home, key, clock)
        workspace.inspecting.look()
        return workspace

    @classmethod
    def restore(
        cls, home: Path, backup_file: Path, secret: str, *, clock: Clock = wall_clock
    ) -> "Workspace":
        """Put a backup in place of the book in `home`, and go on under a new actor.

        What this laptop wrote after the backup may already be at HQ under the old actor; going on
        with its numbers would make two different changes with one number.
        """
        key = opening_key(backup_file, secret)
        backup.restore(backup_file, home, key)
        workspace = cls(home, key, clock)
        with workspace.store.engine.writing():
            # With keys at once: a copy made before the first need would make others for this actor.
            Identity(workspace.store.settings, clock, workspace.store.entropy).renew()
        return workspace

    @staticmethod
    def exists(home: Path) -> bool:
        """Tell whether there is a record book in a folder."""
        return (home / SLOTS).exists()

    def sign_as(self, name: str) -> None:
        """Write under another name from now on. Raises Closed in an inspection."""
        self.inspecting.must_be_over()
        self.store.settings.put("writer", name)

    def change_passphrase(self, old: str, new: str, *, cost: keys.Cost | None = None) -> None:
        """Wrap the data key anew; the records are not rewritten."""
        keys.must_be_long(new)
        self._reslot(old, keys.PASSPHRASE, new, cost or keys.Cost())

    def new_recovery_key(self, passphrase: str, *, cost: keys.Cost | None = None) -> str:
        """Make a new recovery key; the old one no longer opens the book."""
        fresh = keys.recovery_key()
        self._reslot(passphrase, keys.RECOVERY, fresh, cost or keys.Cost())
        return fresh

    def _reslot(self, secret: str, name: str, new: str, cost: keys.Cost) -> None:
        self.inspecting.must_be_over()
        slots = keys.read_slots(self.home / SLOTS)
        key = keys.unwrapped(slots, secret)
        kept = tuple(s for s in slots if s.name != name)
        keys.write_slots(self.home / SLOTS, (*kept, keys.wrapped(name, new, key, cost)))

    def free_bytes(self) -> int:
        """Return how much room the disk has; below `LOW_ON_DISK` the person is told."""
        return shutil.disk_usage(self.home).free

    def examine(self, progress: Progress | None = None) -> Report:
        """Let the doctor look at everything."""
        wanted = self.attachments.wanted()
        return examine(self.store, self.blobs, wanted, progress or Silent())

    def close(self) -> None:
        """Close the book, and forget the confidential keys."""
        self.confidential.lock()
        # Nothing is left that says when something was dropped; a full disk keeps the box as it is.
        with contextlib.suppress(StoreError):
            self.box.stir()
        self.store.close()


def _slots(
    passphrase: str, recovery: str, key: bytes, cost: keys.Cost
) -> tuple[keys.Slot, keys.Slot]:
    return (
        keys.wrapped(keys.PASSPHRASE, passphrase, key, cost),
        keys.wrapped(keys.RECOVERY, recovery, key, cost),
    )


def _must_be_there(home: Path) -> None:
    if not (home / BOOK).exists():
        raise StoreMissing(
            N_("The record book in {path} is gone; only its keys are there."),
            safe=N_("The backups are separate files."),
            hint=N_("Restore the latest backup; what HQ holds comes back by syncing."),
            path=home,
        )
