"""Timing, percentiles and memory, and the table they are printed in."""

import re
import statistics
import time
from collections.abc import Callable, Iterable
from pathlib import Path
from typing import NamedTuple

import psutil


class Figure(NamedTuple):
    """One line of the table: what, how much, what was aimed at."""

    what: str
    value: str
    aim: str = ""


def p95(run: Callable[[int], object], times: int = 200) -> float:
    """Return the 95th percentile of so many runs, milliseconds."""
    taken = []
    for n in range(times):
        start = time.perf_counter()
        run(n)
        taken.append((time.perf_counter() - start) * 1000)
    return statistics.quantiles(taken, n=20)[-1]


def seconds(run: Callable[[], object]) -> float:
    """Return how long one run takes."""
    start = time.perf_counter()
    run()
    return time.perf_counter() - start


def resident_mb() -> float:
    """Return the memory this process holds, MB."""
    return float(psutil.Process().memory_info().rss) / 1e6


def most_resident_mb() -> float:
    """Return the most memory this process ever held, MB.

    Linux counts `ru_maxrss` on from the process that started this one, `VmHWM` from its own start.
    """
    status = Path("/proc/self/status")
    if status.exists():
        held = re.search(r"VmHWM:\s+(\d+) kB", status.read_text(encoding="utf-8"))
        return int(held[1]) * 1024 / 1e6 if held else 0.0
    info = psutil.Process().memory_info()
    return float(getattr(info, "peak_wset", info.rss)) / 1e6


def table(figures: Iterable[Figure]) -> str:
    """Return the figures as a Markdown table."""
    lines = ["| what | measured | aim |", "|---|---|---|"]
    lines += [f"| {f.what} | {f.value} | {f.aim} |" for f in figures]
    return "\n".join(lines)
