"""HQ's counter for sticks by the hundred: what is in order is on disk at once, and read afterwards.

`look` opens a message and makes sure of who sent it and whose packs it brings; it only reads, and
may run in another process. `accept` puts the packs of many bundles into the inbox in one
transaction; `sync.merging` empties it and signs. A message with news of devices that HQ does not
know yet, with packs of nobody it knows, or that asks for files, is left to the hub.
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


class Counter:
    """Looks at messages, and accepts many of them in one transaction."""

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
        if message.wants or not self._met(message, authors) or not self._signed(message):
            return None
        self._hub.admitted(sealed)
        if not all(self._replica.intake.may_write(header) for header in headers):
            return None
        letters = (
            Letter(h.scope, h.actor, h.first, h.last, h.mark, source, body)
            for h, body in zip(headers, bodies, strict=True)
        )
        channel = self._replica.channel.scope
        scopes = tuple(dict.fromkeys(p.scope for p in message.parts if p.scope != channel))
        return Offer(sealed.stamp.sender, vector_of(message), scopes, tuple(letters))

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

    def accept(self, bundles: Sequence[Sequence[Offer]]) -> list[int]:
        """Put the packs of bundles into the inbox, in one transaction.

        Returns how many changes each brings that HQ did not have.
        """
        reached: dict[tuple[str, str], int] = {}
        with self._store.engine.writing():
            counts = [self._accept(offers, reached) for offers in bundles]
            now = self._store.clock()
            for sender, vector in {
                o.sender: o.vector for offers in bundles for o in offers
            }.items():
                self._replica.trust.met(sender, vector, now)
        return counts

    def _accept(self, offers: Iterable[Offer], reached: dict[tuple[str, str], int]) -> int:
        fresh, count = list[Letter](), 0
        for letter in (letter for offer in offers for letter in offer.letters):
            key = (letter.scope, letter.actor)
            if key not in reached:
                reached[key] = self._store.log.held(*key)
            if letter.last > reached[key] or not self._here(letter):
                fresh.append(letter)
            count += max(0, letter.last - max(reached[key], letter.first - 1))
            reached[key] = max(reached[key], letter.last)
        self._store.inbox.put(fresh)
        return count

    def _here(self, letter: Letter) -> bool:
        head = self._store.log.head(letter.scope, letter.actor, letter.last)
        return head is not None and head.startswith(letter.mark)
