"""HQ's web door: two routes around the hub, one process, and a last net that never shows a trace."""

import asyncio
import logging
import ssl
from collections.abc import Callable
from queue import Queue
from threading import Thread

import uvicorn
from fastapi import FastAPI, Request, Response
from fastapi.responses import PlainTextResponse

from db.model.errors import PeerBroke, SuixingError
from db.model.words import N_
from sync.core.door import HEALTH, HELLO, SYNC, TYPE
from sync.core.limits import MESSAGE, broke
from sync.server.hub import Hub

_LOG = logging.getLogger("suixing.hq")


def door(hub: Hub) -> FastAPI:
    """Return the application."""
    app = FastAPI(title="Suixing HQ", version="1", docs_url=None, redoc_url=None)

    @app.get(HEALTH, response_class=PlainTextResponse)
    async def health() -> Response:
        """Answer a probe: this is HQ and no log-in page."""
        return Response(HELLO, media_type="text/plain")

    @app.post(SYNC, response_class=Response)
    async def sync(request: Request) -> Response:
        """Answer one exchange; a refusal is an answer too, signed, with its reason."""
        try:
            raw = await _body(request)
            answer = await asyncio.to_thread(_answered, hub, raw)
        except SuixingError as error:
            answer = hub.refusal(error)
        return Response(answer, media_type=TYPE)

    return app


async def _body(request: Request) -> bytes:
    """Return the body, of which no more than allowed is ever held."""
    parts, have = [], 0
    async for part in request.stream():
        have += len(part)
        if have > MESSAGE:
            raise broke("too large")
        parts.append(part)
    return b"".join(parts)


def _answered(hub: Hub, raw: bytes) -> bytes:
    try:
        return hub.exchange(raw)
    except Exception:
        _LOG.exception("an exchange failed")
        return hub.refusal(
            PeerBroke(
                N_("HQ could not take this in; the reason is in its log."),
                hint=N_("Tell HQ the time; nothing needs to be sent twice by hand."),
            )
        )


def serve(
    hub: Hub,
    host: str,
    port: int,
    ready: Callable[[int], None] | None = None,
    tls: ssl.SSLContext | None = None,
) -> None:
    """Serve until interrupted; `ready` hears the port. One process: SQLite has one writer."""
    _Server(_config(hub, host, port, tls), ready).run()


def _config(hub: Hub, host: str, port: int, tls: ssl.SSLContext | None) -> uvicorn.Config:
    return uvicorn.Config(
        door(hub),
        host=host,
        port=port,
        log_level="warning",
        access_log=False,
        server_header=False,
        date_header=False,
        lifespan="off",
        timeout_keep_alive=75,
        # A laptop whose link died in the middle of a request does not keep HQ from ending.
        timeout_graceful_shutdown=5,
        ssl_context_factory=None if tls is None else lambda _config, _default: tls,
    )


class _Server(uvicorn.Server):
    """Tells the port once it listens."""

    def __init__(self, config: uvicorn.Config, ready: Callable[[int], None] | None) -> None:
        super().__init__(config)
        self._ready = ready

    async def startup(self, sockets: list[object] | None = None) -> None:  # type: ignore[override]
        """Start to listen, then say so."""
        await super().startup(sockets)  # type: ignore[arg-type]
        if self._ready is not None and self.servers:
            self._ready(int(self.servers[0].sockets[0].getsockname()[1]))


class Background:
    """The door on a free port of this machine, in a thread of its own, while a block lasts."""

    def __init__(
        self, hub: Hub, host: str = "127.0.0.1", tls: ssl.SSLContext | None = None
    ) -> None:
        self._at: Queue[int] = Queue()
        self._server = _Server(_config(hub, host, 0, tls), self._at.put)
        self._thread = Thread(target=self._server.run, name="hq")
        self._address = f"{'http' if tls is None else 'https'}://{host}"

    def __enter__(self) -> str:
        """Start; return the address once it listens."""
        self._thread.start()
        return f"{self._address}:{self._at.get(timeout=30)}"

    def __exit__(self, *_: object) -> None:
        """Answer what is under way, then stop."""
        self._server.should_exit = True
        self._thread.join()
