"""Too many at once: some are asked to come again, nobody is forgotten."""

import asyncio

import pytest

from sync.server import gate
from sync.server.gate import Gate
from sync.server.unread import Message, Receive, Send

ASKED = {"type": "http"}


class Door:
    """Answers when it is told to."""

    def __init__(self) -> None:
        self.opened, self.entered = asyncio.Event(), asyncio.Queue[None]()

    async def __call__(self, _scope: Message, receive: Receive, send: Send) -> None:
        await receive()
        self.entered.put_nowait(None)
        await self.opened.wait()
        await send({"type": "http.response.start", "status": 200})


class Visitor:
    """One request."""

    def __init__(self) -> None:
        self.heard = list[Message]()

    async def asks(self, door: Gate) -> int:
        async def receive() -> Message:
            return {"type": "http.request", "body": b"asked"}

        async def send(message: Message) -> None:
            self.heard.append(message)

        await door(ASKED, receive, send)
        return int(self.heard[0]["status"])


def test_who_comes_when_it_is_full_is_told_when_to_come_again(
    monkeypatch: pytest.MonkeyPatch,
) -> None:
    monkeypatch.setattr(gate, "MOST_OPEN", 2)

    async def run() -> None:
        inner = Door()
        gated = Gate(inner, lambda: None)
        full = [asyncio.create_task(Visitor().asks(gated)) for _ in range(2)]
        for _ in full:
            await inner.entered.get()
        late = Visitor()
        assert await late.asks(gated) == 503
        assert dict(late.heard[0]["headers"])[b"retry-after"] == b"10"
        inner.opened.set()
        assert await asyncio.gather(*full) == [200, 200]
        assert await Visitor().asks(gated) == 200

    asyncio.run(run())


def test_who_was_heard_of_is_written_down_soon_after_and_once_for_many(
    monkeypatch: pytest.MonkeyPatch,
) -> None:
    monkeypatch.setattr(gate, "SETTLE_S", 0.01)

    async def run() -> None:
        written, once = list[int](), asyncio.Event()
        loop = asyncio.get_running_loop()

        def settle() -> None:
            written.append(1)
            loop.call_soon_threadsafe(once.set)

        inner = Door()
        inner.opened.set()
        gated = Gate(inner, settle)
        await asyncio.gather(*(Visitor().asks(gated) for _ in range(20)))
        await asyncio.wait_for(once.wait(), 10)
        assert written == [1]

    asyncio.run(run())
