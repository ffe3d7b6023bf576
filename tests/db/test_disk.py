"""A disk that refuses says whether it is full or closed, and which folder."""

import errno
from pathlib import Path

import pytest

from db.disk import is_full, make_folder, refused
from db.model.errors import StoreFull, StoreReadOnly


def test_a_full_disk_is_no_matter_of_permission() -> None:
    full = OSError(errno.ENOSPC, "no space")
    assert is_full(full)
    assert isinstance(refused(full, "book"), StoreFull)


def test_a_closed_folder_is_named() -> None:
    told = refused(PermissionError(errno.EACCES, "denied"), "book")
    assert isinstance(told, StoreReadOnly)
    assert told.params["path"] == "book"


def test_a_folder_is_made_once_and_a_file_in_its_way_is_told(tmp_path: Path) -> None:
    make_folder(tmp_path / "a" / "b")
    make_folder(tmp_path / "a" / "b")
    (tmp_path / "file").touch()
    with pytest.raises(StoreReadOnly):
        make_folder(tmp_path / "file" / "below")
