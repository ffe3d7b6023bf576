"""HQ takes in a month from each of many branches, in a process of its own whose memory is looked at.

Each branch has its own actor, keys, certificate and bundle. A month's prose is written once for
every tenth branch and given to the others under their own names and numbers: what HQ does with it
is the same, and two hundred homes are made in minutes instead of an hour. The floors are the same
rows, written by nobody but the engine, in the same run: time on this machine means little alone.
"""

import json
import os
import subprocess
import sys
import time
from itertools import cycle
from pathlib import Path

from app.hq import Headquarters
from app.workspace import Workspace
from db import keys
from db.engines.engine import Engine
from db.engines.sqlite import Sqlite
from db.model.change import Change, canonical, from_canonical
from db.model.progress import Silent
from tests.bench import workload
from tests.bench.measure import Figure

SECRET, CHEAP = "bench-secret", keys.Cost(1, 1, 8)
MONTH = "2026-03"
TABLES = ("log", "touch", "record")


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


def laid_out(folder: Path, branches: int) -> int:
    """Make an HQ and so many bundles for it; return their size, bytes."""
    hq = Headquarters.create(folder / "hq", SECRET, name="党群工作部", cost=CHEAP).hq
    months = [written(folder / f"seed-{n}", n) for n in range(max(1, branches // 10))]
    numbered = zip(range(branches), cycle(months), strict=False)
    files = [bundled(hq, month, folder, n) for n, month in numbered]
    hq.close()
    return sum(file.stat().st_size for file in files)


def measure(folder: Path, branches: int) -> list[Figure]:
    """Return how fast HQ takes in so many bundles, beside the floors, and with how much memory."""
    size = laid_out(folder, branches)
    line = [sys.executable, "-m", "tests.bench.taking", str(folder / "hq"), str(folder / "stick")]
    first, again = (
        json.loads(subprocess.check_output([*line, what])) for what in ("first", "answers")
    )
    floor = floors(folder / "hq")
    assert (first["taken"], again["changes"]) == (branches, 0)
    return [
        Figure(f"{branches} bundles of one month", f"{size / 1000:,.0f} kB"),
        *_said(first),
        *_floors(first, floor),
        Figure(
            "the same bundles once more, and an answer to each branch",
            f"{again['merged']:.1f} s, 0 changes; {again['seconds'] - again['merged']:.1f} s",
        ),
        Figure("most memory held by all processes", f"{first['most']:.0f} MB", "≤ 500 MB"),
    ]


def _said(first: dict[str, float]) -> list[Figure]:
    records, cores = first["records"], os.cpu_count() or 1
    return [
        Figure(
            "on disk",
            f"{first['durable']:.1f} s: {records / first['durable']:,.0f} records/s",
            "≥ 100,000",
        ),
        Figure(
            "merged and signed for: every record can be read",
            f"{first['merged']:.1f} s: {records / first['merged']:,.0f} records/s, "
            f"{first['changes'] / first['merged']:,.0f} changes/s",
            "≥ 20,000 records/s",
        ),
        Figure(
            "processor time of it",
            f"{first['cpu']:.1f} s: {records / first['cpu'] * cores:,.0f} records/s "
            f"if {cores} cores were free",
        ),
    ]


def _floors(first: dict[str, float], floor: dict[str, float]) -> list[Figure]:
    return [
        Figure(
            f"floor: the same rows by executemany, {what}",
            f"{floor[what]:.1f} s: {first['records'] / floor[what]:,.0f} records/s; "
            f"taking in is ×{first['merged'] / floor[what]:.1f}, "
            f"its processor time ×{first['cpu'] / floor[what + ', cpu']:.1f}",
        )
        for what in ("plain SQLite", "SQLCipher", "SQLCipher with the indexes")
    ]


def floors(home: Path) -> dict[str, float]:
    """Write the rows of a filled HQ into new files; return the seconds, by kind of file."""
    hq = Headquarters.open(home, SECRET)
    tables = [(name, *_rows(hq.store.engine, name)) for name in TABLES]
    shaped = [row[0] for row in hq.store.engine.rows(_SHAPE)]
    bare = [f"create table {name}({', '.join(columns)})" for name, columns, _ in tables]
    hq.close()
    key = os.urandom(32)
    found: dict[str, float] = {}
    for what, secret, shape in (
        ("plain SQLite", None, bare),
        ("SQLCipher", key, bare),
        ("SQLCipher with the indexes", key, shaped),
    ):
        file = home.parent / "floor.db"
        engine = Sqlite(file, secret)
        for statement in shape:
            engine.run(statement)
        wall, cpu = time.perf_counter(), time.process_time()
        with engine.writing():
            for name, columns, rows in tables:
                marks = ",".join("?" * len(columns))
                engine.many(f"insert into {name}({','.join(columns)}) values({marks})", rows)
        found[what] = time.perf_counter() - wall
        found[what + ", cpu"] = time.process_time() - cpu
        engine.close()
        file.unlink()
    return found


_SHAPE = (
    "select sql from sqlite_master where sql is not null and tbl_name in ('log', 'touch', 'record')"
    " and type in ('table', 'index') order by type desc"
)


def _rows(engine: Engine, table: str) -> tuple[list[str], list[tuple[object, ...]]]:
    columns = [row[1] for row in engine.rows(f"pragma table_info({table})") if row[1] != "place"]
    return columns, engine.rows(f"select {', '.join(columns)} from {table}")
