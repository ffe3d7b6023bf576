"""Headquarters on the command line, as its clerk and its scripts use it."""

import json
import socket
from collections.abc import Callable
from pathlib import Path
from typing import Any

import pytest

from app.cli import main
from app.hq import Headquarters
from app.workspace import Workspace
from db.model.progress import Silent
from tests.app.conftest import CHEAP
from tests.app.samples import new_book

Run = Callable[..., tuple[int, Any]]


@pytest.fixture
def folder(tmp_path: Path) -> Path:
    """A folder with an HQ in it."""
    home = tmp_path / "hq"
    Headquarters.create(
        home, "secret1", name="党群工作部", url="http://hq:8417", cost=CHEAP
    ).hq.close()
    return home


@pytest.fixture
def run(folder: Path, capsys: pytest.CaptureFixture[str], monkeypatch: pytest.MonkeyPatch) -> Run:
    """Run one command of HQ; return (exit code, its JSON)."""
    monkeypatch.setenv("SUIXING_PASSPHRASE", "secret1")
    monkeypatch.setenv("SUIXING_LANG", "en")

    def go(*line: str | Path, home: Path = folder, text: bool = False) -> tuple[int, Any]:
        capsys.readouterr()
        code = main(["hq", *map(str, line), "--home", str(home), *([] if text else ["--json"])])
        said = capsys.readouterr()
        if text:
            return code, said.out + said.err
        return code, json.loads(said.out) if said.out.strip() else None

    return go


def request(folder: Path, branch: str = "第一项目部党支部", writer: str = "周建国") -> Path:
    """Make a laptop; return its enrolment request."""
    home = folder / f"{branch}-{writer}"
    book = new_book(home, branch=branch, writer=writer)
    file = home / "enrolment.request"
    file.write_bytes(book.enrolling.request_bytes())
    book.close()
    return file


def letter(run: Run, asked: Path, to: Path) -> Path:
    """Enrol a laptop and let it write a bundle."""
    certificate = asked.with_name("certificate")
    assert run("enrol", asked, "-o", certificate)[0] == 0
    book = Workspace.open(asked.parent, "secret1")
    book.enrolling.take_certificate(certificate)
    book.syncing.write_bundle(to, Silent())
    book.close()
    return to


def test_a_new_hq_says_its_recovery_key_once_and_its_words(run: Run, tmp_path: Path) -> None:
    code, made = run("init", "--name", "路桥公司党群工作部", home=tmp_path / "new")
    assert (code, made["name"]) == (0, "路桥公司党群工作部")
    assert len(made["words"].split()) >= 6
    code, status = run("status", home=tmp_path / "new")
    assert (code, status["words"], status["items"]) == (0, made["words"], [])
    assert "recovery_key" not in status
    assert run("init", home=tmp_path / "new")[0] == 1


@pytest.mark.parametrize(
    ("url", "said"),
    [
        ("mysql://user:pass@host/db", "mysql is no database"),
        ("postgresql://user:pass@127.0.0.1:1/db", "does not open"),
    ],
)
def test_a_database_that_does_not_open_is_said_without_making_anything(
    run: Run, tmp_path: Path, url: str, said: str
) -> None:
    code, answer = run("init", "--database", url, home=tmp_path / "new")
    assert code == 1
    assert said in answer["error"]
    assert "pass" not in answer["error"].replace("password", "")
    assert not (tmp_path / "new").exists()


def test_enrolling_names_whom_the_certificate_is_for(run: Run, tmp_path: Path) -> None:
    asked, file = request(tmp_path), tmp_path / "certificate"
    code, done = run("enrol", asked, "-o", file)
    assert code == 0
    assert (done["branch"], done["holder"], done["joined"]) == ("第一项目部党支部", "周建国", False)
    assert file.stat().st_size > 0
    second = run("enrol", request(tmp_path, writer="达瓦次仁"), "-o", tmp_path / "c2")[1]
    assert (second["joined"], second["scope"]) == (True, done["scope"])
    devices = run("status")[1]["items"][0]["devices"]
    assert sorted(d["holder"] for d in devices) == ["周建国", "达瓦次仁"]


@pytest.mark.parametrize("content", [b"", b"{}", b"PK\x03\x04", b"\xff" * 100])
def test_what_is_no_request_is_refused(run: Run, tmp_path: Path, content: bytes) -> None:
    file = tmp_path / "odd.request"
    file.write_bytes(content)
    code, answer = run("enrol", file, "-o", tmp_path / "c")
    assert (code, bool(answer["error"])) == (1, True)
    assert not (tmp_path / "c").exists()


def test_a_certificate_that_cannot_be_written_is_said(run: Run, tmp_path: Path) -> None:
    code, answer = run("enrol", request(tmp_path), "-o", tmp_path / "no" / "such" / "c")
    assert code == 1
    assert "cannot be written" in answer["error"]


def test_ingest_reports_every_file_and_answers_every_branch(run: Run, tmp_path: Path) -> None:
    stick = tmp_path / "stick"
    stick.mkdir()
    letter(run, request(tmp_path), stick / "a.sxbundle")
    letter(run, request(tmp_path, "第二项目部党支部"), stick / "b.sxbundle")
    (stick / "c.sxbundle").write_text("notes", encoding="utf-8")
    code, done = run("ingest", stick, "--out", tmp_path / "out")
    assert (code, done["taken"], done["set_aside"]) == (0, 2, 1)
    assert [f["file"] for f in done["files"]] == ["a.sxbundle", "b.sxbundle", "c.sxbundle"]
    assert "c.sxbundle" in done["files"][2]["reason"]
    assert len(done["answers"]) == 2
    assert all(Path(a).exists() for a in done["answers"])
    rows = run("status")[1]["items"]
    assert [(r["changes"], r["receipt"]) for r in rows] == [(1, 1), (1, 1)]


def test_people_get_a_line_a_file(run: Run, tmp_path: Path) -> None:
    file = letter(run, request(tmp_path), tmp_path / "a.sxbundle")
    code, said = run("ingest", file, tmp_path / "gone.sxbundle", text=True)
    assert code == 0
    assert "a.sxbundle: 1 changes taken" in said
    assert "gone.sxbundle: set aside" in said
    assert "1 files taken in, 1 set aside" in said
    assert "第一项目部党支部: 1 records" in run("status", text=True)[1]


def test_without_an_hq_it_says_how_to_make_one(run: Run, tmp_path: Path) -> None:
    for line in (("status",), ("ingest", "x"), ("enrol", "x", "-o", "y"), ("serve",)):
        code, answer = run(*line, home=tmp_path / "nowhere")
        assert code == 1
        assert "suixing hq init" in answer["error"]


def test_a_laptops_home_is_no_hq(run: Run, tmp_path: Path) -> None:
    code, answer = run("status", home=request(tmp_path).parent)
    assert (code, "no headquarters" in answer["error"]) == (1, True)


def test_a_port_that_is_taken_is_named(run: Run) -> None:
    with socket.create_server(("127.0.0.1", 0)) as taken:
        port = taken.getsockname()[1]
        code, answer = run("serve", "--port", str(port))
    assert code == 1
    assert str(port) in answer["error"]
