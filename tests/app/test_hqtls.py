"""How HQ's door is secured: by itself where the address is https, or as it is told."""

import ssl
from collections.abc import Iterator
from datetime import datetime, timedelta
from pathlib import Path

import pytest

from app import hqtls
from app.hq import Headquarters
from app.hqtls import Wanted
from app.workspace import Workspace
from db import keys
from db.model.errors import InvalidRecord, Offline
from db.model.progress import Silent
from sync.pin import doubts
from sync.server import tls, web
from tests.app.samples import new_book

CHEAP = keys.Cost(1, 1, 8)
DAY = 86_400_000


class Clock:
    """A clock that a test sets."""

    def __init__(self) -> None:
        self.now = 1_779_422_400_000

    def __call__(self) -> int:
        return self.now


@pytest.fixture
def clock() -> Clock:
    return Clock()


def headquarters(home: Path, clock: Clock, url: str, ca: str = hqtls.OWN) -> Headquarters:
    made = Headquarters.create(home, "secret1", url=url, ca=ca, clock=clock, cost=CHEAP)
    return made.hq


@pytest.fixture
def hq(tmp_path: Path, clock: Clock) -> Iterator[Headquarters]:
    made = headquarters(tmp_path / "hq", clock, "https://127.0.0.1")
    yield made
    made.close()


def secured(hq: Headquarters, wanted: Wanted, host: str) -> ssl.SSLContext | None:
    return hqtls.secured(wanted, hq.store.settings, hq.clock, host)


def branch(home: Path, hq: Headquarters) -> Workspace:
    book = new_book(home, branch="一支部", writer="周建国")
    book.enrolling.take_certificate(hq.enrol(book.enrolling.request_bytes()).certificate)
    return book


def test_a_laptop_learns_with_its_certificate_whom_to_believe(
    hq: Headquarters, tmp_path: Path
) -> None:
    book = branch(tmp_path / "1", hq)
    with web.Background(hq.hub(), tls=secured(hq, Wanted(), "127.0.0.1")) as url:
        assert book.syncing.probe(url) == "ok"
        assert book.syncing.sync(url, Silent()).receipt == 1
    # Another HQ under the same address.
    other = tls.server_pair(tls.authority(_now(hq)), ("127.0.0.1",), _now(hq))
    with web.Background(hq.hub(), tls=tls.context(other)) as url:
        assert book.syncing.probe(url) == "captive"
        with pytest.raises(Offline, match="cannot prove"):
            book.syncing.sync(url, Silent())
    book.close()


def _now(hq: Headquarters) -> datetime:
    return hqtls.Certificates(hq.store.settings, hq.clock)._now()


def test_the_authority_stays_and_the_server_certificate_is_renewed_in_time(
    hq: Headquarters, clock: Clock
) -> None:
    held = hqtls.Certificates(hq.store.settings, clock)
    first, ca = held.server(("hq.example",)), held.authority()
    current = held.renewed(("hq.example",))
    clock.now += 300 * DAY
    assert current() == held.server(("hq.example",)) == first
    clock.now += 40 * DAY
    renewed = current()
    assert renewed != first
    assert renewed == held.server(("hq.example",)) == current()
    assert held.authority() == ca == hqtls.Certificates(hq.store.settings, clock).authority()
    assert renewed.until > first.until + timedelta(days=300)


def test_an_address_without_tls_stays_without(tmp_path: Path, clock: Clock) -> None:
    for n, url in enumerate(("", "http://hq:8000", "hq.example")):
        made = headquarters(tmp_path / str(n), clock, url)
        assert secured(made, Wanted(), "127.0.0.1") is None
        assert made.office.ca == ""
        made.close()


def test_tls_can_be_left_to_a_proxy(hq: Headquarters, tmp_path: Path, clock: Clock) -> None:
    assert secured(hq, Wanted(tls=False), "127.0.0.1") is None
    behind = headquarters(tmp_path / "2", clock, "https://hq.example", hqtls.SYSTEM)
    assert behind.office.ca == ""
    assert secured(behind, Wanted(), "127.0.0.1") is None
    with pytest.raises(InvalidRecord, match="without HQ's own certificate"):
        secured(behind, Wanted(tls=True), "127.0.0.1")
    behind.close()


def test_an_hq_without_an_address_is_secured_where_it_listens(tmp_path: Path, clock: Clock) -> None:
    made = headquarters(tmp_path / "2", clock, "")
    with pytest.raises(InvalidRecord, match="HQ has none"):
        secured(made, Wanted(tls=True), "0.0.0.0")
    context = secured(made, Wanted(tls=True), "10.0.0.7")
    assert context is not None
    assert doubts(context, made.office.ca, "10.0.0.7") == ""
    # From now on it is so by itself.
    assert secured(made, Wanted(), "10.0.0.7") is not None
    made.close()


def test_a_certificate_from_elsewhere_must_be_one_that_laptops_believe(
    hq: Headquarters, tmp_path: Path, clock: Clock
) -> None:
    outside = tls.authority(_now(hq))
    files = [tmp_path / name for name in ("ca.pem", "cert.pem", "key.pem")]
    pair = tls.server_pair(outside, ("hq.example",), _now(hq))
    for file, text in zip(files, (outside.certificate, *pair), strict=True):
        file.write_text(text)
    with pytest.raises(InvalidRecord, match="would not believe"):
        secured(hq, Wanted(None, files[1], files[2]), "0.0.0.0")
    with pytest.raises(InvalidRecord, match="both --cert and --key"):
        secured(hq, Wanted(None, files[1]), "0.0.0.0")
    ca = hqtls.authority_of(files[0])
    made = headquarters(tmp_path / "2", clock, "https://hq.example", ca)
    assert made.office.ca == outside.certificate
    assert secured(made, Wanted(None, files[1], files[2]), "0.0.0.0") is not None
    made.close()


def test_a_file_that_holds_no_authority_is_refused(tmp_path: Path) -> None:
    (tmp_path / "a.pem").write_bytes(b"\xff\x00 rubbish")
    (tmp_path / "b.pem").write_text("rubbish")
    for name in ("a.pem", "b.pem", "none.pem"):
        with pytest.raises(InvalidRecord, match="no certificate of an authority"):
            hqtls.authority_of(tmp_path / name)
