"""Where each record is: only here, on a stick, or signed for by HQ; and since when."""

from collections.abc import Callable, Iterable, Mapping
from typing import NamedTuple

from app.services.delivery import Held, LastReceipt, Place, site_time
from db.model.change import author_of
from db.model.record import Record
from db.model.stamp import millis
from db.store import Store
from sync.forks import Forks
from sync.receipts import Receipts, Since


class Whereabouts:
    """Answers for one store, from its receipts and from what was written to sticks."""

    def __init__(self, store: Store) -> None:
        self._store = store
        self._receipts = Receipts(store, Forks(store.settings))
        self._history: _History = _History(-1, {})

    def covered(self, scope: str) -> dict[str, int]:
        """Return per actor up to which number HQ has signed."""
        return {actor: r.seq for actor, r in self._store.post.receipts(scope).items()}

    def carried(self, scope: str) -> dict[str, int]:
        """Return per actor up to which number a stick holds it."""
        return {actor: c.seq for actor, c in self._store.post.carried(scope).items()}

    def marker(self, scope: str) -> Callable[[Record], Place]:
        """Return a function that says where a record is."""
        signed, carried = self.covered(scope), self.carried(scope)
        on_stick = {a: max(signed.get(a, 0), carried.get(a, 0)) for a in {*signed, *carried}}

        def place(record: Record) -> Place:
            ops = [author_of(op) for op in record.ops()]
            if all(seq <= signed.get(actor, 0) for actor, seq in ops):
                return "hq"
            return "stick" if all(n <= on_stick.get(a, 0) for a, n in ops) else "local"

        return place

    def held_since(self, record: Record) -> Held:
        """Return when a record was first written and since when HQ holds it as it is now."""
        written = site_time(millis(record.made))
        signed = self.signed(record.scope, map(author_of, record.ops()))
        if signed is None:
            return Held(written, None, None)
        return Held(written, signed.at, signed.number)

    def signed(self, scope: str, numbers: Iterable[tuple[str, int]]) -> LastReceipt | None:
        """Return the receipt with which HQ had all of these (actor, seq); None while it has not."""
        history = self._of(scope)
        found = [_first(history.get(actor, []), seq) for actor, seq in numbers]
        if not found or None in found:
            return None
        last = max((s for s in found if s is not None), key=lambda s: (s.at, s.number))
        return LastReceipt(last.number, site_time(last.at))

    def _of(self, scope: str) -> Mapping[str, list[Since]]:
        """Return the receipts of a scope, read again only when there are more of them."""
        known = sum(self.covered(scope).values())
        if self._history.known != known:
            self._history = _History(known, self._receipts.history(scope))
        return self._history.by_actor


class _History(NamedTuple):
    """Receipts as they were when `known` changes were covered."""

    known: int
    by_actor: Mapping[str, list[Since]]


def _first(history: list[Since], seq: int) -> Since | None:
    return next((s for s in history if s.seq >= seq), None)
