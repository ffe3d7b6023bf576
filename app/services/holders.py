"""Who has what: this computer, the others of the branch, HQ; and what is odd about a device."""

from collections.abc import Mapping

from app.services.delivery import Holder, LastReceipt, Standing, site_time
from app.services.whereabouts import Whereabouts
from db.store import Store
from sync.core.closing import REVOKED
from sync.core.papers import Grant
from sync.identity import Identity, iso
from sync.replica import Replica, plain


class Holders:
    """Looks at one book: its vector, its peers, its receipts."""

    def __init__(self, store: Store, identity: Identity, where: Whereabouts) -> None:
        self._store, self._identity, self._where = store, identity, where

    def of(
        self, scope: str, replica: Replica | None, last: LastReceipt | None
    ) -> tuple[Holder, ...]:
        """Return the holders of a scope, this computer first, HQ last; without HQ itself alone."""
        vector = self._store.log.vector(scope)
        total, now = sum(vector.values()), site_time(self._store.clock())
        writer = str(self._store.settings.get("writer", ""))
        if replica is None:
            return (Holder(writer, "", "this", total, 0, now),)
        own = replica.trust.grant(self._identity.actor())
        standing = self._standing(own, replica) if own else ""
        here = Holder(writer, "", "this", total, 0, now, standing)
        others = [self._laptop(g, scope, vector, replica) for g in self._others(scope, replica)]
        lacks = _lacks(vector, self._where.covered(scope))
        seen = last.at if last else None
        hq = Holder(replica.office.name, "", "hq", total - lacks, lacks, seen)
        return (here, *others, hq)

    def _others(self, scope: str, replica: Replica) -> list[Grant]:
        """Return the other computers, those too that HQ revoked; a computer's old keys are none."""
        members = replica.trust.members(scope)
        former = {actor for grant in members for actor in grant.formers}
        former.update((*self._identity.devices(), self._identity.actor()))
        return [grant for grant in members if grant.actor not in former]

    def _laptop(
        self, grant: Grant, scope: str, vector: Mapping[str, int], replica: Replica
    ) -> Holder:
        peer = self._store.post.peer(grant.actor)
        lacks = _lacks(vector, plain(peer.vector, scope) if peer else {})
        seen = site_time(peer.seen) if peer and peer.seen else None
        total, held = sum(vector.values()), grant.certificate
        standing = self._standing(grant, replica)
        return Holder(held.holder, held.device, "laptop", total - lacks, lacks, seen, standing)

    def _standing(self, grant: Grant, replica: Replica) -> Standing:
        closed = replica.trust.closed(grant.actor)
        if closed is not None and closed.how == REVOKED:
            return "revoked"
        until = grant.certificate.until
        if until and until < iso(self._store.clock()):
            return "ran out"
        return "went on" if grant.formers else ""

    def name(self, replica: Replica, actor: str) -> str:
        """Return whose a device is, and which: for lists of what it wrote or holds."""
        if actor in self._identity.devices():
            return str(self._store.settings.get("writer", ""))
        grant = replica.trust.grant(actor)
        return grant.certificate.holder or grant.certificate.device if grant else actor


def _lacks(vector: Mapping[str, int], held: Mapping[str, int]) -> int:
    return sum(max(0, seq - held.get(actor, 0)) for actor, seq in vector.items())
