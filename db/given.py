"""Which scope brought which file: HQ keeps a file once, and shows it to those who had it themselves."""

import hashlib
from pathlib import Path

from db.blobs import Blobs
from db.disk import make_folder, refused


class Given:
    """Marks beside the files of one book, empty files named by scope and SHA-256."""

    def __init__(self, blobs: Blobs) -> None:
        self._blobs = blobs

    def has(self, scope: str, sha: str) -> bool:
        """Tell whether the file is here, and came from this scope."""
        return self._mark(scope, sha).exists() and self._blobs.has(sha)

    def note(self, scope: str, sha: str) -> None:
        """Write down that a scope brought a file, or proved to have it."""
        mark = self._mark(scope, sha)
        make_folder(mark.parent)
        try:
            mark.touch()
        except OSError as error:
            raise refused(error, mark) from error

    def _mark(self, scope: str, sha: str) -> Path:
        place = hashlib.sha256(scope.encode()).hexdigest()[:16]
        return self._blobs.folder / "given" / place / self._blobs.path(sha).name
