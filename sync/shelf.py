"""What a store holds, as a session asks for it."""

from collections.abc import Iterator

from db.store import Store
from sync.core.session import MARK, Branch, Parcel
from sync.core.squeeze import squeezed
from sync.forks import Forks
from sync.identity import Identity
from sync.receipts import Receipts
from sync.trust import Trust


class StoreShelf:
    """A `sync.core.session.Shelf` over one store."""

    def __init__(
        self,
        store: Store,
        identity: Identity,
        trust: Trust,
        forks: Forks,
        receipts: Receipts,
        channel: str,
        *,
        to_hq: bool,
    ) -> None:
        """`channel` is HQ's scope; `to_hq` leaves out what HQ gave itself."""
        self._store, self._identity, self._trust, self._to_hq = store, identity, trust, to_hq
        self._forks, self._receipts, self._channel = forks, receipts, channel

    def branches(self, scope: str) -> list[Branch]:
        """Return every branch of every actor held in a scope."""
        second = {f.alias: f for f in self._forks.all(scope)}
        found = []
        for actor, seq in sorted(self._store.log.vector(scope).items()):
            if actor not in second:
                found.append(Branch(actor, actor, seq, self.mark(scope, actor, seq)))
        for fork in second.values():
            stops = {
                (last, bytes.fromhex(head)[:MARK]): fork.number(last) for last, head in fork.ends
            }
            last, head = max(fork.ends)
            mark = bytes.fromhex(head)[:MARK]
            found.append(Branch(fork.actor, fork.alias, last, mark, stops))
        return found

    def mark(self, scope: str, actor: str, seq: int) -> bytes:
        """Return the first bytes of an actor's chain hash at `seq`; empty where not held."""
        return (self._store.log.head(scope, actor, seq) or b"")[:MARK]

    def packs(self, scope: str, key: str, after: int) -> Iterator[Parcel]:
        """Yield packs that hold anything after number `after`, in order.

        What a closed actor wrote after its end is nobody's to have.
        """
        if self._to_hq and scope == self._channel:
            return
        held, closed = self._store.log.held(scope, key), self._trust.closed(key)
        most = held if closed is None else max((c.seq for c in closed.cuts(scope)), default=0)
        for pack in self._store.post.packs(scope, key, after):
            if pack.first <= min(held, most):
                yield Parcel(pack.last, bytes(pack.body))

    def receipts(self, scope: str, after: int) -> list[bytes]:
        """Return receipts with numbers above `after`; HQ needs none, they are its own."""
        return [] if self._to_hq else self._receipts.since(scope, after)

    def receipt(self, scope: str) -> int:
        """Return the number up to which all receipts are here."""
        return self._receipts.known(scope)

    def paper(self, actor: str) -> bytes | None:
        """Return an actor's credential, squeezed; None where HQ, whose it is, has it anyway."""
        own = self._identity.credential(actor)
        if own is None:
            peer = self._store.post.peer(actor)
            own = peer.certificate if peer and peer.certificate else None
        if own is None or (self._to_hq and not self._succeeded(own)):
            return None
        return squeezed(own)

    @staticmethod
    def _succeeded(credential: bytes) -> bool:
        return b"suixing-succession" in credential
