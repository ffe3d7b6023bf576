"""What a sealed stream promises: any length, box by box, nothing left out."""

import os

import pytest
from hypothesis import given
from hypothesis import strategies as st

from db.model.errors import PeerBroke
from sync.core.stream import BOX, TAG, boxes, unboxed

KEY = os.urandom(32)


def again(sealed: list[bytes], key: bytes = KEY, bound: bytes = b"head") -> bytes:
    marked = [(box, n + 1 == len(sealed)) for n, box in enumerate(sealed)]
    return b"".join(unboxed(marked, key, bound))


@given(st.lists(st.integers(0, 3 * BOX), max_size=4))
def test_bytes_of_any_length_come_back(sizes: list[int]) -> None:
    pieces = [bytes([n]) * size for n, size in enumerate(sizes)]
    sealed = list(boxes(pieces, KEY, b"head"))
    assert again(sealed) == b"".join(pieces)
    assert all(len(box) == BOX + TAG for box in sealed[:-1])


def test_boxes_cannot_be_left_out_swapped_or_moved() -> None:
    sealed = list(boxes([os.urandom(3 * BOX + 5)], KEY, b"head"))
    for wrong in (
        sealed[:-1],
        sealed[1:],
        [sealed[1], sealed[0], *sealed[2:]],
        [*sealed, sealed[-1]],
    ):
        with pytest.raises(PeerBroke):
            again(wrong)
    with pytest.raises(PeerBroke):
        again(sealed, bound=b"other")
    with pytest.raises(PeerBroke):
        again(sealed, key=os.urandom(32))
    with pytest.raises(PeerBroke):
        again([b"short"])
