"""Timing, percentiles and memory, and the table they are printed in."""

import statistics
import time
from collections.abc import Callable, Iterable
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


def table(figures: Iterable[Figure]) -> str:
    """Return the figures as a Markdown table."""
    lines = ["| what | measured | aim |", "|---|---|---|"]
    lines += [f"| {f.what} | {f.value} | {f.aim} |" for f in figures]
    return "\n".join(lines)
