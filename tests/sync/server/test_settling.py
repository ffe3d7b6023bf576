"""Who called is written down soon after, once for many."""

import asyncio

import pytest

from sync.server import settling
from sync.server.settling import Settling
from sync.server.unread import Message, Receive, Send


async def door(_scope: Message, receive: Receive, send: Send) -> None:
    await receive()
    await send({"type": "http.response.start", "status": 200})


async def received() -> Message:
    return {"type": "http.request", "body": b""}


async def sent(_message: Message) -> None:
    return


def test_who_was_heard_of_is_written_down_soon_after_and_once_for_many(
    monkeypatch: pytest.MonkeyPatch,
) -> None:
    monkeypatch.setattr(settling, "SETTLE_S", 0.01)

    async def run() -> None:
        written, once = list[int](), asyncio.Event()
        loop = asyncio.get_running_loop()

        def settle() -> None:
            written.append(1)
            loop.call_soon_threadsafe(once.set)

        whole = Settling(door, settle)
        await asyncio.gather(*(whole({"type": "http"}, received, sent) for _ in range(20)))
        await asyncio.wait_for(once.wait(), 10)
        assert written == [1]

    asyncio.run(run())
