"""Pieces promise: a file is whole exactly once whatever comes, and nonsense is refused."""

import msgspec
import pytest
from hypothesis import given
from hypothesis import strategies as st

from db.model.errors import PeerBroke
from sync.core.pieces import (
    LEAST,
    MOST,
    NAMES,
    Holding,
    Holdings,
    Piece,
    Pieces,
    Wish,
    Wishes,
    fresh,
    paced,
    proof,
    read,
)

SHA = b"s" * 32
FILE = bytes(range(256)) * 4


@given(st.lists(st.tuples(st.integers(0, 1024), st.integers(0, 400)), max_size=40))
def test_repeated_late_and_overlapping_pieces_join_without_a_gap_or_a_byte_too_many(
    cuts: list[tuple[int, int]],
) -> None:
    held = b""
    for at, size in [*cuts, *((at, 200) for at in range(0, 1024, 150))]:
        held += fresh(len(held), Piece(SHA, 1024, at, FILE[at : at + size]))
        assert held == FILE[: len(held)]
    assert held == FILE


@given(st.lists(st.integers(0, 60_000), max_size=60))
def test_the_pace_stays_within_its_bounds(times: list[int]) -> None:
    size = LEAST
    for ms in times:
        size = paced(size, ms)
        assert LEAST <= size <= MOST


def test_a_quick_link_is_given_more_and_a_slow_one_less() -> None:
    assert paced(LEAST, 100) == 2 * LEAST
    assert paced(64 * 1024, 20_000) == 32 * 1024
    assert paced(64 * 1024, 4_000) == 64 * 1024


@pytest.mark.parametrize(
    "said",
    [
        Pieces("s", (Piece(b"short", 1, 0),)),
        Pieces("s", (Piece(SHA, 5, 3, b"four"),)),
        Pieces("s", (Piece(SHA, 5, -1),)),
        Pieces("s", (Piece(SHA, 0, 0),) * (NAMES + 1)),
        Holdings("s", (Holding(SHA, -1),)),
        Wishes("s", (Wish(SHA, -1),), 1),
    ],
)
def test_what_cannot_be_is_refused(said: Pieces | Holdings | Wishes) -> None:
    with pytest.raises(PeerBroke):
        read(msgspec.msgpack.encode(said), type(said))


@given(st.binary(max_size=300))
def test_anything_else_is_refused(raw: bytes) -> None:
    kinds: tuple[type[Pieces | Holdings | Wishes], ...] = (Pieces, Holdings, Wishes)
    for kind in kinds:
        try:
            assert isinstance(read(raw, kind), kind)
        except PeerBroke:
            continue


def test_what_a_newer_release_adds_is_passed_over() -> None:
    raw = msgspec.msgpack.encode(["s", [[SHA, 5, 2, b"xyz", b"", "more"]], "more"])
    assert read(raw, Pieces) == Pieces("s", (Piece(SHA, 5, 2, b"xyz"),))


def test_a_proof_needs_the_file_and_the_salt() -> None:
    whole = proof(b"salt", [b"ab", b"c"])
    assert whole == proof(b"salt", [b"abc"])
    assert whole != proof(b"other", [b"abc"])
    assert whole != proof(b"salt", [b"abd"])
