"""What the room for bodies promises: all of them together stay within it, and none waits for ever."""

import asyncio
from collections.abc import AsyncIterator

import pytest

from db.model.errors import PeerBroke
from sync.server.room import Crowded, Room


async def body(*parts: bytes, wait: float = 0) -> AsyncIterator[bytes]:
    for part in parts:
        yield part
    await asyncio.sleep(wait)


def took(room: Room, *parts: bytes, most: int = 100, wait: float = 0) -> bytearray:
    came = bytearray()
    asyncio.run(room.received(body(*parts, wait=wait), came, most))
    return came


def test_a_body_is_taken_whole() -> None:
    assert took(Room(), b"ab", b"", b"c") == b"abc"


def test_a_body_beyond_the_limit_is_not_held() -> None:
    with pytest.raises(PeerBroke, match="too large"):
        took(Room(), b"a" * 60, b"b" * 60)


def test_bodies_together_stay_within_the_room() -> None:
    room = Room(most=5)
    assert took(room, b"abc") == b"abc"
    with pytest.raises(Crowded):
        took(room, b"abc")
    room.left(3)
    assert took(room, b"abcde") == b"abcde"


def test_a_silent_link_counts_as_cut() -> None:
    with pytest.raises(TimeoutError):
        took(Room(silence=0.01), b"a", wait=60)
