"""What HQ decides about devices and keys: whose word counts no longer, which key is HQ's own.

Each decision is a paper that the root key signs. It is written into HQ's channel, so every laptop
learns of it by network, from HQ's answer or from a colleague's stick.
"""

from typing import NamedTuple

from db.model.errors import BundleError, InvalidRecord, NotFound
from db.model.record import Edit
from db.model.words import N_
from sync.channel import PAPER, REVOCATION, TENURE
from sync.core import papers
from sync.core.closing import REVOKED, Cut, Ends
from sync.core.papers import Grant, Request, Revocation, written
from sync.enrolment import written_ends
from sync.identity import iso, six_groups
from sync.replica import Replica
from sync.server.signer import Signer
from sync.tenure import OfficeKeys

Ended = dict[str, Ends]
"""Actor -> its ends."""


class Revoked(NamedTuple):
    """A device that was revoked: ``changes`` of it that HQ holds and that go on to count."""

    actor: str
    device: str
    holder: str
    branch: str
    reason: str
    changes: int


class Authority:
    """HQ's counter for trust, over its own replica."""

    def __init__(self, replica: Replica, keys: OfficeKeys) -> None:
        self._replica, self._keys = replica, keys
        self._store, self._trust = replica.store, replica.trust

    def revoke(self, name: str, reason: str) -> Revoked:
        """Revoke a device by its number, name or holder; what HQ holds of it goes on to count.

        Raises NotFound, InvalidRecord where several are called so or it was revoked before.
        """
        grant = self._one(name)
        before = self._trust.closed(grant.actor)
        if before is not None and before.how == REVOKED:
            raise InvalidRecord(
                N_("The device {device} ({holder}) was revoked before, on {on}: {reason}."),
                device=before.device,
                holder=before.holder,
                on=before.at[:10],
                reason=before.reason,
            )
        self._read_on()
        held, ends = grant.certificate, self._ends(grant)
        at = iso(self._store.clock())
        said = Revocation(
            grant.actor, held.device, held.holder, held.branch, ends, reason.strip(), at
        )
        with self._store.engine.writing():
            self._say(said)
        changes = sum(c.seq for each in ends.values() for cuts in each.values() for c in cuts)
        return Revoked(grant.actor, held.device, held.holder, held.branch, said.reason, changes)

    def _read_on(self) -> None:
        """Read what came by stick and lies unread: it came before the revocation, and counts."""
        sign, after = Signer(self._replica).sign_for, ""
        while scopes := self._store.inbox.scopes(after):
            for scope in scopes:
                self._replica.merging.merge(scope, sign)
            after = scopes[-1]

    def _one(self, name: str) -> Grant:
        grants = [g for a in self._store.post.peers() if (g := self._trust.grant(a)) is not None]
        former = {old for g in grants for old in g.formers}
        present = [g for g in grants if g.actor not in former]
        exact = [g for g in grants if g.actor == name]
        found = exact or [
            g for g in present if name in (g.certificate.device, g.certificate.holder)
        ]
        if not found:
            raise NotFound(
                N_("HQ enrolled no device called {name}."),
                hint=N_("`suixing hq status` lists them."),
                name=name,
            )
        if len(found) > 1:
            raise InvalidRecord(
                N_("Several devices are called {name}: {actors}."),
                hint=N_("Name one by its number."),
                name=name,
                actors=tuple(g.actor for g in found),
            )
        return found[0]

    def _ends(self, grant: Grant) -> Ended:
        """Return what is held of every actor of the same device."""
        grants = [g for a in self._store.post.peers() if (g := self._trust.grant(a)) is not None]
        same = [g for g in grants if g.certificate.actor == grant.certificate.actor]
        actors = dict.fromkeys(actor for g in same for actor in (*g.formers, g.actor))
        return {actor: self._held(actor) for actor in actors}

    def _held(self, actor: str) -> Ends:
        ends = written_ends(self._store, actor)
        for scope in self._store.log.scopes():
            second = [Cut(*max(f.ends)) for f in self._replica.forks.of(scope, actor) if f.ends]
            if second:
                ends[scope] = (*ends.get(scope, ()), *second)
        return ends

    def _say(self, said: Revocation) -> None:
        paper = written(papers.REVOCATION, said, self._keys.root)
        self._trust.revoke(paper)
        self._publish(REVOCATION, paper)

    def _publish(self, kind: str, paper: bytes) -> None:
        channel, office = self._replica.channel.scope, self._replica.office
        edit = Edit(kind, {PAPER: paper.decode()}, "")
        self._store.write(channel, office.actor, [edit], by=office.name, what="new")
        self._replica.seal([channel])

    # Found again

    def must_not_be_revoked(self, actor: str) -> None:
        """Make sure that a number may be enrolled. Raises BundleError for one that was revoked."""
        closed = self._trust.closed(actor)
        if closed is not None and closed.how == REVOKED:
            raise BundleError(
                N_("The number {actor} was revoked on {on}: {reason}."),
                safe=N_("Nothing was changed."),
                hint=N_("Sync once on that computer, so that it hears of it, then ask again."),
                actor=actor,
                on=closed.at[:10],
                reason=closed.reason,
            )

    def take_up(self, asked: Request) -> None:
        """Let a found laptop's work count up to where it says that it got under its old names."""
        for actor, ends in asked.before.items():
            closed = self._trust.closing(actor)
            if closed is None or closed.how != REVOKED:
                continue
            # The ends of before stay: what leads to them counts, whatever comes of the rest.
            more = {
                scope: tuple(dict.fromkeys((*closed.cuts(scope), *cuts)))
                for scope, cuts in ends.items()
            }
            said = papers.read(
                papers.REVOCATION,
                Revocation,
                closed.paper.encode(),
                lambda _: self._replica.office.root,
            )
            self._say(
                Revocation(
                    said.actor,
                    said.device,
                    said.holder,
                    said.branch,
                    {**said.ends, actor: {**closed.ends, **more}},
                    said.reason,
                    said.at,
                    said.number + 1,
                )
            )

    # HQ's own key

    def rotate(self) -> str:
        """Make a new office key; returns its fingerprint. What the old one signed stays signed."""
        store, channel = self._store, self._replica.channel.scope
        with store.engine.writing():
            self._replica.seal([channel])
            seq = store.log.held(channel, channel)
            head = store.log.head(channel, channel, seq) or b""
            end, now = Cut(seq, head.hex()), store.clock()
            paper = self._keys.rotate(self._replica.tenures, end, now)
            self._replica.refresh()
            self._publish(TENURE, paper)
        return six_groups(self._keys.present().sign_public)
