"""What the room for bodies promises: all of them together stay within it, and none waits for ever."""

import asyncio
from collections.abc import AsyncIterator

import pytest

from sync.server.room import Crowded, Room, listened


async def body(*parts: bytes, wait: float = 0) -> AsyncIterator[bytes]:
    for part in parts:
        yield part
    await asyncio.sleep(wait)


async def heard(silence: float, *parts: bytes, wait: float = 0) -> list[bytes]:
    return [part async for part in listened(body(*parts, wait=wait), silence)]


def test_everything_that_comes_is_heard() -> None:
    assert asyncio.run(heard(60, b"ab", b"", b"c")) == [b"ab", b"", b"c"]


def test_a_silent_link_counts_as_cut() -> None:
    with pytest.raises(TimeoutError):
        asyncio.run(heard(0.01, b"a", wait=60))


def test_bodies_together_stay_within_the_room() -> None:
    room = Room(most=5)
    with room.share() as one, room.share() as two:
        one.take(3)
        with pytest.raises(Crowded):
            two.take(3)
        two.take(2)
    with room.share() as again:
        again.take(5)
