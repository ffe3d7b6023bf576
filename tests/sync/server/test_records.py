"""What small records promise: everything comes, in pieces that a breaking link can bring."""

import asyncio

import pytest

from sync.core.limits import RECORD
from sync.server.records import in_records


async def gathered(body: bytes) -> list[bytes]:
    return [piece async for piece in in_records(body)]


@pytest.mark.parametrize("size", [0, 1, RECORD, RECORD + 1, 5 * RECORD])
def test_a_body_comes_whole_and_no_piece_is_larger_than_a_record(size: int) -> None:
    body = (bytes(range(251)) * (size // 251 + 1))[:size]
    pieces = asyncio.run(gathered(body))
    assert b"".join(pieces) == body
    assert all(0 < len(piece) <= RECORD for piece in pieces)
