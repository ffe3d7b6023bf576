"""HQ's counter for sticks by the hundred: what is in order is on disk and signed for at once.

`look` opens a message and checks whose it is and who signed its packs; it only reads and may run in
another process. `accept` commits the packs of many bundles together, with a receipt for each
branch. Unpacking and merging follow (`sync.merging`). Anything out of the ordinary (an unknown
device, a gap, a second history, something set aside) is left to the hub, one bundle at a time.
"""

from collections.abc import Iterable, Sequence
from typing import NamedTuple

from db.log import Tip
from db.post import Pack
from sync.core.limits import PAPER
from sync.core.message import SYNC, Message, envelope, message_of
from sync.core.receipt import Holding, unchecked
from sync.core.squeeze import unsqueezed
from sync.replica import Replica, vector_of
from sync.server.hub import Hub


class Offer(NamedTuple):
    """One message in order: who sent it, how far that device is, and its packs."""

    sender: str
    vector: dict[str, int]
    scopes: tuple[str, ...]
    packs: tuple[tuple[Pack, bytes], ...]
    """Each with the chain hash before it."""


class Counter:
    """Looks at messages, and accepts many of them in one transaction."""

    def __init__(self, replica: Replica, hub: Hub) -> None:
        self._replica, self._hub = replica, hub
        self._store = replica.store

    # Reading

    def look(self, raw: bytes) -> Offer | None:
        """Return what a message offers; None where it is for the hub. Raises SuixingError."""
        sealed = envelope(raw)
        if sealed.kind != SYNC:
            return None
        message = message_of(sealed.inside)
        packs = [body for part in message.parts for body in part.packs]
        headers = [self._replica.intake.attested(body) for body in packs]
        authors = {sealed.stamp.sender, *(header.actor for header in headers)}
        if not self._met(message, authors) or not self._signed(message):
            return None
        self._hub.admitted(sealed)
        offered = (
            (Pack(h.scope, h.actor, h.first, h.last, h.head, body), h.prev)
            for h, body in zip(headers, packs, strict=True)
        )
        scopes = tuple(dict.fromkeys(part.scope for part in message.parts))
        return Offer(sealed.stamp.sender, vector_of(message), scopes, tuple(offered))

    def _met(self, message: Message, authors: Iterable[str]) -> bool:
        """Tell whether every credential it brings is known here."""
        if not message.papers:
            return True
        peers = (self._store.post.peer(actor) for actor in authors)
        known = {peer.certificate for peer in peers if peer}
        return all(unsqueezed(paper, PAPER) in known for paper in message.papers)

    def _signed(self, message: Message) -> bool:
        """Tell whether every receipt it brings is here: an HQ restored from a backup lacks some."""
        return all(
            unchecked(body).number <= self._replica.receipts.known(part.scope)
            for part in message.parts
            for body in part.receipts
        )

    # Writing

    def accept(self, bundles: Sequence[Sequence[Offer]]) -> list[int | None]:
        """Take the packs of bundles, each whole or not at all, in one transaction.

        Returns how many changes each brought; None for one that is for the hub. The receipts are
        written with the packs: what is signed for survives whatever comes.
        """
        with self._store.engine.writing():
            taking = _Taking(self._replica)
            counts = [taking.take(offers) for offers in bundles]
            self._store.unmerged.add(taking.packs)
            for scope, holds in taking.holdings().items():
                self._hub.sign(scope, holds)
            now = self._store.clock()
            for sender, vector in taking.senders.items():
                self._replica.trust.met(sender, vector, now)
        return counts


class _Taking:
    """The packs of one transaction, and where each actor's chain ends with them."""

    def __init__(self, replica: Replica) -> None:
        self._replica, self._store = replica, replica.store
        self._tips: dict[tuple[str, str], Tip | None] = {}
        self.packs: list[Pack] = []
        self.senders: dict[str, dict[str, int]] = {}

    def take(self, offers: Sequence[Offer]) -> int | None:
        """Return how many changes a bundle brings; None where it does not fit."""
        tips, packs = dict(self._tips), list[Pack]()
        for offer in offers:
            for pack, prev in offer.packs:
                key = (pack.scope, pack.actor)
                if key not in tips:
                    tips[key] = self._tips[key] = self._tip(*key)
                tip = tips[key]
                if tip is None:
                    return None
                if tip == (pack.first - 1, prev):
                    packs.append(pack)
                    tips[key] = Tip(pack.last, pack.head)
                elif not self._here(pack, packs):
                    return None
        self._tips = tips
        self.packs += packs
        self.senders.update((offer.sender, offer.vector) for offer in offers)
        return sum(pack.last - pack.first + 1 for pack in packs)

    def _tip(self, scope: str, actor: str) -> Tip | None:
        """Return where an actor's chain ends on disk; None where that is not one simple chain."""
        if self._replica.forks.of(scope, actor):
            return None
        logged, journal = self._store.log.tip(scope, actor), self._store.unmerged.tip(scope, actor)
        tip = journal if journal is not None and journal.seq > logged.seq else logged
        # Another last pack: one waits for its predecessor, or changes lie here that are in none.
        return tip if self._store.post.sealed(scope, actor) == tip.seq else None

    def _here(self, pack: Pack, packs: Sequence[Pack]) -> bool:
        """Tell whether a pack was taken before."""
        if any(pack[:5] == other[:5] for other in (*self.packs, *packs)):
            return True
        tip = Tip(pack.last, pack.head)
        if self._store.unmerged.holds(pack.scope, pack.actor, tip):
            return True
        return self._store.log.head(pack.scope, pack.actor, pack.last) == pack.head

    def holdings(self) -> dict[str, list[Holding]]:
        """Return what there is to sign for, by scope."""
        ends = {(pack.scope, pack.actor): pack for pack in self.packs}
        found: dict[str, list[Holding]] = {}
        for (scope, actor), pack in ends.items():
            holding = Holding(bytes.fromhex(actor), pack.last, pack.head)
            found.setdefault(scope, []).append(holding)
        return found
