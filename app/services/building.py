"""A folder that appears whole or not at all: built beside its place, then moved there."""

import os
import shutil
from collections.abc import Iterable, Iterator
from contextlib import contextmanager
from pathlib import Path

from app.services.printing import unwritten
from db.disk import is_full
from db.model.errors import ExportError
from db.model.words import N_


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
    part = path.with_name(f".{path.name}.{os.urandom(4).hex()}.part")
    try:
        part.mkdir(parents=True)
    except OSError as error:
        raise _no_place(error, path) from error
    try:
        yield part
        _moved(part, path)
    finally:
        shutil.rmtree(part, ignore_errors=True)


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


def _moved(part: Path, path: Path) -> None:
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
