"""Room for bodies on their way in: a bound over all connections together, and over their silence."""

import asyncio
from collections.abc import AsyncIterator
from types import TracebackType
from typing import Self

from db.model.errors import StoreBusy
from sync.core.limits import MIB

MOST = 512 * MIB
"""Most bytes of bodies held at once; a laptop that finds no room comes again."""
SILENCE = 120.0
"""Seconds without a byte after which a link counts as cut."""


class Crowded(StoreBusy):
    """There is no room now."""


class Room:
    """How much may still be held; asked from one event loop alone."""

    def __init__(self, most: int = MOST) -> None:
        self.left = most

    def share(self) -> "Share":
        """Return one body's share, which is free again after the block."""
        return Share(self)


class Share:
    """What one body takes of the room."""

    def __init__(self, room: Room) -> None:
        self._room, self._taken = room, 0

    def take(self, size: int) -> None:
        """Take room for `size` bytes. Raises Crowded where there is none."""
        if size > self._room.left:
            raise Crowded
        self._room.left -= size
        self._taken += size

    def __enter__(self) -> Self:
        """Begin."""
        return self

    def __exit__(
        self, _type: type[BaseException] | None, _: BaseException | None, _at: TracebackType | None
    ) -> None:
        """Leave the room."""
        self._room.left += self._taken


async def listened(parts: AsyncIterator[bytes], silence: float = SILENCE) -> AsyncIterator[bytes]:
    """Yield what comes; raises TimeoutError after so many seconds without anything."""
    while True:
        async with asyncio.timeout(silence):
            part = await anext(parts, None)
        if part is None:
            return
        yield part
