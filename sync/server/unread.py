"""Gives what came on a line before saying that the line is gone.

uvicorn answers `receive` with "disconnected" as soon as it knows, and drops what it had read by then;
on a line that breaks every kilobyte that is most of what comes.
"""

from collections.abc import Awaitable, Callable, MutableMapping
from typing import Any

Message = MutableMapping[str, Any]
Receive = Callable[[], Awaitable[Message]]
Send = Callable[[Message], Awaitable[None]]
App = Callable[[Any, Receive, Send], Awaitable[None]]


class Unread:
    """An ASGI application around another one."""

    def __init__(self, app: App) -> None:
        self._app = app

    async def __call__(self, scope: Any, receive: Receive, send: Send) -> None:
        """Answer one request."""
        # uvicorn's `receive` is a method of what keeps the bytes that came.
        keeper = getattr(receive, "__self__", None)

        async def first_what_came() -> Message:
            message = await receive()
            left = getattr(keeper, "body", b"")
            if message["type"] != "http.disconnect" or not left:
                return message
            keeper.body = b""  # type: ignore[union-attr]
            return {"type": "http.request", "body": bytes(left), "more_body": True}

        await self._app(scope, first_what_came, send)
