"""What a bundle promises: whole or named, read by its readers alone, never half written."""

import hashlib
import io
import os
from collections.abc import Callable, Iterator
from pathlib import Path
from types import SimpleNamespace
from typing import NamedTuple

import pytest
from hypothesis import HealthCheck, given, settings
from hypothesis import strategies as st

from db.blobs import Blobs
from db.model.errors import BundleError
from db.model.progress import Silent
from sync.core.bundle import Front, head_for
from sync.core.limits import MESSAGE
from sync.core.stream import boxes
from sync.identity import new_keys
from sync.transports import bundle
from sync.transports.bundle import Cargo

READER, OTHER = new_keys(), new_keys()
FRONT = Front("一分部党支部", "laptop", "周建国", 1, 2)


def made(path: Path, *messages: bytes) -> Path:
    bundle.write(path, Cargo(FRONT, messages), [READER.receive_public], Silent())
    return path


def test_messages_together_stay_within_a_limit(
    tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    path = made(tmp_path / "a.sxbundle", *[b""] * 4)
    monkeypatch.setattr(bundle, "MESSAGES", 3 * 1024)
    with pytest.raises(BundleError, match="too large"):
        bundle.read(path, [READER.receive], None, Silent())


def test_what_goes_in_comes_out(tmp_path: Path) -> None:
    path = made(tmp_path / "a.sxbundle", b"one", b"", b"three" * 50_000)
    found = bundle.read(path, [OTHER.receive, READER.receive], None, Silent())
    assert found.messages == (b"one", b"", b"three" * 50_000)
    assert found.front == FRONT
    assert [p.name for p in tmp_path.iterdir()] == ["a.sxbundle"]


def test_a_found_stick_tells_nothing(tmp_path: Path) -> None:
    raw = made(tmp_path / "a.sxbundle", "周建国".encode() * 100).read_bytes()
    assert "周".encode() not in raw
    assert b"laptop" not in raw
    with pytest.raises(BundleError, match="somebody else"):
        bundle.read(tmp_path / "a.sxbundle", [OTHER.receive], None, Silent())


@given(at=st.integers(0), bit=st.integers(0, 7))
@settings(suppress_health_check=[HealthCheck.function_scoped_fixture])
def test_a_flipped_bit_anywhere_is_noticed(tmp_path: Path, at: int, bit: int) -> None:
    path = made(tmp_path / "flip.sxbundle", b"message" * 20)
    raw = bytearray(path.read_bytes())
    raw[at % len(raw)] ^= 1 << bit
    path.write_bytes(bytes(raw))
    with pytest.raises(BundleError):
        bundle.read(path, [READER.receive], None, Silent())


@pytest.mark.parametrize("kept", [0, 1, 20, 100_000, -1])
def test_a_cut_file_is_named(tmp_path: Path, kept: int) -> None:
    path = made(tmp_path / "cut.sxbundle", os.urandom(200_000))
    raw = path.read_bytes()
    path.write_bytes(raw[:kept])
    with pytest.raises(BundleError, match=r"cut\.sxbundle"):
        bundle.read(path, [READER.receive], None, Silent())


def test_boxes_left_out_or_swapped_are_noticed_even_with_the_right_hash(tmp_path: Path) -> None:
    path = made(tmp_path / "a.sxbundle", os.urandom(300_000))
    raw = path.read_bytes()[:-32]
    box = (1 << 16) + 16
    start = 8 + 2 + 16 + 1 + 88
    for changed in (
        raw[:start] + raw[start + box :],
        raw[:start]
        + raw[start + box : start + 2 * box]
        + raw[start : start + box]
        + raw[start + 2 * box :],
        raw[: start + 2 * box],
    ):
        path.write_bytes(changed + hashlib.sha256(changed).digest())
        with pytest.raises(BundleError):
            bundle.read(path, [READER.receive], None, Silent())


def test_a_frame_that_claims_to_be_huge_is_refused_before_it_is_held(tmp_path: Path) -> None:
    path = tmp_path / "huge.sxbundle"
    key, random = os.urandom(32), os.urandom(16)
    head = head_for([READER.receive_public], key, random)
    frame = bytes([2]) + (MESSAGE + 1).to_bytes(4, "big")
    body = head + b"".join(boxes([frame], key, hashlib.sha256(head).digest()))
    path.write_bytes(body + hashlib.sha256(body).digest())
    with pytest.raises(BundleError, match="too large"):
        bundle.read(path, [READER.receive], None, Silent())


class Usage(NamedTuple):
    total: int
    used: int
    free: int


def test_a_full_stick_is_said_before_anything_is_written(
    tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    path = made(tmp_path / "a.sxbundle", b"old")
    before = path.read_bytes()
    monkeypatch.setattr("shutil.disk_usage", lambda _: Usage(10, 7, 3_000_000))
    cargo = Cargo(FRONT, (b"x" * 18_000_000,))
    with pytest.raises(BundleError, match="3 MB left, 18 needed"):
        bundle.write(path, cargo, [READER.receive_public], Silent())
    assert path.read_bytes() == before
    assert list(tmp_path.iterdir()) == [path]


def test_a_stick_that_does_not_keep_what_is_written_is_found_out(
    tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setattr(os, "fsync", _spoil(tmp_path / "a.sxbundle.part"))
    with pytest.raises(BundleError, match="did not keep"):
        made(tmp_path / "a.sxbundle", b"message")
    assert list(tmp_path.iterdir()) == []


def _spoil(part: Path) -> object:
    def spoil(_handle: int) -> None:
        raw = bytearray(part.read_bytes())
        raw[40] ^= 1
        part.write_bytes(bytes(raw))

    return spoil


def test_a_place_that_cannot_be_written_is_named(tmp_path: Path) -> None:
    (tmp_path / "file").write_bytes(b"")
    with pytest.raises(BundleError, match="cannot be written"):
        made(tmp_path / "file" / "a.sxbundle", b"x")


def test_attached_files_travel_and_are_checked(tmp_path: Path) -> None:
    here, there = Blobs(tmp_path / "h", b"k" * 32), Blobs(tmp_path / "t", b"q" * 32)
    big, _ = here.take(io.BytesIO(os.urandom(3_000_000)))
    small, _ = here.take(io.BytesIO(b"scan"))
    cargo = Cargo(FRONT, (b"m",), ((small, 4), (big, 3_000_000)), here)
    bundle.write(tmp_path / "a.sxbundle", cargo, [READER.receive_public], Silent())
    found = bundle.read(tmp_path / "a.sxbundle", [READER.receive], there, Silent())
    assert (found.files, found.messages) == (2, (b"m",))
    assert there.check(big)
    assert there.read(small) == b"scan"
    assert bundle.read(tmp_path / "a.sxbundle", [READER.receive], there, Silent()).files == 0
    # A reader without room for files still gets the records.
    assert bundle.read(tmp_path / "a.sxbundle", [READER.receive], None, Silent()).messages == (
        b"m",
    )


def test_a_file_that_is_not_what_its_name_says_is_named_and_holds_up_no_record(
    tmp_path: Path,
) -> None:
    class Forger(Blobs):
        def chunks(self, sha: str, offset: int = 0) -> Iterator[bytes]:
            yield b"something else"

    there = Blobs(tmp_path / "t", b"q" * 32)
    cargo = Cargo(FRONT, (b"m",), (("ab" * 32, 4),), Forger(tmp_path / "f", b"f" * 32))
    bundle.write(tmp_path / "a.sxbundle", cargo, [READER.receive_public], Silent())
    found = bundle.read(tmp_path / "a.sxbundle", [READER.receive], there, Silent())
    assert (found.messages, found.broken, found.came) == ((b"m",), ("ab" * 32,), ())
    assert not there.has("ab" * 32)


def test_a_file_that_is_damaged_here_holds_up_neither_records_nor_other_files(
    tmp_path: Path,
) -> None:
    here, there = Blobs(tmp_path / "h", b"h" * 32), Blobs(tmp_path / "t", b"t" * 32)
    bad, good = here.take(io.BytesIO(b"bad")), here.take(io.BytesIO(b"good"))
    here.path(bad[0]).write_bytes(here.path(bad[0]).read_bytes()[:-1])
    cargo = Cargo(FRONT, (b"m",), (bad, good), here)
    bundle.write(tmp_path / "a.sxbundle", cargo, [READER.receive_public], Silent())
    found = bundle.read(tmp_path / "a.sxbundle", [READER.receive], there, Silent())
    assert (found.messages, found.files) == ((b"m",), 1)
    assert (found.broken, found.came) == ((bad[0],), (good[0],))


def test_as_many_files_go_as_there_is_room_for_and_the_records_in_any_case(
    tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    def free(room: int) -> Callable[[object], SimpleNamespace]:
        return lambda _path: SimpleNamespace(free=room)

    here = Blobs(tmp_path / "h", b"h" * 32)
    files = tuple(here.take(io.BytesIO(bytes(n))) for n in (1_000, 2_000, 5_000_000))
    cargo = Cargo(FRONT, (b"m" * 1000,), files, here)
    for room, fit in ((100, 0), ((1 << 20) + 30_000, 2), (1 << 30, 3)):
        monkeypatch.setattr("shutil.disk_usage", free(room))
        kept = bundle.fitting(tmp_path / "a.sxbundle", cargo)
        assert kept.files == files[:fit]
        assert (kept.front.files, kept.messages) == (fit, cargo.messages)
