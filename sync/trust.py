"""Whose pack is taken: follows credentials from HQ's root key to the device that signed."""

from db.model.errors import BundleError
from db.post import Peer, Post
from sync.core.papers import Grant, granted


class Trust:
    """Devices known by a credential that leads to one root key."""

    def __init__(self, root: bytes, post: Post) -> None:
        self._root, self._post = root, post
        self._held: dict[str, Grant] = {}
        for actor in post.strays():
            grant = self.grant(actor)
            if grant is not None:
                post.place(actor, grant.certificate.grants)

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
        return grant

    def met(self, actor: str, vector: dict[str, int], seen: int) -> None:
        """Keep how far a device was when it was last heard of; older news changes nothing."""
        known = self._post.peer(actor)
        if known is not None and seen >= known.seen:
            self._post.know(known._replace(vector=vector, seen=seen))

    def devices(self, scope: str) -> list[Grant]:
        """Return every device that may write in a scope."""
        found = []
        for actor in self._post.peers_of(scope):
            grant = self.grant(actor)
            if grant is not None and grant.may("w", scope):
                found.append(grant)
        return found
