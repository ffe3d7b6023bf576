"""How HQ's door is secured: its own authority, a certificate from elsewhere, or a proxy before it.

Laptops learn with their enrolment whom to believe: HQ's own authority and nobody else (the usual),
an outside authority, or whatever each laptop's system trusts.
"""

import ssl
from collections.abc import Callable
from datetime import UTC, datetime
from pathlib import Path
from typing import NamedTuple
from urllib.parse import urlsplit

import msgspec

from db.model.errors import InvalidRecord, PeerBroke
from db.model.stamp import Clock
from db.model.words import N_
from db.settings import Settings
from sync.core.papers import Office
from sync.identity import Identity
from sync.pin import believing, doubts
from sync.server import tls
from sync.server.tls import Pair

OWN, SYSTEM = "own", "system"
_AUTHORITY, _SERVER = "tls/authority", "tls/server"
_ANYWHERE = frozenset({"0.0.0.0", "::", ""})  # noqa: S104 - recognised here, bound elsewhere
_MOST = 1 << 20


class Wanted(NamedTuple):
    """What `hq serve` was asked for: TLS or not (None: as HQ was made), files of a certificate."""

    tls: bool | None = None
    certificate: Path | None = None
    key: Path | None = None


class Certificates:
    """HQ's authority and server certificate, kept in its encrypted store."""

    def __init__(self, settings: Settings, clock: Clock) -> None:
        self._settings, self._clock = settings, clock

    @property
    def held(self) -> bool:
        """Tell whether HQ has an authority of its own."""
        return self._settings.get(_AUTHORITY) is not None

    def authority(self) -> Pair:
        """Return HQ's authority; made on first need, and the same for ever."""
        return self._kept(_AUTHORITY) or self._keep(_AUTHORITY, tls.authority(self._now()))

    def server(self, hosts: tuple[str, ...]) -> Pair:
        """Return the server certificate for these names, renewed where it nears its end."""
        found = self._kept(_SERVER)
        if found is None or tls.spent(found, hosts, self._now()):
            return self._keep(_SERVER, tls.server_pair(self.authority(), hosts, self._now()))
        return found

    def renewed(self, hosts: tuple[str, ...]) -> Callable[[], Pair]:
        """Return what gives the current server certificate at little cost, however often asked."""
        held = [self.server(hosts)]

        def current() -> Pair:
            if tls.spent(held[0], hosts, self._now()):
                held[0] = self.server(hosts)
            return held[0]

        return current

    def _kept(self, name: str) -> Pair | None:
        found = self._settings.get(name)
        return None if found is None else Pair(*found)

    def _keep(self, name: str, pair: Pair) -> Pair:
        self._settings.put(name, list(pair))
        return pair

    def _now(self) -> datetime:
        return datetime.fromtimestamp(self._clock() // 1000, UTC)


def believed(ca: str, url: str, settings: Settings, clock: Clock) -> str:
    """Return the authorities (PEM) that laptops are told to believe, empty for their system's.

    `ca` is `OWN`, `SYSTEM` or the PEM text of others.
    """
    if not secure(url) or ca == SYSTEM:
        return ""
    return Certificates(settings, clock).authority().certificate if ca == OWN else ca


def authority_of(file: Path) -> str:
    """Return the PEM text of an outside authority. Raises InvalidRecord."""
    try:
        with file.open("rb") as source:
            text = source.read(_MOST).decode("ascii")
        believing(text)
    except (OSError, UnicodeDecodeError, PeerBroke) as error:
        raise InvalidRecord(
            N_("{file} holds no certificate of an authority."),
            hint=N_("Give a PEM file, or leave --ca out."),
            file=file.name,
        ) from error
    return text


def secure(url: str) -> bool:
    """Tell whether an address asks for TLS."""
    return urlsplit(url).scheme.lower() == "https"


def secured(wanted: Wanted, settings: Settings, clock: Clock, host: str) -> ssl.SSLContext | None:
    """Return what secures HQ's door at `host`, None for plain HTTP. Raises InvalidRecord."""
    identity, certificates = Identity(settings, clock), Certificates(settings, clock)
    office = identity.office()
    if office is None:
        return None
    made = _listening(wanted, certificates, office, host)
    if certificates.held and not (office.ca or office.url):
        # Secured for the first time: whoever enrols from now on is told whom to believe.
        ca = certificates.authority().certificate
        identity.trust(msgspec.structs.replace(office, ca=ca))
    return made


def _listening(
    wanted: Wanted, certificates: Certificates, office: Office, host: str
) -> ssl.SSLContext | None:
    """Return the context to listen with.

    Without being told, HQ speaks TLS where it has an authority of its own or is given a
    certificate; an address in https without either is a proxy's, which speaks TLS for it.
    """
    if wanted.certificate is not None or wanted.key is not None:
        return _outside(wanted, office)
    if not (certificates.held if wanted.tls is None else wanted.tls):
        return None
    if not certificates.held and office.url:
        raise InvalidRecord(
            N_("The laptops were told to reach {url} without HQ's own certificate."),
            hint=N_("Give --cert and --key, or leave out --tls and let a proxy speak TLS."),
            url=office.url,
        )
    named = (urlsplit(office.url).hostname or "", host)
    hosts = tuple(dict.fromkeys(h for h in named if h not in _ANYWHERE))
    if not hosts:
        raise InvalidRecord(
            N_("A certificate is for an address, and HQ has none."),
            hint=N_("Give the address that laptops use with --host."),
        )
    return tls.renewing(certificates.renewed(hosts))


def _outside(wanted: Wanted, office: Office) -> ssl.SSLContext:
    if wanted.certificate is None or wanted.key is None or wanted.tls is False:
        raise InvalidRecord(N_("A certificate needs its key and TLS: give both --cert and --key."))
    made = tls.outside(wanted.certificate, wanted.key)
    host = urlsplit(office.url).hostname
    reason = doubts(made, office.ca, host) if office.ca and host else ""
    if reason:
        raise InvalidRecord(
            N_("Laptops would not believe this certificate at {url} ({reason})."),
            hint=N_("They were told whom to believe when HQ was made: see --ca of hq init."),
            url=office.url,
            reason=reason,
        )
    return made
