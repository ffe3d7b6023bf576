"""Books of the first release, kept as files: they open, hold all they held, and go on."""

import json
import lzma
from collections.abc import Iterator
from pathlib import Path
from typing import Any

import pytest

from db.blobs import Blobs
from db.doctor import examine
from db.engines.sqlite import Sqlite
from db.model.progress import Silent
from db.schema import STEPS
from db.store import Store
from sync.core.papers import Office
from sync.forks import Forks
from sync.identity import Identity, Keys
from sync.receipts import Receipts
from sync.replica import Replica
from sync.server.hub import Hub
from sync.transports.memory import Memory
from tests.sync.site import NOON, SCOPE, Clock, Headquarter, Laptop

BOOKS = Path(__file__).parent / "1" / "books"
TOLD: dict[str, Any] = json.loads((BOOKS / "told.json").read_text("utf-8"))
LATER = NOON + 86_400_000


def book(name: str, folder: Path) -> Path:
    """Unpack a book; nothing is ever written to the sample."""
    path = folder / f"{name}.db"
    path.write_bytes(lzma.decompress((BOOKS / f"{name}.db.xz").read_bytes()))
    return path


@pytest.fixture
def laptop(tmp_path: Path) -> Iterator[Laptop]:
    made = Laptop.__new__(Laptop)
    made.path, made.key, made.name, made.clock = book("laptop", tmp_path), None, "甲", Clock(LATER)
    made.store = Store(made.path, None, (), made.clock)
    made.identity = Identity(made.store.settings, made.clock)
    yield made
    made.store.close()


@pytest.fixture
def hq(tmp_path: Path) -> Iterator[Headquarter]:
    made = Headquarter.__new__(Headquarter)
    made.store = Store(book("hq", tmp_path), None, (), Clock(LATER))
    made.office = Office(**TOLD["office"])
    made.keys = Keys(*map(bytes.fromhex, TOLD["keys"]))
    made.store.settings.put("office/keys", [TOLD["root"], *TOLD["keys"]])
    made.replica = Replica(made.store, made.office, made.keys)
    made.hub = Hub(made.replica, made.keys)
    yield made
    made.store.close()


def test_the_sample_is_of_the_first_release(tmp_path: Path) -> None:
    for name in ("laptop", "hq"):
        engine = Sqlite(book(name, tmp_path), None)
        assert engine.applied() == {"m001_first"} != {step.__name__ for step in STEPS}
        engine.close()


def test_all_that_a_laptop_had_is_there(laptop: Laptop, tmp_path: Path) -> None:
    store = laptop.store
    assert (laptop.actor, laptop.scope) == (TOLD["actor"], SCOPE)
    assert dict(store.log.vector(SCOPE)) == TOLD["vector"]
    (conflict,) = store.read.conflicts(SCOPE)
    assert (conflict.record.id, {c.value for c in conflict.choices}) == (
        TOLD["record"],
        {"队长", "工长"},
    )
    receipts = Receipts(store, Forks(store.settings))
    assert receipts.known(SCOPE) == len(TOLD["receipts"])
    assert len(receipts.since(SCOPE, 0)) == len(TOLD["receipts"])
    assert store.settings.sealed(SCOPE, laptop.actor) == 2
    devices = {g.actor for g in laptop.replica().trust.devices(SCOPE)}
    assert devices == {laptop.actor, TOLD["other"]}
    assert examine(store, Blobs(tmp_path, bytes(32)), (), Silent()).ailments == ()


def test_hq_knows_its_branches_and_their_devices(hq: Headquarter) -> None:
    assert hq.store.post.branches() == {SCOPE: "一分部党支部"}
    devices = {TOLD["actor"], TOLD["other"]}
    assert {g.actor for g in hq.replica.trust.devices(SCOPE)} == devices
    assert hq.store.post.peers_of(SCOPE).keys() == devices
    assert hq.store.post.strays() == []


def test_both_go_on_where_they_were(hq: Headquarter, laptop: Laptop) -> None:
    laptop.edit(TOLD["unsent"], name="今日送出")
    laptop.engine().sync(Memory(hq.hub.exchange), Silent())
    held = hq.store.read.get(SCOPE, TOLD["unsent"])
    assert held is not None
    assert held.body["name"] == "今日送出"
    receipts = laptop.store.post.receipts(SCOPE)
    assert receipts[laptop.actor].seq == laptop.store.log.vector(SCOPE)[laptop.actor]
    assert receipts[laptop.actor].number == len(TOLD["receipts"]) + 1
