"""Runs histories for a given time, or one again: `python -m tests.simulation --help`."""

import argparse
import itertools
import multiprocessing
import os
import sys
import time
from collections import Counter
from pathlib import Path

import msgspec
import pytest

from tests.simulation.bugs import BUGS
from tests.simulation.history import Outcome, run, shrunk
from tests.simulation.plan import Plan, planned, written

KEPT = Path("build/simulation")


def say(line: str) -> None:
    """Tell the person at the terminal."""
    sys.stdout.write(f"{line}\n")
    sys.stdout.flush()


def arguments() -> argparse.Namespace:
    parser = argparse.ArgumentParser(prog="python -m tests.simulation", description=__doc__)
    parser.add_argument("--time", type=float, default=60, help="seconds to go on for")
    parser.add_argument("--start", type=int, default=1, help="first seed")
    parser.add_argument("--jobs", type=int, default=os.cpu_count() or 1)
    parser.add_argument("--seed", type=int, help="run this one alone")
    parser.add_argument("--replay", type=Path, help="run a kept plan alone")
    parser.add_argument("--bug", choices=[bug.__name__ for bug in BUGS], help="plant a bug")
    return parser.parse_args()


def one(seed: int) -> Outcome:
    """Run one seed's history."""
    return run(planned(seed))


def many(start: int, seconds: float, jobs: int) -> list[Outcome]:
    """Run histories side by side for a while; return those that broke a promise."""
    found, luck, events, histories = [], Counter[str](), 0, 0
    begun = time.monotonic()
    with multiprocessing.get_context("fork").Pool(jobs) as pool:
        seeds = itertools.count(start)
        while time.monotonic() < begun + seconds:
            for outcome in pool.imap_unordered(one, itertools.islice(seeds, jobs * 4)):
                histories, events = histories + 1, events + len(outcome.plan.events)
                luck.update(outcome.luck)
                if outcome.promise:
                    found.append(outcome)
                    say(f"seed {outcome.plan.seed} broke a promise: {outcome.said}")
    took = time.monotonic() - begun
    say(
        f"{histories} histories, {events} events in {took:.0f} s; seeds {start} to {start + histories - 1}"
    )
    for kind, times in sorted(luck.items()):
        say(f"  {times:6} {kind}")
    say(f"{len(found)} findings")
    return found


def tell(outcome: Outcome) -> None:
    """Cut a finding down, keep it in a file, and say how to see it again."""
    small = shrunk(outcome.plan, outcome.promise)
    KEPT.mkdir(parents=True, exist_ok=True)
    file = KEPT / f"seed-{small.seed}.json"
    file.write_bytes(msgspec.json.format(written(small)) + b"\n")
    say(f"\nseed {small.seed}: {run(small).said}")
    say(
        f"{small.laptops} laptops, {len(small.events)} of {len(outcome.plan.events)} events are enough:"
    )
    for event in small.events:
        say(f"  {written(event).decode()}")
    say(f"again:  python -m tests.simulation --replay {file}")
    say(f"whole:  python -m tests.simulation --seed {small.seed}")
    say(f"keep:   mv {file} tests/simulation/kept/")


def main() -> int:
    """Return 1 when a promise was broken."""
    asked = arguments()
    with pytest.MonkeyPatch.context() as patch:
        for bug in BUGS:
            if bug.__name__ == asked.bug:
                bug(patch)
        if asked.replay or asked.seed is not None:
            plan = (
                msgspec.json.decode(asked.replay.read_bytes(), type=Plan)
                if asked.replay
                else planned(asked.seed)
            )
            outcome = run(plan)
            say(outcome.said or f"every promise held; the logs come to {outcome.written}")
            found = [outcome] if outcome.promise else []
        else:
            found = many(asked.start, asked.time, asked.jobs)
        if not asked.replay:
            for outcome in found[:3]:
                tell(outcome)
    return 1 if found else 0


if __name__ == "__main__":
    sys.exit(main())
