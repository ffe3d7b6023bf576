"""Files under way promise: whole exactly once or not at all, nothing readable, nothing for ever."""

import hashlib
import io
import os
import time
from pathlib import Path

import pytest
from hypothesis import given
from hypothesis import strategies as st

from db.blobs import Blobs
from db.model.errors import StoreReadOnly
from db.partials import Bounds, Partials

KEY = bytes(range(32))
CONTENT = bytes(i * 7 % 251 for i in range(3000))
SHA = hashlib.sha256(CONTENT).hexdigest()


@pytest.fixture
def blobs(tmp_path: Path) -> Blobs:
    return Blobs(tmp_path / "files", KEY)


@pytest.fixture
def partials(blobs: Blobs) -> Partials:
    return Partials(blobs)


def files(blobs: Blobs) -> list[Path]:
    return sorted(p for p in blobs.folder.glob("partial/*/*") if p.is_file())


@given(st.lists(st.tuples(st.integers(0, 3000), st.integers(0, 1200)), max_size=30))
def test_pieces_in_any_order_make_the_file_or_nothing(
    tmp_path_factory: pytest.TempPathFactory, cuts: list[tuple[int, int]]
) -> None:
    blobs = Blobs(tmp_path_factory.mktemp("b"), KEY)
    partials, have = Partials(blobs), 0
    for offset, size in cuts:
        after = partials.add("s", SHA, offset, CONTENT[offset : offset + size])
        assert after == (have + len(CONTENT[offset : offset + size]) if offset == have else have)
        have = after
        assert Partials(blobs).held("s", SHA) == have
    partials.add("s", SHA, have, CONTENT[have:])
    assert partials.finish("s", SHA)
    assert blobs.read(SHA) == CONTENT
    assert (partials.held("s", SHA), files(blobs)) == (0, [])


@given(st.integers(0, 400))
def test_a_write_that_was_cut_costs_its_own_piece_alone(
    tmp_path_factory: pytest.TempPathFactory, lost: int
) -> None:
    blobs = Blobs(tmp_path_factory.mktemp("b"), KEY)
    partials = Partials(blobs)
    partials.add("s", SHA, 0, CONTENT[:2000])
    kept = files(blobs)[0].stat().st_size
    partials.add("s", SHA, 2000, CONTENT[2000:2400])
    whole = files(blobs)[0].read_bytes()
    files(blobs)[0].write_bytes(whole[: max(kept, len(whole) - 1 - lost)])
    assert partials.held("s", SHA) == 2000
    assert partials.add("s", SHA, 2000, CONTENT[2000:]) == 3000
    assert partials.finish("s", SHA)


def test_another_content_is_not_kept_under_the_name(blobs: Blobs, partials: Partials) -> None:
    partials.add("s", SHA, 0, b"something else")
    assert not partials.finish("s", SHA)
    assert (list(blobs.all()), files(blobs)) == ([], [])
    assert not partials.finish("s", SHA)


def test_a_piece_that_was_changed_or_moved_on_disk_is_noticed(
    blobs: Blobs, partials: Partials
) -> None:
    other = hashlib.sha256(b"b").hexdigest()
    partials.add("s", SHA, 0, CONTENT)
    raw = bytearray(files(blobs)[0].read_bytes())
    raw[-1] ^= 1
    files(blobs)[0].write_bytes(bytes(raw))
    assert not partials.finish("s", SHA)
    partials.add("s", SHA, 0, CONTENT)
    files(blobs)[0].rename(files(blobs)[0].with_name(other))
    assert not partials.finish("s", other)


def test_nothing_of_it_can_be_read_without_the_key(blobs: Blobs, partials: Partials) -> None:
    partials.add("s", SHA, 0, b"meeting" * 300)
    assert b"meeting" not in files(blobs)[0].read_bytes()


def test_scopes_keep_apart_and_no_scope_is_a_path(blobs: Blobs, partials: Partials) -> None:
    partials.add("../../out", SHA, 0, CONTENT[:10])
    assert partials.held("s", SHA) == 0
    assert files(blobs)[0].is_relative_to(blobs.folder)


def test_their_number_and_their_bytes_are_bounded_and_the_oldest_go(blobs: Blobs) -> None:
    partials = Partials(blobs, Bounds(files=3, bytes=10_000))
    names = [hashlib.sha256(bytes([n])).hexdigest() for n in range(6)]
    for n, sha in enumerate(names[:5]):
        partials.add("s", sha, 0, b"x" * 100)
        then = time.time() - 100 + n
        os.utime(files(blobs)[0].with_name(sha), (then, then))
    assert [partials.held("s", sha) for sha in names[:5]] == [0, 0, 100, 100, 100]
    partials.add("t", names[5], 0, b"x" * 9_700)
    assert partials.held("t", names[5]) == 9_700
    assert [partials.held("s", sha) for sha in names[:5]] == [0, 0, 0, 100, 100]


def test_what_nobody_went_on_with_is_swept(blobs: Blobs, partials: Partials) -> None:
    partials.add("s", SHA, 0, CONTENT[:10])
    left = blobs.folder / "0123.part"
    left.write_bytes(b"cut off by a power cut")
    for path in (files(blobs)[0], left):
        os.utime(path, (1e9, 1e9))
    partials.add("s", hashlib.sha256(b"b").hexdigest(), 0, b"b")
    assert partials.held("s", SHA) == 0
    assert not left.exists()


@pytest.mark.skipif(os.geteuid() == 0, reason="root may write everywhere")
def test_a_folder_that_cannot_be_written_is_named(blobs: Blobs, partials: Partials) -> None:
    blobs.folder.mkdir(parents=True)
    blobs.folder.chmod(0o500)
    with pytest.raises(StoreReadOnly):
        partials.add("s", SHA, 0, b"x")


@pytest.mark.parametrize("size", [0, 1, 1 << 20, (1 << 20) + 1, 3 << 20])
def test_a_file_is_read_from_any_place_on_and_its_size_is_known(blobs: Blobs, size: int) -> None:
    content = (CONTENT * (size // 3000 + 1))[:size]
    sha, _ = blobs.take(io.BytesIO(content))
    assert blobs.size(sha) == size
    for at in {0, size // 2, max(0, size - 1), size, 1 << 20}:
        if at <= size:
            assert b"".join(blobs.chunks(sha, at)) == content[at:]
