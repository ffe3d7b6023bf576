"""What everybody at HQ's counter works with: the opened store, HQ's keys, the attached files.

The process that writes has one, and so has each that helps it; a helper's only reads.
"""

import re
import time
from pathlib import Path
from typing import NamedTuple

from db.blobs import Blobs
from db.model.errors import StoreError, SuixingError
from db.model.progress import Silent
from db.model.query import Query
from db.settings import Settings
from db.store import Store
from sync.core.bundle import Front
from sync.core.limits import MIB
from sync.core.papers import Office
from sync.identity import Identity
from sync.merging import Work
from sync.replica import Replica
from sync.server.hub import Hub
from sync.server.mailroom import Mailroom, Offer
from sync.tenure import OfficeKeys
from sync.transports import bundle

BOOK, FILES = "hq.db", "files"
BRANCHES = "branches"
_UNSAFE = re.compile(r'[\\/:*?"<>|\x00-\x1f.]+')
_SHA = re.compile(r"[0-9a-f]{64}")
_ATTACHMENTS = 100_000
_LARGE = 4 * MIB
"""Messages of a bundle above this are not passed between processes."""


class Found(NamedTuple):
    """A bundle in order: from whom, how many attached files were new, what it offers."""

    branch: str
    holder: str
    files: int
    offers: tuple[Offer, ...]


class Room:
    """One process's place at the counter."""

    def __init__(self, store: Store, blobs: Blobs, office: Office) -> None:
        self.store, self.blobs = store, blobs
        self._keys = OfficeKeys(store.settings)
        present = self._keys.present()
        self.replica = Replica(store, office, present)
        self.hub = Hub(self.replica, present, self.wanted, blobs)
        self.mailroom = Mailroom(self.replica, self.hub)

    @classmethod
    def beside(cls, home: Path, key: bytes) -> "Room":
        """Open a helper's room, in another process than the one that has the store open."""
        store = Store(home / BOOK, key, None, _now, index_later=True)
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
            offers = [self.mailroom.look(raw, path.name) for raw in found.messages]
        except SuixingError:
            return None
        whole = tuple(offer for offer in offers if offer is not None)
        if len(whole) < len(offers):
            return None
        return Found(found.front.branch, found.front.holder, found.files, whole)

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
        bundle.write(path, bundle.Cargo(front, messages), [d.receive for d in devices], Silent())
        return path

    def wanted(self, scope: str) -> list[bytes]:
        """Return the SHA-256 of attached files whose record is here and whose content is not."""
        query = Query("attachment", limit=_ATTACHMENTS)
        named = {str(body.get("hash")) for _, body in self.store.read.bodies(scope, query)}
        lacking = sorted(sha for sha in named if _SHA.fullmatch(sha) and not self.blobs.has(sha))
        return [bytes.fromhex(sha) for sha in lacking]


def branches(settings: Settings) -> dict[str, str]:
    """Return the branches' names by scope."""
    return dict(settings.get(BRANCHES, {}))


def _plain(name: str) -> str:
    return _UNSAFE.sub("_", name).strip("_ ")[:60] or "branch"


def _now() -> int:
    return int(time.time() * 1000)
