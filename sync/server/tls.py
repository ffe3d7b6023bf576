"""HQ's own certificate authority and the server certificate it gives itself.

TLS is for secrecy alone: who speaks is known by the signatures inside (`sync.core.message`). So a
laptop needs no public authority, only HQ's own, which comes with its enrolment. P-256 because every
TLS library takes it; Ed25519 certificates are refused by some.
"""

import ipaddress
import secrets
import ssl
from collections.abc import Callable, Sequence
from datetime import datetime, timedelta
from pathlib import Path
from tempfile import TemporaryDirectory
from typing import NamedTuple, cast

from cryptography import x509
from cryptography.hazmat.primitives import hashes
from cryptography.hazmat.primitives.asymmetric import ec
from cryptography.hazmat.primitives.serialization import (
    BestAvailableEncryption,
    Encoding,
    NoEncryption,
    PrivateFormat,
    load_pem_private_key,
)
from cryptography.x509.oid import ExtendedKeyUsageOID, NameOID

from db.model.errors import InvalidRecord
from db.model.words import N_

AUTHORITY_DAYS, SERVER_DAYS = 40 * 365, 397
"""How long each lasts. Browsers refuse server certificates that last longer than 398 days."""
RENEWED_BEFORE = timedelta(days=60)
_SLACK = timedelta(days=2)
"""Certificates begin this long ago: other clients' clocks are late by hours, seldom by days."""

_Subject = x509.Name


class Pair(NamedTuple):
    """A certificate and its private key, both PEM."""

    certificate: str
    key: str

    @property
    def until(self) -> datetime:
        """Return when the certificate ends."""
        return _read(self).not_valid_after_utc

    @property
    def hosts(self) -> frozenset[str]:
        """Return the names and addresses that the certificate is for."""
        names = _read(self).extensions.get_extension_for_class(x509.SubjectAlternativeName).value
        addresses = names.get_values_for_type(x509.IPAddress)
        return frozenset([*names.get_values_for_type(x509.DNSName), *map(str, addresses)])


def authority(now: datetime) -> Pair:
    """Return a new certificate authority that signs server certificates and nothing else."""
    key = ec.generate_private_key(ec.SECP256R1())
    name = x509.Name([x509.NameAttribute(NameOID.COMMON_NAME, "Suixing HQ CA")])
    built = (
        _begun(name, name, key, now, AUTHORITY_DAYS)
        .add_extension(x509.BasicConstraints(ca=True, path_length=0), critical=True)
        .add_extension(_usage(signs_certificates=True), critical=True)
        .add_extension(x509.SubjectKeyIdentifier.from_public_key(key.public_key()), critical=False)
    )
    return _pair(built.sign(key, hashes.SHA256()), key)


def server_pair(parent: Pair, hosts: Sequence[str], now: datetime) -> Pair:
    """Return a new server certificate for DNS names and IP addresses, signed by `parent`."""
    key, signer = ec.generate_private_key(ec.SECP256R1()), _private(parent)
    above, named = _read(parent), x509.SubjectAlternativeName([_general(h) for h in hosts])
    by = x509.AuthorityKeyIdentifier.from_issuer_public_key(signer.public_key())
    # A name as long as any may not stand in a subject (64), so the subject is empty and the names
    # critical, as RFC 5280 wants it then.
    built = (
        _begun(x509.Name([]), above.subject, key, now, SERVER_DAYS)
        .add_extension(named, critical=True)
        .add_extension(x509.BasicConstraints(ca=False, path_length=None), critical=True)
        .add_extension(_usage(signs_certificates=False), critical=True)
        .add_extension(x509.ExtendedKeyUsage([ExtendedKeyUsageOID.SERVER_AUTH]), critical=False)
        .add_extension(by, critical=False)
    )
    return _pair(built.sign(signer, hashes.SHA256()), key)


def spent(pair: Pair, hosts: Sequence[str], now: datetime) -> bool:
    """Tell whether a server certificate must be renewed: it ends soon, or is for other names."""
    return now > pair.until - RENEWED_BEFORE or pair.hosts != {
        str(_general(h).value) for h in hosts
    }


