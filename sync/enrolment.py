"""Enrolment by file: the laptop asks, HQ answers, the laptop takes its scope; no network needed."""

import msgspec

from db.model.errors import BundleError
from db.model.words import N_
from db.store import Store
from sync.core.papers import (
    CERTIFICATE,
    REQUEST,
    Certificate,
    Credential,
    Office,
    Request,
    read,
    written,
)
from sync.identity import Identity, iso
from sync.replica import Replica


class Applicant:
    """A laptop that wants to be enrolled."""

    def __init__(self, store: Store) -> None:
        self._store = store
        self.identity = Identity(store.settings, store.clock, store.entropy)

    def request(self, *, branch: str, holder: str, device: str) -> bytes:
        """Return the request file."""
        keys = self.identity.own()
        asked = Request(
            actor=self.identity.actor(),
            device=device,
            holder=holder,
            branch=branch,
            scope=str(self._store.settings.get("scope")),
            sign=keys.sign_public.hex(),
            receive=keys.receive_public.hex(),
            made=iso(self._store.clock()),
        )
        self._store.settings.put("requested", asked.made)
        return written(REQUEST, asked, keys.sign)

    def take(self, raw: bytes) -> Certificate:
        """Take HQ's answer: the book gets its scope. Raises BundleError on any other file.

        The first certificate decides which HQ is trusted; one of another HQ is refused after.
        """
        said = read(CERTIFICATE, Certificate, raw, lambda held: held.hq.root)
        keys = self.identity.own()
        if (said.actor, said.sign) != (self.identity.actor(), keys.sign_public.hex()):
            raise BundleError(
                N_("This certificate is for another computer ({device}, {holder})."),
                safe=N_("Nothing was changed."),
                hint=N_("Take the answer to this computer's own request."),
                device=said.device,
                holder=said.holder,
            )
        office = self.identity.office()
        if office is not None and office.root != said.hq.root:
            raise BundleError(
                N_("This certificate is from another HQ ({name})."),
                safe=N_("Nothing was changed."),
                hint=N_("Ask HQ by telephone whether its key has changed."),
                name=said.hq.name,
            )
        self._settle(said)
        self.identity.keep(said.actor, Credential(raw))
        self.identity.trust(said.hq)
        Replica(self._store, said.hq, keys).trust.meet(shown(raw))
        return said

    def _settle(self, said: Certificate) -> None:
        """Move the book into the scope HQ gave it."""
        settings = self._store.settings
        old = str(settings.get("scope"))
        if old == said.scope:
            return
        self._store.rescope(old, said.scope)
        for actor in self._store.log.vector(said.scope):
            settings.seal(said.scope, actor, settings.sealed(old, actor))
        settings.put("scope", said.scope)


def asked(raw: bytes) -> Request:
    """Read a request file at HQ. Raises BundleError when changed or not one."""
    return read(REQUEST, Request, raw, lambda held: held.sign)


def issued(
    request: Request, scope: str, office: Office, root: bytes, at: int, until: str = ""
) -> bytes:
    """Return the certificate file that answers a request; `root` is HQ's private root key.

    `until` (ISO UTC) is when HQ stops to answer the device; empty means never.
    """
    said = Certificate(
        actor=request.actor,
        device=request.device,
        holder=request.holder,
        branch=request.branch,
        scope=scope,
        grants={scope: "rw"},
        sign=request.sign,
        receive=request.receive,
        hq=office,
        issued=iso(at),
        until=until,
    )
    return written(CERTIFICATE, said, root)


def shown(certificate: bytes) -> bytes:
    """Return a certificate as a device shows it."""
    return msgspec.msgpack.encode(Credential(certificate))
