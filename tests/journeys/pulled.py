"""Does one thing again and again, dying (kill -9) one statement later each time; looks each time.

Run as ``python -m tests.journeys.pulled NAME FOLDER POINTS``: a process of its own, because it forks.
It prints how many statements the work has and at how many of them it died. What must hold after
each death is asserted here, so a broken promise is a traceback and exit 1.
"""

import json
import os
import shutil
import signal
import sys
from collections.abc import Callable
from pathlib import Path
from typing import NamedTuple, Protocol

from app.hq import Headquarters
from app.services.syncing import Syncing
from app.workspace import Workspace
from db import keys
from db.doctor import examine
from db.model.progress import Silent
from db.store import Store
from sync.transports.memory import Memory
from tests import sqlite

SECRET, CHEAP = "secret1", keys.Cost(1, 1, 8)
MEETING = {"type": "general_meeting", "title": "党员大会"}


class Story(Protocol):
    """Something that is interrupted: how it begins, what happens, what must hold afterwards."""

    def prepare(self, folder: Path) -> None:
        """Lay out the homes."""

    def happen(self, folder: Path, arm: Callable[[Store], None]) -> None:
        """Open, arm each store, do it."""

    def judge(self, folder: Path) -> None:
        """Assert what must hold, and that doing it again ends well."""


class Fuse:
    """Ends this process at its `at`-th statement."""

    def __init__(self, at: int) -> None:
        self._left, self.burnt = at, 0

    def arm(self, store: Store) -> None:
        """Count the statements of a store from now on."""
        sqlite.connection(store).set_trace_callback(self._count)

    def _count(self, statement: str) -> None:
        del statement
        self.burnt += 1
        self._left -= 1
        if self._left == 0:
            os.kill(os.getpid(), signal.SIGKILL)


def created(home: Path, writer: str) -> Workspace:
    """Return a new book of the branch."""
    return Workspace.create(home, SECRET, branch="支部", writer=writer, cost=CHEAP).workspace


def sound(one: Workspace | Headquarters) -> None:
    """Make sure that the records are what the log says."""
    report = examine(one.store, one.blobs, (), Silent())
    assert report.ailments == (), report.ailments


class Saving:
    """Three saves: a record, two fields of it, fifty records at once."""

    def prepare(self, folder: Path) -> None:
        book = created(folder / "home", "周建国")
        book.records.add("member", {"name": "先来的"})
        book.close()

    def happen(self, folder: Path, arm: Callable[[Store], None]) -> None:
        book = Workspace.open(folder / "home", SECRET)
        arm(book.store)
        made = book.records.add("activity", MEETING)
        book.records.change(made, {"place_text": "一号营地", "minutes": "雨季值班。"})
        edits = [book.records.edit_new("member", {"name": f"人{n}"}) for n in range(50)]
        book.records.write(edits, what="import")

    def judge(self, folder: Path) -> None:
        book = Workspace.open(folder / "home", SECRET)
        counts = book.records.counts()
        assert counts["member"] in {1, 51}
        for meeting in book.records.find(book.records.query("activity")):
            both = (meeting.get("place_text"), meeting.get("minutes"))
            assert both in {(None, None), ("一号营地", "雨季值班。")}
        sound(book)
        book.records.add("member", {"name": "后来的"})
        book.close()


class Meeting(NamedTuple):
    """An HQ and two laptops; the deputy has written in many short stretches, each its own pack."""

    hq: Headquarters
    secretary: Workspace
    deputy: Workspace

    @classmethod
    def of(cls, folder: Path) -> "Meeting":
        """Open all three."""
        return cls(
            Headquarters.open(folder / "hq", SECRET),
            Workspace.open(folder / "secretary", SECRET),
            Workspace.open(folder / "deputy", SECRET),
        )

    def close(self) -> None:
        """Close all three."""
        for one in self:
            one.close()

    def sync(self, book: Workspace) -> None:
        """Meet HQ without a network between."""
        hub = self.hq.hub()
        Syncing(
            book.store, book.records, book.blobs, dial=lambda _url, _ca: Memory(hub.exchange)
        ).sync("http://hq", Silent())

    def arm(self, arm: Callable[[Store], None]) -> None:
        """Arm all three."""
        for one in self:
            arm(one.store)


