"""Computers of a branch and of HQ, used as people use them: by the command line, with real files."""

import json
import os
import subprocess
import sys
from collections.abc import Callable, Iterator
from contextlib import contextmanager
from dataclasses import dataclass
from pathlib import Path
from typing import Any

import pytest

from app.cli import main
from app.hq import Headquarters
from app.workspace import Workspace
from db import keys

SECRET = "secret1"
BRANCH = "109国道项目联合党支部"
CHEAP = keys.Cost(1, 1, 8)
Answer = dict[str, Any]


@dataclass(frozen=True, slots=True)
class Computer:
    """One home, and the command line on it."""

    home: Path
    capsys: pytest.CaptureFixture[str]

    def tries(self, *line: str | Path) -> tuple[int, Answer]:
        """Run a command; return (exit code, its JSON)."""
        self.capsys.readouterr()
        code = main([*map(str, line), "--home", str(self.home), "--json"])
        said = self.capsys.readouterr()
        assert "Traceback" not in said.err
        return code, json.loads(said.out.strip().splitlines()[-1]) if said.out.strip() else {}

    def alone(self, *line: str | Path) -> Answer:
        """Run a command in a process of its own, as a script does; return its JSON."""
        program = [sys.executable, "-m", "ui.main", *map(str, line), "--home", str(self.home)]
        done = subprocess.run(
            [*program, "--json"], capture_output=True, text=True, check=False, env=os.environ
        )
        assert (done.returncode, done.stderr) == (0, "")
        return dict(json.loads(done.stdout))

    def does(self, *line: str | Path) -> Answer:
        """Run a command that must work; return its JSON."""
        code, answer = self.tries(*line)
        assert code == 0, answer
        return answer

    def fails(self, *line: str | Path) -> str:
        """Run a command that must end with a problem; return its one line."""
        code, answer = self.tries(*line)
        assert code == 1, answer
        assert "\n" not in answer["error"]
        return str(answer["error"])

    def new(self, kind: str, *records: Answer) -> list[str]:
        """Make records; return their ids."""
        file = self.home / "new.json"
        file.write_text(json.dumps(records), encoding="utf-8")
        return [str(r["id"]) for r in self.does("new", kind, file)["items"]]

    def shows(self, kind: str, record: str) -> Answer:
        """Return one record without what says that it is in conflict."""
        shown = self.does("show", kind, record)
        shown.pop("conflicts", None)
        return shown

    def lists(self, kind: str, *more: str) -> list[Answer]:
        """Return the records of a kind."""
        return list(self.does("list", kind, *more)["items"])

    def conflicts(self) -> list[Answer]:
        """Return the fields that hold two values."""
        return list(self.does("conflicts")["items"])

    @contextmanager
    def opened(self) -> Iterator[Workspace]:
        """Open the book behind the command line."""
        book = Workspace.open(self.home, SECRET)
        try:
            yield book
        finally:
            book.close()


@pytest.fixture(autouse=True)
def shell(monkeypatch: pytest.MonkeyPatch) -> None:
    """Everybody's passphrase is in the environment; the command line speaks English."""
    monkeypatch.setenv("SUIXING_PASSPHRASE", SECRET)
    monkeypatch.setenv("SUIXING_LANG", "en")


@pytest.fixture
def laptop(tmp_path: Path, capsys: pytest.CaptureFixture[str]) -> Callable[..., Computer]:
    """Make a laptop with a new book whose keys cost nothing to open."""

    def made(writer: str, branch: str = BRANCH) -> Computer:
        home = tmp_path / f"{branch}-{writer}"
        Workspace.create(home, SECRET, branch=branch, writer=writer, cost=CHEAP).workspace.close()
        return Computer(home, capsys)

    return made


@pytest.fixture
def hq(tmp_path: Path, capsys: pytest.CaptureFixture[str]) -> Computer:
    """Make headquarters, with keys that cost nothing to open."""
    home = tmp_path / "hq"
    Headquarters.create(home, SECRET, name="路桥公司党群工作部", cost=CHEAP).hq.close()
    return Computer(home, capsys)


def enrol(hq: Computer, *laptops: Computer) -> None:
    """Carry each laptop's request to HQ and the certificate back."""
    for laptop in laptops:
        request, certificate = laptop.home / "enrolment.request", laptop.home / "answer"
        with laptop.opened() as book:
            request.write_bytes(book.enrolling.request_bytes())
        hq.does("hq", "enrol", request, "-o", certificate)
        laptop.does("enrol", certificate)


@contextmanager
def served(hq: Computer) -> Iterator[str]:
    """Run `suixing hq serve` as a process of its own; stop it at the end as a power cut would."""
    line = [sys.executable, "-m", "ui.main", "hq", "serve", "--port", "0", "--json"]
    with subprocess.Popen(
        [*line, "--home", str(hq.home)], stdout=subprocess.PIPE, env=os.environ, text=True
    ) as server:
        try:
            assert server.stdout is not None
            yield str(json.loads(server.stdout.readline())["url"])
        finally:
            server.kill()
