"""A folder appears whole or not at all."""

from collections.abc import Iterator
from pathlib import Path

import pytest

from app.services.building import built, must_be_free, written
from db.model.errors import ExportError


def test_it_appears_when_all_is_written(tmp_path: Path) -> None:
    with built(tmp_path / "a" / "b") as place:
        assert written(place / "evidence" / "x.txt", [b"12", b"34"]) == 4
        assert not (tmp_path / "a" / "b").exists()
    assert [p.name for p in (tmp_path / "a" / "b").rglob("*")] == ["evidence", "x.txt"]
    assert [p.name for p in (tmp_path / "a").iterdir()] == ["b"]


def test_whatever_goes_wrong_nothing_is_left(tmp_path: Path) -> None:
    def broken() -> Iterator[bytes]:
        yield b"12"
        raise KeyError

    with pytest.raises(KeyError), built(tmp_path / "b") as place:
        written(place / "x.txt", broken())
    assert not list(tmp_path.iterdir())


@pytest.mark.parametrize("make", ["mkdir", "touch"])
def test_a_place_is_free_when_nothing_or_an_empty_folder_is_there(
    tmp_path: Path, make: str
) -> None:
    must_be_free(tmp_path / "none")
    getattr(tmp_path / "there", make)()
    if make == "mkdir":
        must_be_free(tmp_path / "there")
        (tmp_path / "there" / "x").touch()
    with pytest.raises(ExportError, match="already something"):
        must_be_free(tmp_path / "there")


def test_a_place_below_a_file_is_named(tmp_path: Path) -> None:
    (tmp_path / "file").touch()
    with pytest.raises(ExportError, match="cannot be made"), built(tmp_path / "file" / "b"):
        pass


def test_a_file_that_cannot_be_written_is_named(tmp_path: Path) -> None:
    (tmp_path / "x.txt").mkdir()
    with pytest.raises(ExportError, match=r"x\.txt cannot be written"):
        written(tmp_path / "x.txt", [b"1"])
