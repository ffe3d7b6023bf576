"""Taking packs in: whoever carried them, only what an enrolled device signed for its own scope.

A pack that cannot be taken is set aside with its reason and holds up nothing behind it. One that
came before its predecessor waits on disk. One that says other things under numbers that are taken
is a second branch of its actor's chain (see `sync.core.forks`) and is kept under its own name.
"""

from collections.abc import Mapping
from typing import NamedTuple

import msgspec

from db.model.change import Json, OpId
from db.model.errors import PeerBroke
from db.model.words import N_
from db.post import Pack
from db.store import Store
from sync.bases import here
from sync.branches import Branches
from sync.core.awaits import Awaits
from sync.core.closing import RETIRED, Closed
from sync.core.column import Base
from sync.core.forks import Fork, named, renamed
from sync.core.message import Aside
from sync.core.pack import MARK, Header, Opened, header_of, opened
from sync.endings import Endings
from sync.forks import Forks
from sync.identity import Identity
from sync.tenure import Tenures
from sync.trust import Trust, not_counted


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
        self._branches = Branches(store.log, forks)

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
        public = self._public(header)
        try:
            pack = opened(body, public, self._base(header))
        except Awaits:
            return self._wait(header, body)
        with self._store.engine.writing():
            taken = self._admit(pack, body)
            if taken.fresh:
                self.follow(header.scope)
        return taken

    def may_write(self, header: Header) -> bool:
        """Tell whether the author of a pack may write in its scope."""
        try:
            return len(self._public(header)) > 0
        except PeerBroke:
            return False

    def read(self, header: Header, body: bytes, later: Base) -> Opened:
        """Look at a pack whole; `later` gives values of ops that are about to come into the store.

        Raises PeerBroke, Awaits.
        """
        here = self._base(header)

        def base(op: OpId) -> Json:
            found = later(op)
            return here(op) if found is None else found

        return opened(body, self._public(header), base)

    def _base(self, header: Header) -> Base:
        """Return what gives the values of ops held here, as the pack's author names them."""
        forks = self._forks.of(header.scope, header.actor)
        fork = next((f for f in forks if f.holds(header.first - 1, header.prev)), None)
        line = () if fork is None else self._branches.line(header.scope, fork)

        held = here(self._store, header.scope)
        return lambda op: held(named(op, line))

    def _public(self, header: Header) -> bytes:
        """Return the key that must have signed. Raises PeerBroke where nobody may have."""
        if header.actor == self._tenures.actor:
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
        """Take a pack unless its actor is closed and it leads to no end. Raises PeerBroke."""
        closed = self.closed(pack.header)
        if closed is None:
            return self._place(pack, body)
        header = pack.header
        endings = self._endings(header)
        endings.must_lead(pack, closed)
        if self._may_lack_its_end(header, closed):
            return self._place(pack, body)
        return self._lead(endings, header, body, closed)

    def _may_lack_its_end(self, header: Header, closed: Closed) -> bool:
        """Tell whether a pack counts though nobody may ever bring the end it leads to.

        What HQ ended, HQ has whole. An owner's last changes may have been lost with the laptop.
        """
        own = closed.how == RETIRED and header.actor != self._tenures.actor
        return own and any(header.last <= cut.seq for cut in closed.cuts(header.scope))

    def _wait(self, header: Header, body: bytes) -> Taken:
        """Keep a pack that cannot be looked into yet. Raises PeerBroke for one after every end."""
        closed = self.closed(header)
        if closed is None or self._may_lack_its_end(header, closed):
            # Its seal cannot be looked at yet: it may not stand where a pack stands that was.
            if header.first > self._store.log.held(header.scope, header.actor):
                self._store.post.keep(_kept(header, header.first, body))
            return Taken(waiting=True)
        if all(header.first > cut.seq for cut in closed.cuts(header.scope)):
            raise not_counted(closed)
        return self._lead(self._endings(header), header, body, closed)

    def _lead(self, endings: Endings, header: Header, body: bytes, closed: Closed) -> Taken:
        way = endings.way(header, body, closed, self._public(header))
        steps = [self._place(step.pack, step.body) for step in way]
        fresh, forked = sum(t.fresh for t in steps), any(t.forked for t in steps)
        aside = None
        if any(step.cut for step in way):
            rest = not_counted(closed)
            aside = _aside(header, rest.text, rest.params)
        return Taken(fresh, aside, not way, forked, any(t.own for t in steps))

    def _endings(self, header: Header) -> Endings:
        return Endings(self._store, header.scope, header.actor, self._base(header))

    def closed(self, header: Header) -> Closed | None:
        """Return how the author of a pack was closed, None where it was not."""
        if header.actor == self._tenures.actor:
            return self._tenures.closed(header.last)
        return self._trust.closed(header.actor)

    def _repeated(self, header: Header) -> bool:
        held = self._store.log.head(header.scope, header.actor, header.last)
        if held is not None and held[:MARK] == header.mark:
            return True
        second = self._forks.of(header.scope, header.actor)
        return any(f.holds(header.last, header.mark) for f in second)

    def _place(self, pack: Opened, body: bytes | None) -> Taken:
        """Put a pack where it belongs; without its bytes it is taken in and not passed on."""
        header = pack.header
        scope, actor = header.scope, header.actor
        fork = self._branches.of(pack)
        if fork is not None:
            return self._branch_off(pack, fork, body)
        before = self._store.log.head(scope, actor, header.first - 1)
        if before is None and body is not None:
            self._store.post.keep(_kept(header, header.first, body))
            return Taken(waiting=True)
        if before != header.prev:
            # A second branch whose beginning is not here: it comes whole, now that the ends differ.
            return Taken(waiting=True)
        held = self._store.log.vector(scope)[actor]
        fresh = [c for c in pack.changes if c.seq > held]
        kept = [] if body is None else [_kept(header, max(header.first, held + 1), body)]
        # What waited there unread may be somebody else's.
        self._store.post.forget(scope, actor, held + 1, header.last)
        self._store.apply(fresh, kept)
        return Taken(len(fresh), own=bool(fresh) and actor == self._identity.actor())

    def _branch_off(self, pack: Opened, fork: Fork, body: bytes | None) -> Taken:
        header = pack.header
        held = self._store.log.vector(header.scope)[fork.alias]
        line = self._branches.line(header.scope, fork)
        changes = [renamed(c, line) for c in pack.changes if c.seq >= fork.start]
        fresh = [c for c in changes if c.seq > held]
        ends = tuple(sorted({*fork.ends, (header.last, pack.heads[-1].hex())}))
        self._forks.keep(header.scope, msgspec.structs.replace(fork, ends=ends))
        last = fork.number(header.last)
        if fresh:
            kept = Pack(header.scope, fork.alias, fresh[0].seq, last, header.mark, body or b"")
            self._store.apply(fresh, [kept] if body else [])
        own = header.actor == self._identity.actor()
        return Taken(len(fresh), forked=True, own=own)

    def follow(self, scope: str) -> bool:
        """Take what waited for what has just come, until nothing more can be; tell if any was."""
        some, moved = False, True
        while moved:
            moved = False
            held = self._store.log.vector(scope)
            late = (a for a, last in self._store.post.ends(scope).items() if last > held[a])
            for actor in late:
                for pack in self._store.post.packs(scope, actor, held[actor]):
                    moved = self._again(bytes(pack.body)) or moved
            some = some or moved
        return some

    def _again(self, body: bytes) -> bool:
        """Look at a pack that waited; tells whether it brought anything."""
        header = header_of(body)
        if header.first > self._store.log.held(header.scope, header.actor) + 1:
            return False
        try:
            pack = opened(body, self._public(header), self._base(header))
            return self._admit(pack, body).fresh > 0
        except PeerBroke:
            # Still awaits something, or nobody may write it any more.
            return False


def _kept(header: Header, first: int, body: bytes) -> Pack:
    return Pack(header.scope, header.actor, first, header.last, header.mark, body)


def _aside(header: Header | None, text: str, params: Mapping[str, object] | None = None) -> Aside:
    said = {name: str(value) for name, value in (params or {}).items()}
    if header is None:
        return Aside("", "", 0, 0, text, said)
    return Aside(header.scope, header.actor, header.first, header.last, text, said)
