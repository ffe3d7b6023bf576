"""`suixing verify` as an inspector's computer has it: no home, no passphrase; exit 0, or 1 and why."""

import json
from pathlib import Path

import pytest

from app.cli import main
from tests.app.commands.conftest import Run

MAY = ("--from", "2026-05-01", "--to", "2026-05-31")


@pytest.fixture
def folder(run: Run, tmp_path: Path) -> Path:
    made = tmp_path / "检查材料"
    assert run("pdf", "folder", *MAY, "-o", str(made), "--boxes", "1,4")[0] == 0
    return made


def verify(
    folder: Path, capsys: pytest.CaptureFixture[str], monkeypatch: pytest.MonkeyPatch, *more: str
) -> tuple[int, str]:
    """Verify where there is neither a home nor a passphrase."""
    monkeypatch.delenv("SUIXING_PASSPHRASE", raising=False)
    monkeypatch.setenv("SUIXING_HOME", "/nowhere")
    monkeypatch.setenv("SUIXING_LANG", "en")
    capsys.readouterr()
    code = main(["verify", str(folder), *more])
    return code, capsys.readouterr().out


def test_a_whole_folder_ends_with_0_in_plain_words(
    folder: Path, capsys: pytest.CaptureFixture[str], monkeypatch: pytest.MonkeyPatch
) -> None:
    code, said = verify(folder, capsys, monkeypatch)
    assert code == 0
    assert "√ The manifest is as the device signed it." in said
    assert said.strip().endswith("The folder is whole, but HQ vouches for nothing in it.")


def test_a_damaged_one_ends_with_1_and_names_the_file(
    folder: Path, capsys: pytest.CaptureFixture[str], monkeypatch: pytest.MonkeyPatch
) -> None:
    pdf = next(folder.glob("04*.pdf"))
    pdf.write_bytes(pdf.read_bytes()[:-1])
    code, said = verify(folder, capsys, monkeypatch)
    assert code == 1
    assert f"× {pdf.name} was changed" in said
    assert said.strip().endswith("Not all is well with this folder.")


def test_scripts_get_every_answer(
    folder: Path, capsys: pytest.CaptureFixture[str], monkeypatch: pytest.MonkeyPatch
) -> None:
    (folder / "more.txt").write_bytes(b"")
    code, said = verify(folder, capsys, monkeypatch, "--json")
    answer = json.loads(said)
    assert (code, answer["good"]) == (1, False)
    assert (answer["branch"], answer["first"], answer["hq_words"]) == ("支部", "2026-05-01", "")
    wrong = [item for item in answer["items"] if item["state"] == "bad"]
    assert [(item["check"], item["file"]) for item in wrong] == [("added", "more.txt")]


def test_a_folder_that_is_not_there_is_one_line(
    tmp_path: Path, capsys: pytest.CaptureFixture[str], monkeypatch: pytest.MonkeyPatch
) -> None:
    code, said = verify(tmp_path / "none", capsys, monkeypatch, "--json")
    assert code == 1
    assert "no folder" in json.loads(said)["error"]
