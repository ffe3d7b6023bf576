"""Files that are on their way: what has come of each, encrypted, until all of it is here.

A partial file is a run of AES-256-GCM boxes, each bound to the file's name and to the offset where it
belongs, so that what was cut in the middle of a write is dropped and nothing else. Once it is whole,
it is read through, and only if its SHA-256 is its name does it become a file of the book.
"""

import contextlib
import hashlib
import io
import os
import time
from collections.abc import Iterable, Iterator
from pathlib import Path
from typing import Any, BinaryIO, NamedTuple

from cryptography.exceptions import InvalidTag
from cryptography.hazmat.primitives.ciphers.aead import AESGCM

from db.blobs import Blobs
from db.disk import make_folder, refused
from db.model.errors import StoreDamaged
from db.model.words import N_

_NONCE, _TAG, _COUNT = 12, 16, 4
_STEP = 1 << 20
_DAY = 86400


class Bounds(NamedTuple):
    """How much may lie about half done: files a scope, bytes in all, seconds without news."""

    files: int = 16
    bytes: int = 2 << 30
    seconds: float = 30 * _DAY


class Partials:
    """The unfinished files of one book, by scope and SHA-256."""

    def __init__(self, blobs: Blobs, bounds: Bounds = Bounds()) -> None:  # noqa: B008
        self._blobs, self._bounds = blobs, bounds
        self._aead = AESGCM(blobs.key_for(b"partial"))

    def held(self, scope: str, sha: str) -> int:
        """Return how many bytes of a file are here without a gap."""
        try:
            with self._path(scope, sha).open("rb") as file:
                return sum(count for _, count in _boxes(file))
        except FileNotFoundError:
            return 0

    def add(self, scope: str, sha: str, offset: int, content: bytes) -> int:
        """Put `content` behind the `offset` bytes that are here; return how many are here then.

        What does not go on exactly where the file ends is not taken. Raises StoreFull,
        StoreReadOnly.
        """
        path = self._path(scope, sha)
        if not path.exists():
            self._make_room(path.parent, len(content))
        try:
            make_folder(path.parent)
            with path.open("r+b" if path.exists() else "w+b") as file:
                boxes = list(_boxes(file))
                have = sum(count for _, count in boxes)
                if offset != have or not content:
                    return have
                file.seek(boxes[-1][0] + boxes[-1][1] + _TAG if boxes else 0)
                file.truncate()
                file.write(self._sealed(sha, have, content))
                file.flush()
                os.fsync(file.fileno())
                return have + len(content)
        except OSError as error:
            raise refused(error, path) from error

    def finish(self, scope: str, sha: str) -> bool:
        """Make a complete file one of the book; False, and it is gone, where it is another one."""
        path = self._path(scope, sha)
        try:
            with path.open("rb") as file:
                source = io.BufferedReader(_Reader(self._opened(file, sha)), _STEP)
                taken, _ = self._blobs.take(source, expect=sha)
        except (StoreDamaged, FileNotFoundError):
            taken = ""
        with contextlib.suppress(OSError):
            path.unlink(missing_ok=True)
        return taken == sha

    def drop(self, scope: str, sha: str) -> None:
        """Forget what has come of a file."""
        with contextlib.suppress(OSError):
            self._path(scope, sha).unlink(missing_ok=True)

    def _path(self, scope: str, sha: str) -> Path:
        # A scope is a name that others chose; on disk it is a number.
        place = hashlib.sha256(scope.encode()).hexdigest()[:16]
        return self._blobs.folder / "partial" / place / self._blobs.path(sha).name

    def _sealed(self, sha: str, offset: int, content: bytes) -> bytes:
        nonce = os.urandom(_NONCE)
        box = self._aead.encrypt(nonce, content, _bound(sha, offset))
        return len(content).to_bytes(_COUNT, "big") + nonce + box

    def _opened(self, file: BinaryIO, sha: str) -> Iterator[bytes]:
        offset = 0
        for place, count in list(_boxes(file)):
            file.seek(place - _NONCE)
            nonce, box = file.read(_NONCE), file.read(count + _TAG)
            try:
                yield self._aead.decrypt(nonce, box, _bound(sha, offset))
            except InvalidTag as error:
                raise StoreDamaged(N_("The file {name} is damaged."), name=sha[:12]) from error
            offset += count

    def _make_room(self, folder: Path, size: int) -> None:
        """Let go of what is old, then of what was not added to for longest."""
        # What a pulled plug left of a file that was just being written.
        _swept(self._blobs.folder.glob("*.part"), _DAY)
        kept = _swept(self._blobs.folder.glob("partial/*/*"), self._bounds.seconds)
        files, room = self._bounds.files - 1, self._bounds.bytes - size
        for _, taken, path in sorted(kept, reverse=True):
            files -= path.parent == folder
            room -= taken
            if room < 0 or (files < 0 and path.parent == folder):
                with contextlib.suppress(OSError):
                    path.unlink()


def _bound(sha: str, offset: int) -> bytes:
    return bytes.fromhex(sha) + offset.to_bytes(8, "big")


def _swept(paths: Iterable[Path], seconds: float) -> list[tuple[float, int, Path]]:
    """Remove what nobody wrote to for so long; return when the others were written, and size."""
    now, kept = time.time(), []
    for path in paths:
        with contextlib.suppress(OSError):
            held = path.stat()
            if now - held.st_mtime > seconds:
                path.unlink()
            else:
                kept.append((held.st_mtime, held.st_size, path))
    return kept


def _boxes(file: BinaryIO) -> Iterator[tuple[int, int]]:
    """Yield where each whole box begins, and how many bytes are in it."""
    end = file.seek(0, os.SEEK_END)
    at = 0
    while at + _COUNT + _NONCE + _TAG <= end:
        file.seek(at)
        count = int.from_bytes(file.read(_COUNT), "big")
        at += _COUNT + _NONCE
        if at + count + _TAG > end:
            return
        yield at, count
        at += count + _TAG


class _Reader(io.RawIOBase):
    """Pieces as something to read from."""

    def __init__(self, pieces: Iterator[bytes]) -> None:
        super().__init__()
        self._pieces, self._held = pieces, b""

    def readable(self) -> bool:
        return True

    def readinto(self, target: Any) -> int:
        self._held = self._held or next(self._pieces, b"")
        count = min(len(target), len(self._held))
        target[:count] = self._held[:count]
        self._held = self._held[count:]
        return count
