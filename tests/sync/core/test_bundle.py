"""What the format of a bundle promises: each reader opens it, nobody else, frames of any cut."""

import os

import pytest
from hypothesis import given
from hypothesis import strategies as st

from db.model.errors import PeerBroke
from sync.core.bundle import (
    LARGEST_HEAD,
    MOST_READERS,
    Frame,
    Front,
    frame,
    frames,
    front_of,
    head_for,
    head_of,
    stream_key,
)
from sync.identity import new_keys

ONE, TWO, STRANGER = (new_keys() for _ in range(3))
KEY, RANDOM = os.urandom(32), os.urandom(16)
RAW = head_for([ONE.receive_public, TWO.receive_public, ONE.receive_public], KEY, RANDOM)


def test_every_reader_gets_the_key_and_nobody_else() -> None:
    head = head_of(RAW + b"stream")
    assert head.raw == RAW
    assert len(head.readers) == 2
    assert stream_key(head, [ONE.receive]) == KEY
    assert stream_key(head, [STRANGER.receive, TWO.receive]) == KEY
    assert stream_key(head, [STRANGER.receive]) is None


def test_a_key_wrapped_for_another_file_is_noticed() -> None:
    moved = RAW.replace(RANDOM, os.urandom(16))
    with pytest.raises(PeerBroke):
        stream_key(head_of(moved), [ONE.receive])


def test_a_bundle_has_only_so_many_readers() -> None:
    assert (
        len(head_for([new_keys().receive_public for _ in range(300)], KEY, RANDOM)) == LARGEST_HEAD
    )
    assert MOST_READERS == 255


@given(
    st.lists(st.tuples(st.integers(1, 4), st.binary(max_size=40)), max_size=6), st.integers(1, 50)
)
def test_frames_come_back_however_the_stream_is_cut(
    said: list[tuple[int, bytes]], step: int
) -> None:
    stream = b"".join(frame(kind, content) for kind, content in said)
    pieces = [stream[at : at + step] for at in range(0, len(stream), step)]
    assert list(frames(pieces)) == [Frame(*s) for s in said]


def test_a_frame_that_is_cut_is_noticed() -> None:
    with pytest.raises(PeerBroke, match="cut"):
        list(frames([frame(2, b"content")[:-1]]))


def test_other_heads_and_fronts_are_errors_of_ours() -> None:
    for raw in (b"", b"SXBUNDLE", b"PK\x03\x04", RAW[:50], b"SXBUNDLE\x09\x01" + RAW[10:]):
        with pytest.raises(PeerBroke):
            head_of(raw)
    with pytest.raises(PeerBroke):
        front_of(b"\x01")
    assert Front("b", "d", "h", 1, 2).files == 0
