"""Whose pack is taken, and up to where: from HQ's root key to the device that signed.

A credential leads from the root key to a device. A closing ends what a device may say: HQ's
revocation, or the word of its owner who made a new key (see `sync.core.closing`).
"""

from typing import Literal

import msgspec

from db.model.errors import BundleError, PeerBroke, Refused
from db.model.words import N_
from db.post import Peer
from db.store import Store
from sync.core.closing import RETIRED, REVOKED, Closed
from sync.core.papers import REVOCATION, Grant, Revocation, granted, read


class Trust:
    """Devices known by a credential that leads to one root key."""

    def __init__(self, root: bytes, store: Store) -> None:
        self._root, self._post, self._settings = root, store.post, store.settings
        self._held: dict[str, Grant] = {}
        for actor in self._post.strays():
            grant = self.grant(actor)
            if grant is not None:
                self._post.place(actor, grant.certificate.grants)

    def grant(self, actor: str) -> Grant | None:
        """Return what a device may do, None where it is not known."""
        if actor not in self._held:
            peer = self._post.peer(actor)
            if peer is None or not peer.certificate:
                return None
            try:
                self._held[actor] = granted(peer.certificate, self._root)
            except BundleError:
                # Kept from another HQ: not known here.
                return None
        return self._held[actor]

    def meet(self, credential: bytes) -> Grant:
        """Take a device's credential. Raises BundleError when it does not lead to the root."""
        grant = granted(credential, self._root)
        known = self._post.peer(grant.actor)
        if known is None or known.certificate != credential:
            vector = known.vector if known else {}
            seen = known.seen if known else 0
            name = grant.certificate.holder or grant.certificate.device
            peer = Peer(grant.actor, name, credential, vector, seen)
            self._post.know(peer, grant.certificate.grants)
            self._held[grant.actor] = grant
            self._retire(grant)
        return grant

    def met(self, actor: str, vector: dict[str, int], seen: int) -> None:
        """Keep how far a device was when it was last heard of; older news changes nothing."""
        known = self._post.peer(actor)
        if known is not None and seen >= known.seen:
            self._post.know(known._replace(vector=vector, seen=seen))

    def members(self, scope: str) -> list[Grant]:
        """Return every device that ever was given the right to write in a scope."""
        grants = (self.grant(actor) for actor in self._post.peers_of(scope))
        return [g for g in grants if g is not None and g.may("w", scope)]

    def devices(self, scope: str) -> list[Grant]:
        """Return every device that may write in a scope and is not closed."""
        return [g for g in self.members(scope) if self.closed(g.actor) is None]

    # Closings

    def closed(self, actor: str) -> Closed | None:
        """Return how an actor was closed, None where it was not.

        What goes on for a revoked actor is revoked with it, from its first change on; so is what
        goes on for a retired one beside the heir that it named.
        """
        own = self.closing(actor)
        grant = self.grant(actor)
        if own is not None or grant is None:
            return own
        for step in reversed(grant.successions):
            before = self.closing(step.old)
            if before is not None and (before.how == REVOKED or before.heir != step.new):
                return msgspec.structs.replace(before, ends={})
        return None

    def closing(self, actor: str) -> Closed | None:
        """Return the closing that names an actor itself."""
        # Read each time: the command line may revoke while another process serves.
        held = self._settings.of(actor).get("closed")
        return None if held is None else msgspec.convert(held, Closed)

    def revoke(self, paper: bytes) -> Revocation:
        """Take HQ's revocation. Raises BundleError when the root key did not sign it."""
        said = read(REVOCATION, Revocation, paper, lambda _: self._root.hex())
        for actor, ends in said.ends.items():
            before = self.closing(actor)
            if before is None or before.number < said.number:
                names = (said.reason, said.device, said.holder, said.branch)
                closed = Closed(REVOKED, ends, said.at, *names, "", said.number, paper.decode())
                self._close(actor, closed)
        return said

    def _retire(self, grant: Grant) -> None:
        """Close the actors whose owner made a new key; the first word on each counts."""
        held = grant.certificate
        for step in grant.successions:
            if step.ends is not None and self.closing(step.old) is None:
                names = ("", held.device, held.holder, held.branch)
                closed = Closed(RETIRED, step.ends, step.made, *names, heir=step.new)
                self._close(step.old, closed)

    def _close(self, actor: str, closed: Closed) -> None:
        self._settings.of(actor).put("closed", msgspec.to_builtins(closed))

    def admit(self, actor: str, way: Literal["http", "stick"]) -> None:
        """Make sure that a device may speak. Raises Refused for one that is closed.

        A stick may have been written before its key was retired, and its packs prove themselves.
        """
        closed = self.closed(actor)
        if closed is not None and (closed.how == REVOKED or way == "http"):
            raise _turned_away(closed)


def not_counted(closed: Closed) -> PeerBroke:
    """Return the error of a pack that leads to no end of a closed actor."""
    if closed.how == REVOKED:
        return PeerBroke(
            N_(
                "HQ revoked the device {device} of {branch} on {on} ({reason}); "
                "this is none of what it had sent before."
            ),
            **_told(closed),
        )
    return PeerBroke(
        N_("The device {device} of {branch} has had another key since {on}; this has the old one."),
        **_told(closed),
    )


def _turned_away(closed: Closed) -> Refused:
    if closed.how == REVOKED:
        return Refused(
            N_("HQ revoked the device {device} ({holder}) on {on}: {reason}."),
            safe=N_("Every record stays on this computer and can be exported."),
            hint=N_("If it is in the right hands again, send HQ a new enrolment request."),
            **_told(closed),
            paper=closed.paper,
        )
    return Refused(
        N_("The device {device} ({holder}) has had another key since {on}."),
        safe=N_("Every record stays on this computer and can be exported."),
        hint=N_("If this is an older copy of that computer, send HQ a new enrolment request."),
        **_told(closed),
    )


def _told(closed: Closed) -> dict[str, str]:
    return {
        "device": closed.device,
        "holder": closed.holder,
        "branch": closed.branch,
        "on": closed.at[:10],
        "reason": closed.reason,
    }
