"""What the network carrier promises: HQ is told from a dead line and from a log-in page."""

import socket
import threading
from collections.abc import Iterator
from http.server import BaseHTTPRequestHandler, HTTPServer

import pytest

from db.model.errors import Offline, PeerBroke, TimedOut
from db.model.progress import Silent
from sync.carrier import Tray
from sync.transports.http import Http, Patience, probe

QUICK = Patience(connect=2, read=2, tries=2, pause=0)
HASTY = Patience(connect=0.2, read=0.2, tries=0, pause=0)


class Portal(BaseHTTPRequestHandler):
    """Answers everything with what `server.said` holds: (status, type, body)."""

    def answer(self) -> None:
        self.rfile.read(int(self.headers.get("Content-Length") or 0))
        status, kind, body = self.server.said  # type: ignore[attr-defined]
        self.server.asked += 1  # type: ignore[attr-defined]
        self.send_response(status)
        self.send_header("Content-Type", kind)
        more = self.server.more  # type: ignore[attr-defined]
        if more[0] != "Content-Length":
            self.send_header("Content-Length", str(len(body)))
        if more[0]:
            self.send_header(*more)
        self.send_header("Location", "http://127.0.0.1:9/login")
        self.end_headers()
        self.wfile.write(body)

    do_GET = do_POST = answer  # noqa: N815

    def log_message(self, *_: object) -> None: ...


class Answering(HTTPServer):
    said = (200, "text/html", b"<html>Welcome to HotelNet</html>")
    asked = 0
    more = ("", "")

    @property
    def url(self) -> str:
        return f"http://127.0.0.1:{self.server_port}"


@pytest.fixture
def portal() -> Iterator[Answering]:
    server = Answering(("127.0.0.1", 0), Portal)
    thread = threading.Thread(target=server.serve_forever, kwargs={"poll_interval": 0.01})
    thread.start()
    yield server
    server.shutdown()
    thread.join()
    server.server_close()


def post(url: str, patience: Patience = QUICK) -> bytes:
    with Http(url, patience=patience) as http:
        return http.exchange(b"hello", Silent(), Tray())


def nobody() -> str:
    """An address where nothing listens."""
    with socket.socket() as free:
        free.bind(("127.0.0.1", 0))
        return f"127.0.0.1:{free.getsockname()[1]}"


@pytest.mark.parametrize("status", [200, 302, 403, 511 - 100])
def test_a_log_in_page_is_told_from_hq(portal: Answering, status: int) -> None:
    portal.said = (status, "text/html", b"<html>log in</html>")
    with pytest.raises(Offline, match="log-in page"):
        post(portal.url)
    assert probe(portal.url) == "captive"


def test_a_dead_line_is_said_calmly() -> None:
    with pytest.raises(Offline, match="No network"):
        post(nobody())
    assert probe(nobody()) == "offline"


def test_an_hq_that_is_down_is_asked_again_and_then_said(portal: Answering) -> None:
    portal.said = (503, "text/plain", b"")
    with pytest.raises(Offline, match="503"):
        post(portal.url)
    assert portal.asked == 1 + QUICK.tries


def test_an_hq_that_stops_answering_is_not_waited_for_for_ever() -> None:
    with socket.socket() as silent:
        silent.bind(("127.0.0.1", 0))
        silent.listen()
        address = f"127.0.0.1:{silent.getsockname()[1]}"
        with pytest.raises(TimedOut):
            post(address, HASTY)
        assert probe(address, seconds=0.2) == "offline"


def test_an_answer_that_begins_like_hqs_is_handed_on(portal: Answering) -> None:
    portal.said = (200, "text/plain", b"S2 answer")
    assert post(portal.url) == b"S2 answer"
    assert post(portal.url + "/") == b"S2 answer"


def test_an_endless_answer_is_not_held(portal: Answering, monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr("sync.transports.http.MESSAGE", 10)
    portal.said = (200, "text/plain", b"S2" * 11)
    with pytest.raises(PeerBroke, match="larger"):
        post(portal.url)


@pytest.mark.parametrize(
    ("line", "text"),
    [("Content-Encoding", "gzip"), ("Content-Length", "²"), ("Content-Length", "-1")],
)
def test_an_answer_that_is_packed_or_has_no_length_is_not_hqs(
    portal: Answering, line: str, text: str
) -> None:
    portal.said, portal.more = (200, "text/plain", b"S2 answer"), (line, text)
    with pytest.raises(Offline):
        post(portal.url)


def test_without_an_address_it_says_where_to_write_one() -> None:
    with pytest.raises(Offline, match="address is not known"):
        Http(" ")


def test_hq_is_found_by_its_greeting(portal: Answering) -> None:
    portal.said = (200, "text/plain", b"suixing hq 1\n")
    assert probe(portal.url) == "ok"
    portal.said = (200, "text/plain", b"suixing hq 1\nand more")
    assert probe(portal.url) == "captive"
