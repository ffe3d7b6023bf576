"""A folder that appears whole or not at all: built beside its place, then moved there.

What a killed run left beside a place is removed by the next run to that place. A lock tells it from
what another run is building just now: the system lets go of it when a process ends, however it ends.
"""

import glob
import os
import shutil
import sys
from collections.abc import Iterable, Iterator
from contextlib import contextmanager
from pathlib import Path
from typing import IO

from app.services.printing import unwritten
from db.disk import is_full
from db.model.errors import ExportError
from db.model.words import N_

if sys.platform == "win32":
    import msvcrt
else:
    import fcntl

_PART, _LOCK = ".part", ".lock"


def must_be_free(path: Path) -> None:
    """Make sure that nothing is at a place, or an empty folder. Raises ExportError."""
    try:
        taken = path.exists() and (not path.is_dir() or any(path.iterdir()))
    except OSError as error:
        raise _no_place(error, path) from error
    if taken:
        raise ExportError(
            N_("There is already something at {path}."),
            safe=N_("What was there before is unchanged."),
            hint=N_("Name a folder that does not exist yet, or an empty one."),
            path=path,
        )


@contextmanager
def built(path: Path) -> Iterator[Path]:
    """Give a folder to build in; move it to its place when all is well, else remove it."""
    _sweep(path)
    part = path.with_name(f".{path.name}.{os.urandom(4).hex()}{_PART}")
    with _locked(part.with_suffix(_LOCK), path):
        try:
            _made(part, path)
            yield part
            _moved(part, path)
        finally:
            shutil.rmtree(part, ignore_errors=True)


@contextmanager
def _locked(lock: Path, path: Path) -> Iterator[None]:
    """Hold a lock as long as something is built."""
    try:
        lock.parent.mkdir(parents=True, exist_ok=True)
        file = lock.open("wb")
    except OSError as error:
        raise _no_place(error, path) from error
    try:
        with file:
            # Where a file system knows no locks, nobody takes what was left for abandoned.
            _hold(file)
            yield
    finally:
        _remove(lock)


def _hold(file: IO[bytes]) -> bool:
    """Lock a file for as long as it is open; false where another run has it."""
    try:
        if sys.platform == "win32":
            msvcrt.locking(file.fileno(), msvcrt.LK_NBLCK, 1)
        else:
            fcntl.flock(file, fcntl.LOCK_EX | fcntl.LOCK_NB)
    except OSError:
        return False
    return True


def _sweep(path: Path) -> None:
    """Remove what killed runs left beside a place."""
    drawn = f".{glob.escape(path.name)}.{'[0-9a-f]' * 8}"
    for lock in path.parent.glob(drawn + _LOCK):
        try:
            with lock.open("r+b") as file:
                abandoned = _hold(file)
                if abandoned:
                    shutil.rmtree(lock.with_suffix(_PART), ignore_errors=True)
        except OSError:
            # What cannot be opened is left; the place itself is judged by whoever builds there.
            continue
        if abandoned:
            _remove(lock)


def _remove(lock: Path) -> None:
    try:
        lock.unlink(missing_ok=True)
    except OSError:
        # The stick is gone: the next run to the place removes it.
        return


def written(path: Path, pieces: Iterable[bytes]) -> int:
    """Write a file in pieces; return its bytes. Raises ExportError."""
    size = 0
    try:
        path.parent.mkdir(parents=True, exist_ok=True)
        with path.open("wb") as file:
            for piece in pieces:
                size += file.write(piece)
            file.flush()
            os.fsync(file.fileno())
    except OSError as error:
        raise unwritten(error, path) from error
    return size


def _made(part: Path, path: Path) -> None:
    try:
        part.mkdir()
    except OSError as error:
        raise _no_place(error, path) from error


def _moved(part: Path, path: Path) -> None:
    # Another run may have been quicker.
    must_be_free(path)
    try:
        if path.exists():
            path.rmdir()
        part.rename(path)
    except OSError as error:
        raise _no_place(error, path) from error


def _no_place(error: OSError, path: Path) -> ExportError:
    return ExportError(
        N_("There is not enough room for {path}.")
        if is_full(error)
        else N_("The folder {path} cannot be made."),
        safe=N_("What was there before is unchanged."),
        hint=N_("Choose another place."),
        path=path,
    )
