"""What everybody at HQ's counter works with: the opened store, HQ's keys, the attached files.

The process that writes has one, and so has each that helps it; a helper's only reads.
"""

import re
import time
from pathlib import Path
from typing import NamedTuple

from app.originals import Originals
from db.blobs import Blobs
from db.model.errors import StoreError, SuixingError
from db.model.progress import Silent
from db.settings import Settings
from db.store import Store
from sync.core.bundle import Front
from sync.core.limits import MIB
from sync.core.papers import Office
from sync.identity import Identity
from sync.merging import Work
from sync.replica import Replica
from sync.server.counter import Counter
from sync.server.hub import Hub
from sync.server.mailroom import Mailroom, Offer
from sync.tenure import OfficeKeys
from sync.transports import bundle

BOOK, FILES = "hq.db", "files"
BRANCHES = "branches"
_UNSAFE = re.compile(r'[\\/:*?"<>|\x00-\x1f.]+')
_LARGE = 4 * MIB
"""Messages of a bundle above this are not passed between processes."""


class Found(NamedTuple):
    """A bundle in order: from whom, how many attached files were new, what it offers."""

    branch: str
    holder: str
    files: int
    offers: tuple[Offer, ...]
    came: tuple[str, ...]
    """SHA-256 of the attached files that it brought whole."""


class Room:
    """One process's place at the counter."""

    def __init__(self, store: Store, blobs: Blobs, office: Office, originals: Originals) -> None:
        self.store, self.blobs, self.originals = store, blobs, originals
        self._keys = OfficeKeys(store.settings)
        present = self._keys.present()
        self.replica = Replica(store, office, present)
        salt = blobs.key_for(b"salt")
        counter = Counter(originals.named, blobs, originals.partials, originals.given, salt)
        self.hub = Hub(self.replica, present, originals.wanted, blobs, counter)
        self.mailroom = Mailroom(self.replica, self.hub)

    @classmethod
    def beside(cls, home: Path, key: bytes) -> "Room":
        """Open a helper's room, in another process than the one that has the store open."""
        store = Store(home / BOOK, key, None, _now, index_later=True)
        office = Identity(store.settings, _now).office()
        if office is None:
            raise StoreError
        blobs = Blobs(home / FILES, key)
        return cls(store, blobs, office, Originals(store, blobs))

    def look(self, path: Path) -> Found | None:
        """Return what a bundle offers; None where there is anything to be said about it."""
        try:
            found = self.unpacked(path)
            if found.broken or sum(map(len, found.messages)) > _LARGE:
                return None
            offers = [self.mailroom.look(raw, path.name) for raw in found.messages]
        except SuixingError:
            return None
        whole = tuple(offer for offer in offers if offer is not None)
        if len(whole) < len(offers):
            return None
        front = found.front
        return Found(front.branch, front.holder, found.files, whole, found.came)

    def unpacked(self, path: Path) -> bundle.Unpacked:
        """Read a bundle; its attached files are kept. Raises BundleError, StoreError."""
        private = [keys.receive for keys in self._keys.all()]
        return bundle.read(path, private, self.blobs, Silent())

    def plan(self, scope: str) -> Work:
        """Return what the packs of a branch that lie in the inbox will do to its records."""
        return self.replica.merging.plan(scope)

    def answer(self, scope: str, out: Path) -> Path | None:
        """Write a branch's answer: receipts, and what its laptops lack."""
        name = branches(self.store.settings).get(scope)
        if name is None:
            return None
        devices = self.replica.trust.devices(scope)
        messages = self.hub.letter(scope, [d.actor for d in devices])
        office = self.replica.office
        front = Front(name, office.actor, office.name, self.store.clock(), 0)
        path = out / f"{_plain(name)}-{scope[:6]}{bundle.SUFFIX}"
        files = self.originals.owed(scope, [d.actor for d in devices])
        cargo = bundle.fitting(path, bundle.Cargo(front, messages, files, self.blobs))
        bundle.write(path, cargo, [d.receive for d in devices], Silent())
        return path


def branches(settings: Settings) -> dict[str, str]:
    """Return the branches' names by scope."""
    return dict(settings.get(BRANCHES, {}))


def _plain(name: str) -> str:
    return _UNSAFE.sub("_", name).strip("_ ")[:60] or "branch"


def _now() -> int:
    return int(time.time() * 1000)
