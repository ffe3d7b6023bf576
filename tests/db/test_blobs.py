"""Files come back byte for byte, or it is said that they do not."""

import io
from pathlib import Path

import pytest
from hypothesis import given
from hypothesis import strategies as st

from db.blobs import Blobs
from db.model.errors import InvalidRecord, NotFound, StoreDamaged, StoreReadOnly

KEY = bytes(range(32))
MIB = 1024 * 1024


@pytest.fixture
def blobs(tmp_path: Path) -> Blobs:
    return Blobs(tmp_path / "files", KEY)


@pytest.mark.parametrize("size", [0, 1, MIB - 1, MIB, MIB + 1, 3 * MIB])
def test_every_size_comes_back(blobs: Blobs, size: int) -> None:
    content = bytes(i % 251 for i in range(256)) * (size // 256 + 1)
    sha, held = blobs.take(io.BytesIO(content[:size]))
    assert held == size
    assert blobs.read(sha) == content[:size]
    assert blobs.check(sha)
    assert list(blobs.all()) == [sha]


def test_the_same_file_is_kept_once(blobs: Blobs) -> None:
    assert blobs.take(io.BytesIO(b"x")) == blobs.take(io.BytesIO(b"x"))
    assert len(list(blobs.folder.rglob("*.part"))) == 0


@given(st.integers(0, 10**9), st.integers(1, 255))
def test_a_changed_byte_anywhere_is_noticed(tmp_path_factory, place: int, bit: int) -> None:  # type: ignore[no-untyped-def]
    blobs = Blobs(tmp_path_factory.mktemp("b"), KEY)
    sha, _ = blobs.take(io.BytesIO(b"y" * 5000))
    path = blobs.path(sha)
    raw = bytearray(path.read_bytes())
    raw[place % len(raw)] ^= bit
    path.write_bytes(raw)
    with pytest.raises(StoreDamaged):
        blobs.read(sha)


@pytest.mark.parametrize("keep", [0, 5, 11, MIB, 2 * MIB + 43])
def test_a_cut_file_is_noticed(blobs: Blobs, keep: int) -> None:
    sha, _ = blobs.take(io.BytesIO(b"z" * (3 * MIB)))
    path = blobs.path(sha)
    path.write_bytes(path.read_bytes()[:keep])
    with pytest.raises(StoreDamaged):
        blobs.read(sha)


def test_a_file_of_four_gigabytes_is_refused_before_it_is_read(
    tmp_path: Path, blobs: Blobs
) -> None:
    huge = tmp_path / "video.mp4"
    with huge.open("wb") as file:
        file.truncate(4 << 30)
    with pytest.raises(InvalidRecord, match=r"video\.mp4"):
        blobs.add(huge)


def test_a_stream_that_grows_too_large_leaves_nothing(tmp_path: Path) -> None:
    blobs = Blobs(tmp_path / "files", KEY, most=2 * MIB)
    with pytest.raises(InvalidRecord):
        blobs.take(io.BytesIO(bytes(3 * MIB)), "x")
    assert [p for p in blobs.folder.rglob("*") if p.is_file()] == []


def test_a_file_that_is_not_there_is_named(tmp_path: Path, blobs: Blobs) -> None:
    with pytest.raises(NotFound):
        blobs.add(tmp_path / "none.jpg")
    with pytest.raises(NotFound):
        blobs.read("0" * 64)
    with pytest.raises(NotFound):
        blobs.path("../../etc")


def test_a_folder_that_cannot_be_made_is_said(tmp_path: Path) -> None:
    (tmp_path / "file").write_text("x")
    with pytest.raises(StoreReadOnly):
        Blobs(tmp_path / "file" / "files", KEY).take(io.BytesIO(b"x"))


def test_the_file_on_disk_tells_nothing(blobs: Blobs) -> None:
    sha, _ = blobs.take(io.BytesIO(b"a very plain secret"))
    assert b"plain" not in blobs.path(sha).read_bytes()
