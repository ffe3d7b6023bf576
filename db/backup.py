"""Backups that are verified before they count, and the way back.

A backup is one zip: the encrypted database (made by VACUUM INTO, never by copying a file that is
being written), the key slots it opens with, and a manifest with their hashes. It is read back and
checked page by page before it gets its name. Restoring moves what was there aside, first of all the
write-ahead log: SQLite would otherwise replay the old one into the restored file.
"""

import contextlib
import hashlib
import os
import shutil
import struct
import zipfile
from collections.abc import Callable, Iterator
from contextlib import contextmanager
from datetime import datetime
from pathlib import Path
from typing import NamedTuple

import msgspec

from db.disk import is_full, refused
from db.engines.engine import Engine
from db.engines.sqlite import connect, problems, translated
from db.keys import Slot, slots_of
from db.model.errors import StoreDamaged, StoreError, StoreFull, StoreMissing
from db.model.words import N_

SUFFIX = ".sxbackup"
KEEP = 14
"""Backups kept in the home's own folder."""
_BOOK, _SLOTS, _MANIFEST = "book.db", "keys.json", "manifest.json"
_MOST, _MOST_BESIDE = 8 << 30, 1 << 20
"""Largest database and largest other part of a backup, bytes."""
_LOCKED = 1
"""The flag of a part under a zip's own password."""
_BROKEN = (
    *(zipfile.BadZipFile, KeyError, msgspec.MsgspecError, OSError, ValueError, RecursionError),
    *(EOFError, NotImplementedError, OverflowError, struct.error),
)
"""What zipfile lets escape of a file that is none, as a fuzzer found it."""


class Manifest(msgspec.Struct, frozen=True):
    """What is in a backup: when (ISO, site time), of which branch, hashes of its parts."""

    made: str
    branch: str
    book: str
    keys: str
    version: int = 1


class Found(NamedTuple):
    """A backup in a folder."""

    path: Path
    manifest: Manifest
    size: int


class Keeper(NamedTuple):
    """Backs a book up before a newer release alters it."""

    slots: Path
    folder: Path
    now: Callable[[], datetime]

    def keep(self, engine: Engine) -> Path:
        """Make the backup; the migration does not run when this fails."""
        now = self.now()
        to = self.folder / f"{now:%Y%m%d-%H%M%S}-before-upgrade{SUFFIX}"
        return write(engine, self.slots, to, branch="", now=now)


def write(engine: Engine, slots: Path, to: Path, *, branch: str, now: datetime) -> Path:
    """Make a backup of an open book at `to`. It is there whole and verified, or not at all."""
    copy, part = to.with_suffix(".db.part"), to.with_suffix(".zip.part")
    try:
        to.parent.mkdir(parents=True, exist_ok=True)
        copy.unlink(missing_ok=True)
        key = engine.copy(copy)
        if key is not None:
            _must_be_whole(copy, key)
        manifest = Manifest(now.isoformat(timespec="seconds"), branch, _hash(copy), _hash(slots))
        _pack(part, copy, slots, manifest)
        _verify(part)
        part.replace(to)
    except OSError as error:
        raise _disk(error, to) from error
    finally:
        for leftover in (copy, part):
            with contextlib.suppress(OSError):
                leftover.unlink(missing_ok=True)
    return to


def _pack(part: Path, copy: Path, slots: Path, manifest: Manifest) -> None:
    with part.open("wb") as file:
        with zipfile.ZipFile(file, "w", zipfile.ZIP_STORED) as archive:
            archive.write(copy, _BOOK)
            archive.write(slots, _SLOTS)
            archive.writestr(_MANIFEST, msgspec.json.encode(manifest))
        file.flush()
        os.fsync(file.fileno())


def read_manifest(path: Path) -> Manifest:
    """Return what a backup says of itself. Raises StoreMissing, StoreDamaged."""
    try:
        with _opened(path) as archive:
            return msgspec.json.decode(archive.read(_MANIFEST), type=Manifest)
    except FileNotFoundError as error:
        raise StoreMissing(N_("There is no backup {path}."), path=path) from error
    except _BROKEN as error:
        raise _not_one(path) from error


