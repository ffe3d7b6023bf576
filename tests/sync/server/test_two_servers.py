"""Two servers on one database are one HQ: no receipt number is given twice, nothing is lost."""

import threading
from pathlib import Path

from db.model.progress import Silent
from db.store import Store
from sync.core import receipt
from sync.forks import Forks
from sync.receipts import Receipts
from sync.replica import Replica
from sync.server.hub import Hub
from sync.transports.memory import Memory
from tests.postgres import Server
from tests.sync.site import SCOPE, Clock, Headquarter, laptops


def test_no_two_servers_give_one_number_twice(postgres: Server, tmp_path: Path) -> None:
    clock, url = Clock(), postgres.database()
    hq = Headquarter(tmp_path, clock, plain=True, at=url)
    other = Store(url, None, (), clock)
    other.settings.put("actor", hq.office.actor)
    hubs = (hq.hub, Hub(Replica(other, hq.office, hq.keys), hq.keys))
    devices = list(laptops(tmp_path, hq, clock, 4))
    failed: list[Exception] = []

    def work(n: int) -> None:
        laptop = devices[n]
        try:
            for turn in range(5):
                laptop.edit(name=f"{n}-{turn}")
                laptop.engine().sync(Memory(hubs[(n + turn) % 2].exchange), Silent())
        except Exception as error:  # noqa: BLE001 - a thread's end is looked at below
            failed.append(error)

    threads = [threading.Thread(target=work, args=(n,)) for n in range(len(devices))]
    for thread in threads:
        thread.start()
    for thread in threads:
        thread.join()
    assert failed == []
    assert hq.store.log.vector(SCOPE) == {laptop.actor: 5 for laptop in devices}
    said = [
        receipt.unchecked(body)
        for body in Receipts(hq.store, Forks(hq.store.settings)).since(SCOPE, 0)
    ]
    assert [one.number for one in said] == list(range(1, len(said) + 1))
    signed = [(holding.actor, holding.seq) for one in said for holding in one.holds]
    assert len(signed) == len(set(signed)) == 20
    for store in (hq.store, other, *(laptop.store for laptop in devices)):
        store.close()
