"""Sees to it that who was heard of is written down soon after the last call, once for many."""

import asyncio
from collections.abc import Callable

from sync.server.unread import App, Message, Receive, Send

SETTLE_S = 2.0
"""Seconds after a call within which it is written down."""


class Settling:
    """An ASGI application around another one; `settle` is called while it is used, and after."""

    def __init__(self, app: App, settle: Callable[[], None]) -> None:
        self._app, self._settle = app, settle
        self._settling: asyncio.Task[None] | None = None

    async def __call__(self, scope: Message, receive: Receive, send: Send) -> None:
        """Answer one request."""
        try:
            await self._app(scope, receive, send)
        finally:
            if self._settling is None:
                self._settling = asyncio.create_task(self._settled())

    async def _settled(self) -> None:
        await asyncio.sleep(SETTLE_S)
        self._settling = None
        await asyncio.to_thread(self._settle)
