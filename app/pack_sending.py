"""HQ sends packs: each version is a record in its channel, which every laptop reads.

A pack is looked at before it is sent as strictly as a laptop can look: what is wrong, or would have
no effect, never leaves. A version is never changed; another one goes on top, or all are withdrawn.
Rule packs, tag packs and packs of materials are sent so; what they are stands in their `Sort`.
"""

from dataclasses import dataclass
from typing import Generic, TypeVar

from app.rules.pack import order
from app.services.channelpacks import Held, Named, Sort
from db.model.errors import InvalidRecord, NotFound
from db.model.record import Edit
from db.model.words import N_
from db.store import Store
from sync.core.papers import Office
from sync.identity import iso
from sync.replica import Replica

P = TypeVar("P", bound=Named)


@dataclass(frozen=True)
class Sent(Generic[P]):
    """A pack that was sent; ``again`` where this version was in the channel already."""

    pack: P
    again: bool


@dataclass(frozen=True)
class Counter:
    """What a counter says of its packs: what a change is called in the log, and where none is in force."""

    what: str
    missing: str
    hint: str


class PackSending(Generic[P]):
    """HQ's counter for one sort of packs, over its own replica."""

    def __init__(self, replica: Replica, sort: Sort[P], counter: Counter) -> None:
        self._replica, self._sort, self._counter = replica, sort, counter
        self._store: Store = replica.store
        self._office: Office = replica.office

    def held(self) -> tuple[Held[P], ...]:
        """Return everything that was sent."""
        return self._sort.held(self._store, self._replica.channel.scope)

    def look(self, content: bytes) -> P:
        """Return the pack of a file. Raises PackWrong where it must not leave."""
        return self._sort.read(content)

    def send(self, content: bytes) -> Sent[P]:
        """Send a pack to every branch. Raises PackWrong, InvalidRecord for an older version."""
        pack = self.look(content)
        text = content.decode("utf-8-sig")
        before = [one for one in self.held() if one.id == pack.id]
        for one in before:
            if one.version == pack.version and one.text == text and not one.withdrawn:
                return Sent(pack, again=True)
        newest = max(before, key=lambda one: one.order, default=None)
        if newest is not None and newest.order >= order(pack.version):
            raise InvalidRecord(
                N_("{pack} {version} was sent already; a changed pack needs a higher version."),
                hint=N_("Write a higher version into the file, then send it again."),
                pack=pack.id,
                version=newest.version,
            )
        now = iso(self._store.clock())
        fields = {"pack": pack.id, "version": pack.version, "text": text, "sent": now}
        self._write([Edit(self._sort.kind, fields, "")])
        return Sent(pack, again=False)

    def withdraw(self, name: str) -> int:
        """Take back every version of a pack; return how many. Raises NotFound."""
        live = [one for one in self.held() if one.id == name and not one.withdrawn]
        if not live:
            raise NotFound(self._counter.missing, hint=self._counter.hint, name=name)
        now = iso(self._store.clock())
        self._write([Edit(self._sort.kind, {"withdrawn": now}, one.record) for one in live])
        return len(live)

    def _write(self, edits: list[Edit]) -> None:
        scope = self._replica.channel.scope
        with self._store.engine.writing():
            by, what = self._office.name, self._counter.what
            self._store.write(scope, self._office.actor, edits, by=by, what=what)
            self._replica.seal([scope])
