"""What a store holds, as a session asks for it."""

from collections.abc import Iterable, Iterator
from itertools import groupby

from db.post import Pack
from db.store import Store
from sync.bases import certain, here
from sync.core.closing import RETIRED
from sync.core.joining import joined
from sync.core.pack import JOINED_BYTES, RUN_BYTES, VERSION, header_of, read
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
        """Yield packs that hold anything after number `after`, in order; many small ones as one.

        To whoever has nothing yet, the first is about a month, so that work can begin with it.
        """
        bodies = [bytes(p.body) for p in self._sealed(scope, key, after)]
        second = key in {f.alias for f in self._forks.all(scope)}
        if len(bodies) < 2 or second:
            yield from (Parcel(header_of(body).last, body) for body in bodies)
            return
        first = RUN_BYTES if not after and not self._to_hq else JOINED_BYTES
        for version, group in groupby(bodies, lambda body: header_of(body).version):
            again = list(group)
            whole = self._joined(scope, key, again, first) if version == VERSION else again
            yield from (Parcel(header_of(body).last, body) for body in whole)

    def holds(self, scope: str, key: str, after: int) -> bool:
        """Tell whether there is a pack that holds anything after number `after`."""
        return bool(self._sealed(scope, key, after))

    def _sealed(self, scope: str, key: str, after: int) -> list[Pack]:
        """What a closed actor wrote after its end is nobody's to have."""
        if self._to_hq and scope == self._channel:
            return []
        held, end = self._store.log.held(scope, key), self._end(scope, key)
        packs = self._store.post.packs(scope, key, after)
        return [p for p in packs if p.first <= held and (end is None or p.last <= end)]

    def _end(self, scope: str, key: str) -> int | None:
        """Return the number under a key up to which its actor's word counts, None for all of it."""
        fork = next((f for f in self._forks.all(scope) if f.alias == key), None)
        closed = self._trust.closed(key if fork is None else fork.actor)
        if closed is None:
            return None
        cuts = closed.cuts(scope)
        if fork is not None:
            return max(
                (fork.number(c.seq) for c in cuts if (c.seq, c.head) in fork.ends), default=0
            )
        heads = ((c, self._store.log.head(scope, key, c.seq)) for c in cuts)
        counts = (c.seq for c, h in heads if (h.hex() == c.head if h else closed.how == RETIRED))
        return max(counts, default=0)

    def _joined(self, scope: str, actor: str, bodies: list[bytes], first: int) -> Iterable[bytes]:
        held = here(self._store, scope)
        packs = [read(body, held) for body in bodies]
        return joined(packs, certain(self._store, scope, actor), first)

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
