"""Any list goes out in an open format and comes in again."""

import json
from pathlib import Path

import pytest

from app.workspace import Workspace
from tests.app.commands.conftest import Run


@pytest.fixture
def filled(home: Path) -> Path:
    """A home with two members and an attached file."""
    book = Workspace.open(home, "secret1")
    rest = {"joined_on": "2003-07-01", "post": "书记"}
    member = book.records.add("member", {"name": "周建国", **rest})
    book.records.add("member", {"name": "次仁旺堆", **rest})
    book.attachments.add_bytes(member, b"a picture", "a.jpg")
    book.close()
    return home


@pytest.mark.parametrize("suffix", ["csv", "xlsx"])
def test_a_list_goes_out_and_comes_in_again(
    run: Run, filled: Path, tmp_path: Path, suffix: str
) -> None:
    file = tmp_path / f"members.{suffix}"
    assert run("export", "member", str(file))[0] == 0
    before = run("list", "member")[1]["items"]
    for record in before:
        run("delete", "member", record["id"])
    code, answer = run("import", "table", "member", str(file))
    assert (code, len(answer["made"]), answer["rows"]) == (0, 2, [])
    after = run("list", "member")[1]["items"]
    names = ("name", "joined_on", "post")
    assert [[r[n] for n in names] for r in after] == [[r[n] for n in names] for r in before]


def test_everything_goes_out_without_anyones_help(run: Run, filled: Path, tmp_path: Path) -> None:
    code, answer = run("export", "all", str(tmp_path / "out"))
    assert code == 0
    members = json.loads((tmp_path / "out" / "member.json").read_text(encoding="utf-8"))["items"]
    assert {m["name"] for m in members} == {"周建国", "次仁旺堆"}
    (picture,) = (tmp_path / "out" / "files").iterdir()
    assert picture.read_bytes() == b"a picture"
    assert len(answer["files"]) == len([p for p in (tmp_path / "out").rglob("*") if p.is_file()])


def test_a_row_with_a_mistake_is_named_and_the_others_come(run: Run, tmp_path: Path) -> None:
    file = tmp_path / "t.csv"
    file.write_text("姓名,入党日期\n周建国,2003-07-01\n达瓦次仁,2003-02-30\n", encoding="utf-8")
    code, answer = run("import", "table", "member", str(file))
    assert (code, len(answer["made"])) == (0, 1)
    assert [row["row"] for row in answer["rows"]] == [3]


def test_a_folder_that_cannot_be_written_is_said(run: Run, filled: Path, tmp_path: Path) -> None:
    code, answer = run("export", "member", str(tmp_path / "none" / "x.csv"))
    assert (code, bool(answer["error"])) == (1, True)


@pytest.mark.parametrize("suffix", ["csv", "json"])
def test_who_did_not_agree_is_left_out_of_one_list_and_not_of_the_branchs_own_copy(
    run: Run, home: Path, tmp_path: Path, suffix: str
) -> None:
    book = Workspace.open(home, "secret1")
    book.records.add("exemplar", {"who": "李桂芳", "title": "先锋"})
    book.close()
    file = tmp_path / f"exemplars.{suffix}"
    assert run("export", "exemplar", str(file))[1]["held_back"] == 1
    assert "李桂芳" not in file.read_text(encoding="utf-8-sig")
    assert run("export", "exemplar", str(file), "--whole")[1]["held_back"] == 0
    assert "李桂芳" in file.read_text(encoding="utf-8-sig")
