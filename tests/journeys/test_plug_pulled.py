"""The plug is pulled in the middle of a save, an import, a bundle, a sync: nothing acknowledged is lost."""

import json
import subprocess
import sys
from pathlib import Path

import pytest

from app.workspace import Workspace
from db import keys

SAVES = """
import sys
from pathlib import Path
from app.workspace import Workspace
book = Workspace.open(Path(sys.argv[1]), "secret1")
for n in range(100_000):
    made = book.records.add("member", {"name": f"人{n}", "post": "工人"})
    book.records.change(made, {"post": "队长"})
    print(made, flush=True)
"""
IMPORT = """
import sys
from pathlib import Path
from app.workspace import Workspace
book = Workspace.open(Path(sys.argv[1]), "secret1")
for n in range(100_000):
    edits = [book.records.edit_new("member", {"name": f"第{n}批{m}"}) for m in range(200)]
    print("begun", flush=True)
    book.records.write(edits, what="import")
    print("done", flush=True)
"""


@pytest.fixture
def home(tmp_path: Path) -> Path:
    made = Workspace.create(tmp_path / "home", "secret1", branch="支部", cost=keys.Cost(1, 1, 8))
    made.workspace.close()
    return tmp_path / "home"


def killed(script: str, home: Path, lines: int) -> list[str]:
    """Run a script until it has said so many lines, then kill -9; return what it had said."""
    with subprocess.Popen(
        [sys.executable, "-c", script, str(home)], stdout=subprocess.PIPE, text=True
    ) as process:
        assert process.stdout is not None
        said = [process.stdout.readline().strip() for _ in range(lines)]
        process.kill()
        said += [
            line.strip()
            for line in process.stdout.read().splitlines(keepends=True)
            if line[-1] == "\n"
        ]
    return said


@pytest.mark.parametrize("lines", [1, 7, 40])
def test_every_acknowledged_save_is_there_after_kill_9(home: Path, lines: int) -> None:
    acknowledged = killed(SAVES, home, lines)
    book = Workspace.open(home, "secret1")
    for record in acknowledged:
        found = book.records.raw(record)
        assert found is not None
        assert found.body["post"] == "队长"
    assert book.examine().ailments == ()
    book.close()


@pytest.mark.parametrize("lines", [1, 3, 4])
def test_an_import_is_there_whole_or_not_at_all(home: Path, lines: int) -> None:
    said = killed(IMPORT, home, lines)
    book = Workspace.open(home, "secret1")
    count = book.records.counts().get("member", 0)
    assert count % 200 == 0
    assert count // 200 >= said.count("done")
    assert book.examine().ailments == ()
    book.close()


@pytest.mark.parametrize("name", ["save", "bundle", "sync"])
def test_dying_at_a_statement_leaves_it_done_or_undone_and_it_goes_on(
    name: str, tmp_path: Path
) -> None:
    """Five points are asked for here; `python -m tests.journeys.pulled` takes them all."""
    done = subprocess.run(
        [sys.executable, "-m", "tests.journeys.pulled", name, str(tmp_path), "5"],
        capture_output=True,
        text=True,
        check=False,
    )
    assert done.returncode == 0, done.stderr
    found = json.loads(done.stdout)
    assert found["statements"] > 100
    assert found["deaths"] >= 5
