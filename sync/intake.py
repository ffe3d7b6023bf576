"""Taking packs in: whoever carried them, only what an enrolled device signed for its own scope.

A pack that cannot be taken is set aside with its reason and holds up nothing behind it. One that
came before its predecessor waits on disk. One that says other things under numbers that are taken
is a second branch of its actor's chain (see `sync.core.forks`) and is kept under its own name.
"""

from collections.abc import Mapping
from typing import NamedTuple

from db.model.errors import PeerBroke
from db.model.words import N_
from db.post import Pack
from db.store import Store
from sync.core.closing import Closed, Link, beyond, leading
from sync.core.forks import Fork, alias_of, renamed
from sync.core.message import Aside
from sync.core.pack import Header, Opened, header_of, opened
from sync.forks import Forks
from sync.identity import Identity
from sync.tenure import Tenures
from sync.trust import Trust, not_counted

_ASIDE = "~"


class Taken(NamedTuple):
    """What became of one pack; `fresh` changes that were new here."""

    fresh: int = 0
    aside: Aside | None = None
    waiting: bool = False
    forked: bool = False
    """A second branch was found."""
    own: bool = False
    """Somebody else writes with the numbers of this installation."""


class Intake:
    """Takes packs into one store."""

    def __init__(
        self, store: Store, identity: Identity, trust: Trust, tenures: Tenures, forks: Forks
    ) -> None:
        self._store, self._identity, self._forks = store, identity, forks
        self._trust, self._tenures = trust, tenures

    def take(self, body: bytes) -> Taken:
        """Take one pack, in one transaction. Raises StoreError alone."""
        try:
            header = header_of(body)
        except PeerBroke as error:
            return Taken(aside=_aside(None, error.text, error.params))
        if self._repeated(header):
            return Taken()
        try:
            return self._look(header, body)
        except PeerBroke as error:
            return Taken(aside=_aside(header, error.text, error.params))

    def _look(self, header: Header, body: bytes) -> Taken:
        pack = opened(body, self._public(header))
        with self._store.engine.writing():
            taken = self._admit(pack, body)
            if taken.fresh:
                self._follow(header.scope, header.actor)
        return taken

    def _public(self, header: Header) -> bytes:
        """Return the key that must have signed. Raises PeerBroke where nobody may have."""
        if header.actor == self._tenures.office.actor:
            return self._channel_key(header)
        keys = self._identity.keys(header.actor)
        if keys is not None:
            return keys.sign_public
        grant = self._trust.grant(header.actor)
        if grant is None:
            raise PeerBroke(N_("It is from a device that HQ did not enrol."))
        if not grant.may("w", header.scope):
            held = grant.certificate
            raise PeerBroke(
                N_("The device {device} of {branch} may not write for another branch."),
                device=held.device,
                branch=held.branch,
            )
        return grant.sign

    def _channel_key(self, header: Header) -> bytes:
        if header.scope != header.actor:
            raise PeerBroke(N_("HQ writes in its own channel and not for a branch."))
        return self._tenures.channel_key(header.last)

    def _admit(self, pack: Opened, body: bytes) -> Taken:
        """Take a pack unless its actor is closed and it does not lead to the end. Raises PeerBroke."""
        header = pack.header
        closed = self._trust.closed(header.actor)
        if header.actor == self._tenures.office.actor:
            closed = self._tenures.closed(header.last)
        return self._place(pack, body) if closed is None else self._lead(header, body, closed)

    def _lead(self, header: Header, body: bytes, closed: Closed) -> Taken:
        """Take a closed actor's packs once they lead to its end; meanwhile they wait on disk."""
        scope, actor, post = header.scope, header.actor, self._store.post
        cuts, link = closed.cuts(scope), _link(header)

        def held(seq: int) -> bytes | None:
            return self._store.log.head(scope, actor, seq)

        if beyond(link, cuts, held):
            raise not_counted(closed)
        # A key of its own: what a thief wrote under the same numbers must not lie in the way.
        lane = actor + _ASIDE
        kept = [*post.packs(scope, actor, self._store.log.held(scope, actor))]
        bodies = {
            _link(header_of(p.body)): bytes(p.body) for p in (*kept, *post.packs(scope, lane))
        }
        way = leading((*bodies, link), cuts, held)
        if not way:
            post.replace(Pack(scope, lane, header.first, header.last, header.head, body))
            return Taken(waiting=True)
        bodies[link] = body
        public = self._public(header)
        steps = [self._place(opened(bodies[k], public), bodies[k]) for k in way]
        post.drop(scope, lane)
        return Taken(
            sum(t.fresh for t in steps),
            forked=any(t.forked for t in steps),
            own=any(t.own for t in steps),
        )

    def _repeated(self, header: Header) -> bool:
        held = self._store.log.head(header.scope, header.actor, header.last)
        if held == header.head:
            return True
        second = self._forks.of(header.scope, header.actor)
        return any(f.holds(header.last, header.head) for f in second)

    def _place(self, pack: Opened, body: bytes) -> Taken:
        header = pack.header
        scope, actor = header.scope, header.actor
        fork = self._second(pack)
        if fork is not None:
            return self._branch_off(pack, fork, body)
        before = self._store.log.head(scope, actor, header.first - 1)
        if before is None:
            self._store.post.keep(Pack(scope, actor, header.first, header.last, header.head, body))
            return Taken(waiting=True)
        if before != header.prev:
            # A second branch whose beginning is not here: it comes whole, now that the ends differ.
            return Taken(waiting=True)
        held = self._store.log.vector(scope)[actor]
        fresh = [c for c in pack.changes if c.seq > held]
        kept = Pack(scope, actor, max(header.first, held + 1), header.last, header.head, body)
        self._store.apply(fresh, [kept])
        return Taken(len(fresh), own=bool(fresh) and actor == self._identity.actor())

    def _second(self, pack: Opened) -> Fork | None:
        """Return the second branch that a pack begins or goes on with, None if it is on the first."""
        header = pack.header
        known = self._forks.of(header.scope, header.actor)
        for fork in known:
            if fork.holds(header.first - 1, header.prev):
                return fork
        if self._store.log.head(header.scope, header.actor, header.first - 1) != header.prev:
            return None
        for change, head in zip(pack.changes, pack.heads, strict=True):
            held = self._store.log.head(header.scope, header.actor, change.seq)
            if held is not None and held != head:
                alias = alias_of(header.actor, head)
                again = next((f for f in known if f.alias == alias), None)
                return again or Fork(header.actor, alias, change.seq)
        return None

    def _branch_off(self, pack: Opened, fork: Fork, body: bytes) -> Taken:
        header = pack.header
        held = self._store.log.vector(header.scope)[fork.alias]
        changes = [renamed(c, fork) for c in pack.changes if c.seq >= fork.start]
        fresh = [c for c in changes if c.seq > held]
        ends = tuple(sorted({*fork.ends, (header.last, header.head.hex())}))
        self._forks.keep(header.scope, Fork(fork.actor, fork.alias, fork.start, ends))
        last = fork.number(header.last)
        if fresh:
            kept = Pack(header.scope, fork.alias, fresh[0].seq, last, header.head, body)
            self._store.apply(fresh, [kept])
        own = header.actor == self._identity.actor()
        return Taken(len(fresh), forked=True, own=own)

    def _follow(self, scope: str, actor: str) -> None:
        """Take what waited for what has just come."""
        held = self._store.log.vector(scope)[actor]
        for pack in self._store.post.packs(scope, actor, held):
            if pack.first <= held + 1:
                body = bytes(pack.body)
                try:
                    self._admit(opened(body, self._public(header_of(body))), body)
                except PeerBroke:
                    # Came before it was known that its actor had ended: stays where it is.
                    return
                held = self._store.log.vector(scope)[actor]


def _link(header: Header) -> Link:
    return Link(header.first, header.last, header.prev, header.head)


def _aside(header: Header | None, text: str, params: Mapping[str, object] | None = None) -> Aside:
    said = {name: str(value) for name, value in (params or {}).items()}
    if header is None:
        return Aside("", "", 0, 0, text, said)
    return Aside(header.scope, header.actor, header.first, header.last, text, said)
