"""The command line as scripts use it: arguments in, JSON and an exit code out."""

import json
from collections.abc import Callable
from pathlib import Path
from typing import Any

import pytest

from app.cli import main
from app.workspace import Workspace
from tests.app.conftest import CHEAP

Run = Callable[..., tuple[int, Any]]


@pytest.fixture
def home(tmp_path: Path) -> Path:
    """A folder with a new book in it."""
    made = Workspace.create(
        tmp_path / "home", "secret1", branch="支部", writer="周建国", cost=CHEAP
    )
    made.workspace.close()
    return tmp_path / "home"


@pytest.fixture
def run(home: Path, capsys: pytest.CaptureFixture[str], monkeypatch: pytest.MonkeyPatch) -> Run:
    """Run one command with --json; return (exit code, what it answered)."""
    monkeypatch.setenv("SUIXING_PASSPHRASE", "secret1")

    def go(*line: str, json_too: bool = True) -> tuple[int, Any]:
        capsys.readouterr()
        extra = ["--json"] if json_too else []
        code = main([*line, "--home", str(home), *extra])
        said = capsys.readouterr()
        if not json_too:
            return code, said.out + said.err
        return code, json.loads(said.out) if said.out.strip() else None

    return go
