"""PDFs from the command line: each is a whole file or a line that says why there is none."""

import json
from pathlib import Path

import pytest

from tests.app.commands.conftest import Run

MAY = ("--from", "2026-05-01", "--to", "2026-05-31")


@pytest.fixture
def meeting(run: Run, tmp_path: Path) -> str:
    file = tmp_path / "one.json"
    fields = {
        "type": "general_meeting",
        "title": "5月党员大会/二",
        "held_start": "2026-05-22T19:30:00",
        "minutes": "雨季值班。",
    }
    file.write_text(json.dumps(fields), encoding="utf-8")
    return str(run("new", "activity", str(file))[1]["items"][0]["id"])


@pytest.mark.parametrize("paper", ["meeting", "sign-in", "notice", "record"])
def test_each_paper_of_a_meeting_is_written_whole(
    run: Run, meeting: str, tmp_path: Path, paper: str
) -> None:
    file = tmp_path / f"{paper}.pdf"
    code, answer = run("pdf", paper, meeting, "-o", str(file))
    assert (code, answer) == (0, {"file": str(file), "bytes": file.stat().st_size})
    assert file.read_bytes().startswith(b"%PDF-")
    assert [p.name for p in tmp_path.glob("*.pdf*")] == [file.name]


def test_a_ledger_of_a_period(run: Run, meeting: str, tmp_path: Path) -> None:
    file = tmp_path / "ledger.pdf"
    assert run("pdf", "ledger", *MAY, "-o", str(file))[0] == 0
    assert file.read_bytes().startswith(b"%PDF-")


def test_what_was_done_with_others_in_a_period(run: Run, tmp_path: Path) -> None:
    held, row = tmp_path / "held.json", tmp_path / "row.json"
    fields = {
        "type": "joint_activity",
        "held_start": "2026-05-08T09:00:00",
        "partner_text": "张庄村",
    }
    held.write_text(json.dumps(fields), encoding="utf-8")
    activity = str(run("new", "activity", str(held))[1]["items"][0]["id"])
    number = {"about": activity, "label": "义卖", "number": 3000, "unit": "元"}
    row.write_text(json.dumps(number), encoding="utf-8")
    assert run("new", "outcome", str(row))[0] == 0
    file = tmp_path / "activities.pdf"
    assert run("pdf", "activities", *MAY, "-o", str(file))[0] == 0
    assert file.read_bytes().startswith(b"%PDF-")


def test_a_folder_has_a_signed_pdf_a_box_and_a_manifest(
    run: Run, meeting: str, tmp_path: Path
) -> None:
    folder = tmp_path / "inspection"
    line = ("--boxes", "1,4", "--recipient", "检查组", "--until", "2026-07-01")
    code, answer = run("pdf", "folder", *MAY, "-o", str(folder), *line)
    assert code == 0
    assert answer["files"] == [
        *(
            "00 检查材料.pdf",
            "01 组织设置.pdf",
            "04 党员大会.pdf",
            "04 党员大会.xlsx",
            "99 校验页.pdf",
            "manifest.json",
        ),
    ]
    assert sorted(p.name for p in folder.iterdir()) == answer["files"]
    assert answer["bytes"] == sum(p.stat().st_size for p in folder.iterdir())
    said = json.loads((folder / "manifest.json").read_text("utf-8"))["body"]
    assert (said["recipient"], said["until"]) == ("检查组", "2026-07-01")


def test_a_sensitive_box_needs_a_purpose(run: Run, meeting: str, tmp_path: Path) -> None:
    code, answer = run("pdf", "folder", *MAY, "-o", str(tmp_path / "x"), "--boxes", "11")
    assert (code, "11" in answer["error"]) == (1, True)
    assert not (tmp_path / "x").exists()
    line = ("--boxes", "11", "--sensitive", "核查谈话")
    assert run("pdf", "folder", *MAY, "-o", str(tmp_path / "x"), *line)[0] == 0
    (entry,) = run("list", "access_entry")[1]["items"]
    assert (entry["purpose"], entry["way"]) == ("核查谈话", "export")


@pytest.mark.parametrize(
    "line",
    [
        ("pdf", "meeting", "none", "-o", "x.pdf"),
        ("pdf", "record", "none", "-o", "x.pdf"),
        ("pdf", "ledger", "--from", "2026-02-30", "--to", "2026-05-31", "-o", "x.pdf"),
        ("pdf", "folder", "--from", "2026-05-01", "--to", "gestern", "-o", "x"),
        ("pdf", "folder", *MAY, "-o", "x", "--boxes", "1,zwei"),
        ("pdf", "folder", *MAY, "-o", "x", "--boxes", "21"),
    ],
)
def test_a_problem_is_one_line_and_no_file(
    run: Run, tmp_path: Path, monkeypatch: pytest.MonkeyPatch, line: tuple[str, ...]
) -> None:
    monkeypatch.chdir(tmp_path)
    code, answer = run(*line)
    assert code == 1
    assert "\n" not in answer["error"]
    assert not list(tmp_path.glob("x*"))


def test_a_place_that_cannot_be_written_is_named(run: Run, meeting: str, tmp_path: Path) -> None:
    code, answer = run("pdf", "meeting", meeting, "-o", str(tmp_path / "no" / "such" / "x.pdf"))
    assert code == 1
    assert "x.pdf" in answer["error"] or "such" in answer["error"]


def test_a_folder_where_a_file_stands_is_named(run: Run, meeting: str, tmp_path: Path) -> None:
    (tmp_path / "taken").write_bytes(b"")
    code, answer = run("pdf", "folder", *MAY, "-o", str(tmp_path / "taken"))
    assert code == 1
    assert str(tmp_path / "taken") in answer["error"]
    assert "FileExistsError" not in answer["error"]


def test_nothing_is_printed_without_a_place_to_put_it(run: Run, meeting: str) -> None:
    assert run("pdf", "meeting", meeting, json_too=False)[0] == 2


@pytest.mark.parametrize("paper", ["roster", "branch", "handover"])
def test_the_papers_of_the_roster_are_written_whole(run: Run, tmp_path: Path, paper: str) -> None:
    file = tmp_path / f"{paper}.pdf"
    code, answer = run("pdf", paper, "-o", str(file))
    assert (code, answer) == (0, {"file": str(file), "bytes": file.stat().st_size})
    assert file.read_bytes().startswith(b"%PDF-")


def test_a_roster_of_a_day_that_is_none_is_refused(run: Run, tmp_path: Path) -> None:
    assert run("pdf", "roster", "--on", "2026-02-30", "-o", str(tmp_path / "r.pdf"))[0] != 0


@pytest.mark.parametrize("paper", ["alliance", "coverage"])
def test_the_alliance_is_printed_also_while_it_is_empty(
    run: Run, tmp_path: Path, paper: str
) -> None:
    file = tmp_path / f"{paper}.pdf"
    assert run("pdf", paper, "-o", str(file))[0] == 0
    assert file.read_bytes().startswith(b"%PDF-")
