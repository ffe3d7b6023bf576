"""Run all measurements and print them; ``--keep`` writes docs/benchmarks.md."""

import argparse
import os
import platform
import shutil
import sys
import tempfile
from collections.abc import Callable
from pathlib import Path

from tests.bench import book, crowd, exchange, intake, large, postgres, printing, strokes, window
from tests.bench.measure import Figure, table

KEPT = Path(__file__).resolve().parents[2] / "docs" / "benchmarks.md"
# The book is written to while it is measured: the window over it comes first.
PARTS = (
    "window",
    "large",
    "meeting",
    "book",
    "printing",
    "exchange",
    "intake",
    "crowd",
    "postgres",
)
HEAD = """# Measurements

Printed by `make bench`; `python -m tests.bench --keep` writes this file. One run on {machine},
shared with other work: read times as upper bounds, and the ratios beside them; bytes and turns are
exact. Start and pages are of Qt's offscreen platform, with all files in the system's memory.
The content is `tests/bench/workload.py`: nine meetings a month with minutes of 1,500 characters and
30 attendances each, 60 study records, 30 reflections: as large, and as hard to pack, as the month
that the aims were set for (zstd-19 of it 35.5 kB).

Repeat one part with `python -m tests.bench --only exchange` (or `intake`, `crowd`, `postgres`,
`window`, `large`, `book`, `printing`, `meeting`). Bytes of `exchange` are all that pass the socket, both ways, HTTP's own
lines among them; its link is a line in the same process that counts, delays and breaks
(`tests/bench/wire.py`). `intake` runs in a process of its own like the command line; the floors are
the same rows written by nobody but the engine. `crowd` shares its two cores with HQ.
`large` is processor time of the screen's thread, and how many times that of a twentieth of the book.
"""


def main() -> int:
    """Measure; return the exit code."""
    parser = argparse.ArgumentParser(description=__doc__)
    parser.add_argument("--months", type=int, default=120, help="size of the large book")
    parser.add_argument("--branches", type=int, default=200, help="bundles that HQ takes in")
    parser.add_argument("--laptops", type=int, default=1000, help="laptops before HQ at once")
    parser.add_argument("--only", choices=PARTS, nargs="+", default=PARTS, help="parts to measure")
    parser.add_argument("--keep", action="store_true", help="write docs/benchmarks.md")
    asked = parser.parse_args()
    folder = Path(tempfile.mkdtemp(prefix="suixing-bench-"))
    kept = [HEAD.format(machine=machine())]
    try:
        for title, measured in parts(folder, asked):
            text = f"## {title}\n\n{table(measured())}\n"
            sys.stdout.write(text + "\n")
            sys.stdout.flush()
            kept.append(text)
    finally:
        shutil.rmtree(folder, ignore_errors=True)
    if asked.keep:
        KEPT.write_text("\n".join(kept), encoding="utf-8")
    return 0


def parts(folder: Path, asked: argparse.Namespace) -> list[tuple[str, Callable[[], list[Figure]]]]:
    """Return the title of each part that is asked for, and what measures it."""
    years = folder / "ten-years"
    if {"book", "window", "printing"} & set(asked.only):
        book.write(years, asked.months)
    found: dict[str, tuple[str, Callable[[], list[Figure]]]] = {
        "book": (f"A book of {asked.months} months", lambda: book.measure(years)),
        "window": (f"The window over {asked.months} months", lambda: window.measure(years)),
        "large": (
            f"A book of {large.PARTNERS:,} partners and {large.MATTERS:,} matters",
            lambda: large.measure(folder / "alliance"),
        ),
        "meeting": ("A meeting from notice to filed, by hand", strokes.measure),
        "printing": ("PDFs out of it", lambda: printing.measure(years)),
        "exchange": ("Meeting HQ by HTTP", lambda: exchange.measure(folder / "exchange")),
        "intake": (
            f"HQ takes in {asked.branches} bundles",
            lambda: intake.measure(folder / "intake", asked.branches),
        ),
        "crowd": (
            f"{asked.laptops} laptops at once",
            lambda: crowd.measure(folder / "crowd", asked.laptops),
        ),
        "postgres": (
            f"A month of {5 * asked.branches} branches in PostgreSQL",
            lambda: postgres.measure(folder / "postgres", 5 * asked.branches),
        ),
    }
    return [found[name] for name in PARTS if name in asked.only]


def machine() -> str:
    """Return what it ran on, in a few words."""
    return (
        f"{os.cpu_count()} cores, {platform.system()} {platform.machine()}, "
        f"Python {platform.python_version()}"
    )


if __name__ == "__main__":
    sys.exit(main())
