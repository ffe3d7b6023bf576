"""Enrolment by file: the laptop asks, HQ answers, the laptop takes its scope; no network needed."""

import msgspec

from db.model.errors import BundleError, InvalidRecord
from db.model.words import N_
from db.store import Store
from sync.core.closing import REVOKED, Cut, Ends
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
from sync.trust import Trust


class Applicant:
    """A laptop that wants to be enrolled."""

    def __init__(self, store: Store) -> None:
        self._store = store
        self.identity = Identity(store.settings, store.clock, store.entropy)

    def request(self, *, branch: str, holder: str, device: str) -> bytes:
        """Return the request file.

        A laptop that HQ revoked asks under a new number, and says how far it wrote under the old.
        """
        revoked = self._revoked()
        if self.identity.actor() in revoked:
            self.identity.start_anew()
        actor = self.identity.applying()
        keys = self.identity.keys(actor) or self.identity.own()
        asked = Request(
            actor=actor,
            device=device,
            holder=holder,
            branch=branch,
            scope=str(self._store.settings.get("scope")),
            sign=keys.sign_public.hex(),
            receive=keys.receive_public.hex(),
            made=iso(self._store.clock()),
            before={actor: written_ends(self._store, actor) for actor in revoked},
        )
        self._store.settings.put("requested", asked.made)
        return written(REQUEST, asked, keys.sign)

    def _revoked(self) -> list[str]:
        office = self.identity.office()
        if office is None:
            return []
        trust = Trust(bytes.fromhex(office.root), self._store)
        closed = ((actor, trust.closed(actor)) for actor in self.identity.devices())
        return [actor for actor, how in closed if how is not None and how.how == REVOKED]

    def take(self, raw: bytes) -> Certificate:
        """Take HQ's answer: the book gets its scope. Raises BundleError on any other file.

        The first certificate decides which HQ is trusted; one of another HQ is refused after.
        """
        said = read(CERTIFICATE, Certificate, raw, lambda held: held.hq.root)
        if said.actor not in (self.identity.applying(), self.identity.actor()) or not self._own(
            said
        ):
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
        self.identity.enrolled_as(said.actor, raw)
        self.identity.trust(said.hq)
        trust = Replica(self._store, said.hq, self.identity.own()).trust
        devices = self.identity.devices()
        for actor in devices[devices.index(said.actor) :]:
            credential = self.identity.credential(actor)
            if credential is not None:
                trust.meet(credential)
        return said

    def _own(self, said: Certificate) -> bool:
        """Tell whether a certificate is for a key that this computer has."""
        keys = self.identity.keys(said.actor)
        return keys is not None and keys.sign_public.hex() == said.sign

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


def written_ends(store: Store, actor: str) -> Ends:
    """Return up to where a store holds an actor's changes, in each scope that it wrote in."""
    ends: Ends = {}
    for scope in store.log.scopes():
        seq = store.log.held(scope, actor)
        head = store.log.head(scope, actor, seq)
        if seq and head is not None:
            ends[scope] = (Cut(seq, head.hex()),)
    return ends


def rotated(replica: Replica) -> str:
    """Give a laptop a new key, under a new actor; the old one ends where it is. Returns the new.

    Raises InvalidRecord before enrolment, Refused for a device that was revoked.
    """
    store, identity = replica.store, replica.identity
    old = identity.actor()
    if identity.credential(old) is None:
        raise InvalidRecord(
            N_("This computer is not enrolled with HQ yet."),
            hint=N_("Send HQ the enrolment request, and take the certificate it answers."),
        )
    replica.trust.admit(old, "http")
    with store.engine.writing():
        # Sealed first: nothing of the old actor may be rewritten, or come after its end.
        replica.seal(store.log.scopes())
        new = identity.rotate(written_ends(store, old))
        credential = identity.credential(new)
        if credential is not None:
            replica.trust.meet(credential)
    return new


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
        grants={scope: "rw", office.actor: "r"},
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
