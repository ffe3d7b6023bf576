"""Enrolment by file: a request goes to HQ, a certificate comes back, no network needed."""

from dataclasses import dataclass
from pathlib import Path

from db.store import Store


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

    def state(self) -> Enrolment:
        """Return how far enrolment got."""
        raise NotImplementedError

    def request_bytes(self, holder: str = "") -> bytes:
        """Return the request file (JSON text) that HQ's `hq enrol` takes."""
        raise NotImplementedError

    def take_certificate(self, source: Path | bytes) -> Enrolment:
        """Take HQ's answer: the book gets its scope. Raises BundleError on any other file."""
        raise NotImplementedError
