"""A folder into which bundles are dropped: each is taken in once it is whole, and then moved away.

Taken ones go to ``done``, others to ``set-aside`` with the reason beside them in a text file. Moving
needs no memory: what lies in the folder is still to be done, also after a restart, and a person sees
it at a glance. A file that dies between the two is taken in again, which changes nothing.
"""

import contextlib
from collections.abc import Callable, Sequence
from itertools import chain, count
from pathlib import Path
from typing import NamedTuple

from app.hqreport import FileReport, Ingested
from app.ingesting.ingest import bundles_in
from db.disk import make_folder, refused

DONE, ASIDE = "done", "set-aside"
PATIENCE = 60.0
"""Seconds for which a file that is cut and does not grow may still be on its way."""

Take = Callable[[Sequence[Path]], Ingested]
"""Takes in some bundles."""


class _Looks(NamedTuple):
    """What tells one state of a file from another."""

    size: int
    changed: int


class Watch:
    """Looks into one folder, again and again."""

    def __init__(self, folder: Path, take: Take, now: Callable[[], float]) -> None:
        self.folder, self._take, self._now = folder, take, now
        self._seen: dict[Path, _Looks] = {}
        self._left: dict[Path, tuple[_Looks, float]] = {}
        make_folder(folder)

    def look(self) -> Ingested | None:
        """Take in what did not change since the last look; None where there is nothing.

        Raises StoreError where the records or the folder cannot be written.
        """
        before, self._seen = self._seen, self._lying()
        self._left = {
            path: left for path, left in self._left.items() if self._seen.get(path) == left[0]
        }
        ready = [
            path
            for path, looks in self._seen.items()
            if before.get(path) == looks and (path not in self._left or self._late(path))
        ]
        if not ready:
            return None
        said = self._take(ready)
        for path, report in zip(ready, said.files, strict=True):
            self._clear(path, report)
        return said

    def _lying(self) -> dict[Path, _Looks]:
        found = {}
        for path in bundles_in([self.folder]):
            # One that somebody takes away meanwhile is no longer ours to look at.
            with contextlib.suppress(OSError):
                about = path.stat()
                found[path] = _Looks(about.st_size, about.st_mtime_ns)
        return found

    def _late(self, path: Path) -> bool:
        return path in self._left and self._now() - self._left[path][1] >= PATIENCE

    def _clear(self, path: Path, report: FileReport) -> None:
        if report.error is not None and not self._late(path):
            # Perhaps it is still being copied: looked at again when it changes, or is late.
            self._left.setdefault(path, (self._seen[path], self._now()))
            return
        try:
            to = _free(self.folder / (DONE if report.taken else ASIDE), path.name)
            path.replace(to)
            if report.error is not None:
                to.with_name(to.name + ".txt").write_text(f"{report.error}\n", encoding="utf-8")
        except FileNotFoundError:
            return
        except OSError as error:
            raise refused(error, self.folder) from error


def _free(folder: Path, name: str) -> Path:
    """Return a name that is not taken in a folder, which is made."""
    make_folder(folder)
    path = folder / name
    others = (path.with_stem(f"{path.stem}-{n}") for n in count(2))
    return next(free for free in chain([path], others) if not free.exists())
