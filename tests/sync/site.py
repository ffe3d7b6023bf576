"""Laptops and an HQ for tests: real stores, keys and certificates; no network, no clock."""

import hashlib
from collections.abc import Iterator
from itertools import count
from pathlib import Path
from typing import Any

from db.engines.engine import Engine as Database
from db.keys import new_key
from db.model.change import Change, Json
from db.model.merge import fold
from db.model.progress import Silent
from db.model.record import Edit
from db.store import Store
from sync import enrolment
from sync.core.papers import Office
from sync.core.session import ROOM
from sync.engine import Done, Engine
from sync.identity import Identity, Keys
from sync.replica import Replica
from sync.server.hub import Hub
from sync.tenure import OfficeKeys
from sync.transports.memory import Memory

SCOPE = "5c0fe00000000001"
NOON = 1_779_422_400_000


class Clock:
    """A clock that moves a second at every look."""

    def __init__(self, start: int = NOON) -> None:
        self._ticks, self._names = count(start, 1000), count(1)

    def __call__(self) -> int:
        return next(self._ticks)

    def name(self) -> str:
        """Return a number for an actor that is the same in every run."""
        return self.entropy(8).hex()

    def entropy(self, size: int) -> bytes:
        """Give bytes that are the same in every run."""
        return hashlib.shake_256(str(next(self._names)).encode()).digest(size)


class Headquarter:
    """An HQ over one store."""

    def __init__(
        self, folder: Path, clock: Clock, *, plain: bool = False, at: Database | str = ""
    ) -> None:
        key = None if plain else new_key()
        self.store = Store(at or folder / f"{clock.name()}.db", key, (), clock)
        self.store.settings.put("actor", clock.name())
        self.root, self.keys = OfficeKeys(self.store.settings).found()
        self.office = Office(
            "党群工作部",
            self.store.settings.get("actor"),
            self.root.sign_public.hex(),
            self.keys.sign_public.hex(),
            self.keys.receive_public.hex(),
        )
        self.replica = Replica(self.store, self.office, self.keys)
        self.hub = Hub(self.replica, self.keys)

    def enrol(self, laptop: "Laptop", scope: str = SCOPE) -> bytes:
        """Answer a laptop's request; it takes the certificate."""
        request = enrolment.asked(laptop.request())
        raw = enrolment.issued(request, scope, self.office, self.root.sign, self.store.clock())
        laptop.take_certificate(raw)
        self.replica.trust.meet(enrolment.shown(raw))
        self.know(laptop)
        return raw

    def know(self, laptop: "Laptop") -> None:
        credential = laptop.identity.credential(laptop.actor)
        assert credential is not None
        self.replica.trust.meet(credential)

    def carrier(self) -> Memory:
        return Memory(self.hub.exchange)


class Laptop:
    """A laptop over one store; `edit` is what a person does."""

    def __init__(
        self, folder: Path, clock: Clock, name: str = "周建国", *, plain: bool = False
    ) -> None:
        self.path, self.name = folder / f"{clock.name()}.db", name
        self.key = None if plain else new_key()
        self.clock = clock
        self.store = Store(self.path, self.key, (), clock, entropy=clock.entropy)
        self.store.settings.put("actor", clock.name())
        self.store.settings.put("scope", clock.name())
        self.identity = Identity(self.store.settings, clock, clock.entropy)

    @property
    def actor(self) -> str:
        return self.identity.actor()

    @property
    def scope(self) -> str:
        return str(self.store.settings.get("scope"))

    @property
    def keys(self) -> Keys:
        return self.identity.own()

    def go_on_as_another(self) -> None:
        """Do to settings what restoring a backup does."""
        settings = self.store.settings
        settings.put("former_actors", [*settings.get("former_actors", []), self.actor])
        settings.put("actor", self.clock.name())

    def request(self) -> bytes:
        return enrolment.Applicant(self.store).request(
            branch="一分部党支部", holder=self.name, device="laptop"
        )

    def take_certificate(self, raw: bytes) -> None:
        enrolment.Applicant(self.store).take(raw)

    def edit(self, record: str = "", **fields: Json) -> str:
        applied = self.store.write(
            self.scope, self.actor, [Edit("note", fields, record)], by=self.name
        )
        return applied.ids[0]

    def replica(self) -> Replica:
        office = self.identity.office()
        assert office is not None
        return Replica(self.store, office, self.keys)

    def engine(self, room: int = ROOM) -> Engine:
        return Engine(self.replica(), (self.scope,), room)

    def sync(self, hq: Headquarter, room: int = ROOM) -> Done:
        return self.engine(room).sync(hq.carrier(), Silent())

    def log(self) -> list[Change]:
        return list(self.store.log.all(self.scope))


def state(store: Store, scope: str = SCOPE) -> dict[str, tuple[Any, ...]]:
    """Return every record's registers as the tables have them."""
    found: dict[str, tuple[Any, ...]] = {}
    for record in fold(store.log.all(scope)):
        held = store.read.get(scope, record)
        assert held is not None
        found[record] = (held.kind, held.body, held.alone, held.siblings, held.conflicts)
    return found


def laptops(
    folder: Path, hq: Headquarter, clock: Clock, number: int, *, plain: bool = False
) -> Iterator[Laptop]:
    """Yield enrolled laptops of one branch."""
    for n in range(number):
        laptop = Laptop(folder, clock, f"{'甲乙丙丁'[n]}", plain=plain)
        hq.enrol(laptop)
        yield laptop
