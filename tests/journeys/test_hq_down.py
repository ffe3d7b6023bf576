"""HQ cannot be reached, or falls silent in the middle: calm words, nothing lost, delivered later."""

import contextlib
import socket
import socketserver
import threading
from collections.abc import Callable, Iterator
from http.server import BaseHTTPRequestHandler
from pathlib import Path

import pytest
from typing_extensions import override

from app.services import syncing
from db.model.errors import Offline, TimedOut
from db.model.progress import Silent
from sync.carrier import Tray
from sync.transports.http import Http, Patience
from tests.journeys.conftest import Computer, enrol, served

MEETING = {"type": "general_meeting", "title": "5月党员大会", "minutes": "边坡监测每日两次。" * 40}

SAFE = "Everything is still on this computer."


@pytest.fixture(autouse=True)
def impatient(monkeypatch: pytest.MonkeyPatch) -> None:
    """Nobody waits for a second try here."""
    one_try = Patience(connect=2, read=2, tries=0, pause=0)

    def dial(url: str, ca: str) -> Http:
        return Http(url, ca, one_try)

    monkeypatch.setattr(syncing, "_by_http", dial)


@pytest.fixture
def secretary(laptop: Callable[..., Computer], hq: Computer) -> Computer:
    made = laptop("周建国")
    enrol(hq, made)
    return made


class Falling(socketserver.ThreadingTCPServer):
    """Takes a request, hands it to HQ or not, and drops the line without an answer."""

    allow_reuse_address, daemon_threads = True, True

    def __init__(self, url: str, *, delivers: bool) -> None:
        super().__init__(("127.0.0.1", 0), _Fall)
        self.url, self.delivers = url, delivers


class _Fall(BaseHTTPRequestHandler):
    @override
    def log_message(self, format: str, *args: object) -> None:
        del format, args

    def do_POST(self) -> None:
        server = self.server
        assert isinstance(server, Falling)
        body = self.rfile.read(int(self.headers["Content-Length"]))
        if server.delivers:
            Http(server.url).exchange(body, Silent(), Tray())
        self.connection.shutdown(socket.SHUT_RDWR)


@contextlib.contextmanager
def falling(url: str, *, delivers: bool) -> Iterator[str]:
    """Return the address of a line that falls before the answer."""
    with Falling(url, delivers=delivers) as server:
        threading.Thread(target=server.serve_forever, daemon=True).start()
        yield f"http://127.0.0.1:{server.server_address[1]}"
        server.shutdown()


def test_the_server_is_killed_and_comes_back(secretary: Computer, hq: Computer) -> None:
    with served(hq) as url:
        assert secretary.does("sync", "--hq", url)["receipt"] == 1
    (meeting,) = secretary.new("activity", MEETING)
    assert SAFE in secretary.fails("sync")
    with secretary.opened() as book:
        status = book.syncing.status()
        record = book.records.raw(meeting)
        assert record is not None
        assert book.syncing.where(record) == "local"
    assert (status.only_here, [w.kind for w in status.kinds]) == (1, ["activity"])
    assert status.receipt is not None

    with served(hq) as url:
        done = secretary.does("sync", "--hq", url)
    assert (done["sent"], done["receipt"]) == (1, 2)
    with secretary.opened() as book:
        assert book.syncing.status().only_here == 0
    (branch,) = hq.does("hq", "status")["items"]
    assert (branch["changes"], branch["receipt"]) == (2, 2)


@pytest.mark.parametrize("delivers", [False, True])
def test_a_line_that_falls_before_the_answer_says_nothing_was_delivered(
    secretary: Computer, hq: Computer, delivers: bool
) -> None:
    secretary.new("activity", MEETING)
    with served(hq) as url:
        with falling(url, delivers=delivers) as line:
            assert SAFE in secretary.fails("sync", "--hq", line)
        with secretary.opened() as book:
            assert book.syncing.status().receipt is None
            assert book.syncing.status().only_here == 2
        done = secretary.does("sync", "--hq", url)
        assert done["receipt"] == 1
        (branch,) = hq.does("hq", "status")["items"]
        assert (branch["changes"], branch["conflicts"], branch["receipt"]) == (2, 0, 1)
        assert secretary.does("sync")["sent"] == 0
    assert secretary.does("doctor")["ailments"] == []


def test_a_server_that_never_answers_is_left_in_time(secretary: Computer) -> None:
    with socket.create_server(("127.0.0.1", 0)) as deaf, secretary.opened() as book:
        url = f"http://127.0.0.1:{deaf.getsockname()[1]}"
        with pytest.raises(TimedOut) as caught:
            book.syncing.sync(url, Silent())
        assert caught.value.hint
        assert caught.value.safe
        assert book.syncing.exchanges() == ()


def test_a_log_in_page_is_told_from_hq(secretary: Computer) -> None:
    class Portal(BaseHTTPRequestHandler):
        @override
        def log_message(self, format: str, *args: object) -> None:
            del format, args

        def do_POST(self) -> None:
            self.rfile.read(int(self.headers["Content-Length"]))
            self.send_response(200)
            self.send_header("Content-Type", "text/html")
            self.end_headers()
            self.wfile.write(b"<html>log in</html>")

    with socketserver.TCPServer(("127.0.0.1", 0), Portal) as portal:
        threading.Thread(target=portal.serve_forever, daemon=True).start()
        with secretary.opened() as book, pytest.raises(Offline, match="log-in page"):
            book.syncing.sync(f"http://127.0.0.1:{portal.server_address[1]}", Silent())
        portal.shutdown()


def test_what_could_not_go_by_network_goes_by_stick(
    secretary: Computer, hq: Computer, tmp_path: Path
) -> None:
    secretary.new("activity", MEETING)
    secretary.fails("sync", "--hq", "http://127.0.0.1:9")
    letter = tmp_path / "stick.sxbundle"
    assert secretary.does("bundle", "write", letter)["sent"] == 2
    (answer,) = hq.does("hq", "ingest", letter, "--out", tmp_path / "out")["answers"]
    assert secretary.does("bundle", "read", answer)["receipt"] == 1
