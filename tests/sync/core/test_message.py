"""What a message promises: signed by who sends it, and read by older releases as far as they know."""

import msgspec
import pytest
from hypothesis import given
from hypothesis import strategies as st

from db.model.errors import PeerBroke
from sync.core.message import (
    SYNC,
    End,
    Message,
    Parcel,
    Part,
    Refusal,
    Stamp,
    enclosed,
    envelope,
    message_of,
    packed,
    parcel_of,
    refusal_of,
)
from sync.identity import new_keys

KEYS = new_keys()
STAMP = Stamp("9f2c6a11d03b77e4", 1_779_422_400_000, b"12345678")
SAID = Message(
    (Part("site", (End(bytes(8), 7, b"markmark"),), (b"pack",), (b"receipt",), 3),), (b"paper",)
)
RAW = enclosed(SYNC, STAMP, packed(SAID), KEYS.sign)


def test_what_is_said_is_heard() -> None:
    found = envelope(RAW)
    assert (found.kind, found.stamp) == (SYNC, STAMP)
    assert found.genuine(KEYS.sign_public)
    assert message_of(found.inside) == SAID


@given(at=st.integers(0, len(RAW) - 1), bit=st.integers(0, 7))
def test_a_flipped_bit_anywhere_is_noticed(at: int, bit: int) -> None:
    spoilt = bytearray(RAW)
    spoilt[at] ^= 1 << bit
    try:
        found = envelope(bytes(spoilt))
    except PeerBroke:
        return
    assert not found.genuine(KEYS.sign_public)


@given(st.integers(0, len(RAW) - 1))
def test_a_cut_anywhere_is_noticed(end: int) -> None:
    with pytest.raises(PeerBroke):
        envelope(RAW[:end])


def test_what_a_newer_release_adds_is_passed_over() -> None:
    more = msgspec.msgpack.encode(
        [[["site", [], [], [], 0, "new"]], [], [], [], [], False, {"new": 1}]
    )
    assert message_of(more).parts == (Part("site"),)


@pytest.mark.parametrize("raw", [b"", b"\xc1", b"\x93\x01\x02\x03", b"\x91" * 5000])
def test_anything_else_is_an_error_of_ours(raw: bytes) -> None:
    for read in (message_of, refusal_of, parcel_of):
        with pytest.raises(PeerBroke):
            read(raw if raw != b"" or read is refusal_of else b"\x01")


def test_a_refusal_and_a_file_come_back() -> None:
    no = Refusal("Refused", "HQ does not know {actor}.", {"actor": "x"}, "Ask.")
    assert refusal_of(packed(no)) == no
    parcel = Parcel("site", bytes(32), b"photo")
    assert parcel_of(packed(parcel)) == parcel
