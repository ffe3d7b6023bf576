"""One branch meets HQ by HTTP on this machine: bytes and turns beside zstd-19 of the same records.

The floor is the same records (kind, id, fields) as JSON in one piece, compressed with zstd at level
19 in the same run. Every byte that passes the socket counts, both ways, HTTP's own lines among them.
"""

import json
import statistics
from collections.abc import Callable, Iterable, Iterator
from contextlib import contextmanager
from pathlib import Path
from typing import NamedTuple

import zstandard

from app.hq import Headquarters
from app.services.delivery import Outcome
from app.workspace import Workspace
from db import keys
from db.model.progress import Silent
from db.model.query import Query
from db.model.record import Record
from tests.bench import workload
from tests.bench.measure import Figure, seconds
from tests.bench.wire import Link, Meter

SECRET, CHEAP = "bench-secret", keys.Cost(1, 1, 8)
CUTS = ((16_384, 1.02), (4_096, 1.10), (1_024, 1.45))
"""Bytes after which the line breaks, and how many times the bytes of a whole one are allowed."""
SLOW = Link(rate=64_000, trip=0.6)
HEADERS = 210
"""HTTP's own bytes of one exchange on a line that holds."""
EIGHTEEN = "补记：夜班交接改在二十点，由安全员点名"[:18]


class Step(NamedTuple):
    """One exchange: what it did, the bytes on the wire, and the floor for the same records."""

    outcome: Outcome
    wire: int
    floor: int

    @property
    def bytes(self) -> int:
        """Return the message bytes both ways."""
        return self.outcome.up + self.outcome.down


def floor(records: Iterable[Record]) -> tuple[int, int]:
    """Return the size of records as JSON, and of that under zstd-19."""
    rows = [{"kind": r.kind, "id": r.id, **r.body} for r in records]
    raw = json.dumps(rows, ensure_ascii=False, separators=(",", ":")).encode()
    return len(raw), len(zstandard.ZstdCompressor(level=19).compress(raw))


def everything(book: Workspace) -> dict[str, Record]:
    """Return all records of a book by id."""
    counts = book.records.counts()
    found = (book.records.find(Query(kind, limit=100_000)) for kind in counts)
    return {record.id: record for rows in found for record in rows}


class Bench:
    """A laptop, an HQ, and a counted line between them."""

    def __init__(self, book: Workspace, hq: Headquarters, meter: Meter) -> None:
        self.book, self.hq, self.meter = book, hq, meter
        self.roster = workload.Roster([], [])
        self.meeting = ""

    def step(self, write: Callable[[], object]) -> Step:
        """Write something, sync, and compare with the records that are new or changed."""
        before = everything(self.book)
        write()
        new = [r for i, r in everything(self.book).items() if before.get(i) != r]
        return Step(*self.sync(), floor(new)[1] if new else 0)

    def sync(self) -> tuple[Outcome, int]:
        """Meet HQ; return what it did and the bytes on the wire."""
        self.meter.taken()
        return self.book.syncing.sync(self.meter.address, Silent()), self.meter.taken()

    def first_month(self) -> None:
        """Write the members and a month."""
        self.roster = workload.write_members(self.book.records)
        workload.write_month(self.book.records, self.roster, "2026-03")

    def next_month(self) -> None:
        """Write another month."""
        workload.write_month(self.book.records, self.roster, "2026-04")

    def edit(self) -> None:
        """Insert 18 characters in the middle of 1,500."""
        meeting = self.book.records.find(Query("activity", limit=1))[0]
        text = str(meeting.get("minutes"))
        middle = len(text) // 2
        changed = text[:middle] + EIGHTEEN + text[middle:]
        self.book.records.change(meeting.id, {"minutes": changed})

    def correct(self) -> None:
        """Correct one attendance."""
        found = self.book.records.find(Query("attendance", limit=1))[0]
        status = "absent" if found.get("status") != "absent" else "late"
        self.book.records.change(found.id, {"status": status})

    def mark(self) -> None:
        """Write one attendance."""
        fields = {"activity": self.meeting, "member": self.roster.members[0], "status": "present"}
        self.book.records.add("attendance", fields)

    def meet(self) -> None:
        """Write a meeting, and let HQ have it."""
        self.meeting = self.book.records.add("activity", {"type": "general_meeting"})
        self.sync()


