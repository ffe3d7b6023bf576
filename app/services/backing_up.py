"""Backups for people: when they are due, making one, going back to one under a new actor."""

import secrets
from collections.abc import Callable
from datetime import datetime, timedelta
from pathlib import Path

from db import backup, keys
from db.backup import Found
from db.model.errors import NotFound
from db.model.words import N_
from db.store import Store

FOLDER = "backups"
DUE_AFTER = timedelta(days=1)


class Backups:
    """The backups of one open book."""

    def __init__(
        self,
        home: Path,
        slots: Path,
        store: Store,
        branch: Callable[[], str],
        now: Callable[[], datetime],
    ) -> None:
        self.folder = home / FOLDER
        self._slots, self._store, self._branch, self._now = slots, store, branch, now

    def listed(self) -> list[Found]:
        """Return the home's own backups, newest first."""
        return backup.listed(self.folder)

    def due(self) -> bool:
        """Tell whether the last backup is older than a day, or there is none."""
        latest = self.listed()[:1]
        if not latest:
            return True
        return self._now() - datetime.fromisoformat(latest[0].manifest.made) > DUE_AFTER

    def make(self, to: Path | None = None) -> Path:
        """Make a verified backup; without `to` in the home's own folder, the newest 14 stay."""
        now = self._now()
        stamp = now.strftime("%Y%m%d-%H%M%S")
        target = to or self.folder / f"{stamp}-{secrets.token_hex(2)}{backup.SUFFIX}"
        self._seal()
        backup.write(self._store.engine, self._slots, target, branch=self._branch(), now=now)
        if to is None:
            backup.prune(self.folder)
        return target

    def _seal(self) -> None:
        # What a backup holds was given out of hand: typing goes on in a new change, else a
        # restored book would meet its own number with another content.
        settings, log = self._store.settings, self._store.log
        for scope in log.scopes():
            for actor, seq in log.vector(scope).items():
                if actor == settings.get("actor"):
                    settings.seal(scope, actor, seq)


def opening_key(path: Path, secret: str) -> bytes:
    """Return the key a backup opens with. Raises WrongPassphrase, StoreDamaged, StoreMissing."""
    if not path.exists():
        raise NotFound(N_("There is no backup {path}."), path=path)
    backup.read_manifest(path)
    return keys.unwrapped(backup.read_slots(path), secret)
