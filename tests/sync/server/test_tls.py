"""What HQ's certificates promise: right names, renewed in time, no key left lying about."""

import ssl
import tempfile
from datetime import UTC, datetime, timedelta
from pathlib import Path

import pytest
from cryptography import x509

from db.model.errors import InvalidRecord
from sync.pin import doubts
from sync.server import tls
from sync.server.tls import Pair

NOW = datetime(2026, 5, 22, tzinfo=UTC)


@pytest.fixture(scope="module")
def ca() -> Pair:
    return tls.authority(NOW)


@pytest.mark.parametrize(
    "host", ["hq.example", "127.0.0.1", "::1", "党建.example", "h" * 63 + ".cn"]
)
def test_a_certificate_is_for_every_kind_of_address(ca: Pair, host: str) -> None:
    pair = tls.server_pair(ca, (host, "10.0.0.7"), NOW)
    assert doubts(tls.context(pair), ca.certificate, host) == ""
    assert not tls.spent(pair, (host, "10.0.0.7"), NOW)


def test_the_authority_signs_servers_and_nothing_else(ca: Pair) -> None:
    held = x509.load_pem_x509_certificate(ca.certificate.encode())
    limits = held.extensions.get_extension_for_class(x509.BasicConstraints).value
    assert (limits.ca, limits.path_length) == (True, 0)
    assert len(ca.certificate) < 700


def test_a_certificate_is_renewed_before_it_ends_and_for_other_names(ca: Pair) -> None:
    pair = tls.server_pair(ca, ("hq.example",), NOW)
    soon = pair.until - tls.RENEWED_BEFORE
    assert not tls.spent(pair, ("hq.example",), soon)
    assert tls.spent(pair, ("hq.example",), soon + timedelta(seconds=1))
    assert tls.spent(pair, ("hq.other",), NOW)
    # A browser takes no server certificate that lasts longer than 398 days.
    assert pair.until - NOW < timedelta(days=398)


def test_a_renewed_certificate_is_shown_without_a_restart(ca: Pair) -> None:
    held = [tls.server_pair(ca, ("old.example",), NOW)]
    front = tls.renewing(lambda: held[0])
    assert doubts(front, ca.certificate, "old.example") == ""
    held[0] = tls.server_pair(ca, ("new.example",), NOW)
    assert doubts(front, ca.certificate, "new.example") == ""
    assert doubts(front, ca.certificate, "old.example") != ""


def test_no_private_key_is_left_on_the_disk_nor_written_readable(
    ca: Pair, tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setattr(tempfile, "tempdir", str(tmp_path))
    seen: list[tuple[int, bytes]] = []
    load = ssl.SSLContext.load_cert_chain

    def looking(self: ssl.SSLContext, file: Path, **rest: str) -> None:
        seen.append((file.stat().st_mode & 0o777, file.read_bytes()))
        load(self, file, **rest)

    monkeypatch.setattr(ssl.SSLContext, "load_cert_chain", looking)
    tls.context(tls.server_pair(ca, ("hq.example",), NOW))
    ((mode, content),) = seen
    assert mode == 0o600
    assert b"ENCRYPTED PRIVATE KEY" in content
    assert list(tmp_path.iterdir()) == []


def test_a_certificate_from_elsewhere_is_taken_as_files(ca: Pair, tmp_path: Path) -> None:
    pair = tls.server_pair(ca, ("hq.example",), NOW)
    certificate, key = tmp_path / "cert.pem", tmp_path / "key.pem"
    certificate.write_text(pair.certificate)
    key.write_text(pair.key)
    assert doubts(tls.outside(certificate, key), ca.certificate, "hq.example") == ""
    key.write_text(tls.authority(NOW).key)
    with pytest.raises(InvalidRecord, match="not a certificate and its key"):
        tls.outside(certificate, key)
    with pytest.raises(InvalidRecord, match="not a certificate and its key"):
        tls.outside(certificate, tmp_path / "none.pem")


def test_a_name_that_is_none_is_refused(ca: Pair) -> None:
    with pytest.raises(InvalidRecord, match="name or address"):
        tls.server_pair(ca, ("a" * 64,), NOW)


def test_nothing_older_than_tls_1_2_is_spoken(ca: Pair) -> None:
    made = tls.context(tls.server_pair(ca, ("hq.example",), NOW))
    assert made.minimum_version == ssl.TLSVersion.TLSv1_2
