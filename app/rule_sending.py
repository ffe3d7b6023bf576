"""HQ sends rule packs: each version is a record in its channel, which every laptop reads.

A pack is looked at before it is sent as strictly as a laptop can look: what is wrong, or would have
no effect, never leaves. A version is never changed; another one goes on top, or all are withdrawn.
"""

from typing import NamedTuple

from app.rules.pack import Pack, order
from app.rules.pack_check import must_fit
from app.rules.pack_reading import read_pack
from app.rules.shipped import shipped
from app.services.rulepacks import KIND, Held, held
from db.model.errors import InvalidRecord, NotFound
from db.model.record import Edit
from db.model.words import N_
from db.store import Store
from sync.core.papers import Office
from sync.identity import iso
from sync.replica import Replica


class Sent(NamedTuple):
    """A pack that was sent; ``again`` where this version was in the channel already."""

    pack: Pack
    again: bool


class RuleSending:
    """HQ's counter for rule packs, over its own replica."""

    def __init__(self, replica: Replica) -> None:
        self._replica = replica
        self._store: Store = replica.store
        self._office: Office = replica.office

    def held(self) -> tuple[Held, ...]:
        """Return everything that was sent."""
        return held(self._store, self._replica.channel.scope)

    def send(self, content: bytes) -> Sent:
        """Send a pack to every branch. Raises PackWrong, InvalidRecord for an older version."""
        pack = read_pack(content)
        must_fit(pack, shipped())
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
        self._write([Edit(KIND, fields, "")])
        return Sent(pack, again=False)

    def withdraw(self, name: str) -> int:
        """Take back every version of a pack; return how many. Raises NotFound."""
        live = [one for one in self.held() if one.id == name and not one.withdrawn]
        if not live:
            raise NotFound(
                N_("No rule pack called {name} is in force."),
                hint=N_("`suixing hq rules list` lists them."),
                name=name,
            )
        now = iso(self._store.clock())
        self._write([Edit(KIND, {"withdrawn": now}, one.record) for one in live])
        return len(live)

    def _write(self, edits: list[Edit]) -> None:
        scope = self._replica.channel.scope
        with self._store.engine.writing():
            self._store.write(scope, self._office.actor, edits, by=self._office.name, what="rules")
            self._replica.seal([scope])
