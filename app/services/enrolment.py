"""Enrolment by file: a request goes to HQ, a certificate comes back, no network needed."""

import platform
from dataclasses import dataclass
from pathlib import Path

from db.model.errors import InvalidRecord
from db.model.words import N_
from db.store import Store
from sync.core.papers import granted
from sync.enrolment import Applicant, rotated
from sync.identity import Identity, six_groups
from sync.replica import Replica
from sync.transports.bundle import paper
from sync.trust import Trust


@dataclass(frozen=True, slots=True)
class Enrolment:
    """How far enrolment got.

    ``enrolled`` a certificate was taken; ``requested`` a request file was made. ``branch``,
    ``holder`` and ``device`` as HQ wrote them, ``hq`` its name, ``url`` where it is, ``words`` the
    fingerprint of HQ's key in six groups, to compare by telephone, ``own_words`` the one of this
    computer's key. ``revoked_on`` the day (ISO) since which HQ counts nothing more from this computer, as
    far as it has heard, empty where it does, and ``revoked_reason`` why.
    """

    enrolled: bool
    requested: bool
    branch: str
    holder: str
    device: str
    hq: str
    url: str
    words: str
    own_words: str
    revoked_on: str = ""
    revoked_reason: str = ""


class Enrolling:
    """The use cases of enrolment. Constructed once per workspace: ``Enrolling(store)``."""

    def __init__(self, store: Store) -> None:
        self._store = store
        self._identity = Identity(store.settings, store.clock)

    def state(self) -> Enrolment:
        """Return how far enrolment got."""
        own = six_groups(self._identity.own().sign_public)
        requested = self._store.settings.get("requested") is not None
        office, shown = self._identity.office(), self._identity.credential(self._identity.actor())
        if office is None or shown is None:
            return Enrolment(False, requested, self._branch(), "", _device(), "", "", "", own)
        held = granted(shown, bytes.fromhex(office.root)).certificate
        url = str(self._store.settings.get("hq_url") or office.url)
        words = six_groups(bytes.fromhex(office.root))
        closed = Trust(bytes.fromhex(office.root), self._store).closed(self._identity.actor())
        revoked = ("", "") if closed is None else (closed.at[:10], closed.reason)
        names = (held.branch, held.holder, held.device)
        return Enrolment(True, requested, *names, office.name, url, words, own, *revoked)

    def request_bytes(self, holder: str = "") -> bytes:
        """Return the request file (JSON text) that HQ's `hq enrol` takes."""
        writer = str(self._store.settings.get("writer", ""))
        return Applicant(self._store).request(
            branch=self._branch(), holder=holder or writer, device=_device()
        )

    def take_certificate(self, source: Path | bytes) -> Enrolment:
        """Take HQ's answer: the book gets its scope. Raises BundleError on any other file."""
        Applicant(self._store).take(paper(source))
        return self.state()

    def rotate_key(self) -> Enrolment:
        """Give this computer a new key; the old one ends where it is.

        Raises InvalidRecord before enrolment, Refused for a computer that HQ revoked.
        """
        office = self._identity.office()
        if office is None:
            raise InvalidRecord(
                N_("This computer is not enrolled with HQ yet."),
                hint=N_("Send HQ the enrolment request, and take the certificate it answers."),
            )
        rotated(Replica(self._store, office, self._identity.own()))
        return self.state()

    def _branch(self) -> str:
        found = self._store.read.get(str(self._store.settings.get("scope")), "branch")
        return "" if found is None else str(found.get("name", ""))


def _device() -> str:
    return platform.node() or "laptop"
