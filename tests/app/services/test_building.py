"""A folder appears whole or not at all."""

import errno
import os
import subprocess
import sys
from collections.abc import Iterator
from pathlib import Path

import pytest

from app.services.building import built, must_be_free, written
from db.model.errors import ExportError
from tests.house.tree import ROOT

BUILDING = """
import sys
from pathlib import Path
from app.services.building import built, written
with built(Path(sys.argv[1])) as place:
    written(place / "x.txt", [b"12"])
    print("building", flush=True)
    sys.stdin.read()
"""


def begun(path: Path) -> "subprocess.Popen[bytes]":
    """Return another process in the middle of building a folder; its input's end lets it go on."""
    process = subprocess.Popen(
        [sys.executable, "-c", BUILDING, path],
        cwd=ROOT,
        stdin=subprocess.PIPE,
        stdout=subprocess.PIPE,
        stderr=subprocess.PIPE,
    )
    assert process.stdout is not None
    assert process.stdout.readline() == b"building\n"
    return process


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


def test_what_a_killed_run_left_is_removed_by_the_next_to_the_same_place(tmp_path: Path) -> None:
    killed = begun(tmp_path / "检查 [材料]")
    other = tmp_path / ".检查 [材料].mine.part"
    other.mkdir()
    killed.kill()
    killed.communicate()
    assert not (tmp_path / "检查 [材料]").exists()
    assert len(list(tmp_path.iterdir())) == 3
    with built(tmp_path / "检查 [材料]") as place:
        written(place / "y.txt", [b"34"])
    assert sorted(p.name for p in tmp_path.iterdir()) == [other.name, "检查 [材料]"]


def test_of_two_runs_to_one_place_one_is_there_whole_and_the_other_says_so(tmp_path: Path) -> None:
    first = begun(tmp_path / "b")
    with built(tmp_path / "b") as place:
        written(place / "y.txt", [b"34"])
    assert len(list(tmp_path.glob(".b.*.part"))) == 1, "what another builds is left alone"
    _, told = first.communicate()
    assert first.returncode == 1
    assert b"already something" in told
    assert [p.name for p in tmp_path.rglob("*")] == ["b", "y.txt"]


@pytest.mark.parametrize("number", [errno.ENOSPC, getattr(errno, "EDQUOT", errno.ENOSPC)])
def test_a_full_stick_is_called_full_and_holds_nothing_of_it(tmp_path: Path, number: int) -> None:
    def full() -> Iterator[bytes]:
        yield b"12"
        raise OSError(number, os.strerror(number))

    with pytest.raises(ExportError, match="not enough room") as caught, built(tmp_path / "b") as at:
        written(at / "x.txt", full())
    assert "Free some space" in str(caught.value.hint)
    assert not list(tmp_path.iterdir())


def test_a_stick_that_was_pulled_out_in_the_middle_is_said(tmp_path: Path) -> None:
    with pytest.raises(ExportError, match="cannot be made"), built(tmp_path / "b") as place:
        place.rmdir()
    assert not list(tmp_path.iterdir())