def read_slots(path: Path) -> tuple[Slot, ...]:
    """Return the key slots that a backup opens with."""
    try:
        with _opened(path) as archive:
            return slots_of(archive.read(_SLOTS))
    except _BROKEN as error:
        raise _not_one(path) from error


@contextmanager
def _opened(path: Path) -> Iterator[zipfile.ZipFile]:
    """Open a backup. Its parts are stored as they are: none grows, and none is read past a limit."""
    with zipfile.ZipFile(path) as archive:
        for part in archive.infolist():
            most = _MOST if part.filename == _BOOK else _MOST_BESIDE
            packed = part.compress_type != zipfile.ZIP_STORED or part.flag_bits & _LOCKED
            if packed or part.file_size > most:
                raise zipfile.BadZipFile(part.filename)
        yield archive


def restore(path: Path, home: Path, key: bytes) -> None:
    """Put a backup in place of the book in `home`; what was there stays beside it, ``.old``.

    The caller has proved the key on the backup's slots and closed the book. Nothing in `home` is
    touched before the backup was read back whole. Raises StoreDamaged, StoreFull, StoreReadOnly.
    """
    _verify(path)
    book, slots = home / _BOOK, home / _SLOTS
    new, new_slots = home / "book.restoring", home / "keys.restoring"
    try:
        home.mkdir(parents=True, exist_ok=True)
        with _opened(path) as archive:
            for name, target in ((_BOOK, new), (_SLOTS, new_slots)):
                with archive.open(name) as source, target.open("wb") as out:
                    shutil.copyfileobj(source, out)
                    out.flush()
                    os.fsync(out.fileno())
        _must_be_whole(new, key)
        for suffix in ("-wal", "-shm", "-journal", ""):
            old = Path(f"{book}{suffix}")
            if old.exists():
                old.replace(Path(f"{book}{suffix}.old"))
        if slots.exists():
            slots.replace(home / f"{_SLOTS}.old")
        new.replace(book)
        new_slots.replace(slots)
    except OSError as error:
        raise _disk(error, home) from error


def listed(folder: Path) -> list[Found]:
    """Return the backups of a folder, newest first; what is no backup is passed over."""
    found = []
    for path in folder.glob(f"*{SUFFIX}"):
        with contextlib.suppress(StoreError):
            found.append(Found(path, read_manifest(path), path.stat().st_size))
    return sorted(found, key=lambda f: f.manifest.made, reverse=True)


def prune(folder: Path, keep: int = KEEP) -> None:
    """Remove all but the newest backups of the home's own folder."""
    for old in listed(folder)[keep:]:
        with contextlib.suppress(OSError):
            old.path.unlink()


def _verify(path: Path) -> None:
    """Read every byte back and compare it with the manifest."""
    manifest = read_manifest(path)
    try:
        with _opened(path) as archive:
            for name, said in ((_BOOK, manifest.book), (_SLOTS, manifest.keys)):
                digest = hashlib.sha256()
                with archive.open(name) as file:
                    while chunk := file.read(1 << 20):
                        digest.update(chunk)
                if digest.hexdigest() != said:
                    raise _not_one(path)
    except _BROKEN as error:
        raise _not_one(path) from error


def _must_be_whole(path: Path, key: bytes) -> None:
    with translated(path):
        connection = connect(path, key, pragmas=())
        try:
            if problems(connection):
                raise _not_one(path)
            # Leave no write-ahead log beside the copy.
            connection.execute("pragma journal_mode=delete").fetchall()
        finally:
            connection.close()


def _hash(path: Path) -> str:
    with path.open("rb") as file:
        return hashlib.file_digest(file, "sha256").hexdigest()


def _not_one(path: Path) -> StoreDamaged:
    return StoreDamaged(
        N_("{path} is damaged, or is not a backup of this program."),
        safe=N_("Nothing was changed."),
        hint=N_("Try an older backup."),
        path=path,
    )


def _disk(error: OSError, path: Path) -> StoreError:
    if is_full(error):
        return StoreFull(
            N_("The disk is full: the backup could not be written."),
            safe=N_("The record book and the older backups are unharmed."),
            hint=N_("Free some space (about 200 MB), then try again."),
        )
    return refused(error, path)