@contextmanager
def opened(folder: Path) -> Iterator[Bench]:
    """Give a Bench whose laptop is enrolled."""
    hq = Headquarters.create(folder / "hq", SECRET, name="党群工作部", cost=CHEAP).hq
    book = Workspace.create(
        folder / "laptop", SECRET, branch="第一项目部党支部", writer="周建国", cost=CHEAP
    ).workspace
    book.enrolling.take_certificate(hq.enrol(book.enrolling.request_bytes()).certificate)
    with hq.in_background() as url, Meter(url) as meter:
        yield Bench(book, hq, meter)
    book.close()
    hq.close()


def line(what: str, step: Step, aim: str = "") -> Figure:
    """Return one exchange as a line."""
    done = step.outcome
    said = f"{step.wire:,} B, {done.turns} turn"
    if step.floor:
        said += f"; zstd-19 of the same records {step.floor:,} B: ×{step.wire / step.floor:.2f}"
    return Figure(what, f"{said} (messages {done.up:,} up, {done.down:,} down)", aim)


def measure(folder: Path) -> list[Figure]:
    """Return the exchanges of one branch; bytes are all that passes the socket, both ways."""
    with opened(folder / "steady") as bench:
        first = bench.step(bench.first_month)
        raw, packed = floor(everything(bench.book).values())
        figures = [
            Figure("the first month as JSON", f"{raw:,} B; zstd-19 of it {packed:,} B"),
            line(f"first sync, {first.outcome.sent} changes", first, "≤ 30.0 kB, 1 turn"),
            line("nothing new", bench.step(lambda: None), "≤ 400 B, 1 turn"),
        ]
        workload.open_again(bench.book.records)
        bench.sync()
        figures += [
            line("18 characters inserted in 1,500", bench.step(bench.edit), "≤ 450 B"),
            line("one attendance corrected", bench.step(bench.correct), "≤ 400 B"),
        ]
        bench.meet()
        figures.append(line("one attendance more", bench.step(bench.mark)))
        figures.append(line("next month", bench.step(bench.next_month), "≤ 29.5 kB"))
        took = statistics.median(seconds(bench.sync) for _ in range(7))
        figures.append(Figure("nothing new, time on loopback", f"{took * 1000:.0f} ms"))
        figures.append(_newcomer(bench, folder / "second"))
    figures += [_cut(folder / str(size), size, aim) for size, aim in CUTS]
    return [*figures, _slow(folder / "slow")]


def _newcomer(bench: Bench, home: Path) -> Figure:
    """A second laptop of the branch gets a year."""
    for month in range(5, 15):
        name = f"{2026 + (month - 1) // 12}-{(month - 1) % 12 + 1:02d}"
        workload.write_month(bench.book.records, bench.roster, name)
        bench.sync()
    book = Workspace.create(
        home, SECRET, branch="第一项目部党支部", writer="李", cost=CHEAP
    ).workspace
    certificate = bench.hq.enrol(book.enrolling.request_bytes()).certificate
    book.enrolling.take_certificate(certificate)
    bench.meter.taken()
    done: list[Outcome] = []
    took = seconds(lambda: done.append(book.syncing.sync(bench.meter.address, Silent())))
    book.close()
    said = f"{bench.meter.taken():,} B, {done[0].turns} turns, {took:.1f} s on loopback"
    return Figure("a new laptop gets a year", said, "≤ 300 kB")


def _cut(folder: Path, size: int, aim: float) -> Figure:
    """The first month over a line that breaks after so many bytes, again and again."""
    with opened(folder) as bench:
        bench.first_month()
        bench.meter.link = Link(breaks=size)
        done, wire = bench.sync()
        whole = done.up + done.down + HEADERS
        said = f"done, {wire:,} B over {bench.meter.lines} lines: ×{wire / whole:.2f}"
        return Figure(f"the link is cut every {size // 1024} KiB", said, f"≤ ×{aim}")


def _slow(folder: Path) -> Figure:
    """The first month at 64 kbit/s and 600 ms there and back."""
    with opened(folder) as bench:
        bench.first_month()
        bench.meter.link = SLOW
        wires: list[int] = []
        took = seconds(lambda: wires.append(bench.sync()[1]))
        trips = 2  # shaking hands, and the turn
        least = wires[0] * 8 / SLOW.rate + trips * SLOW.trip
        said = f"{took:.1f} s; bytes over bandwidth and {trips} trips {least:.1f} s: ×{took / least:.2f}"
        return Figure("the month at 600 ms, 64 kbit/s", said, "≤ ×1.15")
