"""Enrolment by file: a request goes to HQ, a certificate comes back, no network needed."""

import platform
from dataclasses import dataclass
from pathlib import Path

from db.store import Store
from sync.core.papers import granted
from sync.enrolment import Applicant
from sync.identity import Identity, six_groups
from sync.transports.bundle import paper


@dataclass(frozen=True, slots=True)
class Enrolment:
    """How far enrolment got.

    ``enrolled`` a certificate was taken; ``requested`` a request file was made. ``branch``,
    ``holder`` and ``device`` as HQ wrote them, ``hq`` its name, ``url`` where it is, ``words`` the
    fingerprint of HQ's key in six groups, to compare by telephone, ``own_words`` the one of this
    computer's key.
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
        return Enrolment(
            True, requested, held.branch, held.holder, held.device, office.name, url, words, own
        )

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

    def _branch(self) -> str:
        found = self._store.read.get(str(self._store.settings.get("scope")), "branch")
        return "" if found is None else str(found.get("name", ""))


def _device() -> str:
    return platform.node() or "laptop"
