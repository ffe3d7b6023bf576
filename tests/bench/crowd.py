"""A thousand laptops at once before one HQ: a real `suixing hq serve`, real questions, raw sockets.

Each laptop is a store in memory with keys and a certificate of its own; it meets HQ once, and its
real engine then makes the questions that are sent here: one that has nothing new, and one with an
edit. They are sent in two ways: all in the same instant, and spread over some seconds as they come
when a thousand laptops look for HQ every few minutes. Client and HQ share this machine.
"""

import asyncio
import os
import statistics
import subprocess
import sys
import time
from collections.abc import Iterator, Sequence
from contextlib import contextmanager
from pathlib import Path
from typing import NamedTuple

import psutil

from app.hq import Headquarters
from app.site import wall_clock
from db.model.errors import Offline
from db.model.progress import Progress, Silent
from db.model.record import Edit
from db.store import Store
from sync import enrolment
from sync.carrier import Tray
from sync.core import direct
from sync.core.door import SYNC
from sync.engine import Engine
from sync.identity import Identity
from sync.replica import Replica
from sync.transports.memory import Memory
from tests.bench.intake import CHEAP, SECRET
from tests.bench.measure import Figure

SPREAD = 10.0
"""Seconds over which they come when they do not come at once."""


class Listening:
    """Keeps a question instead of carrying it."""

    way = "http"

    def __init__(self) -> None:
        self.raw = b""

    def exchange(self, request: bytes, _progress: Progress, _tray: Tray) -> bytes:
        """Keep it; there is no answer."""
        self.raw = request
        raise Offline("kept")


class Laptop:
    """One laptop of a branch of its own."""

    def __init__(self, number: int, hq: Headquarters) -> None:
        self._store = Store(Path(":memory:"), None, (), wall_clock)
        settings = self._store.settings
        settings.put("actor", f"{number:016x}")
        settings.put("scope", f"{number:016x}")
        asking = enrolment.Applicant(self._store)
        request = asking.request(branch=f"第{number}支部", holder="书记", device="laptop")
        asking.take(hq.enrol(request).certificate)
        identity = Identity(settings, wall_clock)
        office = identity.office()
        assert office is not None
        self._scope = str(settings.get("scope"))
        self._actor = identity.actor()
        self._engine = Engine(Replica(self._store, office, identity.own()), (self._scope,))

    def write(self, minutes: str) -> None:
        """Write a record."""
        edit = Edit("activity", {"title": "党员大会", "minutes": minutes})
        self._store.write(self._scope, self._actor, [edit], by="书记", what="new")

    def meet(self, hq: Memory) -> None:
        """Meet HQ once."""
        self._engine.sync(hq, Silent())

    def asks(self) -> bytes:
        """Return what it would ask HQ now."""
        kept = Listening()
        try:
            self._engine.sync(kept, Silent())
        except Offline:
            self._store.spool.clear(self._engine._hq)
        return kept.raw


class Questions(NamedTuple):
    """What the laptops ask: with nothing new, and with an edit."""

    nothing: list[bytes]
    edits: list[bytes]


def prepared(home: Path, count: int) -> Questions:
    """Make an HQ and so many laptops that have met it; return what they ask next."""
    hq = Headquarters.create(home, SECRET, name="党群工作部", cost=CHEAP).hq
    carrier = Memory(hq.hub().exchange)
    nothing, edits = [], []
    for number in range(1, count + 1):
        laptop = Laptop(number, hq)
        laptop.write("雨季值班安排和材料进场次序。" * 40)
        laptop.meet(carrier)
        nothing.append(laptop.asks())
        laptop.write("夜班交接还要写得再细一些。")
        edits.append(laptop.asks())
    hq.close()
    return Questions(nothing, edits)


@contextmanager
def serving(home: Path) -> Iterator[tuple[int, psutil.Process]]:
    """Run `suixing hq serve`; give its port and process."""
    line = [sys.executable, "-m", "ui.main", "hq", "serve", "--port", "0", "--json"]
    process = subprocess.Popen(
        [*line, "--home", str(home)],
        env=os.environ | {"SUIXING_PASSPHRASE": SECRET},
        stdout=subprocess.PIPE,
        text=True,
    )
    try:
        assert process.stdout is not None
        said = process.stdout.readline()
        yield int(said.rsplit(":", 1)[1].strip(' "}\n')), psutil.Process(process.pid)
    finally:
        process.terminate()
        process.wait()


class Came(NamedTuple):
    """How long each answer took (seconds), and how many there were not."""

    taken: list[float]
    errors: int
    seconds: float
    most: float
    """Most memory HQ held, MB."""


def crowd(port: int, server: psutil.Process, questions: Sequence[bytes], over: float) -> Came:
    """Send every question on a connection of its own, over so many seconds."""
    return asyncio.run(_crowd(port, server, questions, over))


async def _crowd(
    port: int, server: psutil.Process, questions: Sequence[bytes], over: float
) -> Came:
    start, most = time.perf_counter(), [0.0]

    async def watch() -> None:
        while True:
            most[0] = max(most[0], server.memory_info().rss / 1e6)
            await asyncio.sleep(0.05)

    watching = asyncio.create_task(watch())
    waits = [over * n / len(questions) for n in range(len(questions))]
    asked = (_after(wait, port, q) for wait, q in zip(waits, questions, strict=True))
    found = await asyncio.gather(*asked, return_exceptions=True)
    watching.cancel()
    taken = [one for one in found if isinstance(one, float)]
    return Came(taken, len(found) - len(taken), time.perf_counter() - start, most[0])


async def _after(wait: float, port: int, question: bytes) -> float:
    await asyncio.sleep(wait)
    start = time.perf_counter()
    reader, writer = await asyncio.open_connection("127.0.0.1", port)
    head = f"POST {SYNC} HTTP/1.1\r\nHost: hq\r\nContent-Length: {len(question)}\r\n"
    writer.write(f"{head}Connection: close\r\n\r\n".encode() + question)
    await writer.drain()
    answer = await reader.read()
    writer.close()
    status, _, body = answer.partition(b"\r\n\r\n")
    if not status.startswith(b"HTTP/1.1 200") or not direct.is_direct(body):
        raise Offline(status[:40].decode("latin-1"))
    return time.perf_counter() - start


def measure(folder: Path, count: int) -> list[Figure]:
    """Return how HQ answers a crowd."""
    questions = prepared(folder / "hq", count)
    figures = []
    with serving(folder / "hq") as (port, server):
        for what, asked, over, aim in (
            ("nothing new, spread", questions.nothing, SPREAD, "p99 ≤ 1 s, no error"),
            ("nothing new, in one instant", questions.nothing, 0.0, "no error"),
            ("an edit each, in one instant", questions.edits, 0.0, "no error"),
        ):
            came = crowd(port, server, asked, over)
            cuts = statistics.quantiles(came.taken, n=100) if len(came.taken) > 1 else [0.0] * 99
            figures.append(
                Figure(
                    f"{count} laptops: {what}" + (f" over {over:.0f} s" if over else ""),
                    f"p50 {cuts[49] * 1000:,.0f} ms, p99 {cuts[98] * 1000:,.0f} ms, "
                    f"{came.errors} errors, all in {came.seconds:.1f} s, "
                    f"HQ held {came.most:.0f} MB",
                    aim,
                )
            )
    return figures


if __name__ == "__main__":
    import tempfile

    from tests.bench.measure import table

    with tempfile.TemporaryDirectory() as place:
        sys.stdout.write(table(measure(Path(place), int(sys.argv[1]))) + "\n")
