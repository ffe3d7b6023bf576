"""HQ's channel: a scope of its own, in which HQ writes and every device of its branches reads.

It bears the name of HQ's actor, so a certificate need not grant it. Its records travel in signed
packs like everybody's, by network, in HQ's answers and on colleagues' sticks. What decides about
trust is in papers that the root key signed; the records only carry them.
"""

from collections.abc import Callable

from db.model.errors import BundleError
from db.model.query import Query
from db.store import Store
from sync.core.message import Aside
from sync.tenure import Tenures
from sync.trust import Trust

REVOCATION, TENURE = "revocation", "tenure"
"""Kinds of records in the channel; the field `paper` holds the signed paper."""
PAPER = "paper"
_MOST = 100_000


class Channel:
    """Reads HQ's channel in one store."""

    def __init__(self, store: Store, trust: Trust, tenures: Tenures) -> None:
        self._store, self._trust, self._tenures = store, trust, tenures

    @property
    def scope(self) -> str:
        """Return the scope of the channel."""
        return self._tenures.actor

    def heed(self) -> tuple[Aside, ...]:
        """Take the papers in the channel; any number of times. Returns those that are forged."""
        return (
            *self._heed(TENURE, self._tenures.take),
            *self._heed(REVOCATION, self._trust.revoke),
        )

    def _heed(self, kind: str, take: Callable[[bytes], object]) -> list[Aside]:
        found = []
        for _, body in self._store.read.bodies(self.scope, Query(kind, limit=_MOST)):
            try:
                take(str(body.get(PAPER, "")).encode())
            except BundleError as error:
                found.append(Aside(self.scope, self.scope, 0, 0, error.text, {}))
        return found
