"""Kills a taking-in at its n-th statement, again and again, and looks what is left each time.

``python -m tests.app.ingesting.killed FOLDER POINTS HANDS``: as many points as one likes; a broken
promise is a traceback. ``run`` starts the process that dies.
"""

import os
import signal
import subprocess
import sys
from pathlib import Path
from typing import Any

from app.hq import Headquarters
from app.ingesting import ingest
from tests import sqlite
from tests.app.ingesting.site import copied, held, laid_out, opened

ROOT = Path(__file__).resolve().parents[3]
NEVER = 0


def run(folder: Path, stick: Path, at: int, hands: int) -> subprocess.CompletedProcess[str]:
    """Take in `stick` in a process that dies at its `at`-th statement."""
    line = [sys.executable, "-m", "tests.app.ingesting.killed", "die", str(folder), str(stick)]
    return subprocess.run(
        [*line, str(at), str(hands)], cwd=ROOT, capture_output=True, text=True, check=False
    )


def dying(folder: Path, stick: Path, at: int, hands: int) -> None:
    """Take in, in small groups; die at a statement of the process that writes."""
    for name, value in (("hands", lambda _jobs: hands), ("GROUP", 2), ("ROWS", 10)):
        setattr(ingest, name, value)
    hq = Headquarters.open(folder / "hq", "secret1")
    seen = [0]

    def count(_statement: str) -> None:
        seen[0] += 1
        if seen[0] == at:
            os.kill(os.getpid(), signal.SIGKILL)

    sqlite.connection(hq.store).set_trace_callback(count)
    hq.ingest([stick])
    sys.stdout.write(str(seen[0]))


def killed_at(start: Path, folder: Path, at: int, hands: int, expected: dict[str, Any]) -> None:
    """Die at a statement, and run it again."""
    with copied(start, folder):
        pass
    ended = run(folder, start / "stick", at, hands)
    assert ended.returncode == -signal.SIGKILL, ended.stderr
    with opened(folder) as hq:
        for branch in hq.status().branches:
            # What has a receipt is there; what was cut off left nothing behind.
            assert (branch.receipt is None) == (branch.changes == 0)
        hq.ingest([start / "stick"])
        assert held(hq) == expected


def statements(start: Path, folder: Path, hands: int) -> int:
    """Return how many statements it takes undisturbed."""
    with copied(start, folder):
        pass
    ended = run(folder, start / "stick", NEVER, hands)
    assert ended.returncode == 0, ended.stderr
    return int(ended.stdout)


def main(folder: Path, points: int, hands: int) -> None:
    """Die at so many points."""
    laid_out(folder)
    with copied(folder, folder / "whole") as hq:
        hq.ingest([folder / "stick"])
        expected = held(hq)
    count = statements(folder, folder / "counted", hands)
    for at in range(1, count + 1, max(1, count // points)):
        killed_at(folder, folder / f"at-{at}", at, hands, expected)
        sys.stdout.write(f"{at}/{count}\n")


if __name__ == "__main__":
    if sys.argv[1] == "die":
        dying(Path(sys.argv[2]), Path(sys.argv[3]), *map(int, sys.argv[4:]))
    else:
        main(Path(sys.argv[1]), *map(int, sys.argv[2:]))
