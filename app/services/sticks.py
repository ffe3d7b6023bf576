"""Each stick and where it got to, as far as vectors and receipts tell: nobody reports a journey."""

from collections.abc import Callable, Mapping
from dataclasses import dataclass, replace
from datetime import datetime, timedelta
from typing import Literal

from app.services.delivery import LastReceipt, site_time
from app.services.whereabouts import Whereabouts
from db.sticks import Stick, Sticks
from db.store import Store
from sync.replica import plain

State = Literal["way", "colleague", "part", "hq"]
"""Still on the way; a colleague's computer has it; HQ has some of it; HQ has signed for all of it."""
LATE = timedelta(days=30)
"""After so long it is said that a stick has not arrived."""


@dataclass(frozen=True, slots=True)
class Journey:
    """One stick: what was on it, for whom, and where that is now.

    ``at`` site time, ``size`` bytes; ``readers`` and ``with_whom`` names of colleagues: whom it is
    for beside HQ, and whose computers hold it. ``receipt`` the one with which HQ had all of it.
    ``again`` a later stick carries the same; ``late`` it has not arrived for 30 days and nothing
    else carries it.
    """

    number: int
    name: str
    at: datetime
    size: int
    changes: int
    files: int
    readers: tuple[str, ...]
    state: State
    with_whom: tuple[str, ...] = ()
    receipt: LastReceipt | None = None
    again: bool = False
    late: bool = False


class Journeys:
    """Writes sticks down and tells how far each has got."""

    def __init__(self, store: Store, where: Whereabouts) -> None:
        self._store, self._where = store, where
        self._sticks = Sticks(store.engine)

    def wrote(self, stick: Stick) -> None:
        """Write down a stick that has just been written, with what HQ lacked then."""
        held = self._where.carried(stick.scope)
        lacked = {a: n for a, n in self._where.covered(stick.scope).items() if a in held}
        self._sticks.keep(stick._replace(lacked=lacked, held=held))

    def of(self, scope: str, name: Callable[[str], str]) -> tuple[Journey, ...]:
        """Return the sticks of a scope, newest first; `name` says whose a device is."""
        covered, peers = self._where.covered(scope), self._store.post.peers()
        now = site_time(self._store.clock())
        found: list[Journey] = []
        for stick in self._sticks.of(scope):
            holders = tuple(
                name(r) for r in stick.readers if r in peers and _has(stick, peers[r].vector)
            )
            state = _state(stick, covered, holders)
            signed = self._where.signed(scope, _carried(stick).items()) if state == "hq" else None
            journey = replace(
                _drawn(stick, tuple(map(name, stick.readers))),
                state=state,
                with_whom=holders,
                receipt=signed,
                again=bool(found),
            )
            lost = journey.state == "way" and not journey.again and now - journey.at >= LATE
            found.append(replace(journey, late=lost))
        return tuple(found)


def _drawn(stick: Stick, readers: tuple[str, ...]) -> Journey:
    at = site_time(stick.at)
    return Journey(
        stick.number, stick.name, at, stick.size, stick.changes, stick.files, readers, "way"
    )


def _carried(stick: Stick) -> dict[str, int]:
    """Return per actor the last number on a stick, of those whose news it carried to HQ."""
    news = {a: seq for a, seq in stick.held.items() if seq > stick.lacked.get(a, 0)}
    return news or dict(stick.held)


def _has(stick: Stick, vector: Mapping[str, int]) -> bool:
    held = plain(vector, stick.scope)
    return all(held.get(actor, 0) >= seq for actor, seq in _carried(stick).items())


def _state(stick: Stick, covered: Mapping[str, int], holders: tuple[str, ...]) -> State:
    carried = _carried(stick)
    if all(covered.get(actor, 0) >= seq for actor, seq in carried.items()):
        return "hq"
    if holders:
        return "colleague"
    begun = any(covered.get(actor, 0) > stick.lacked.get(actor, 0) for actor in carried)
    return "part" if begun else "way"
