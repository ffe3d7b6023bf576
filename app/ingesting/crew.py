"""Helpers at the counter: processes that read and count while this one writes.

A helper gets HQ's home and key through its pipe, opens the store for itself and answers jobs until
the pipe ends. Until the first has started, and where one dies, the work is done here.
"""

import gc
import multiprocessing
import os
import signal
from collections import deque
from collections.abc import Iterable, Iterator
from contextlib import contextmanager, suppress
from multiprocessing.connection import Connection, wait
from pathlib import Path
from types import TracebackType
from typing import Any, Self, TypeAlias, cast

from app.ingesting.room import Found, Room
from sync.merging import Work

MOST = 4
"""Helpers that one writer can keep up with; each takes some 60 MB."""
_AHEAD = 2
"""Jobs a helper holds: one under way, one to go on with."""

Job: TypeAlias = Path | str | tuple[str, Path]
"""A bundle to look at, a scope to plan, a scope and where to write its answer."""

Result: TypeAlias = Found | Work | Path | None


def done(room: Room, job: Job) -> Result:
    """Do one job."""
    match job:
        case Path():
            return room.look(job)
        case str():
            return room.plan(job)
        case (scope, out):
            return room.answer(scope, out)


@contextmanager
def seldom_collected() -> Iterator[None]:
    """Look for garbage seldom: a month is ten thousand small objects and no cycle among them.

    Looking for some costs a tenth of the time.
    """
    before = gc.get_threshold()
    gc.set_threshold(100_000, *before[1:])
    try:
        yield
    finally:
        gc.set_threshold(*before)


def hands(jobs: int) -> int:
    """Return how many helpers so many jobs are worth."""
    return min(os.cpu_count() or 1, MOST, jobs // 10) if (os.cpu_count() or 1) > 1 else 0


class _Helper:
    """One process and what it was given."""

    def __init__(self, home: Path, key: bytes) -> None:
        context = multiprocessing.get_context("spawn")
        self.pipe, there = context.Pipe()
        self._process = context.Process(target=_work, args=(there,), daemon=True)
        self._process.start()
        there.close()
        self.pipe.send((home, key))
        self.ready = False
        self.jobs: deque[Job] = deque()

    def give(self, job: Job) -> None:
        self.jobs.append(job)
        self.pipe.send(job)

    def end(self) -> None:
        self.pipe.close()
        self._process.terminate()
        self._process.join()
        self._process.close()


class Crew:
    """The helpers of one run; a context that ends them."""

    def __init__(self, room: Room, home: Path, key: bytes, count: int) -> None:
        self._room, self._home, self._key, self._count = room, home, key, count
        self._helpers: list[_Helper] = []
        self.most = count
        """Helpers there were."""

    def __enter__(self) -> Self:
        """Start the helpers."""
        self._helpers = [_Helper(self._home, self._key) for _ in range(self._count)]
        return self

    def __exit__(
        self,
        kind: type[BaseException] | None,
        error: BaseException | None,
        trace: TracebackType | None,
    ) -> None:
        """End them."""
        for helper in self._helpers:
            helper.end()
        self._helpers = []

    def looked(self, paths: Iterable[Path]) -> Iterator[tuple[Path, Found | None]]:
        """Yield every bundle with what it offers, in the order in which they are read."""
        return cast("Iterator[tuple[Path, Found | None]]", self._each(paths))

    def planned(self, scopes: Iterable[str]) -> Iterator[Work]:
        """Yield what the packs of each branch will do, in the order in which that is known."""
        return (cast("Work", work) for _, work in self._each(scopes))

    def answered(self, scopes: Iterable[str], out: Path) -> Iterator[Path | None]:
        """Yield the answer written for each branch."""
        found = self._each((scope, out) for scope in scopes)
        return (cast("Path | None", path) for _, path in found)

    def _each(self, jobs: Iterable[Job]) -> Iterator[tuple[Job, Result]]:
        """Yield every job with its result, in the order in which they are done."""
        left, again = iter(jobs), deque[Job]()

        def following() -> Job | None:
            return again.popleft() if again else next(left, None)

        while True:
            for helper in self._helpers:
                while helper.ready and len(helper.jobs) < _AHEAD and (job := following()):
                    helper.give(job)
            busy = any(helper.jobs for helper in self._helpers)
            if not busy:
                # Nobody has started yet: go on alone meanwhile.
                job = following()
                if job is None:
                    return
                yield job, done(self._room, job)
            yield from self._heard(again, patient=busy)

    def _heard(self, again: deque[Job], *, patient: bool) -> Iterator[tuple[Job, Result]]:
        by_pipe = {helper.pipe: helper for helper in self._helpers}
        for pipe in wait(list(by_pipe), None if patient else 0):
            helper = by_pipe[pipe]  # type: ignore[index]
            try:
                said: Any = helper.pipe.recv()
            except (EOFError, OSError):
                # Ended from outside, for its memory perhaps: what it had is done once more.
                again.extend(helper.jobs)
                self._helpers.remove(helper)
                helper.end()
                continue
            if helper.ready:
                yield helper.jobs.popleft(), said
            helper.ready = True


def _work(pipe: Connection) -> None:
    """Run in a helper: open the room, say so, answer jobs until the other side is gone."""
    # Ctrl+C reaches every process of the terminal; the one that writes ends the others.
    signal.signal(signal.SIGINT, signal.SIG_IGN)
    with suppress(EOFError, OSError), seldom_collected():
        room = Room.beside(*pipe.recv())
        pipe.send(None)
        while True:
            pipe.send(done(room, pipe.recv()))
