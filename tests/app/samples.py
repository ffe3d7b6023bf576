"""Books made once a run and copied: making the tables, let alone writing five months, takes longer than most tests."""

import atexit
import shutil
from datetime import datetime
from functools import cache
from pathlib import Path
from tempfile import mkdtemp
from typing import NamedTuple

from app.services.sample import StoppedClock
from app.services.sample_meeting import write_all
from app.site import wall_clock
from app.workspace import Workspace
from db import keys
from db.model.stamp import Clock

BRANCH = "109国道改造项目部联合党支部"
SECRET = "secret1"
_COST = keys.Cost(1, 1, 8)


def new_book(
    home: Path, *, branch: str = "支部", writer: str = "", clock: Clock = wall_clock
) -> Workspace:
    """Open a new book in `home`, with `SECRET`; two of one branch and one writer are one laptop."""
    return Workspace.open(copied(_new(branch, writer), home), SECRET, clock=clock)


def copied(made: Path, home: Path) -> Path:
    """Copy a home; return the copy."""
    return Path(shutil.copytree(made, home))


@cache
def folder() -> Path:
    """Return a folder for what is made once, gone at the end of the run."""
    made = Path(mkdtemp(prefix="suixing-made-"))
    atexit.register(shutil.rmtree, made, ignore_errors=True)
    return made


@cache
def _new(branch: str, writer: str) -> Path:
    home = Path(mkdtemp(dir=folder())) / "home"
    # Before every day that a test stands at: a book does not begin after what is written in it.
    clock = StoppedClock(datetime.fromisoformat("2018-01-01 09:00"))
    made = Workspace.create(
        home, SECRET, branch=branch, writer=writer, clock=clock, cost=_COST
    ).workspace
    made.close()
    return home


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
    """Return the sample branch in a new `home`.

    With its meeting `held` all was entered from 21 May on, so that what was held before is late; with
    its meeting still to come each day was entered in its time. The clock stands at `now`, else where
    the last word was written.
    """
    made = _made(held=held)
    clock = StoppedClock(now or made.last)
    book = Workspace.open(copied(made.home, home), SECRET, clock=clock)
    return Sampled(book, made.meeting, clock)


@cache
def _made(*, held: bool) -> _Made:
    home = Path(mkdtemp(dir=folder())) / "home"
    begun = "2026-05-21 09:00" if held else "2026-01-05 09:00"
    clock = StoppedClock(datetime.fromisoformat(begun))
    book = Workspace.create(
        home, SECRET, branch=BRANCH, writer="王海燕", clock=clock, cost=_COST
    ).workspace
    meeting = write_all(book.records, clock.set, held=held)
    made = _Made(home, meeting, book.now())
    book.close()
    return made
