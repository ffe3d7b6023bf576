"""What no receipt covers yet: counted by kind and by day, read once and then only what was added."""

from collections import Counter
from collections.abc import Mapping
from datetime import date

from app.services.delivery import Waiting, site_time
from db.model.change import Change, canonical
from db.model.stamp import millis
from db.store import Store

SHARE = 0.14
"""Of the bytes of changes, about what is left of them once packed."""
_HEAD = 220
"""Bytes of a pack beside its content."""


class _Stretch:
    """One actor's changes without receipt, `after` and up to `upto`."""

    def __init__(self, after: int) -> None:
        self.after = self.upto = after
        self.records: dict[str, set[str]] = {}
        self.bytes: Counter[str] = Counter()
        self.days: Counter[date] = Counter()

    def add(self, change: Change) -> None:
        """Count one more change."""
        self.upto = change.seq
        self.days[site_time(millis(change.hlc)).date()] += 1
        size = len(canonical(change))
        for op in change.ops:
            self.records.setdefault(op.kind, set()).add(op.record)
            self.bytes[op.kind] += size // len(change.ops)


class Backlog:
    """Counts for one store; what was read stays counted until a receipt covers it."""

    def __init__(self, store: Store) -> None:
        self._store = store
        self._stretches: dict[tuple[str, str], _Stretch] = {}

    def kinds(self, scope: str, covered: Mapping[str, int]) -> tuple[Waiting, ...]:
        """Return what waits by kind, most first."""
        records: dict[str, set[str]] = {}
        sizes: Counter[str] = Counter()
        for stretch in self._read(scope, covered):
            sizes += stretch.bytes
            for kind, found in stretch.records.items():
                records.setdefault(kind, set()).update(found)
        waiting = (Waiting(k, len(r), int(sizes[k] * SHARE)) for k, r in records.items())
        return tuple(sorted(waiting, key=lambda w: (-w.count, w.kind)))

    def days(self, scope: str, covered: Mapping[str, int]) -> Counter[date]:
        """Return how many of the waiting changes were made on each day."""
        return sum((s.days for s in self._read(scope, covered)), Counter[date]())

    def _read(self, scope: str, covered: Mapping[str, int]) -> list[_Stretch]:
        found = []
        for actor, upto in self._store.log.vector(scope).items():
            after = covered.get(actor, 0)
            stretch = self._stretches.get((scope, actor))
            if stretch is None or stretch.after != after or stretch.upto > upto:
                stretch = self._stretches[scope, actor] = _Stretch(after)
            while stretch.upto < upto:
                for logged in self._store.log.since(scope, actor, stretch.upto):
                    stretch.add(logged.change)
            found.append(stretch)
        return found


def bytes_of(waiting: tuple[Waiting, ...]) -> int:
    """Return about how many bytes an exchange takes that sends this."""
    return sum(w.bytes_estimate for w in waiting) + _HEAD if waiting else 0
