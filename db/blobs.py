"""Attachment files: named by the SHA-256 of their content, encrypted, beside the database.

Each file is a sequence of AES-256-GCM boxes of 1 MiB; the nonce is a random prefix, the box's
number and a mark on the last one, so that a cut, swapped or foreign box is noticed (the STREAM
construction: Hoang, Reyhanitabar, Rogaway, Vizar, "Online authenticated-encryption", 2015).
"""

import contextlib
import hashlib
import hmac
import os
from collections.abc import Iterator
from pathlib import Path
from typing import BinaryIO

from cryptography.exceptions import InvalidTag
from cryptography.hazmat.primitives.ciphers.aead import AESGCM

from db.disk import make_folder, refused
from db.model.errors import InvalidRecord, NotFound, StoreDamaged
from db.model.words import N_

MOST = 512 * 1024 * 1024
"""Largest attachment, bytes."""
_CHUNK = 1024 * 1024
_MAGIC = b"SXB1"
_TAG = 16
_HEAD = len(_MAGIC) + 7


class Blobs:
    """The folder of files of one book."""

    def __init__(self, folder: Path, key: bytes, most: int = MOST) -> None:
        self.folder, self._key, self.most = folder, key, most

    def path(self, sha: str) -> Path:
        """Return where a file lies."""
        if len(sha) != 64 or not set(sha) <= set("0123456789abcdef"):
            raise NotFound(N_("{name} is not the name of a file."), name=sha[:80])
        return self.folder / sha[:2] / sha

    def has(self, sha: str) -> bool:
        """Tell whether the file is here."""
        return self.path(sha).exists()

    def size(self, sha: str) -> int:
        """Return how many bytes a file has; 0 where it is not here."""
        try:
            sealed = self.path(sha).stat().st_size - _HEAD
        except OSError:
            return 0
        return max(0, sealed - -(-sealed // (_CHUNK + _TAG)) * _TAG)

    def key_for(self, purpose: bytes) -> bytes:
        """Return a key of its own for something that lies beside the files."""
        return hmac.digest(self._key, purpose, "sha256")

    def add(self, file: Path) -> tuple[str, int]:
        """Take a file in; return (SHA-256, size). Its size is looked at before it is read."""
        try:
            size = file.stat().st_size
            self._fits(file.name, size)
            with file.open("rb") as source:
                return self.take(source, file.name)
        except FileNotFoundError as error:
            raise NotFound(N_("There is no file {name}."), name=file.name) from error
        except PermissionError as error:
            raise NotFound(N_("The file {name} cannot be read."), name=file.name) from error

    def _fits(self, name: str, size: int) -> None:
        if size > self.most:
            raise InvalidRecord(
                N_("{name} is too large to attach: {size} MB, at most {most} MB."),
                name=name,
                size=size // 1_000_000,
                most=self.most // 1_000_000,
            )

    def take(self, source: BinaryIO, name: str = "", expect: str = "") -> tuple[str, int]:
        """Take bytes in; return (SHA-256, size). Those of another file than expected are not kept."""
        make_folder(self.folder)
        digest, size = hashlib.sha256(), 0
        part = self.folder / f"{os.urandom(8).hex()}.part"
        try:
            with part.open("wb") as out:
                box = _Sealer(out, self._key)
                while chunk := source.read(_CHUNK):
                    size += len(chunk)
                    self._fits(name, size)
                    digest.update(chunk)
                    box.write(chunk)
                box.end()
                out.flush()
                os.fsync(out.fileno())
            sha = digest.hexdigest()
            if sha == (expect or sha):
                make_folder(self.path(sha).parent)
                part.replace(self.path(sha))
        except OSError as error:
            raise refused(error, self.folder) from error
        finally:
            with contextlib.suppress(OSError):
                part.unlink(missing_ok=True)
        return sha, size

    def chunks(self, sha: str, offset: int = 0) -> Iterator[bytes]:
        """Yield a file's bytes from `offset` on.

        Raises NotFound, and StoreDamaged as soon as a box is not whole.
        """
        first, skip = divmod(offset, _CHUNK)
        try:
            with self.path(sha).open("rb") as file:
                for chunk in _opened(file, self._key, sha, first):
                    yield chunk[skip:]
                    skip = 0
        except FileNotFoundError as error:
            raise NotFound(
                N_("The file {name} is not on this computer yet."),
                hint=N_("It comes with the next stick, or from the computer it was added on."),
                name=sha[:12],
            ) from error

    def read(self, sha: str) -> bytes:
        """Return a file's bytes whole."""
        return b"".join(self.chunks(sha))

    def check(self, sha: str) -> bool:
        """Tell whether the file is whole and is what its name says."""
        digest = hashlib.sha256()
        try:
            for chunk in self.chunks(sha):
                digest.update(chunk)
        except (StoreDamaged, NotFound):
            return False
        return digest.hexdigest() == sha

    def all(self) -> Iterator[str]:
        """Yield the names of all files here."""
        if self.folder.exists():
            yield from sorted(p.name for p in self.folder.glob("??/*") if len(p.name) == 64)


class _Sealer:
    def __init__(self, out: BinaryIO, key: bytes) -> None:
        self._out, self._aead, self._n = out, AESGCM(key), 0
        self._prefix = os.urandom(7)
        self._held = b""
        out.write(_MAGIC + self._prefix)

    def write(self, chunk: bytes) -> None:
        if self._held:
            self._seal(last=False)
        self._held = chunk

    def end(self) -> None:
        self._seal(last=True)

    def _seal(self, *, last: bool) -> None:
        self._out.write(self._aead.encrypt(_nonce(self._prefix, self._n, last), self._held, None))
        self._n += 1
        self._held = b""


def _opened(file: BinaryIO, key: bytes, sha: str, n: int) -> Iterator[bytes]:
    """Yield what is in the boxes from number `n` on."""
    aead = AESGCM(key)
    head = file.read(_HEAD)
    if len(head) < _HEAD or head[:4] != _MAGIC:
        raise _damaged(sha)
    file.seek(_HEAD + n * (_CHUNK + _TAG))
    box = file.read(_CHUNK + _TAG)
    while box or not n:
        following = file.read(_CHUNK + _TAG) if len(box) == _CHUNK + _TAG else b""
        try:
            yield aead.decrypt(_nonce(head[4:], n, not following), box, None)
        except (InvalidTag, ValueError) as error:
            raise _damaged(sha) from error
        if not following:
            return
        n, box = n + 1, following


def _nonce(prefix: bytes, n: int, last: bool) -> bytes:
    return prefix + n.to_bytes(4, "big") + bytes([last])


def _damaged(sha: str) -> StoreDamaged:
    return StoreDamaged(
        N_("The file {name} is damaged."),
        safe=N_("The records are unharmed."),
        hint=N_("Attach it again, or take it from another computer of the branch."),
        name=sha[:12],
    )
