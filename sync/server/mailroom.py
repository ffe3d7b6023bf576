"""HQ's mailroom for sticks by the hundred: what is in order is on disk at once, and read afterwards.

`look` opens a message and makes sure of who sent it and whose packs it brings; it only reads, and
may run in another process. `accept` puts its packs into the inbox, many bundles in one
transaction; `sync.merging` empties it and signs. A message with news of devices that HQ does not
know yet, or with packs of nobody it knows, is left to the hub.
"""

from collections.abc import Iterable, Sequence
from typing import NamedTuple

from db.inbox import Letter
from sync.core.limits import PAPER
from sync.core.message import SYNC, Message, envelope, message_of
from sync.core.pack import header_of
from sync.core.receipt import unchecked
from sync.core.squeeze import unsqueezed
from sync.replica import Replica, vector_of
from sync.server.hub import Hub


class Offer(NamedTuple):
    """One message in order: who sent it, how far that device is, and its packs."""

    sender: str
    vector: dict[str, int]
    scopes: tuple[str, ...]
    letters: tuple[Letter, ...]
    wants: tuple[bytes, ...] = ()
    """SHA-256 of attached files that it lacked."""


class Mailroom:
    """Looks at messages, and puts their packs into the inbox."""

    def __init__(self, replica: Replica, hub: Hub) -> None:
        self._replica, self._hub = replica, hub
        self._store = replica.store

    # Reading

    def look(self, raw: bytes, source: str) -> Offer | None:
        """Return what a message offers; None where it is for the hub. Raises SuixingError."""
        sealed = envelope(raw)
        if sealed.kind != SYNC:
            return None
        message = message_of(sealed.inside)
        bodies = [body for part in message.parts for body in part.packs]
        headers = [header_of(body) for body in bodies]
        authors = {sealed.stamp.sender, *(header.actor for header in headers)}
        if not self._met(message, authors) or not self._signed(message):
            return None
        self._hub.admitted(sealed, "stick")
        if not all(self._replica.intake.ordinary(header) for header in headers):
            return None
        letters = (
            Letter(h.scope, h.actor, h.first, h.last, h.mark, source, body)
            for h, body in zip(headers, bodies, strict=True)
        )
        scopes = tuple(dict.fromkeys(part.scope for part in message.parts))
        return Offer(sealed.stamp.sender, vector_of(message), scopes, tuple(letters), message.wants)

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

    def accept(self, offers: Sequence[Offer]) -> int:
        """Put the packs of a bundle into the inbox, in the transaction that there is.

        Returns how many changes it brings that HQ did not have, in the log or in the inbox.
        """
        fresh, count, reached = list[Letter](), 0, dict[tuple[str, str], int]()
        with self._store.engine.writing():
            for letter in (letter for offer in offers for letter in offer.letters):
                key = (letter.scope, letter.actor)
                if key not in reached:
                    reached[key] = self._reached(*key)
                if letter.last > reached[key] or not self._here(letter):
                    fresh.append(letter)
                count += max(0, letter.last - max(reached[key], letter.first - 1))
                reached[key] = max(reached[key], letter.last)
            self._store.inbox.put(fresh)
            now = self._store.clock()
            for offer in {offer.sender: offer for offer in offers}.values():
                self._replica.trust.met(offer.sender, offer.vector, now)
                self._replica.asked_for(offer.sender, Message(wants=offer.wants))
        return count

    def _reached(self, scope: str, actor: str) -> int:
        held, lying = self._store.log.held(scope, actor), self._store.inbox.last(scope, actor)
        return max(held, lying)

    def _here(self, letter: Letter) -> bool:
        head = self._store.log.head(letter.scope, letter.actor, letter.last)
        return head is not None and head.startswith(letter.mark)
