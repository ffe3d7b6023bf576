"""What small numbers promise: they come back, and reading never runs past the end."""

import pytest
from hypothesis import given
from hypothesis import strategies as st

from db.model.errors import PeerBroke
from sync.core.varints import Source, counted, folded, unfolded, varint, varints


@given(st.lists(st.integers(0, 2**63)))
def test_numbers_come_back(numbers: list[int]) -> None:
    source = Source(varints(numbers))
    assert [source.varint() for _ in numbers] == numbers
    assert source.done


@given(st.integers(-(2**62), 2**62))
def test_signed_numbers_come_back(number: int) -> None:
    assert unfolded(folded(number)) == number
    assert Source(varint(folded(number))).signed() == number


def test_small_numbers_are_one_byte() -> None:
    assert [len(varint(n)) for n in (0, 127, 128, 16383, 16384)] == [1, 1, 2, 2, 3]


def test_blocks_come_back_and_the_rest_after_them() -> None:
    source = Source(counted(b"one") + counted(b"") + b"rest")
    assert (source.counted(), source.counted(), source.rest()) == (b"one", b"", b"rest")


@pytest.mark.parametrize("raw", [b"", b"\x80", b"\xff" * 11, b"\x05abc"])
def test_what_is_cut_or_endless_is_an_error_of_ours(raw: bytes) -> None:
    with pytest.raises(PeerBroke):
        Source(raw).counted()
