"""Kills a taking-in at its n-th statement, again and again, and looks what is left each time.

``python -m tests.app.ingesting.killed FOLDER POINTS HANDS``: as many points as one likes; a broken
promise is a traceback. `Mortals` starts the processes that die.
"""

import os
import signal
import subprocess
import sys
from collections.abc import Iterator
from contextlib import contextmanager
from pathlib import Path
from typing import Any

from app.hq import Headquarters
from app.ingesting import ingest
from tests import sqlite
from tests.app.ingesting.site import copied, held, laid_out, opened

ROOT = Path(__file__).resolve().parents[3]
NEVER = 0
# Not by -m: a helper would import again what its parent was started with.
_LIFE = "from tests.app.ingesting.killed import lives; lives()"


class Mortals:
    """A process that has loaded everything, and splits off one that dies for each taking-in."""

    def __init__(self, process: "subprocess.Popen[str]") -> None:
        self._process = process

    def run(self, folder: Path, stick: Path, at: int, hands: int) -> tuple[int, int]:
        """Take in `stick` in a process that dies at its `at`-th statement.

        Return how it ended, as `subprocess` would, and how many statements it had come to.
        """
        asked, answers = self._process.stdin, self._process.stdout
        assert asked is not None
        assert answers is not None
        asked.write(f"{at} {hands} {folder}\t{stick}\n")
        asked.flush()
        ended, seen = answers.readline().split()
        return int(ended), int(seen)


@contextmanager
def mortals() -> Iterator[Mortals]:
    """Keep a process that splits off others."""
    line, pipe = [sys.executable, "-c", _LIFE], subprocess.PIPE
    with subprocess.Popen(line, cwd=ROOT, stdin=pipe, stdout=pipe, text=True) as process:
        yield Mortals(process)


def lives() -> None:
    """Live and die for each line that is asked; what the last one counted is read from its pipe."""
    for line in sys.stdin:
        numbers, stick = line.rstrip("\n").split("\t")
        at, hands, folder = numbers.split(" ", 2)
        here, there = os.pipe()
        child = os.fork()
        if child == 0:
            os.close(here)
            os.write(there, b"%d" % dying(Path(folder), Path(stick), int(at), int(hands)))
            os._exit(0)
        os.close(there)
        with os.fdopen(here) as pipe:
            seen = pipe.read() or "0"
        _, status = os.waitpid(child, 0)
        sys.stdout.write(f"{os.waitstatus_to_exitcode(status)} {seen}\n")
        sys.stdout.flush()


def dying(folder: Path, stick: Path, at: int, hands: int) -> int:
    """Take in, in small groups; die at a statement of the process that writes; return how many."""
    for name, value in (("hands", lambda _jobs: hands), ("GROUP", 2), ("ROWS", 10)):
        setattr(ingest, name, value)
    hq = Headquarters.open(folder / "hq", "secret1")
    seen = 0

    def count(_statement: str) -> None:
        nonlocal seen
        seen += 1
        if seen == at:
            os.kill(os.getpid(), signal.SIGKILL)

    sqlite.connection(hq.store).set_trace_callback(count)
    hq.ingest([stick])
    return seen


def killed_at(
    start: Path, folder: Path, at: int, hands: int, expected: dict[str, Any], doomed: Mortals
) -> None:
    """Die at a statement, and run it again."""
    with copied(start, folder):
        pass
    ended, _ = doomed.run(folder, start / "stick", at, hands)
    assert ended == -signal.SIGKILL
    with opened(folder) as hq:
        for branch in hq.status().branches:
            # What has a receipt is there; what was cut off left nothing behind.
            assert (branch.receipt is None) == (branch.changes == 0)
        hq.ingest([start / "stick"])
        assert held(hq) == expected


def statements(start: Path, folder: Path, hands: int, doomed: Mortals) -> int:
    """Return how many statements it takes undisturbed."""
    with copied(start, folder):
        pass
    ended, seen = doomed.run(folder, start / "stick", NEVER, hands)
    assert ended == 0
    return seen


def main(folder: Path, points: int, hands: int) -> None:
    """Die at so many points."""
    laid_out(folder)
    with copied(folder, folder / "whole") as hq:
        hq.ingest([folder / "stick"])
        expected = held(hq)
    with mortals() as doomed:
        count = statements(folder, folder / "counted", hands, doomed)
        for at in range(1, count + 1, max(1, count // points)):
            killed_at(folder, folder / f"at-{at}", at, hands, expected, doomed)
            sys.stdout.write(f"{at}/{count}\n")


if __name__ == "__main__":
    main(Path(sys.argv[1]), *map(int, sys.argv[2:]))
