"""What a pinned authority promises: it alone is believed, and no clock locks anybody out."""

import os
import socket
import ssl
import threading
from collections.abc import Iterator
from contextlib import contextmanager, suppress
from datetime import UTC, datetime, timedelta
from pathlib import Path
from typing import Self

import pytest

from db.model.errors import Offline, PeerBroke
from db.model.progress import Silent
from sync.carrier import Tray
from sync.core.message import Message, envelope
from sync.pin import believing, doubts, unproven
from sync.server import tls, web
from sync.server.tls import Pair
from sync.transports.http import Http, Patience, probe
from tests.bench.wire import Link, Meter
from tests.sync.site import Headquarter, Laptop

NOW = datetime(2026, 5, 22, tzinfo=UTC)
ONE_TRY = Patience(connect=5, read=5, tries=0, pause=0)


@pytest.fixture(scope="module")
def ca() -> Pair:
    return tls.authority(NOW)


@contextmanager
def door(hq: Headquarter, ca: Pair, *hosts: str, at: datetime = NOW) -> Iterator[str]:
    pair = tls.server_pair(ca, hosts or ("127.0.0.1",), at)
    with web.Background(hq.hub, tls=tls.context(pair)) as url:
        yield url


def exchange(url: str, laptop: Laptop, ca: str, patience: Patience = ONE_TRY) -> bytes:
    with Http(url, ca, patience) as http:
        return http.exchange(laptop.replica().said(Message())[1], Silent(), Tray())


def test_hqs_own_authority_is_believed(hq: Headquarter, laptop: Laptop, ca: Pair) -> None:
    with door(hq, ca) as url:
        assert url.startswith("https://")
        answer = envelope(exchange(url, laptop, ca.certificate))
        assert answer.genuine(hq.keys.sign_public)
        assert probe(url, ca.certificate) == "ok"
        assert probe(url.removeprefix("https://"), ca.certificate) == "ok"


@pytest.mark.parametrize("year", [2001, 2060])
def test_dates_do_not_matter(hq: Headquarter, laptop: Laptop, year: int) -> None:
    # A certificate not yet valid, or long run out, is what a laptop with a wrong clock sees.
    now = datetime(year, 1, 1, tzinfo=UTC)
    ca = tls.authority(now)
    with door(hq, ca, at=now) as url:
        assert exchange(url, laptop, ca.certificate)
        assert probe(url, ca.certificate) == "ok"


def test_another_authority_is_not_believed(hq: Headquarter, laptop: Laptop, ca: Pair) -> None:
    with door(hq, tls.authority(NOW)) as url:
        with pytest.raises(Offline, match="cannot prove that it is HQ"):
            exchange(url, laptop, ca.certificate)
        assert probe(url, ca.certificate) == "captive"


