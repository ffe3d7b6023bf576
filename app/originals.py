"""The attached files of HQ's branches: which records name, which are lacking, which go back."""

import re
from collections.abc import Iterable
from typing import NamedTuple

from db.blobs import Blobs
from db.given import Given
from db.model.change import Json
from db.model.query import Query, Where
from db.partials import Partials
from db.store import Store
from sync.replica import WANTS

PREVIEW_MOST = 64 * 1024
"""Largest preview, bytes; those made here are half of that at most."""
_SHA = re.compile(r"[0-9a-f]{64}")
_MANY = 100_000


class Lacking(NamedTuple):
    """A file that is named and not here: SHA-256, its name, size, and how much of it has come."""

    sha: str
    name: str
    size: int
    preview: bool
    have: int


class Originals:
    """Answers for one store and its files."""

    def __init__(self, store: Store, blobs: Blobs) -> None:
        self._store, self._blobs = store, blobs
        self.partials, self.given = Partials(blobs), Given(blobs)
        self._named: dict[str, tuple[int, tuple[Lacking, ...]]] = {}

    def named(self, scope: str, sha: str) -> int:
        """Return how large a file may be that a record of the scope names; 0 where none does."""
        for field, most in (("hash", self._blobs.most), ("preview", PREVIEW_MOST)):
            query = Query("attachment", (Where(field, "=", sha),), limit=1)
            if self._store.read.bodies(scope, query):
                return most
        return 0

    def wanted(self, scope: str) -> list[bytes]:
        """Return the SHA-256 of files that a scope names and did not bring yet: previews first."""
        return [bytes.fromhex(f.sha) for f in self._not_given(scope)]

    def lacking(self, scope: str) -> tuple[Lacking, ...]:
        """Return the files that are not here at all, in the order in which they are wanted."""
        return tuple(
            f._replace(have=self.partials.held(scope, f.sha))
            for f in self._not_given(scope)
            if not self._blobs.has(f.sha)
        )

    def owed(self, scope: str, devices: Iterable[str]) -> tuple[tuple[str, int], ...]:
        """Return (SHA-256, size) of files that a scope's devices asked for by stick."""
        settings = self._store.settings
        asked = {sha for device in devices for sha in settings.get(WANTS + device, [])}
        here = [(self._blobs.size(sha), sha) for sha in asked if self.given.has(scope, sha)]
        return tuple((sha, size) for size, sha in sorted(here))

    def came(self, scope: str, sha: str) -> None:
        """Note that a stick brought a file, for the scope whose records name it."""
        if self.named(scope, sha):
            self.given.note(scope, sha)

    def _not_given(self, scope: str) -> tuple[Lacking, ...]:
        """What was found lacking stays so until it comes, or until the scope has news."""
        news = sum(self._store.log.vector(scope).values())
        known, files = self._named.get(scope, (-1, ()))
        if known != news:
            files = self._read(scope)
        files = tuple(f for f in files if not self.given.has(scope, f.sha))
        self._named[scope] = (news, files)
        return files

    def _read(self, scope: str) -> tuple[Lacking, ...]:
        found: dict[str, Lacking] = {}
        for _, body in self._store.read.bodies(scope, Query("attachment", limit=_MANY)):
            for file in named_in(body):
                found.setdefault(file.sha, file)
        return tuple(sorted(found.values(), key=lambda f: (not f.preview, f.size, f.sha)))


def named_in(body: dict[str, Json]) -> list[Lacking]:
    """Return the files that an attachment's record names: the preview, the original."""
    found, name = [], str(body.get("name", ""))
    for field, preview in (("preview", True), ("hash", False)):
        sha, size = str(body.get(field)), body.get("size")
        if _SHA.fullmatch(sha):
            known = size if isinstance(size, int) and not preview else 0
            found.append(Lacking(sha, name, known, preview, 0))
    return found
