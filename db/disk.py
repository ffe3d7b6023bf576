"""What a disk refuses, told so that people know what is safe: full, or not to be written."""

import errno
from pathlib import Path

from db.model.errors import StoreFull, StoreReadOnly
from db.model.words import N_

# A system without quotas has no number for one.
_FULL = {errno.ENOSPC, getattr(errno, "EDQUOT", errno.ENOSPC)}


def is_full(error: OSError) -> bool:
    """Tell whether there is no room left, on the disk or in the user's share of it."""
    return error.errno in _FULL


def refused(error: OSError, path: Path | str) -> StoreFull | StoreReadOnly:
    """Return the error that says why `path` was not written."""
    if is_full(error):
        return StoreFull(
            N_("The disk is full: this could not be saved."),
            safe=N_("Everything saved before is unharmed."),
            hint=N_("Free some space (about 200 MB), then try again."),
        )
    return StoreReadOnly(
        N_("The folder of {path} cannot be written."),
        safe=N_("Nothing in it was changed."),
        hint=N_("Check the folder's permission, or choose another folder."),
        path=path,
    )


def make_folder(folder: Path) -> None:
    """Make a folder, and those above it, unless it is there. Raises StoreFull, StoreReadOnly."""
    try:
        folder.mkdir(parents=True, exist_ok=True)
    except OSError as error:
        raise refused(error, folder) from error
