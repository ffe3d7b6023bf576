"""The command line as scripts use it: arguments in, JSON and an exit code out."""

import json
from collections.abc import Callable
from pathlib import Path
from typing import Any

import pytest

from app.cli import main
from db import keys
from tests.app.samples import new_book


class Cheap(keys.Cost, frozen=True):
    """What a secret costs that nobody asks a cost for."""

    t: int = 1
    p: int = 1
    m: int = 8


@pytest.fixture(autouse=True)
def cheap_keys(monkeypatch: pytest.MonkeyPatch) -> None:
    """Commands name no cost; no promise of theirs is about it."""
    monkeypatch.setattr(keys, "Cost", Cheap)


Run = Callable[..., tuple[int, Any]]


@pytest.fixture
def home(tmp_path: Path) -> Path:
    """A folder with a new book in it."""
    made = new_book(tmp_path / "home", branch="支部", writer="周建国")
    made.close()
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
