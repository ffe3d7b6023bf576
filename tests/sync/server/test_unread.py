"""What is promised of a line that is going: what came on it is given before it is said to be gone."""

import asyncio
from typing import Any

from sync.server.unread import Message, Receive, Send, Unread


class Keeper:
    """Keeps what came, and says that the line is gone, as the web server does."""

    def __init__(self, body: bytes) -> None:
        self.body = body

    async def receive(self) -> Message:
        return {"type": "http.disconnect"}


def received(keeper: Keeper, times: int) -> list[Message]:
    got: list[Message] = []

    async def app(_scope: Any, receive: Receive, _send: Send) -> None:
        got.extend([await receive() for _ in range(times)])

    async def send(_message: Message) -> None: ...

    asyncio.run(Unread(app)({}, keeper.receive, send))
    return got


def test_what_came_is_given_once_and_then_the_line_is_gone() -> None:
    first, second = received(Keeper(b"abc"), 2)
    assert (first["type"], first["body"], first["more_body"]) == ("http.request", b"abc", True)
    assert second["type"] == "http.disconnect"


def test_a_line_on_which_nothing_came_is_just_gone() -> None:
    assert [m["type"] for m in received(Keeper(b""), 1)] == ["http.disconnect"]
