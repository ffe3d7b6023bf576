"""Room for bodies on their way in: a bound over all connections together, and over their silence."""

import asyncio
from collections.abc import AsyncIterator

from db.model.errors import StoreBusy
from sync.core.limits import MIB, broke

MOST = 512 * MIB
"""Most bytes of bodies held at once; a laptop that finds no room comes again."""
SILENCE = 120.0
"""Seconds without a byte after which a link counts as cut."""


class Crowded(StoreBusy):
    """There is no room now."""


class Room:
    """How much is held; asked from one event loop alone."""

    def __init__(self, most: int = MOST, silence: float = SILENCE) -> None:
        self._left, self._silence = most, silence

    async def received(self, parts: AsyncIterator[bytes], came: bytearray, most: int) -> None:
        """Put a body into `came`, which stays what it is when the link breaks; `left` follows.

        Raises PeerBroke beyond `most` bytes, Crowded, TimeoutError.
        """
        while True:
            async with asyncio.timeout(self._silence):
                part = await anext(parts, None)
            if part is None:
                return
            if len(came) + len(part) > most:
                raise broke("too large")
            if len(part) > self._left:
                raise Crowded
            self._left -= len(part)
            came += part

    def left(self, size: int) -> None:
        """Say that a body of `size` bytes is held no more."""
        self._left += size
