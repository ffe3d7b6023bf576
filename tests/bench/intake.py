"""HQ takes in a month from each of many branches, in a process of its own whose memory is looked at.

Each branch has its own actor, keys, certificate and bundle. A month's prose is written once for
every tenth branch and given to the others under their own names and numbers: what HQ does with it
is the same, and two hundred homes are made in minutes instead of an hour.
"""

import json
import subprocess
import sys
import time
from itertools import cycle
from pathlib import Path

from app.hq import Headquarters
from app.workspace import Workspace
from db import keys
from db.model.change import Change, canonical, from_canonical
from db.model.progress import Silent
from tests.bench import workload
from tests.bench.measure import Figure, most_resident_mb, resident_mb

SECRET, CHEAP = "bench-secret", keys.Cost(1, 1, 8)
MONTH = "2026-03"


def written(home: Path, seed: int) -> list[Change]:
    """Return the changes of one branch's month; the first is the branch itself."""
    book = created(home, f"原稿{seed}")
    people = workload.write_members(book.records, seed)
    workload.write_month(book.records, people, MONTH, seed)
    changes = list(book.store.log.all(book.pen().scope))
    book.close()
    return changes


def created(home: Path, branch: str) -> Workspace:
    """Return a new home."""
    return Workspace.create(home, SECRET, branch=branch, writer="书记", cost=CHEAP).workspace


def bundled(hq: Headquarters, month: list[Change], folder: Path, number: int) -> Path:
    """Give a month to a new branch; return the bundle that it writes."""
    book = created(folder / f"home-{number}", f"第{number}支部")
    pen = book.pen()
    old, new = month[0].actor.encode(), pen.actor.encode()
    book.store.apply([from_canonical(pen.scope, canonical(c).replace(old, new)) for c in month[1:]])
    book.enrolling.take_certificate(hq.enrol(book.enrolling.request_bytes()).certificate)
    file = folder / "stick" / f"{number:03}.sxbundle"
    book.syncing.write_bundle(file, Silent())
    book.close()
    return file


def measure(folder: Path, branches: int) -> list[Figure]:
    """Return how fast HQ takes in so many bundles, and with how much memory."""
    hq = Headquarters.create(folder / "hq", SECRET, name="党群工作部", cost=CHEAP).hq
    months = [written(folder / f"seed-{n}", n) for n in range(max(1, branches // 10))]
    files = [
        bundled(hq, month, folder, n)
        for n, month in zip(range(branches), cycle(months), strict=False)
    ]
    hq.close()
    size = sum(file.stat().st_size for file in files)
    line = [sys.executable, "-m", "tests.bench.intake", str(folder / "hq"), str(folder / "stick")]
    first, again = (json.loads(subprocess.check_output(line)) for _ in range(2))
    assert (first["taken"], again["changes"]) == (branches, 0)
    return [
        Figure(f"{branches} bundles of one month", f"{size / 1000:,.0f} kB"),
        Figure(
            "taking them in, answers written",
            f"{first['seconds']:.1f} s: {first['changes'] / first['seconds']:,.0f} changes/s, "
            f"{first['records'] / first['seconds']:,.0f} records/s",
        ),
        Figure("the same bundles once more", f"{again['seconds']:.1f} s, 0 changes"),
        Figure("most memory held, resident", f"{first['most']:.0f} MB", "≤ 300 MB"),
        Figure("memory held at the end", f"{first['end']:.0f} MB"),
    ]


def taken_in(home: Path, stick: Path) -> dict[str, float]:
    """Take in a folder of bundles; return what it took."""
    hq = Headquarters.open(home, SECRET)
    before = sum(b.records for b in hq.status().branches)
    start = time.perf_counter()
    done = hq.ingest([stick], home.parent / "out")
    took = time.perf_counter() - start
    most = most_resident_mb()
    records = sum(b.records for b in hq.status().branches) - before
    end = resident_mb()
    hq.close()
    return {
        "seconds": took,
        "taken": sum(1 for f in done.files if f.taken),
        "changes": sum(f.changes for f in done.files),
        "records": records,
        "most": most,
        "end": end,
    }


if __name__ == "__main__":
    sys.stdout.write(json.dumps(taken_in(Path(sys.argv[1]), Path(sys.argv[2]))))
