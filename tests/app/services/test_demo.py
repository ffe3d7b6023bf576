"""The demonstration: what it tells is what happened, what it leaves can be opened and trusted, what was there stays."""

import io
import json
import re
from contextlib import redirect_stdout
from datetime import date, datetime
from pathlib import Path
from typing import NamedTuple

import pytest

from app.cli import main
from app.commands import demo as command
from app.services.demo import DEPUTY, FOLDER, SECRETARY, Demo, Told
from app.services.demo_machines import PASSPHRASE
from app.services.verifying import verify
from app.site import SITE
from app.workspace import Workspace
from db.model.errors import Cancelled, InvalidRecord
from db.model.progress import Progress, Silent, Stoppable

TODAY = date(2026, 5, 21)
NOON = int(datetime(2026, 5, 21, 12, tzinfo=SITE).timestamp() * 1000)
Said = dict[str, dict[str, object]]


class Ran(NamedTuple):
    """What one run of the command left and said; what it told, by the beginning of each line."""

    folder: Path
    code: int
    printed: str
    said: Said


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
def ran(tmp_path_factory: pytest.TempPathFactory) -> Ran:
    """Run it once, as its command does."""
    folder, lines = tmp_path_factory.mktemp("demo") / "new", list[tuple[str, dict[str, object]]]()
    progress = Stoppable()

    class Watched:
        def __init__(self, bar: Progress) -> None:
            self._bar = bar

        def step(self, done: int, total: int, what: str = "") -> None:
            self._bar.step(done, total, what)
            progress.step(done, total, what)

    class Overheard(Demo):
        def __init__(self, folder: Path, bar: Progress, today: date) -> None:
            super().__init__(folder, Watched(bar), today)

        def run(self) -> Told:
            told = super().run()
            lines.extend(told.lines)
            return told

    printed = io.StringIO()
    with pytest.MonkeyPatch.context() as patch, redirect_stdout(printed):
        patch.setattr(command, "Demo", Overheard)
        patch.setattr(command, "wall_clock", lambda: NOON)
        code = main(["demo", str(folder)])
    assert progress.done == progress.total > 0
    said = {_begun(text): params for text, params in lines}
    return Ran(folder, code, printed.getvalue(), said)


@pytest.fixture(scope="module")
def told(ran: Ran) -> tuple[Path, Said]:
    return ran.folder, ran.said


def test_the_command_says_in_a_few_lines_where_everything_is(ran: Ran) -> None:
    assert ran.code == 0
    assert str(ran.folder / "laptop-1") in ran.printed
    assert 8 <= len(ran.printed.strip().splitlines()) <= 14


def test_the_command_leaves_pages_to_look_at_and_books_that_agree(
    ran: Ran, monkeypatch: pytest.MonkeyPatch, capsys: pytest.CaptureFixture[str]
) -> None:
    printed = list((ran.folder / "print").glob("*.pdf"))
    assert len(printed) >= 4
    assert all(page.read_bytes().startswith(b"%PDF-") for page in printed)
    monkeypatch.setenv("SUIXING_PASSPHRASE", PASSPHRASE)
    members = []
    for laptop in ("laptop-1", "laptop-2"):
        home = ["--home", str(ran.folder / laptop)]
        assert main(["doctor", *home]) == 0
        capsys.readouterr()
        assert main(["conflicts", "--json", *home]) == 0
        assert json.loads(capsys.readouterr().out)["items"] == []
        assert main(["list", "member", "--json", *home]) == 0
        members.append(json.loads(capsys.readouterr().out)["items"])
    assert members[0] == members[1]
    assert len(members[0]) == 30


def test_the_command_leaves_a_folder_with_something_in_it_alone(
    ran: Ran, capsys: pytest.CaptureFixture[str]
) -> None:
    assert main(["demo", str(ran.folder)]) == 1
    assert str(ran.folder) in capsys.readouterr().err


def test_both_laptops_hold_the_same_and_nothing_waits(told: tuple[Path, Said]) -> None:
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


def test_what_is_told_can_be_counted(told: tuple[Path, Said]) -> None:
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


def test_a_rule_pack_of_hq_is_on_both_laptops_and_the_folder_proves_itself(
    told: tuple[Path, Said],
) -> None:
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
