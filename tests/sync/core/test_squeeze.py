"""What compression promises: it comes back, and nothing is unpacked further than it may be."""

import bz2

import pytest
import zstandard
from hypothesis import given
from hypothesis import strategies as st

from db.model.errors import PeerBroke
from sync.core.squeeze import BZIP2, RAW, ZSTD, squeezed, unsqueezed
from sync.core.varints import varint


@pytest.mark.parametrize("method", [RAW, ZSTD, BZIP2])
@given(raw=st.binary(max_size=3000))
def test_bytes_come_back(method: int, raw: bytes) -> None:
    assert unsqueezed(squeezed(raw, (method,)), len(raw)) == raw


def test_the_smallest_is_kept() -> None:
    raw = b"meeting" * 500
    assert len(squeezed(raw)) == min(len(squeezed(raw, (m,))) for m in (RAW, ZSTD, BZIP2))


@pytest.mark.parametrize("method", [RAW, ZSTD, BZIP2])
def test_more_than_allowed_is_refused_by_its_word(method: int) -> None:
    with pytest.raises(PeerBroke, match="too large"):
        unsqueezed(squeezed(b"x" * 1000, (method,)), 999)


@pytest.mark.parametrize(
    "packed",
    [
        bytes([ZSTD]) + varint(100) + zstandard.compress(b"0" * (1 << 28)),
        bytes([ZSTD])
        + varint(100)
        + zstandard.ZstdCompressor(write_content_size=False).compress(b"0" * (1 << 24)),
        bytes([BZIP2]) + varint(100) + bz2.compress(b"0" * (1 << 24)),
        bytes([RAW]) + varint(100) + b"0" * (1 << 20),
    ],
)
def test_a_bomb_that_lies_about_its_length_is_noticed_early(packed: bytes) -> None:
    with pytest.raises(PeerBroke):
        unsqueezed(packed, 100)


@pytest.mark.parametrize("method", [ZSTD, BZIP2])
def test_a_cut_or_spoilt_block_is_an_error_of_ours(method: int) -> None:
    whole = squeezed(bytes(range(256)) * 20, (method,))
    for end in range(0, len(whole), 7):
        with pytest.raises(PeerBroke):
            unsqueezed(whole[:end], 1 << 20)
    with pytest.raises(PeerBroke, match="unknown"):
        unsqueezed(b"\x09\x01x", 10)
