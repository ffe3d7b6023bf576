"""A home remembers where its database is, and tells nobody who has only the disk."""

from pathlib import Path

import pytest

from db import address
from db.model.errors import StoreDamaged, StoreReadOnly

KEY = bytes(range(32))
URL = "postgresql://hq:geheim@db.example.cn/suixing"


def test_the_address_comes_back_and_its_password_is_not_on_the_disk(tmp_path: Path) -> None:
    assert address.read(tmp_path, KEY) is None
    address.write(tmp_path, URL, KEY)
    assert address.read(tmp_path, KEY) == URL
    assert b"geheim" not in (tmp_path / address.FILE).read_bytes()


def test_an_address_under_another_key_is_said(tmp_path: Path) -> None:
    address.write(tmp_path, URL, KEY)
    with pytest.raises(StoreDamaged):
        address.read(tmp_path, bytes(32))


def test_a_folder_that_cannot_be_written_is_said(tmp_path: Path) -> None:
    with pytest.raises(StoreReadOnly):
        address.write(tmp_path / "none", URL, KEY)
