"""Lets in as many as HQ can answer: who comes when it is full is told when to come again.

Laptops do come again by themselves (a 503 with Retry-After is tried again by their carrier), and
nothing that they have sent is lost by it. How many bytes may be on the way is `sync.server.room`'s
to say. The gate also sees to it that who was heard of is written down.
"""

import asyncio
from collections.abc import Callable

from sync.server.unread import App, Message, Receive, Send

MOST_OPEN = 4000
"""Questions that may be on the way at once; a laptop on a slow link takes minutes for one."""
AGAIN_S = 10
"""Seconds after which who was sent away comes again."""
SETTLE_S = 2.0
"""Seconds after which it is written down who was heard of."""
_BUSY = 503


class Gate:
    """An ASGI application around another one; `settle` is called while it is used, and after."""

    def __init__(self, app: App, settle: Callable[[], None]) -> None:
        self._app, self._settle = app, settle
        self._open = 0
        self._settling: asyncio.Task[None] | None = None

    async def __call__(self, scope: Message, receive: Receive, send: Send) -> None:
        """Answer one request, or send it away."""
        if scope["type"] != "http":
            await self._app(scope, receive, send)
        elif self._open >= MOST_OPEN:
            await _sent_away(send)
        else:
            await self._let_in(scope, receive, send)

    async def _let_in(self, scope: Message, receive: Receive, send: Send) -> None:
        self._open += 1
        try:
            await self._app(scope, receive, send)
        finally:
            self._open -= 1
            if self._settling is None:
                self._settling = asyncio.create_task(self._settled())

    async def _settled(self) -> None:
        await asyncio.sleep(SETTLE_S)
        self._settling = None
        await asyncio.to_thread(self._settle)


async def _sent_away(send: Send) -> None:
    headers = [(b"retry-after", str(AGAIN_S).encode()), (b"content-length", b"0")]
    await send({"type": "http.response.start", "status": _BUSY, "headers": headers})
    await send({"type": "http.response.body", "body": b""})
