"""A watched folder: whole files are taken in and moved away, others wait or are set aside."""

import shutil
from collections.abc import Iterator
from pathlib import Path

import pytest

from app.hq import Headquarters
from app.ingesting.watch import ASIDE, DONE, PATIENCE, Watch
from tests.app.ingesting.site import copied

GOOD, CUT, FOREIGN = "0-b.sxbundle", "1-cut.sxbundle", "2-aa.sxbundle"


class HandClock:
    """Seconds that stand still until turned."""

    now = 0.0

    def __call__(self) -> float:
        return self.now


@pytest.fixture
def hq(start: Path, tmp_path: Path) -> Iterator[Headquarters]:
    with copied(start, tmp_path) as opened:
        yield opened


@pytest.fixture
def clock() -> HandClock:
    return HandClock()


@pytest.fixture
def watch(hq: Headquarters, tmp_path: Path, clock: HandClock) -> Watch:
    return hq.watched(tmp_path / "drop", tmp_path / "out", clock)


def dropped(start: Path, watch: Watch, *names: str) -> None:
    for name in names:
        shutil.copy(start / "stick" / name, watch.folder / name)


def lying(folder: Path) -> list[str]:
    return sorted(path.name for path in folder.glob("*")) if folder.exists() else []


def test_what_does_not_change_between_two_looks_is_taken_in_and_moved(
    start: Path, watch: Watch, tmp_path: Path
) -> None:
    dropped(start, watch, GOOD)
    assert watch.look() is None
    done = watch.look()
    assert done is not None
    assert [(f.name, f.taken) for f in done.files] == [(GOOD, True)]
    assert (lying(watch.folder), lying(watch.folder / DONE)) == ([DONE], [GOOD])
    assert len(lying(tmp_path / "out")) == 1
    assert watch.look() is None


def test_a_file_still_being_copied_is_taken_when_it_is_whole(
    start: Path, watch: Watch, hq: Headquarters
) -> None:
    whole = (start / "stick" / GOOD).read_bytes()
    slow = watch.folder / GOOD
    slow.write_bytes(whole[:1000])
    assert watch.look() is None
    # It stands still for a moment: looked at, cut, and left where it is.
    said = watch.look()
    assert said is not None
    assert not said.files[0].taken
    assert watch.look() is None
    slow.write_bytes(whole)
    assert watch.look() is None
    assert watch.look() is not None
    assert lying(watch.folder / DONE) == [GOOD]
    assert sum(b.changes for b in hq.status().branches) > 0


def test_what_stays_bad_is_set_aside_with_its_reason(
    start: Path, watch: Watch, clock: HandClock
) -> None:
    dropped(start, watch, CUT, FOREIGN, GOOD)
    watch.look()
    watch.look()
    assert lying(watch.folder) == [CUT, FOREIGN, DONE]
    clock.now = PATIENCE
    assert watch.look() is not None
    assert lying(watch.folder) == [DONE, ASIDE]
    assert lying(watch.folder / ASIDE) == [CUT, f"{CUT}.txt", FOREIGN, f"{FOREIGN}.txt"]
    said = (watch.folder / ASIDE / f"{FOREIGN}.txt").read_text(encoding="utf-8")
    assert "somebody else" in said


def test_a_name_that_comes_twice_overwrites_nothing(start: Path, watch: Watch) -> None:
    for _ in range(2):
        dropped(start, watch, GOOD)
        watch.look()
        watch.look()
    assert lying(watch.folder / DONE) == ["0-b-2.sxbundle", GOOD]


def test_after_a_restart_the_folder_alone_says_what_is_to_be_done(
    start: Path, watch: Watch, hq: Headquarters, clock: HandClock
) -> None:
    dropped(start, watch, GOOD)
    watch.look()
    # Taken in, and the power fails before it is moved.
    hq.ingest([watch.folder / GOOD])
    again = hq.watched(watch.folder, None, clock)
    again.look()
    done = again.look()
    assert done is not None
    assert done.files[0].repeated
    assert lying(watch.folder / DONE) == [GOOD]


def test_other_files_are_left_alone(watch: Watch) -> None:
    (watch.folder / "notes.txt").write_text("x", encoding="utf-8")
    (watch.folder / f"{GOOD}.part").write_text("x", encoding="utf-8")
    assert watch.look() is None
    assert watch.look() is None
    assert lying(watch.folder) == [f"{GOOD}.part", "notes.txt"]
