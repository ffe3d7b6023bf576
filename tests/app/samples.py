"""Sample books made once a run and copied: writing five months takes longer than most tests."""

import atexit
import shutil
from datetime import datetime
from functools import cache
from pathlib import Path
from tempfile import mkdtemp
from typing import NamedTuple

from app.services.sample import StoppedClock
from app.services.sample_meeting import write_all
from app.workspace import Workspace
from db import keys

BRANCH = "109国道改造项目部联合党支部"
SECRET = "secret1"


class Sampled(NamedTuple):
    """An opened copy, the meeting that the sample is about, and the clock that the book believes."""

    book: Workspace
    meeting: str
    clock: StoppedClock


class _Made(NamedTuple):
    home: Path
    meeting: str
    last: datetime


def sampled(home: Path, *, held: bool = True, now: datetime | None = None) -> Sampled:
    """Return the sample branch in a new `home`, its meeting `held` or still to come.

    The clock stands at `now`, else where the last word was written.
    """
    made = _made(held=held)
    clock = StoppedClock(now or made.last)
    shutil.copytree(made.home, home)
    return Sampled(Workspace.open(home, SECRET, clock=clock), made.meeting, clock)


@cache
def _made(*, held: bool) -> _Made:
    folder = Path(mkdtemp(prefix="suixing-sample-"))
    atexit.register(shutil.rmtree, folder, ignore_errors=True)
    clock = StoppedClock(datetime.fromisoformat("2026-01-05 09:00"))
    cost = keys.Cost(1, 1, 8)
    book = Workspace.create(
        folder / "home", SECRET, branch=BRANCH, writer="王海燕", clock=clock, cost=cost
    ).workspace
    meeting = write_all(book.records, clock.set, held=held)
    made = _Made(folder / "home", meeting, book.now())
    book.close()
    return made
