"""Meeting HQ and colleagues: by network, by stick, and what to say about it meanwhile."""

from collections.abc import Callable
from pathlib import Path

from app.services.delivery import (
    Beat,
    Held,
    Holder,
    LastReceipt,
    Met,
    Outcome,
    Pending,
    Place,
    Reach,
    SyncStatus,
    Timeline,
    Waiting,
)
from app.services.records import Records
from db.blobs import Blobs
from db.model.progress import Progress
from db.model.record import Record
from db.store import Store

__all__ = [
    "Beat",
    "Held",
    "Holder",
    "LastReceipt",
    "Met",
    "Outcome",
    "Pending",
    "Place",
    "Reach",
    "SyncStatus",
    "Syncing",
    "Timeline",
    "Waiting",
]


class Syncing:
    """The use cases of syncing; pages and commands go through here.

    Settings it reads: ``hq_url`` (text), ``sync_mode`` ("auto" or "ask"), ``file_budget`` ("text",
    "5mb" or "all"). Constructed once per workspace: ``Syncing(store, records)``.
    """

    def __init__(self, store: Store, records: Records, blobs: Blobs | None = None) -> None:
        self._store, self._records, self._blobs = store, records, blobs

    def status(self) -> SyncStatus:
        """Return where this branch's changes are; cheap enough to ask after every save."""
        raise NotImplementedError

    def marker(self) -> Callable[[Record], Place]:
        """Return a function that says where a record is; make one per page, not per row."""
        raise NotImplementedError

    def where(self, record: Record) -> Place:
        """Return where one record is."""
        return self.marker()(record)

    def held_since(self, record: Record) -> Held:
        """Return when a record was first written and when HQ first held it as it is now."""
        raise NotImplementedError

    def sync(self, url: str | None, progress: Progress) -> Outcome:
        """Meet HQ by network, at `url` or where it was last. Raises LinkError, ProtocolError."""
        raise NotImplementedError

    def write_bundle(self, path: Path, progress: Progress) -> Outcome:
        """Write what HQ and the colleagues lack to a file on a stick. Raises BundleError."""
        raise NotImplementedError

    def read_bundle(self, path: Path, progress: Progress) -> Outcome:
        """Take in a file from HQ or a colleague. Raises BundleError; any number of times."""
        raise NotImplementedError

    def exchanges(self, limit: int = 50) -> tuple[Met, ...]:
        """Return the latest exchanges, newest first."""
        raise NotImplementedError

    def timeline(self, days: int = 90) -> Timeline:
        """Return the last `days` days for the picture."""
        raise NotImplementedError

    def holders(self) -> tuple[Holder, ...]:
        """Return who has what: this computer, the others of the branch, HQ."""
        raise NotImplementedError

    def probe(self, url: str = "") -> Reach:
        """Ask whether HQ can be reached; one small request with a short timeout."""
        raise NotImplementedError
