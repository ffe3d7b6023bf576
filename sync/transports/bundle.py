"""Carries messages and attached files as one encrypted file, on a stick or by any other way.

Written to ``.part``, forced to disk, read back and compared, and only then given its name: what is
on the stick is whole, or nothing is.
"""

import contextlib
import hashlib
import io
import os
import shutil
from collections.abc import Iterable, Iterator, Sequence
from itertools import chain
from pathlib import Path
from typing import Any, BinaryIO, NamedTuple

import msgspec

from db.disk import is_full
from db.model.errors import (
    BundleError,
    InvalidRecord,
    NotFound,
    PeerBroke,
    StoreDamaged,
    StoreError,
)
from db.model.progress import Progress
from db.model.words import N_
from sync.carrier import BlobStore
from sync.core import bundle
from sync.core.bundle import FILE, FRONT, MESSAGE_FRAME, PIECE, Front, Head
from sync.core.limits import MESSAGE_LEAST, MESSAGES, broke
from sync.core.stream import BOX, TAG, boxes, unboxed

SUFFIX = ".sxbundle"
_SEAL = 32
_STEP = 1 << 20
_PAPER = 1 << 20
"""No request and no certificate is as long; a video chosen by mistake is not read whole."""
_SPARE = 1 << 20
"""Room that a file system wants for itself."""