def context(pair: Pair) -> ssl.SSLContext:
    """Return a server's context that shows this certificate."""
    # OpenSSL reads keys from files alone: one that is gone at once, readable by nobody else, and
    # encrypted under a password that was never written down.
    password = secrets.token_hex(16)
    made = _listening()
    key = _private(pair).private_bytes(
        Encoding.PEM, PrivateFormat.PKCS8, BestAvailableEncryption(password.encode())
    )
    with TemporaryDirectory(prefix="suixing-") as folder:
        file = Path(folder) / "server.pem"
        file.touch(mode=0o600)
        file.write_bytes(pair.certificate.encode() + key)
        made.load_cert_chain(file, password=password)
    return made


def outside(certificate: Path, key: Path) -> ssl.SSLContext:
    """Return a server's context with a certificate from elsewhere. Raises InvalidRecord."""
    made = _listening()
    try:
        made.load_cert_chain(certificate, key)
    except (OSError, ssl.SSLError) as error:
        raise InvalidRecord(
            N_("{certificate} and {key} are not a certificate and its key ({reason})."),
            hint=N_("Give both as PEM files, the certificate with those that signed it below."),
            certificate=certificate.name,
            key=key.name,
            reason=getattr(error, "reason", None) or getattr(error, "strerror", "") or "?",
        ) from error
    return made


def renewing(current: Callable[[], Pair]) -> ssl.SSLContext:
    """Return a server's context that asks for its certificate at every new connection.

    `current` gives a renewed pair once the old one nears its end, so that an HQ that runs for
    years never shows one that ran out.
    """
    held = current()
    shown = {held: context(held)}

    def look(connection: ssl.SSLObject | ssl.SSLSocket, *_: object) -> None:
        pair = current()
        if pair not in shown:
            shown.clear()
            shown[pair] = context(pair)
        connection.context = shown[pair]

    front = context(held)
    # Called whether or not the laptop names a server, before a certificate is chosen.
    front.sni_callback = look
    return front


def _listening() -> ssl.SSLContext:
    made = ssl.SSLContext(ssl.PROTOCOL_TLS_SERVER)
    made.minimum_version = ssl.TLSVersion.TLSv1_2
    # No laptop resumes a session, and two tickets are half a kilobyte of a thin line.
    made.num_tickets = 0
    return made


def _begun(
    subject: _Subject, issuer: _Subject, key: ec.EllipticCurvePrivateKey, now: datetime, days: int
) -> x509.CertificateBuilder:
    return (
        x509.CertificateBuilder()
        .subject_name(subject)
        .issuer_name(issuer)
        .public_key(key.public_key())
        .serial_number(x509.random_serial_number())
        .not_valid_before(now - _SLACK)
        .not_valid_after(now + timedelta(days=days))
    )


def _usage(*, signs_certificates: bool) -> x509.KeyUsage:
    return x509.KeyUsage(
        digital_signature=not signs_certificates,
        key_cert_sign=signs_certificates,
        crl_sign=False,
        content_commitment=False,
        key_encipherment=False,
        data_encipherment=False,
        key_agreement=False,
        encipher_only=False,
        decipher_only=False,
    )


def _general(host: str) -> x509.DNSName | x509.IPAddress:
    try:
        return x509.IPAddress(ipaddress.ip_address(host))
    except ValueError:
        pass
    try:
        return x509.DNSName(host.encode("idna").decode().lower())
    except UnicodeError as error:
        raise InvalidRecord(
            N_("{host} is not a name or address that a certificate can be for."), host=host
        ) from error


def _read(pair: Pair) -> x509.Certificate:
    return x509.load_pem_x509_certificate(pair.certificate.encode())


def _private(pair: Pair) -> ec.EllipticCurvePrivateKey:
    return cast(ec.EllipticCurvePrivateKey, load_pem_private_key(pair.key.encode(), None))


def _pair(certificate: x509.Certificate, key: ec.EllipticCurvePrivateKey) -> Pair:
    private = key.private_bytes(Encoding.PEM, PrivateFormat.PKCS8, NoEncryption())
    return Pair(certificate.public_bytes(Encoding.PEM).decode(), private.decode())
