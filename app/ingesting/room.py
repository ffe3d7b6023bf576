"""What everybody at HQ's counter works with: the opened store, HQ's keys, the attached files.

The process that writes has one, and so has each that helps it; a helper's only reads.
"""

import re
import time
from pathlib import Path
from typing import NamedTuple

from app.originals import Originals
from db import address
from db.blobs import Blobs
from db.model.errors import StoreError, SuixingError
from db.model.progress import Silent
from db.store import Store
from sync.core.bundle import Front
from sync.core.limits import MIB
from sync.core.papers import Office
from sync.identity import Identity
from sync.merging import Work
from sync.replica import Replica
from sync.server.counter import Counter, Offer
from sync.server.filecounter import FileCounter
from sync.server.hub import Hub
from sync.tenure import OfficeKeys
from sync.transports import bundle

BOOK, FILES = "hq.db", "files"
_UNSAFE = re.compile(r'[\\/:*?"<>|\x00-\x1f.]+')
_LARGE = 4 * MIB
"""Messages of a bundle above this are not passed between processes."""


class Found(NamedTuple):
    """A bundle in order: from whom, how many attached files were new, what it offers.

    ``came`` are the SHA-256 of its attached files.
    """

    branch: str
    holder: str
    files: int
    offers: tuple[Offer, ...]
    came: tuple[str, ...] = ()


class Room:
    """One process's place at the counter."""

    def __init__(self, store: Store, blobs: Blobs, office: Office) -> None:
        self.store, self.blobs, self.office = store, blobs, office
        keys = OfficeKeys(store.settings)
        self._receives = [pair.receive for pair in keys.all()]
        self.replica = Replica(store, office, keys.present())
        self.originals = files = Originals(store, blobs)
        salt = blobs.key_for(b"salt")
        pieces = FileCounter(files.named, blobs, files.partials, files.given, salt)
        self.hub = Hub(self.replica, keys.present(), files.wanted, blobs, pieces)
        self.counter = Counter(self.replica, self.hub)

    @classmethod
    def beside(cls, home: Path, key: bytes) -> "Room":
        """Open a helper's room, in another process than the one that has the store open."""
        store = Store(address.read(home, key) or home / BOOK, key, None, _now, index_later=True)
        office = Identity(store.settings, _now).office()
        if office is None:
            raise StoreError
        return cls(store, Blobs(home / FILES, key), office)

    def look(self, path: Path) -> Found | None:
        """Return what a bundle offers; None where there is anything to be said about it."""
        try:
            found = self.unpacked(path)
            if sum(map(len, found.messages)) > _LARGE:
                return None
            offers = [self.counter.look(raw, path.name) for raw in found.messages]
        except SuixingError:
            return None
        whole = tuple(offer for offer in offers if offer is not None)
        if len(whole) < len(offers) or found.broken:
            return None
        return Found(found.front.branch, found.front.holder, found.files, whole, found.came)

    def unpacked(self, path: Path) -> bundle.Unpacked:
        """Read a bundle; its attached files are kept. Raises BundleError, StoreError."""
        return bundle.read(path, self._receives, self.blobs, Silent())

    def plan(self, scope: str) -> Work:
        """Return what the packs of a branch that lie in the inbox will do to its records."""
        return self.replica.merging.plan(scope)

    def answer(self, scope: str, out: Path) -> Path | None:
        """Write a branch's answer: receipts, and what its laptops lack."""
        name = self.store.post.branch(scope)
        if name is None:
            return None
        devices = self.replica.trust.devices(scope)
        messages = self.hub.letter(scope, [d.actor for d in devices])
        front = Front(name, self.office.actor, self.office.name, self.store.clock(), 0)
        files = self.originals.owed(scope, [d.actor for d in devices])
        path = out / f"{_plain(name)}-{scope[:6]}{bundle.SUFFIX}"
        cargo = bundle.fitting(path, bundle.Cargo(front, messages, files, self.blobs))
        bundle.write(path, cargo, [d.receive for d in devices], Silent())
        return path


def _plain(name: str) -> str:
    return _UNSAFE.sub("_", name).strip("_ ")[:60] or "branch"


def _now() -> int:
    return int(time.time() * 1000)
