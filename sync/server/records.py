"""Answers in small pieces, each a TLS record of its own.

A record is believed whole or not at all, so a link that is cut within one has brought nothing. As
large as TLS lets them be (16 KiB) nothing would ever come over a link that is cut every 8 KiB.
"""

from collections.abc import AsyncIterator

from sync.core.limits import RECORD


async def in_records(body: bytes) -> AsyncIterator[bytes]:
    """Yield the pieces of a body."""
    for at in range(0, len(body), RECORD):
        yield body[at : at + RECORD]
