"""HQ's web door: a few routes around the hub, one process, and a last net that never shows a trace."""

import asyncio
import logging
import ssl
from collections.abc import Callable
from contextlib import suppress
from queue import Queue
from threading import Thread
from typing import Annotated, Any

import uvicorn
from fastapi import FastAPI, Path, Request, Response
from fastapi.responses import PlainTextResponse, StreamingResponse
from starlette.requests import ClientDisconnect

from db.model.errors import PeerBroke, SuixingError
from db.model.words import N_
from sync.core.door import ARRIVED, HEALTH, HELLO, SYNC, TYPE
from sync.core.limits import MESSAGE
from sync.server.arrivals import Coming
from sync.server.gate import Gate
from sync.server.hub import Hub
from sync.server.records import in_records
from sync.server.room import Crowded, Room, listened
from sync.server.unread import Unread

Name = Annotated[str, Path(pattern="^[0-9a-f]{16}$")]
Offset = Annotated[int, Path(ge=0, le=MESSAGE)]
_BINARY = {TYPE: {"schema": {"type": "string", "format": "binary"}}}
_BYTES: dict[str, Any] = {
    "response_class": Response,
    "responses": {
        200: {"description": "HQ's answer", "content": _BINARY},
        503: {"description": "Too many bodies at once; come again"},
    },
    "openapi_extra": {"requestBody": {"required": True, "content": _BINARY}},
}
_PROGRESS: dict[int | str, dict[str, Any]] = {
    200: {"description": "The rest of the answer", "content": _BINARY},
    202: {"description": "How many bytes of the question have arrived"},
}
_CONNECTIONS = 8192
"""Most connections at once; further ones are told to come again."""
_LOG = logging.getLogger("suixing.hq")


def door(hub: Hub) -> FastAPI:
    """Return the application."""
    app = FastAPI(title="Suixing HQ", version="1", docs_url=None, redoc_url=None)
    room = Room()

    @app.get(HEALTH, response_class=PlainTextResponse)
    async def health() -> Response:
        """Answer a probe: this is HQ and no log-in page."""
        return Response(HELLO, media_type="text/plain")

    @app.post(SYNC, **_BYTES)
    async def sync(request: Request) -> Response:
        """Answer one exchange; a refusal is an answer too, signed, with its reason."""
        return await _exchange(hub, room, request, "", 0)

    @app.post(SYNC + "/{name}/{at}", **_BYTES)
    async def rest(request: Request, name: Name, at: Offset) -> Response:
        """Answer one exchange whose question goes on at byte `at`."""
        return await _exchange(hub, room, request, name, at)

    @app.get(SYNC + "/{name}/{have}", response_class=Response, responses=_PROGRESS)
    async def progress(request: Request, name: Name, have: Offset) -> Response:
        """Give the rest of an answer, or say how much of its question has arrived."""
        found = await asyncio.to_thread(hub.arrivals.answer, name, have)
        if found is not None:
            return _given(request, found)
        count = await asyncio.to_thread(hub.arrivals.arrived, name)
        return Response(str(count), status_code=ARRIVED)

    return app


async def _exchange(hub: Hub, room: Room, request: Request, name: str, at: int) -> Response:
    coming = Coming()
    try:
        with room.share() as share:
            share.take(at)
            if at:
                coming = await asyncio.to_thread(hub.arrivals.begin, name, at)
            async for part in listened(request.stream()):
                share.take(len(part))
                hub.arrivals.came(coming, part)
            answer = await asyncio.to_thread(_answered, hub, bytes(coming.body))
    except (ClientDisconnect, TimeoutError):
        # Nobody listens any more; what has come counts when the link is back.
        await asyncio.to_thread(_kept, hub, coming)
        return Response()
    except Crowded:
        return Response(status_code=503, headers={"Retry-After": "5"})
    except SuixingError as error:
        answer = hub.refusal(error)
    finally:
        hub.arrivals.ended(coming)
    return _given(request, answer)


def _given(request: Request, answer: bytes) -> Response:
    if request.url.scheme != "https":
        return Response(answer)
    return StreamingResponse(in_records(answer), headers={"Content-Length": str(len(answer))})


def _kept(hub: Hub, coming: Coming) -> None:
    with suppress(SuixingError):
        hub.arrivals.broke_off(coming)


def _answered(hub: Hub, raw: bytes) -> bytes:
    try:
        answer = hub.exchange(raw)
        hub.arrivals.answered(raw, answer)
        return answer
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
    _written_down(hub)


def _gated(hub: Hub) -> Gate:
    hub.heard.gather()
    return Gate(door(hub), lambda: _written_down(hub))


def _written_down(hub: Hub) -> None:
    # A full disk is said to whoever brings something; here it only costs a time of day.
    with suppress(SuixingError):
        hub.heard.settle()


def _config(hub: Hub, host: str, port: int, tls: ssl.SSLContext | None) -> uvicorn.Config:
    return uvicorn.Config(
        Unread(_gated(hub)),
        host=host,
        port=port,
        log_level="warning",
        access_log=False,
        server_header=False,
        date_header=False,
        lifespan="off",
        timeout_keep_alive=75,
        limit_concurrency=_CONNECTIONS,
        h11_max_incomplete_event_size=1 << 14,
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
        self._hub = hub
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
        _written_down(self._hub)
