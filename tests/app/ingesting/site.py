"""An HQ and a folder of bundles as they come: good, late, repeated, damaged, foreign."""

import shutil
from collections.abc import Iterator
from contextlib import contextmanager
from pathlib import Path
from typing import Any

from app.hq import Headquarters
from app.workspace import Workspace
from db import keys
from db.doctor import examine
from db.model.progress import Silent
from sync.transports.bundle import SUFFIX

SECRET, CHEAP = "secret1", keys.Cost(1, 1, 8)
BRANCHES = 5


def headquarters(home: Path) -> Headquarters:
    return Headquarters.create(home, SECRET, name="党群工作部", cost=CHEAP).hq


def laptop(home: Path, branch: str, hq: Headquarters | None) -> Workspace:
    book = Workspace.create(home, SECRET, branch=branch, writer="周建国", cost=CHEAP).workspace
    if hq is not None:
        book.enrolling.take_certificate(hq.enrol(book.enrolling.request_bytes()).certificate)
    return book


def written(book: Workspace, to: Path) -> Path:
    book.syncing.write_bundle(to, Silent())
    return to


def edited(book: Workspace, times: int) -> None:
    """Write some records, with an edit and a deletion among them."""
    made = [book.records.add("member", {"name": f"人{n}", "post": "工人"}) for n in range(times)]
    book.records.change(made[0], {"post": "队长"})
    book.records.delete(made[-1])


def laid_out(folder: Path) -> None:
    """Make an HQ in ``hq``, and in ``stick`` what five branches, a stranger and an accident left.

    Of branch 0 there are two laptops; of branch 1 the second bundle lies before the first.
    """
    hq, stick = headquarters(folder / "hq"), folder / "stick"
    stick.mkdir()
    for n in range(BRANCHES):
        book = laptop(folder / f"laptop-{n}", f"第{n}支部", hq)
        edited(book, 4 + n)
        written(book, stick / f"{n}-b{SUFFIX}")
        edited(book, 2)
        written(book, stick / f"{n}-{'a' if n == 1 else 'c'}{SUFFIX}")
        book.close()
    second = laptop(folder / "second", "第0支部", hq)
    edited(second, 3)
    written(second, stick / f"second{SUFFIX}").with_suffix(".part").touch()
    second.close()
    stranger = laptop(folder / "stranger", "外单位", headquarters(folder / "elsewhere"))
    written(stranger, stick / f"2-aa{SUFFIX}")
    stranger.close()
    whole = (stick / f"0-b{SUFFIX}").read_bytes()
    (stick / f"1-cut{SUFFIX}").write_bytes(whole[: len(whole) // 2])
    (stick / f"3-again{SUFFIX}").write_bytes(whole)
    hq.close()


@contextmanager
def copied(start: Path, folder: Path) -> Iterator[Headquarters]:
    """Open a copy of the HQ of `start` in `folder`."""
    shutil.copytree(start / "hq", folder / "hq")
    with opened(folder) as hq:
        yield hq


@contextmanager
def opened(folder: Path) -> Iterator[Headquarters]:
    hq = Headquarters.open(folder / "hq", SECRET)
    try:
        yield hq
    finally:
        hq.close()


def _passed_on(hq: Headquarters, scope: str) -> dict[str, int]:
    """Return how far the packs that HQ can pass on reach, without a gap."""
    reached: dict[str, int] = {}
    for pack in hq.store.post.packs(scope):
        assert pack.first <= reached.get(pack.actor, 0) + 1
        reached[pack.actor] = pack.last
    return reached


def held(hq: Headquarters) -> dict[str, Any]:
    """Return what must be the same however it got there; makes sure that it is sound."""
    report = examine(hq.store, hq.blobs, (), Silent())
    assert report.ailments == ()
    out: dict[str, Any] = {}
    for scope in hq.store.log.scopes():
        vector = hq.store.log.vector(scope)
        receipts = hq.store.post.receipts(scope)
        assert {a: r.seq for a, r in receipts.items()} == dict(vector)
        numbers = [r.number for r in receipts.values()]
        assert hq.room().replica.receipts.known(scope) == max(numbers)
        assert _passed_on(hq, scope) == dict(vector)
        out[scope] = (
            dict(vector),
            {a: r.head for a, r in receipts.items()},
            sorted(
                hq.store.engine.rows(
                    "select id, kind, body, registers, deleted, conflicts, made, touched "
                    "from record where scope = ?",
                    (scope,),
                )
            ),
        )
    assert hq.store.inbox.count() == 0
    return out
