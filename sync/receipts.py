"""The receipts kept here: what HQ has signed for, since when, and which number that was."""

import base64
import bisect
from collections.abc import Sequence
from typing import NamedTuple

from db.post import Receipt
from db.store import Store
from sync.core import receipt
from sync.core.receipt import Holding, Statement
from sync.forks import Forks
from sync.tenure import ReceiptKey


class Since(NamedTuple):
    """From this number on HQ held everything up to `seq`; `at` ms by HQ's clock."""

    seq: int
    number: int
    at: int


def signer(body: bytes, keys: Sequence[ReceiptKey]) -> bytes | None:
    """Return which of HQ's keys signed a receipt while it might; None where none did."""
    at = receipt.unchecked(body).at
    fit = (k.public for k in keys if k.until is None or at <= k.until)
    return next((k for k in fit if receipt.signed_by(body, k)), None)


class Receipts:
    """Keeps the receipts of one store as they were signed, and the latest of each actor."""

    def __init__(self, store: Store, forks: Forks) -> None:
        self._store, self._forks = store, forks

    def take(self, body: bytes, keys: Sequence[ReceiptKey]) -> int | None:
        """Take a receipt in; return its number when it is new. Raises PeerBroke.

        `keys` HQ's, the present one first: each signed receipts until a moment.
        """
        said = receipt.read(body, signer(body, keys) or keys[0].public).statement
        return said.number if self.keep(said, body) else None

    def keep(self, said: Statement, body: bytes) -> bool:
        """Keep one receipt; tells whether it is new here."""
        with self._store.engine.writing():
            numbers = self.numbers(said.scope)
            fresh = said.number not in numbers
            if fresh:
                bisect.insort(numbers, said.number)
                self._store.settings.of(said.scope).put("receipts", numbers)
                text = base64.b64encode(body).decode()
                self._store.settings.of(said.scope).put(f"receipt/{said.number}", text)
                opened = [*self._open(said.scope), said.number]
                self._store.settings.of(said.scope).put("receipts/open", opened)
        self.settle(said.scope)
        return fresh

    def settle(self, scope: str) -> None:
        """Count receipts for what is here now; one for changes still to come stays open."""
        opened = self._open(scope)
        if not opened:
            return
        still = [n for n in opened if not self._counted(scope, n)]
        if still != opened:
            self._store.settings.of(scope).put("receipts/open", still or None)

    def _counted(self, scope: str, number: int) -> bool:
        body = self.body(scope, number)
        if body is None:
            return True
        said = receipt.unchecked(body)
        found = [self.place(scope, holding) for holding in said.holds]
        for holding, place in zip(said.holds, found, strict=True):
            if place is not None:
                actor, seq = place
                self._store.post.give_receipt(
                    Receipt(scope, actor, seq, holding.head, number, said.at, body)
                )
        return None not in found

    def place(self, scope: str, holding: Holding) -> tuple[str, int] | None:
        """Return (actor, number) as they are here of what a receipt is for."""
        actor = holding.actor.hex()
        if self._store.log.head(scope, actor, holding.seq) == holding.head:
            return actor, holding.seq
        for fork in self._forks.of(scope, actor):
            if fork.holds(holding.seq, holding.head):
                return fork.alias, fork.number(holding.seq)
        return None

    def known(self, scope: str) -> int:
        """Return the number up to which every receipt is here."""
        numbers = self.numbers(scope)
        return next((n for n, found in enumerate(numbers) if found != n + 1), len(numbers))

    def since(self, scope: str, after: int) -> list[bytes]:
        """Return receipts with greater numbers, as they were signed."""
        bodies = (self.body(scope, n) for n in self.numbers(scope) if n > after)
        return [body for body in bodies if body is not None]

    def history(self, scope: str) -> dict[str, list[Since]]:
        """Return per actor from which receipt on HQ held how much, in order."""
        out: dict[str, list[Since]] = {}
        for number in self.numbers(scope):
            body = self.body(scope, number)
            if body is None:
                continue
            said = receipt.unchecked(body)
            for holding in said.holds:
                place = self.place(scope, holding)
                if place is not None:
                    out.setdefault(place[0], []).append(Since(place[1], number, said.at))
        return out

    def numbers(self, scope: str) -> list[int]:
        """Return the numbers of all receipts that are here, in order."""
        return list(self._store.settings.of(scope).get("receipts", []))

    def _open(self, scope: str) -> list[int]:
        return list(self._store.settings.of(scope).get("receipts/open", []))

    def body(self, scope: str, number: int) -> bytes | None:
        """Return a receipt as it was signed, None where it is not here."""
        text = self._store.settings.of(scope).get(f"receipt/{number}")
        return None if text is None else base64.b64decode(text)
