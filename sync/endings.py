"""The last packs of a closed actor: they wait on disk until they lead to an end, and are taken then.

They lie under a name of their own, so that what a thief wrote under the same numbers and left here
first is not in the way of what the owner wrote.
"""

from collections.abc import Mapping, Sequence
from typing import NamedTuple

from db.model.change import Json, OpId
from db.model.errors import PeerBroke
from db.post import Pack
from db.store import Store
from sync.core.closing import Closed, Cut, Link, beyond, leading, link_of, reaches, upto
from sync.core.column import Base
from sync.core.pack import Header, Opened, header_of, opened, written
from sync.trust import not_counted

_APART = "~"


class Step(NamedTuple):
    """A pack to be taken. ``body`` None where nobody sealed the place at which it was `cut`."""

    pack: Opened
    body: bytes | None
    cut: bool = False


class Endings:
    """One closed actor's packs in one scope."""

    def __init__(self, store: Store, scope: str, actor: str, base: Base) -> None:
        """`base` gives the values of ops held here, as the actor names them."""
        self._store, self._scope, self._actor, self._base = store, scope, actor, base

    def must_lead(self, pack: Opened, closed: Closed) -> None:
        """Raise PeerBroke for a pack that leads to no end, whatever else comes."""
        if beyond(pack, closed.cuts(self._scope), self._held):
            raise not_counted(closed)

    def way(self, header: Header, body: bytes, closed: Closed, public: bytes) -> list[Step]:
        """Return the packs that lead to an end, in order; none while one lacks: then they wait."""
        cuts, come = closed.cuts(self._scope), link_of(header)
        bodies = {link_of(header_of(b)): b for b in self._waiting()}
        bodies[come] = body
        found = self._found(bodies, cuts, public)
        self._keep(header, body)
        for pack, _ in found:
            self._store.post.drop(self._scope, self._lane, pack.header.first)
        return self._cut(found, cuts)

    @property
    def _lane(self) -> str:
        return self._actor + _APART

    def _waiting(self) -> list[bytes]:
        post, scope, actor = self._store.post, self._scope, self._actor
        early = post.packs(scope, actor, self._store.log.held(scope, actor))
        return [bytes(p.body) for p in (*early, *post.packs(scope, self._lane))]

    def _keep(self, header: Header, body: bytes) -> None:
        scope, mark = self._scope, header.mark
        pack = Pack(scope, self._lane, header.first, header.last, mark, body)
        self._store.post.replace(pack)

    def _found(
        self, bodies: Mapping[Link, bytes], cuts: Sequence[Cut], public: bytes
    ) -> list[tuple[Opened, bytes]]:
        """Return a way whose packs all are what their headers say."""
        left = dict(bodies)
        while way := leading(left, cuts, self._held):
            found: list[tuple[Opened, bytes]] = []
            for link in way:
                pack = self._look(left[link], [p for p, _ in found], public)
                if pack is None:
                    left.pop(link)
                    break
                found.append((pack, bodies[link]))
            else:
                return found
        return []

    def _look(self, body: bytes, way: Sequence[Opened], public: bytes) -> Opened | None:
        """Look into a pack that follows on others; None where it does not, or is not to be read."""

        def base(op: OpId) -> Json:
            return values[op] if op in values else self._base(op)

        changes = (c for pack in way for c in pack.changes)
        values = {c.op_id(n): op.value for c in changes for n, op in enumerate(c.ops)}
        try:
            pack = opened(body, public, base)
        except PeerBroke:
            return None
        return None if way and way[-1].heads[-1] != pack.header.prev else pack

    def _cut(self, way: Sequence[tuple[Opened, bytes]], cuts: Sequence[Cut]) -> list[Step]:
        if not way:
            return []
        pack, body = way[-1]
        end = next(c for c in cuts if reaches(pack, c))
        steps = [Step(*step) for step in way[:-1]]
        if pack.header.last == end.seq:
            return [*steps, Step(pack, body)]
        short = upto(pack, end)
        seals = short.header.seals
        if not seals or seals[-1].last != end.seq:
            return [*steps, Step(short, None, cut=True)]
        again = written(short.changes, pack.header.prev, short.heads[-1], seals, self._base)[1]
        return [*steps, Step(short, again, cut=True)]

    def _held(self, seq: int) -> bytes | None:
        return self._store.log.head(self._scope, self._actor, seq)
