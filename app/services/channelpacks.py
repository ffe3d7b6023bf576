"""Packs in HQ's channel: each record holds one version of one pack as its file was.

Rule packs, tag packs and packs of materials travel alike. A version is never changed but to withdraw
it; the newest readable one that was not withdrawn counts as soon as it is here, and one that this
release cannot read is kept and told of.
"""

from collections.abc import Callable, Sequence
from dataclasses import dataclass
from typing import Generic, Protocol, TypeVar

from app.rules.pack import order
from app.rules.pack_values import PackWrong
from db.model.change import Json
from db.model.query import Query
from db.model.record import Applied
from db.store import Store
from sync.identity import Identity

_MOST = 10_000


class Named(Protocol):
    """What every pack says of itself."""

    @property
    def id(self) -> str:
        """Its name."""

    @property
    def version(self) -> str:
        """Numbers with dots."""


P = TypeVar("P", bound=Named)


@dataclass(frozen=True)
class Held(Generic[P]):
    """One version of a pack that HQ sent: its text, and the pack or why it cannot be read."""

    record: str
    id: str
    version: str
    text: str
    sent: str
    withdrawn: str
    pack: P | None
    wrong: PackWrong | None

    @property
    def order(self) -> tuple[int, ...]:
        """Return what versions are compared by."""
        return order(self.version)


@dataclass(frozen=True)
class Sort(Generic[P]):
    """A sort of pack: the kind of its records in HQ's channel, and what reads its text."""

    kind: str
    read: Callable[[str | bytes], P]

    def held(self, store: Store, scope: str) -> tuple[Held[P], ...]:
        """Return everything HQ sent of it, by pack, the newest version first."""
        query = Query(self.kind, limit=_MOST)
        found = [self.held_one(record, body) for record, body in store.read.bodies(scope, query)]
        newest_first = sorted((h for h in found if h), key=lambda h: h.order, reverse=True)
        return tuple(sorted(newest_first, key=lambda h: h.id))

    def held_one(self, record: str, body: dict[str, Json]) -> Held[P] | None:
        """Read a record of HQ's channel; None where it is no pack at all."""
        name, version, text = body.get("pack"), body.get("version"), body.get("text")
        if not isinstance(name, str) or not isinstance(text, str):
            return None
        pack, wrong = None, None
        try:
            pack = self.read(text)
            name, version = pack.id, pack.version
        except PackWrong as error:
            wrong = error
        try:
            order(str(version))
        except ValueError:
            version = "0"
        sent, withdrawn = str(body.get("sent") or ""), str(body.get("withdrawn") or "")
        return Held(record, name, str(version), text, sent, withdrawn, pack, wrong)


def in_force(sent: Sequence[Held[P]]) -> tuple[P, ...]:
    """Return the newest version of each pack that is readable and not withdrawn."""
    newest: dict[str, P] = {}
    for one in sent:
        if one.pack is not None and not one.withdrawn:
            newest.setdefault(one.id, one.pack)
    return tuple(newest.values())


def unread(sent: Sequence[Held[P]]) -> tuple[Held[P], ...]:
    """Return what this release cannot read, the newest of each pack."""
    newest: dict[str, Held[P]] = {}
    for one in sent:
        if not one.withdrawn:
            newest.setdefault(one.id, one)
    return tuple(one for one in newest.values() if one.wrong is not None)


class Channel(Generic[P]):
    """What a branch holds of one sort; remembers it until something of that kind is written."""

    def __init__(self, store: Store, sort: Sort[P]) -> None:
        self._store, self._sort = store, sort
        self._written = 0
        self._sent: dict[int, tuple[Held[P], ...]] = {}
        store.listen(self._forget)

    def _forget(self, applied: Applied) -> None:
        # Called in the writing thread. Typing minutes must not read the packs anew at each pause.
        if self._sort.kind in applied.kinds():
            self._written += 1

    @property
    def written(self) -> int:
        """Return a number that changes whenever a record of the kind was written, here or by HQ."""
        return self._written

    def sent(self) -> tuple[Held[P], ...]:
        """Return every version that HQ sent."""
        at = self._written
        found = self._sent.get(at)
        if found is None:
            office = Identity(self._store.settings, self._store.clock).office()
            found = self._sort.held(self._store, office.actor) if office is not None else ()
            self._sent = {at: found}
        return found
