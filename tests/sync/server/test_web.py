"""What the web door promises: two routes, a signed answer to anything, never a trace."""

import asyncio
import threading

import httpx
import pytest
from fastapi import FastAPI

from sync.core.door import HEALTH, HELLO, SYNC
from sync.core.message import REFUSAL, Message, envelope, refusal_of
from sync.server import arrivals, web
from sync.server.arrivals import Coming
from sync.server.room import Room
from tests.sync.site import SCOPE, Headquarter, Laptop


class Client:
    """Asks the application without a network."""

    def __init__(self, app: FastAPI) -> None:
        self._app = app

    def ask(self, method: str, path: str, content: bytes = b"") -> httpx.Response:
        async def asked() -> httpx.Response:
            inside = httpx.ASGITransport(app=self._app)
            async with httpx.AsyncClient(transport=inside, base_url="http://hq") as client:
                return await client.request(method, path, content=content)

        return asyncio.run(asked())

    def get(self, path: str) -> httpx.Response:
        return self.ask("GET", path)

    def post(self, path: str, content: bytes) -> httpx.Response:
        return self.ask("POST", path, content)


@pytest.fixture
def client(hq: Headquarter) -> Client:
    return Client(web.door(hq.hub))


def test_a_probe_is_answered_by_the_greeting_alone(client: Client) -> None:
    assert client.get(HEALTH).content == HELLO


def test_a_request_of_the_first_release_is_answered_as_it_knows_it(
    client: Client, laptop: Laptop
) -> None:
    laptop.edit(text="a")
    laptop.replica().seal([SCOPE])
    answer = client.post(SYNC, content=laptop.replica().said(Message())[1])
    assert answer.status_code == 200
    assert envelope(answer.content).stamp.answers != bytes(8)


@pytest.mark.parametrize("raw", [b"", b"<html>", b"SXM" + b"\xff" * 100])
def test_rubbish_gets_a_signed_no(client: Client, hq: Headquarter, raw: bytes) -> None:
    found = envelope(client.post(SYNC, content=raw).content)
    assert found.kind == REFUSAL
    assert found.genuine(hq.keys.sign_public)


def test_a_body_beyond_the_limit_is_not_held(
    client: Client, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setattr(arrivals, "MESSAGE", 10)
    no = refusal_of(envelope(client.post(SYNC, content=b"x" * 11).content).inside)
    assert no.params == {"reason": "too large"}


def test_a_mistake_of_ours_shows_no_trace(hq: Headquarter, monkeypatch: pytest.MonkeyPatch) -> None:
    def broken(_raw: bytes) -> bytes:
        raise ZeroDivisionError("secret")

    monkeypatch.setattr(hq.hub, "exchange", broken)
    answer = Client(web.door(hq.hub)).post(SYNC, content=b"x").content
    assert b"secret" not in answer
    assert "its log" in refusal_of(envelope(answer).inside).text


def test_no_page_of_the_framework_is_open(client: Client) -> None:
    assert {client.get(p).status_code for p in ("/docs", "/redoc", "/", "/v1/sync")} <= {404, 405}


def test_it_says_its_port_once_it_listens(hq: Headquarter, monkeypatch: pytest.MonkeyPatch) -> None:
    ports: list[int] = []
    server: list[web._Server] = []
    started = web._Server.startup

    async def stop_after(self: web._Server, sockets: list[object] | None = None) -> None:
        server.append(self)
        await started(self, sockets)
        self.should_exit = True

    monkeypatch.setattr(web._Server, "startup", stop_after)
    thread = threading.Thread(target=web.serve, args=(hq.hub, "127.0.0.1", 0, ports.append))
    thread.start()
    thread.join(20)
    assert len(ports) == 1
    assert ports[0] > 0


def test_where_too_many_come_at_once_they_are_asked_to_come_again(
    hq: Headquarter, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setattr(web, "Room", lambda: Room(most=10))
    client = Client(web.door(hq.hub))
    assert client.post(SYNC, content=b"x" * 11).status_code == 503
    # What was refused is not held.
    assert client.post(SYNC, content=b"x" * 10).status_code == 200


def test_beginnings_that_nobody_finishes_do_not_fill_the_disk(
    hq: Headquarter, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setattr("sync.server.arrivals.ROOM", 3000)
    names = [f"{n:016x}" for n in range(5)]
    for name in names:
        hq.hub.arrivals.broke_off(Coming(name, bytes(1000)))
    assert sum(map(hq.hub.arrivals.arrived, names)) == 3000