def test_nor_is_one_that_the_system_trusts(
    hq: Headquarter, laptop: Laptop, ca: Pair, tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    public = tls.authority(NOW)
    trusted = tmp_path / "system.pem"
    trusted.write_text(public.certificate)
    monkeypatch.setenv("REQUESTS_CA_BUNDLE", str(trusted))
    monkeypatch.setattr("requests.adapters.DEFAULT_CA_BUNDLE_PATH", str(trusted))
    with door(hq, public) as url:
        assert exchange(url, laptop, "")
        with pytest.raises(Offline, match="cannot prove that it is HQ"):
            exchange(url, laptop, ca.certificate)
        assert probe(url, ca.certificate) == "captive"


def test_a_certificate_of_another_name_is_said_to_be_one(
    hq: Headquarter, laptop: Laptop, ca: Pair
) -> None:
    with (
        door(hq, ca, "127.0.0.2", "hq.example") as url,
        pytest.raises(Offline, match="certificate of another address"),
    ):
        exchange(url, laptop, ca.certificate)


def test_without_a_pinned_authority_a_wrong_clock_is_named(
    hq: Headquarter, laptop: Laptop, tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    past = datetime(2001, 1, 1, tzinfo=UTC)
    public = tls.authority(past)
    trusted = tmp_path / "system.pem"
    trusted.write_text(public.certificate)
    monkeypatch.setenv("REQUESTS_CA_BUNDLE", str(trusted))
    with door(hq, public, at=past) as url, pytest.raises(Offline, match="clock shows"):
        exchange(url, laptop, "")


def test_https_to_a_door_without_tls_is_said(hq: Headquarter, laptop: Laptop, ca: Pair) -> None:
    with (
        web.Background(hq.hub) as url,
        pytest.raises(Offline, match="speaks no TLS"),
    ):
        exchange(url.replace("http:", "https:"), laptop, ca.certificate)


def test_http_to_a_door_with_tls_is_said(hq: Headquarter, laptop: Laptop, ca: Pair) -> None:
    with door(hq, ca) as url:
        plain = url.replace("https:", "http:")
        with pytest.raises(Offline, match="https alone"):
            exchange(plain, laptop, ca.certificate)
        assert probe(plain) == "offline"


class Proxy:
    """Joins a laptop to where it asks for by CONNECT, once."""

    def __init__(self) -> None:
        self._listening = socket.create_server(("127.0.0.1", 0))
        self.url = f"http://127.0.0.1:{self._listening.getsockname()[1]}"
        self.asked = b""
        self._thread = threading.Thread(target=self._serve)

    def __enter__(self) -> Self:
        self._thread.start()
        return self

    def __exit__(self, *_: object) -> None:
        self._listening.close()
        self._thread.join()

    def _serve(self) -> None:
        laptop, _ = self._listening.accept()
        self.asked = laptop.recv(4096)
        host, _, port = self.asked.split()[1].decode().rpartition(":")
        with laptop, socket.create_connection((host, int(port))) as there:
            laptop.sendall(b"HTTP/1.1 200 OK\r\n\r\n")
            back = threading.Thread(target=_poured, args=(there, laptop))
            back.start()
            _poured(laptop, there)
            back.join()


def _poured(source: socket.socket, target: socket.socket) -> None:
    while block := source.recv(1 << 16):
        target.sendall(block)
    target.shutdown(socket.SHUT_WR)


def test_behind_a_proxy_too_only_hqs_authority_is_believed(
    hq: Headquarter, laptop: Laptop, ca: Pair, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.delenv("no_proxy", raising=False)
    monkeypatch.delenv("NO_PROXY", raising=False)
    past = datetime(2001, 1, 1, tzinfo=UTC)
    with door(hq, ca, at=past) as url, Proxy() as proxy:
        monkeypatch.setenv("HTTPS_PROXY", proxy.url)
        assert exchange(url, laptop, ca.certificate)
        assert proxy.asked.startswith(b"CONNECT 127.0.0.1:")


@pytest.mark.parametrize("breaks", [16384, 8192, 4096])
def test_a_link_that_breaks_brings_everything_under_tls_too(
    hq: Headquarter, laptop: Laptop, ca: Pair, breaks: int
) -> None:
    # Noise packs badly, so that this is a long question.
    laptop.edit(text=os.urandom(9000).hex())
    patient = ONE_TRY._replace(tries=3)
    with door(hq, ca) as url, Meter(url, Link(breaks=breaks)) as line:
        address = line.address.replace("http:", "https:")
        with Http(address, ca.certificate, patient) as http:
            assert laptop.engine().sync(http, Silent()).receipt == 1
        assert line.lines > 9000 // breaks


def test_no_more_than_tls_needs_goes_over_the_line(ca: Pair) -> None:
    # Certificate, key exchange and both ends' hellos: a laptop pays it once a connection.
    server = tls.context(tls.server_pair(ca, ("hq.example.com",), NOW))
    up, down = ssl.MemoryBIO(), ssl.MemoryBIO()
    client = believing(ca.certificate).wrap_bio(down, up, server_hostname="hq.example.com")
    serving = server.wrap_bio(up, down, server_side=True)
    sizes = []
    for side in (client, serving, client, serving):
        before = up.pending + down.pending
        with suppress(ssl.SSLWantReadError):
            side.do_handshake()
        sizes.append(max(0, up.pending + down.pending - before))
    assert sum(sizes) < 2000


def test_a_certificate_is_tried_before_laptops_meet_it(ca: Pair) -> None:
    pair = tls.server_pair(ca, ("hq.example",), NOW - timedelta(days=9000))
    assert doubts(tls.context(pair), ca.certificate, "hq.example") == ""
    assert "hq.other" in doubts(tls.context(pair), ca.certificate, "hq.other")
    another = tls.authority(NOW).certificate
    assert doubts(tls.context(pair), another, "hq.example") != ""


def test_an_authority_that_is_none_is_an_error_of_ours() -> None:
    for text in (
        "",
        "rubbish",
        "中",
        "-----BEGIN CERTIFICATE-----\nAAAA\n-----END CERTIFICATE-----",
    ):
        with pytest.raises(PeerBroke):
            believing(text)


def test_what_tls_refuses_is_told_in_plain_words_whatever_it_is() -> None:
    for strange in (ssl.SSLError(1, "strange"), OSError("no TLS error inside")):
        said = unproven(strange)
        assert said is not None
        assert "cannot prove" in said.text


def test_a_link_that_broke_is_no_doubt_about_hq() -> None:
    assert unproven(ssl.SSLEOFError(8, "EOF occurred in violation of protocol")) is None
