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
from sync.core.forks import Fork, alias_of, renamed
from sync.core.message import Aside
from sync.core.pack import Header, Opened, attested, header_of, opened
from sync.forks import Forks
from sync.identity import Identity
from sync.trust import Trust


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

    def __init__(self, store: Store, identity: Identity, trust: Trust, forks: Forks) -> None:
        self._store, self._identity, self._trust, self._forks = store, identity, trust, forks

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

    def attested(self, body: bytes) -> Header:
        """Look at a pack from outside: whose it is, and whether that device may write there.

        Raises PeerBroke.
        """
        return attested(body, self._public(header_of(body)))

    def _look(self, header: Header, body: bytes) -> Taken:
        pack = opened(body, self._public(header))
        with self._store.engine.writing():
            taken = self._place(pack, body)
            if taken.fresh:
                self.follow(header.scope, header.actor)
        return taken

    def _public(self, header: Header) -> bytes:
        """Return the key that must have signed. Raises PeerBroke where nobody may have."""
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

    def follow(self, scope: str, actor: str) -> int:
        """Take what waited for changes of this actor that have come; return how many were new."""
        fresh, held = 0, self._store.log.held(scope, actor)
        for pack in self._store.post.packs(scope, actor, held):
            if pack.first > held + 1:
                break
            body = bytes(pack.body)
            try:
                fresh += self._place(opened(body, self._public(header_of(body))), body).fresh
            except PeerBroke:
                # Kept and signed for before it could be read; it must not hold up this one.
                break
            held = self._store.log.held(scope, actor)
        return fresh


def _aside(header: Header | None, text: str, params: Mapping[str, object] | None = None) -> Aside:
    said = {name: str(value) for name, value in (params or {}).items()}
    if header is None:
        return Aside("", "", 0, 0, text, said)
    return Aside(header.scope, header.actor, header.first, header.last, text, said)
