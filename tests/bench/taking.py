"""Takes in a folder of bundles in a process of its own, as the command line does, and says what it took.

Helper processes import what a program begins with once more; so little stands here before `main`.
"""

import json
import os
import sys
from collections.abc import Iterator
from contextlib import contextmanager
from pathlib import Path
from threading import Event, Thread

import psutil

SECRET = "bench-secret"


def taken_in(home: Path, stick: Path, out: Path | None) -> dict[str, float]:
    """Take in a folder of bundles, and answer to `out`; return what it took."""
    from app.hq import Headquarters  # noqa: PLC0415 - not for the helpers

    hq = Headquarters.open(home, SECRET)
    before = os.times()
    with _watched() as most:
        done = hq.ingest([stick], out)
    after = os.times()
    pace = done.pace
    hq.close()
    return {
        "taken": sum(1 for f in done.files if f.taken),
        "changes": pace.changes,
        "records": pace.records,
        "durable": pace.durable,
        "merged": pace.merged,
        "seconds": pace.seconds,
        "cpu": sum(after[:4]) - sum(before[:4]),
        "most": most[0] / 1e6,
    }


@contextmanager
def _watched() -> Iterator[list[float]]:
    """Give the most memory that this process and those it starts hold together, bytes."""
    most, ended, own = [0.0], Event(), psutil.Process()

    def look() -> None:
        while not ended.wait(0.05):
            held = 0.0
            for process in (own, *own.children()):
                try:
                    held += process.memory_info().rss
                except psutil.Error:
                    continue
            most[0] = max(most[0], held)

    watcher = Thread(target=look)
    watcher.start()
    try:
        yield most
    finally:
        ended.set()
        watcher.join()


if __name__ == "__main__":
    place, sticks, asked = sys.argv[1:]
    answers = Path(place).with_name("out") if asked == "answers" else None
    sys.stdout.write(json.dumps(taken_in(Path(place), Path(sticks), answers)))
