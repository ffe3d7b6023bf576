"""What was typed and could not be written: kept apart, encrypted with the book's key, offered again.

One small file for each text, in a folder of its own in the home, so that a book that is full, locked
or gone loses nothing that stood on the screen. The newest text of a field replaces an older one.
"""

import contextlib
import io
import os
from collections.abc import Mapping
from pathlib import Path
from typing import NamedTuple

import msgspec

from app.services.records import Records
from db.blobs import Blobs
from db.model.change import Json
from db.model.errors import SuixingError

_MOST = 4_000_000


class Kept(NamedTuple):
    """Fields of a record that were not written; `record` is empty for one that never was stored."""

    file: str
    kind: str
    record: str
    fields: dict[str, Json]


class Recovery:
    """The texts that wait."""

    def __init__(self, folder: Path, key: bytes, records: Records) -> None:
        self._files, self._records = Blobs(folder, key, _MOST), records
        self._here: dict[tuple[str, str], str] = {}

    def keep(self, kind: str, record: str, fields: Mapping[str, Json]) -> bool:
        """Keep what could not be written; False where even that is not possible."""
        said = {
            "kind": kind,
            "record": record,
            "fields": dict(fields),
            "salt": os.urandom(16).hex(),
        }
        try:
            sha, _size = self._files.take(io.BytesIO(msgspec.json.encode(said)))
        except SuixingError:
            return False
        for field in fields:
            older = self._here.get((record or kind, field))
            if older:
                self._remove(older)
            self._here[record or kind, field] = sha
        return True

    def written(self, record: str, *fields: str) -> None:
        """Forget what was kept of fields that have been written after all.

        `record` is the kind where the record is new. Called in the lane that writes, as `keep` is.
        """
        for field in fields:
            if sha := self._here.pop((record, field), ""):
                self._remove(sha)

    def all(self) -> list[Kept]:
        """Return what waits; a file that cannot be read is left where it is."""
        found = []
        for sha in self._files.all():
            with contextlib.suppress(SuixingError, msgspec.DecodeError):
                said = msgspec.json.decode(self._files.read(sha))
                found.append(Kept(sha, said["kind"], said["record"], said["fields"]))
        return found

    def put_back(self) -> int:
        """Write what waits, and forget it; return how many were written. Raises StoreError."""
        waiting = self.all()
        for kept in waiting:
            if self._records.raw(kept.record) is not None:
                self._records.change(kept.record, kept.fields)
            else:
                self._records.add(kept.kind, kept.fields)
            self._remove(kept.file)
        return len(waiting)

    def discard(self) -> None:
        """Throw away what waits."""
        for kept in self.all():
            self._remove(kept.file)

    def _remove(self, sha: str) -> None:
        with contextlib.suppress(OSError):
            self._files.path(sha).unlink(missing_ok=True)
