"""The demonstration as a use case: what it tells is what happened, and it leaves what was there alone."""

import re
from datetime import date
from pathlib import Path

import pytest

from app.services.demo import DEPUTY, FOLDER, SECRETARY, Demo
from app.services.demo_machines import PASSPHRASE
from app.services.verifying import verify
from app.workspace import Workspace
from db.model.errors import Cancelled, InvalidRecord
from db.model.progress import Silent, Stoppable

TODAY = date(2026, 5, 21)
Told = tuple[Path, dict[str, dict[str, object]]]


def _begun(text: str) -> str:
    return re.split("[:,.]", text)[0]


class StopsAt:
    """Somebody who presses cancel at a step."""

    def __init__(self, at: int) -> None:
        self._at = at

    def step(self, done: int, total: int, what: str = "") -> None:
        del total, what
        if done == self._at:
            raise Cancelled


@pytest.fixture(scope="module")
def told(tmp_path_factory: pytest.TempPathFactory) -> Told:
    """Run it once; return the folder and what it told, by the beginning of each line."""
    folder = tmp_path_factory.mktemp("demo") / "new"
    progress = Stoppable()
    lines = Demo(folder, progress, TODAY).run().lines
    assert progress.done == progress.total > 0
    return folder, {_begun(text): params for text, params in lines}


def test_both_laptops_hold_the_same_and_nothing_waits(
    told: Told,
) -> None:
    books = [Workspace.open(told[0] / name, PASSPHRASE) for name in ("laptop-1", "laptop-2")]
    assert [b.pen().by for b in books] == [SECRETARY, DEPUTY]
    assert books[0].records.counts() == books[1].records.counts()
    assert [b.records.conflict_count() for b in books] == [0, 0]
    assert books[0].syncing.status().only_here == 0
    logs = [sorted(map(repr, b.store.log.all(b.pen().scope))) for b in books]
    assert logs[0] == logs[1]
    for book in books:
        assert book.examine().ailments == ()
        book.close()


def test_what_is_told_can_be_counted(told: Told) -> None:
    folder, said = told
    book = Workspace.open(folder / "laptop-1", PASSPHRASE)
    assert said["Laptop 1 by HTTP"]["receipt"] == 1
    assert said["Laptop 1 by HTTP"]["sent"] == said["Laptop 2"]["got"]
    (met,) = [params for line, params in said.items() if line.startswith("They meet at")]
    assert met["n"] == 1
    assert [params["left"] for params in said.values() if "left" in params] == [0]
    found = book.records.find(book.records.query("activity", limit=500))
    days = [date.fromisoformat(str(r.get("held_start"))[:10]) for r in found]
    assert max(days) < TODAY, "the sample's month lies in the past"
    book.close()


def test_a_rule_pack_of_hq_is_on_both_laptops_and_the_folder_proves_itself(told: Told) -> None:
    folder, said = told
    for name in ("laptop-1", "laptop-2"):
        book = Workspace.open(folder / name, PASSPHRASE)
        assert [(p.id, p.version) for p in book.rules.in_force()][-1] == ("company", "2026.1")
        book.close()
    found = verify(folder / FOLDER, TODAY)
    assert found.good
    assert found.root_words
    assert found.manifest is not None
    assert len(found.manifest.files) == said["Inspection folder"]["whole"]
    assert {line.key for line in found.lines} >= {"signatures", "receipts", "chain"}
    assert "until" not in {line.key for line in found.lines}, "it need not be destroyed yet"


def test_a_folder_with_something_in_it_is_left_alone(tmp_path: Path) -> None:
    (tmp_path / "mine.txt").write_text("x", encoding="utf-8")
    with pytest.raises(InvalidRecord, match="not empty"):
        Demo(tmp_path, Silent(), TODAY)
    assert [p.name for p in tmp_path.iterdir()] == ["mine.txt"]


@pytest.mark.parametrize("at", [0, 2])
def test_it_can_be_stopped_and_leaves_nothing_open(tmp_path: Path, at: int) -> None:
    with pytest.raises(Cancelled):
        Demo(tmp_path / "demo", StopsAt(at), TODAY).run()
    if at:
        Workspace.open(tmp_path / "demo" / "laptop-1", PASSPHRASE).close()