def laid_out(folder: Path) -> Path:
    """Make an HQ and two laptops, and the deputy's bundle of eight packs; return its file."""
    hq = Headquarters.create(folder / "hq", SECRET, cost=CHEAP).hq
    books = [created(folder / name, name) for name in ("secretary", "deputy")]
    for book in books:
        book.enrolling.take_certificate(hq.enrol(book.enrolling.request_bytes()).certificate)
    three = Meeting(hq, *books)
    for book in (*books, books[0]):
        three.sync(book)
    letter = folder / "letter.sxbundle"
    for n in range(8):
        made = books[1].records.add("activity", MEETING | {"title": f"第{n}次"})
        books[1].records.change(made, {"minutes": "雨季值班。" * 20})
        books[1].syncing.write_bundle(letter, Silent())
    three.close()
    return letter


class Reading:
    """The secretary reads the deputy's bundle."""

    def prepare(self, folder: Path) -> None:
        laid_out(folder)

    def happen(self, folder: Path, arm: Callable[[Store], None]) -> None:
        book = Workspace.open(folder / "secretary", SECRET)
        arm(book.store)
        book.syncing.read_bundle(folder / "letter.sxbundle", Silent())

    def judge(self, folder: Path) -> None:
        book = Workspace.open(folder / "secretary", SECRET)
        sound(book)
        book.syncing.read_bundle(folder / "letter.sxbundle", Silent())
        assert book.records.counts()["activity"] == 8
        assert book.records.conflict_count() == 0
        sound(book)
        book.close()


class Exchanging:
    """Both have written; the deputy meets HQ, then the secretary; the power fails at any of them."""

    def prepare(self, folder: Path) -> None:
        laid_out(folder)
        book = Workspace.open(folder / "secretary", SECRET)
        book.records.add("activity", MEETING | {"title": "书记的"})
        book.close()

    def happen(self, folder: Path, arm: Callable[[Store], None]) -> None:
        three = Meeting.of(folder)
        three.arm(arm)
        three.sync(three.deputy)
        three.sync(three.secretary)

    def judge(self, folder: Path) -> None:
        three = Meeting.of(folder)
        for one in three:
            sound(one)
        for book in (three.deputy, three.secretary, three.deputy):
            before = book.syncing.status()
            three.sync(book)
            assert book.syncing.status().only_here == 0
            assert before.total_changes <= book.syncing.status().total_changes
        scope = three.secretary.pen().scope
        for one in three:
            sound(one)
            assert one.store.read.counts(scope)["activity"] == 9
        logs = [list(one.store.log.all(scope)) for one in three]
        assert all(sorted(map(repr, log)) == sorted(map(repr, logs[0])) for log in logs)
        three.close()


STORIES: dict[str, type[Story]] = {
    "save": Saving,
    "bundle": Reading,
    "sync": Exchanging,
}


def died(story: Story, folder: Path, at: int) -> bool:
    """Let it happen in a child that dies at its `at`-th statement; tell whether it did."""
    child = os.fork()
    if child == 0:
        story.happen(folder, Fuse(at).arm)
        os._exit(0)
    return os.WIFSIGNALED(os.waitpid(child, 0)[1])


def counted(story: Story, folder: Path) -> int:
    """Return how many statements it has."""
    fuse = Fuse(-1)
    story.happen(folder, fuse.arm)
    return fuse.burnt


def main(name: str, folder: Path, points: int) -> None:
    """Die at so many statements, spread evenly; at each when there are no more."""
    story = STORIES[name]()
    story.prepare(folder / "start")
    shutil.copytree(folder / "start", folder / "whole")
    statements = counted(story, folder / "whole")
    step, deaths = max(1, statements // points), 0
    for at in range(1, statements + 1, step):
        here = folder / f"at-{at}"
        shutil.copytree(folder / "start", here)
        if died(story, here, at):
            deaths += 1
        story.judge(here)
        shutil.rmtree(here)
    sys.stdout.write(json.dumps({"statements": statements, "deaths": deaths}))


if __name__ == "__main__":
    main(sys.argv[1], Path(sys.argv[2]), int(sys.argv[3]))
