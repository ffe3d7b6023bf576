"""Helpers: every job is done once, whoever dies meanwhile."""

import multiprocessing
import os
import signal
from collections.abc import Iterator
from multiprocessing.connection import wait
from pathlib import Path

import psutil
import pytest

from app.hq import Headquarters
from app.ingesting import crew
from app.ingesting.crew import MOST, Crew, hands
from app.ingesting.room import Room
from tests.app.ingesting.site import copied


@pytest.fixture
def hq(start: Path, tmp_path: Path) -> Iterator[Headquarters]:
    with copied(start, tmp_path) as opened:
        yield opened


def bundles(start: Path) -> list[Path]:
    return [start / "stick" / f"{n}-b.sxbundle" for n in range(5)] * 6


def helped(hq: Headquarters, count: int) -> Crew:
    key = hq._key
    return Crew(hq.room(), hq.home, key, count)


def running() -> list[psutil.Process]:
    """Return the helpers that run; Python's own watchman of resources is none."""
    return [psutil.Process(child.pid) for child in multiprocessing.active_children()]


@pytest.mark.parametrize("count", [0, 1, 3])
def test_every_job_is_done_once(start: Path, hq: Headquarters, count: int) -> None:
    with helped(hq, count) as some:
        found = list(some.looked(bundles(start)))
        assert sorted(path for path, _ in found) == sorted(bundles(start))
        assert all(one is not None for _, one in found)
        again = list(some.looked(bundles(start)))
    assert sorted(found, key=repr) == sorted(again, key=repr)


def test_what_a_dead_helper_had_is_done_all_the_same(start: Path, hq: Headquarters) -> None:
    with helped(hq, 2) as some:
        found = []
        for path, one in some.looked(bundles(start) * 4):
            found.append(path)
            assert one is not None
            if len(found) == 20:
                for child in running():
                    os.kill(child.pid, signal.SIGKILL)
    assert sorted(found) == sorted(bundles(start) * 4)


def test_helpers_end_with_the_work(hq: Headquarters) -> None:
    with helped(hq, 2):
        assert len(running()) == 2
    assert running() == []


def test_a_few_files_are_not_worth_a_helper(monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr("os.cpu_count", lambda: 64)
    assert (hands(0), hands(9), hands(25), hands(10_000)) == (0, 0, 2, MOST)
    monkeypatch.setattr("os.cpu_count", lambda: 1)
    assert hands(10_000) == 0


def test_no_key_is_on_a_command_line(start: Path, hq: Headquarters) -> None:
    key = hq._key
    with helped(hq, 1) as some:
        # It has said that it is there, so its line is its own by now.
        assert wait([helper.pipe for helper in some._helpers], 30)
        lines = [" ".join(child.cmdline()) for child in running()]
        assert len(lines) == 1
        assert "multiprocessing" in lines[0]
        assert key.hex() not in lines[0]
        assert next(iter(some.looked(bundles(start)))) is not None


def test_a_room_beside_reads_what_the_other_wrote(start: Path, hq: Headquarters) -> None:
    key = hq._key
    beside = Room.beside(hq.home, key)
    assert crew.done(beside, start / "stick" / "1-cut.sxbundle") is None
    room = hq.room()
    found = room.look(bundles(start)[0])
    assert found is not None
    room.counter.accept([found.offers])
    work = beside.plan(found.offers[0].scopes[0])
    assert work == room.plan(found.offers[0].scopes[0])
    assert work.changes > 0
    beside.store.close()
