"""Attached files on their way: which HQ lacks, and which of them go along this time."""

from app.records.meeting import Attachment
from app.services.records import Records
from app.services.whereabouts import Whereabouts
from db.blobs import Blobs
from db.store import Store
from sync.engine import WANTED

BUDGETS = {"text": 0, "5mb": 5_000_000, "all": 1 << 40}
"""Bytes of attached files in one exchange by network, by what the person chose."""
DEFAULT = "5mb"


class Luggage:
    """The attached files of one book."""

    def __init__(
        self, store: Store, records: Records, blobs: Blobs | None, where: Whereabouts
    ) -> None:
        self._store, self._records, self._blobs, self._where = store, records, blobs, where

    def waiting(self) -> tuple[tuple[str, int], ...]:
        """Return (SHA-256, size) of files that are here and not at HQ, smallest first."""
        if self._blobs is None:
            return ()
        place = self._where.marker(str(self._store.settings.get("scope")))
        wanted = set(self._store.settings.get(WANTED, []))
        found: dict[str, int] = {}
        for attachment in self._records.all(Attachment):
            sha = attachment.hash
            if sha and (sha in wanted or place(attachment.record) != "hq"):
                found[sha] = attachment.size or 0
        here = ((sha, size) for sha, size in found.items() if self._blobs.has(sha))
        return tuple(sorted(here, key=lambda f: (f[1], f[0])))

    def by_network(self) -> tuple[tuple[str, int], ...]:
        """Return those HQ asked for, smallest first, as many as the person's budget allows."""
        chosen = str(self._store.settings.get("file_budget", DEFAULT))
        room = BUDGETS.get(chosen, BUDGETS[DEFAULT])
        wanted = set(self._store.settings.get(WANTED, []))
        out = []
        for sha, size in self.waiting():
            if sha in wanted and size <= room:
                room -= size
                out.append((sha, size))
        return tuple(out)
