"""Taking in a folder: the same in one process or several, cut off anywhere, beside bad files."""

import json
import subprocess
import sys
from pathlib import Path
from typing import Any

import pytest

from app.ingesting import ingest
from db.model.errors import BundleError, Cancelled
from db.model.progress import Silent, Stoppable
from tests.app.ingesting.killed import killed_at, mortals, statements
from tests.app.ingesting.site import BRANCHES, copied, held, opened

ROOT = Path(__file__).resolve().parents[3]


def test_it_is_what_the_hub_would_have_made_of_it_one_by_one(
    start: Path, undisturbed: dict[str, Any], tmp_path: Path
) -> None:
    with copied(start, tmp_path) as hq:
        room = hq.room()
        # The order of the first and the second bundle of a branch does not matter either.
        for path in reversed(ingest.bundles_in([start / "stick"])):
            try:
                found = room.unpacked(path)
            except BundleError:
                continue
            for raw in found.messages:
                room.hub.take(raw, Silent())
        assert held(hq) == undisturbed


@pytest.mark.parametrize("hands", [0, 2])
def test_helpers_change_nothing_but_the_time(
    start: Path,
    undisturbed: dict[str, Any],
    tmp_path: Path,
    monkeypatch: pytest.MonkeyPatch,
    hands: int,
) -> None:
    monkeypatch.setattr(ingest, "hands", lambda _jobs: hands)
    with copied(start, tmp_path) as hq:
        done = hq.ingest([start / "stick"], tmp_path / "out")
        assert held(hq) == undisturbed
    assert sum(f.taken for f in done.files) == 2 * BRANCHES + 2
    assert sorted(f.name for f in done.files if not f.taken) == ["1-cut.sxbundle", "2-aa.sxbundle"]
    assert [f.name for f in done.files if f.repeated] == ["1-b.sxbundle", "3-again.sxbundle"]
    assert len(done.answers) == BRANCHES
    assert done.pace.changes == sum(f.changes for f in done.files)
    assert done.kept == ()


def test_taking_in_the_same_folder_again_changes_nothing(
    start: Path, undisturbed: dict[str, Any], tmp_path: Path
) -> None:
    with copied(start, tmp_path) as hq:
        hq.ingest([start / "stick"])
        receipts = [
            r.number for s in hq.store.log.scopes() for r in hq.store.post.receipts(s).values()
        ]
        done = hq.ingest([start / "stick"])
        assert all(f.repeated for f in done.files if f.taken)
        assert held(hq) == undisturbed
        again = [
            r.number for s in hq.store.log.scopes() for r in hq.store.post.receipts(s).values()
        ]
        assert again == receipts


@pytest.mark.parametrize("hands", [0, 2])
def test_killed_anywhere_and_run_again_it_ends_as_if_nothing_had_been(
    start: Path, undisturbed: dict[str, Any], tmp_path: Path, hands: int
) -> None:
    """A few points here; `python -m tests.app.ingesting.killed` takes as many as one likes."""
    with mortals() as doomed:
        count = statements(start, tmp_path / "whole", hands, doomed)
        assert count > 200
        for at in range(2, count, count // 4):
            killed_at(start, tmp_path / f"{at}", at, hands, undisturbed, doomed)


def test_stopped_between_two_groups_it_goes_on_from_there(
    start: Path,
    undisturbed: dict[str, Any],
    tmp_path: Path,
    monkeypatch: pytest.MonkeyPatch,
) -> None:
    monkeypatch.setattr(ingest, "GROUP", 2)
    progress = Stoppable()

    class After(Stoppable):
        def step(self, done: int, total: int, what: str = "") -> None:
            progress.step(done, total, what)
            progress.stop()

    with copied(start, tmp_path) as hq:
        with pytest.raises(Cancelled):
            hq.ingest([start / "stick"], None, After())
        waiting = hq.store.inbox.count()
        assert 0 < waiting < 2 * BRANCHES
        assert sum(b.unread for b in hq.status().branches) == waiting
        hq.ingest([start / "stick"])
        assert held(hq) == undisturbed


def test_a_laptop_that_calls_meanwhile_finds_what_its_stick_brought(
    start: Path, tmp_path: Path
) -> None:
    """The inbox is read for a branch before its laptop is answered."""
    with copied(start, tmp_path) as hq:
        room = hq.room()
        path = start / "stick" / "0-b.sxbundle"
        found = room.look(path)
        assert found is not None
        room.counter.accept([found.offers])
        (scope,) = found.offers[0].scopes
        assert hq.store.log.vector(scope) == {}
        for raw in room.unpacked(path).messages:
            assert room.hub.take(raw, Silent()).fresh == 0
        assert hq.store.post.receipts(scope)
        assert hq.store.inbox.count() == 0


def test_a_pack_that_cannot_be_taken_is_kept_with_its_reason_and_tried_again(
    start: Path, tmp_path: Path, monkeypatch: pytest.MonkeyPatch, undisturbed: dict[str, Any]
) -> None:
    with copied(start, tmp_path) as hq:
        with monkeypatch.context() as newer:
            newer.setattr("sync.core.codecs.CODECS", {})
            done = hq.ingest([start / "stick"])
            assert {k.reason.params["reason"] for k in done.kept} == {"a codec of a newer release"}
            assert [f.changes for f in done.files if f.set_aside]
            assert hq.store.log.scopes() == ()
        hq.ingest([])
        assert held(hq) == undisturbed


MANY = """
import json, sys
from pathlib import Path
from app.hq import Headquarters
from tests.bench.measure import most_resident_mb
hq = Headquarters.open(Path(sys.argv[1]), "secret1")
done = hq.ingest([Path(sys.argv[2])])
print(json.dumps([sum(f.taken for f in done.files), most_resident_mb()]))
"""


def test_memory_does_not_grow_with_the_folder(start: Path, tmp_path: Path) -> None:
    whole = (start / "stick" / "0-b.sxbundle").read_bytes()
    most = []
    for count in (20, 600):
        folder, stick = tmp_path / f"{count}", tmp_path / f"{count}" / "stick"
        with copied(start, folder):
            stick.mkdir()
        for n in range(count):
            (stick / f"{n:04}.sxbundle").write_bytes(whole)
        line = [sys.executable, "-c", MANY, str(folder / "hq"), str(stick)]
        taken, held_mb = json.loads(subprocess.check_output(line, cwd=ROOT, text=True))
        assert taken == count
        most.append(held_mb)
    assert most[1] - most[0] < 15, most


def test_hq_opens_with_letters_of_an_earlier_run_and_reads_them(
    start: Path, undisturbed: dict[str, Any], tmp_path: Path
) -> None:
    with copied(start, tmp_path) as hq:
        room = hq.room()
        looked = [room.look(path) for path in ingest.bundles_in([start / "stick"])]
        room.counter.accept([found.offers for found in looked if found])
    with opened(tmp_path) as again:
        done = again.ingest([])
        assert (done.files, done.pace.records > 0) == ((), True)
        assert held(again) == undisturbed