class Cargo(NamedTuple):
    """What goes into a bundle; `files` SHA-256 and size, smallest first, out of `store`."""

    front: Front
    messages: Sequence[bytes]
    files: Sequence[tuple[str, int]] = ()
    store: BlobStore | None = None

    @property
    def size(self) -> int:
        """Return about how many bytes it takes."""
        inside = sum(map(len, self.messages)) + sum(size for _, size in self.files)
        return inside + (inside // BOX + 1) * TAG + bundle.LARGEST_HEAD + 1000


class Unpacked(NamedTuple):
    """What was in a bundle; attached files are in the store by now.

    ``files`` how many of them are new here, ``came`` the SHA-256 of all that were whole, ``broken``
    of those whose content is not what their name says.
    """

    front: Front
    messages: tuple[bytes, ...]
    files: int
    size: int
    came: tuple[str, ...] = ()
    broken: tuple[str, ...] = ()


def fitting(path: Path, cargo: Cargo) -> Cargo:
    """Return a cargo with as many of its files, from the first on, as there is room for at `path`.

    The records go in any case; whether they fit is for `write` to say.
    """
    try:
        free = shutil.disk_usage(path.parent).free - _SPARE
    except OSError:
        return cargo
    kept: list[tuple[str, int]] = []
    for file in cargo.files:
        if cargo._replace(files=(*kept, file)).size > free:
            break
        kept.append(file)
    front = msgspec.structs.replace(cargo.front, files=len(kept))
    return cargo._replace(front=front, files=tuple(kept))


def write(path: Path, cargo: Cargo, readers: Iterable[bytes], progress: Progress) -> int:
    """Write a bundle for the X25519 public keys `readers`; return its size.

    Raises BundleError where it cannot be written; what was there under the name is kept then.
    """
    part = path.with_name(path.name + ".part")
    try:
        path.parent.mkdir(parents=True, exist_ok=True)
        _must_fit(path, cargo.size)
        written = _written(part, cargo, readers, progress)
        _same(part, written, progress)
        part.replace(path)
        _settled(path.parent)
        return path.stat().st_size
    except OSError as error:
        raise _cannot(path, error, cargo.size) from error
    finally:
        with contextlib.suppress(OSError):
            part.unlink(missing_ok=True)


def _must_fit(path: Path, size: int) -> None:
    free = shutil.disk_usage(path.parent).free
    if free < size + _SPARE:
        raise BundleError(
            N_("The stick is full: {free} MB left, {size} needed."),
            safe=N_("Nothing on it was changed."),
            hint=N_("Free some space on it, or take another."),
            free=free // 1_000_000,
            size=max(1, size // 1_000_000),
        )


def _written(part: Path, cargo: Cargo, readers: Iterable[bytes], progress: Progress) -> bytes:
    digest, done = hashlib.sha256(), 0
    key, random = os.urandom(32), os.urandom(16)
    head = bundle.head_for(readers, key, random)
    bound = hashlib.sha256(head).digest()
    with part.open("wb") as file:
        for block in chain((head,), boxes(_pieces(cargo), key, bound)):
            progress.step(done, cargo.size, N_("writing"))
            digest.update(block)
            file.write(block)
            done += len(block)
        file.write(digest.digest())
        file.flush()
        os.fsync(file.fileno())
    return digest.digest()


def _pieces(cargo: Cargo) -> Iterator[bytes]:
    yield bundle.frame(FRONT, msgspec.msgpack.encode(cargo.front))
    for message in cargo.messages:
        yield bundle.frame(MESSAGE_FRAME, message)
    if cargo.store is None:
        return
    for sha, _ in cargo.files:
        yield bundle.frame(FILE, bytes.fromhex(sha))
        # A file that is damaged here ends early; whoever reads it names it and takes the rest.
        with contextlib.suppress(StoreDamaged, NotFound):
            for chunk in cargo.store.chunks(sha):
                for at in range(0, len(chunk), _STEP):
                    yield bundle.frame(PIECE, chunk[at : at + _STEP])
        yield bundle.frame(PIECE, b"")


def _same(part: Path, digest: bytes, progress: Progress) -> None:
    """Read back what was written, past what the system may still hold in memory."""
    with part.open("rb") as file:
        if hasattr(os, "posix_fadvise"):
            os.posix_fadvise(file.fileno(), 0, 0, os.POSIX_FADV_DONTNEED)
        if _hash_but_seal(file, part.stat().st_size, progress) != digest:
            raise BundleError(
                N_("The stick did not keep what was written to it."),
                safe=N_("The records are unharmed; nothing else on the stick was changed."),
                hint=N_("Take another stick."),
            )


def _hash_but_seal(file: BinaryIO, size: int, progress: Progress) -> bytes:
    digest, left = hashlib.sha256(), size - _SEAL
    while left > 0 and (block := file.read(min(_STEP, left))):
        progress.step(size - left, size, N_("checking"))
        digest.update(block)
        left -= len(block)
    return digest.digest()


def _settled(folder: Path) -> None:
    """Force the new name to disk, where folders can be opened."""
    with contextlib.suppress(OSError):
        handle = os.open(folder, os.O_RDONLY)
        try:
            os.fsync(handle)
        finally:
            os.close(handle)


def read(
    path: Path, private: Sequence[bytes], store: BlobStore | None, progress: Progress
) -> Unpacked:
    """Read a bundle with the X25519 private keys of its reader; attached files go into `store`.

    The whole file is checked before anything in it is looked at. Raises BundleError.
    """
    try:
        size = path.stat().st_size
        with path.open("rb") as file:
            head = _head(file, size, path, progress)
            key = bundle.stream_key(head, private)
            if key is None:
                raise _foreign(path)
            sealed = _sealed(file, len(head.raw), size, progress)
            return _unpacked(unboxed(sealed, key, head.bound), store, size)
    except FileNotFoundError as error:
        raise BundleError(N_("There is no file {name}."), name=path.name) from error
    except OSError as error:
        raise _unreadable(path, error) from error
    except PeerBroke as error:
        raise _damaged(path, str(error.params.get("reason", ""))) from error


def _head(file: BinaryIO, size: int, path: Path, progress: Progress) -> Head:
    """Read the front part, after making sure that the file is whole."""
    raw = file.read(bundle.LARGEST_HEAD)
    if raw[: len(bundle.MAGIC)] != bundle.MAGIC:
        raise BundleError(
            N_("{name} is not a bundle of this program."),
            safe=N_("Nothing was changed."),
            hint=N_("Choose the file that HQ or a colleague wrote; its name ends in {suffix}."),
            name=path.name,
            suffix=SUFFIX,
        )
    head = bundle.head_of(raw)
    file.seek(0)
    digest = _hash_but_seal(file, size, progress)
    if file.read(_SEAL) != digest:
        raise _damaged(path, "hash")
    return head


def _sealed(
    file: BinaryIO, start: int, size: int, progress: Progress
) -> Iterator[tuple[bytes, bool]]:
    file.seek(start)
    left = size - start - _SEAL
    while left > 0:
        progress.step(size - left, size, N_("reading"))
        box = file.read(min(BOX + TAG, left))
        left -= len(box)
        yield box, left <= 0
        if not box:
            return


def _unpacked(pieces: Iterator[bytes], store: BlobStore | None, size: int) -> Unpacked:
    front, messages, held, files = None, [], 0, list[_Arrived]()
    stream = bundle.frames(pieces)
    for kind, content in stream:
        if kind == FRONT:
            front = bundle.front_of(content)
        elif kind == MESSAGE_FRAME:
            held += max(len(content), MESSAGE_LEAST)
            if held > MESSAGES:
                raise broke("too large")
            messages.append(content)
        elif kind == FILE:
            if len(content) != _SEAL:
                raise broke("file")
            files.append(_file(stream, content.hex(), store))
    if front is None:
        raise PeerBroke(reason="front")
    return Unpacked(
        front,
        tuple(messages),
        sum(f.fresh for f in files),
        size,
        tuple(f.sha for f in files if f.whole),
        tuple(f.sha for f in files if not f.whole),
    )


class _Arrived(NamedTuple):
    """What became of one attached file."""

    sha: str
    whole: bool
    fresh: bool


def _file(stream: Iterator[bundle.Frame], sha: str, store: BlobStore | None) -> _Arrived:
    """Take one attached file; another one than its name says is not kept, and holds up nothing."""
    pieces = _Pieces(stream)
    fresh = store is not None and not store.has(sha)
    if store is not None and fresh:
        # A file that does not fit here must not hold up the records: it is asked for again.
        with contextlib.suppress(StoreError, InvalidRecord):
            store.take(io.BufferedReader(pieces, _STEP), sha[:12], sha)
    whole = pieces.drain() == sha
    return _Arrived(sha, whole, whole and fresh and store is not None and store.has(sha))


class _Pieces(io.RawIOBase):
    """The pieces of one file as something to read from."""

    def __init__(self, stream: Iterator[bundle.Frame]) -> None:
        super().__init__()
        self._stream, self._held, self._ended = stream, b"", False
        self._digest = hashlib.sha256()

    def readable(self) -> bool:
        return True

    def readinto(self, target: Any) -> int:
        if not self._held and not self._ended:
            self._held = self._next()
        count = min(len(target), len(self._held))
        target[:count] = self._held[:count]
        self._held = self._held[count:]
        return count

    def _next(self) -> bytes:
        found = next(self._stream, None)
        if found is None or found.kind != PIECE:
            raise PeerBroke(reason="file")
        self._ended = not found.content
        self._digest.update(found.content)
        return found.content

    def drain(self) -> str:
        """Read on to the end of the file; return the SHA-256 of all of it."""
        while not self._ended:
            self._next()
        return self._digest.hexdigest()


def _foreign(path: Path) -> BundleError:
    return BundleError(
        N_("{name} was written for somebody else: another branch, or another HQ."),
        safe=N_("Nothing was changed."),
        hint=N_("Ask whoever wrote it to enrol with the same HQ and write it once more."),
        name=path.name,
    )


def _damaged(path: Path, reason: str) -> BundleError:
    return BundleError(
        N_("{name} is damaged or was cut off ({reason})."),
        safe=N_("Nothing was taken from it, nothing was changed."),
        hint=N_("Get it written once more, if need be to another stick."),
        name=path.name,
        reason=reason,
    )


def paper(source: Path | bytes) -> bytes:
    """Return a request or certificate, of a file or as it is; of a file at most 1 MiB.

    Raises BundleError where the file cannot be read.
    """
    if isinstance(source, bytes):
        return source
    try:
        with source.open("rb") as file:
            return file.read(_PAPER)
    except OSError as error:
        raise _unreadable(source, error) from error


def _unreadable(path: Path, error: OSError) -> BundleError:
    return BundleError(
        N_("{name} cannot be read ({reason})."),
        safe=N_("Nothing was changed."),
        hint=N_("Put the stick in again, or copy the file to this computer first."),
        name=path.name,
        reason=error.strerror or str(error),
    )


def _cannot(path: Path, error: OSError, size: int) -> BundleError:
    if is_full(error):
        return BundleError(
            N_("The stick is full: {size} MB needed."),
            safe=N_("Nothing on it was changed."),
            hint=N_("Free some space on it, or take another."),
            size=max(1, size // 1_000_000),
        )
    return BundleError(
        N_("{path} cannot be written ({reason})."),
        safe=N_("The records are unharmed."),
        hint=N_("Check that the stick is in and not locked, or choose another folder."),
        path=path,
        reason=error.strerror or str(error),
    )
