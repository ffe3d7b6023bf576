"""Looking after the book from the command line."""

from pathlib import Path

from app.workspace import Workspace
from tests import sqlite
from tests.app.commands.conftest import Run


def test_a_backup_is_made_and_restored(run: Run, tmp_path: Path, home: Path) -> None:
    file = tmp_path / "b.sxbackup"
    code, answer = run("backup", str(file))
    assert (code, answer["bytes"]) == (0, file.stat().st_size)
    before = run("doctor")[1]
    code, restored = run("restore", str(file))
    assert code == 0
    assert restored["records"] == before["records"]
    book = Workspace.open(home, "secret1")
    assert book.pen().actor == restored["actor"]
    book.close()


def test_the_doctor_says_what_is_wrong_and_can_rebuild(run: Run, home: Path) -> None:
    assert run("doctor")[0] == 0
    book = Workspace.open(home, "secret1")
    sqlite.execute(book.store, "update record set body = '{}'")
    book.close()
    assert run("doctor", json_too=False)[0] == 1
    assert run("doctor", "--rebuild")[0] == 0


def test_a_new_branch_has_findings_but_no_contradictions(run: Run) -> None:
    code, answer = run("check")
    assert code == 0
    assert [f for f in answer["items"] if f["severity"] == "error"] == []
