"""The demonstration is the program itself: what it leaves behind can be opened, read and trusted."""

import json
from pathlib import Path

import pytest

from app.cli import main
from app.services.demo_machines import PASSPHRASE


def test_the_demonstration_leaves_books_that_agree_and_pages_to_look_at(
    tmp_path: Path, monkeypatch: pytest.MonkeyPatch, capsys: pytest.CaptureFixture[str]
) -> None:
    folder = tmp_path / "demo"
    assert main(["demo", str(folder)]) == 0
    said = capsys.readouterr().out
    assert str(folder / "laptop-1") in said
    assert 8 <= len(said.strip().splitlines()) <= 14

    assert main(["demo", str(folder)]) == 1, "a folder with something in it is left alone"
    assert str(folder) in capsys.readouterr().err

    for page in (folder / "print").glob("*.pdf"):
        assert page.read_bytes().startswith(b"%PDF-")
    assert len(list((folder / "print").glob("*.pdf"))) >= 4

    monkeypatch.setenv("SUIXING_PASSPHRASE", PASSPHRASE)
    members = []
    for laptop in ("laptop-1", "laptop-2"):
        home = ["--home", str(folder / laptop)]
        assert main(["doctor", *home]) == 0
        capsys.readouterr()
        assert main(["conflicts", "--json", *home]) == 0
        assert json.loads(capsys.readouterr().out)["items"] == []
        assert main(["list", "member", "--json", *home]) == 0
        members.append(json.loads(capsys.readouterr().out)["items"])
    assert members[0] == members[1]
    assert len(members[0]) == 30
