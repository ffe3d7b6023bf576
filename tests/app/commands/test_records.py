"""Records on the command line, as people script against them."""

import io
import json
from pathlib import Path

import pytest

from app.cli import hoisted
from tests.app.commands.conftest import Run


def member(run: Run, tmp_path: Path, **fields: object) -> str:
    file = tmp_path / "one.json"
    file.write_text(json.dumps({"name": "周建国", **fields}), encoding="utf-8")
    code, answer = run("new", "member", str(file))
    assert code == 0
    return str(answer["items"][0]["id"])


def test_a_record_is_made_shown_set_listed_and_deleted(run: Run, tmp_path: Path) -> None:
    made = member(run, tmp_path, post="书记")
    assert run("show", "member", made)[1]["post"] == "书记"
    assert run("set", "member", made, "post=队长", "number=3")[1]["number"] == 3
    code, listed = run("list", "member", "--where", "post=队长")
    assert (code, [r["id"] for r in listed["items"]]) == (0, [made])
    assert run("list", "member", "--text", "建国")[1]["items"][0]["name"] == "周建国"
    history = run("history", "member", made)[1]["items"]
    assert history[0]["fields"]["post"] == {"before": "书记", "after": "队长"}
    assert run("delete", "member", made)[0] == 0
    assert run("list", "member")[1] == {"items": []}
    assert run("show", "member", made)[0] == 1


def test_a_list_of_records_is_one_change(run: Run, monkeypatch: pytest.MonkeyPatch) -> None:
    class Input:
        buffer = io.BytesIO(json.dumps([{"name": f"人{n}"} for n in range(5)]).encode())

    monkeypatch.setattr("sys.stdin", Input())
    code, answer = run("new", "member", "-")
    assert code == 0
    assert len({r["id"].rsplit(".", 1)[0] for r in answer["items"]}) == 1


def test_kinds_tell_their_fields(run: Run) -> None:
    rows = {k["kind"]: k for k in run("kinds")[1]["items"]}
    fields = {f["name"]: f for f in rows["motion"]["fields"]}
    assert fields["method"]["choices"]["secret_ballot"]
    assert fields["activity"]["of"] == "activity"


@pytest.mark.parametrize(
    "line",
    [
        ("show", "member", "none"),
        ("show", "dragon", "none"),
        ("list", "dragon"),
        ("list", "member", "--where", "shoe=43"),
        ("list", "member", "--where", "name"),
        ("set", "member", "none", "name=x"),
        ("new", "member", "/no/such/file"),
        ("resolve", "member", "none", "name", "--take", "1"),
        ("restore", "/no/such/file"),
        ("check", "--from", "2026-02-30"),
        ("import", "roster", "/no/such/file.xlsx"),
    ],
)
def test_a_problem_is_one_line_and_exit_1(run: Run, line: tuple[str, ...]) -> None:
    code, answer = run(*line)
    assert code == 1
    assert answer["error"]
    assert "\n" not in answer["error"]


@pytest.mark.parametrize(
    "line", [("list",), ("nonsense",), ("list", "member", "--limit", "x"), ("show", "member")]
)
def test_wrong_usage_is_exit_2(run: Run, line: tuple[str, ...]) -> None:
    assert run(*line, json_too=False)[0] == 2


def test_choosing_needs_exactly_one_way(run: Run) -> None:
    assert run("resolve", "member", "x", "name", json_too=False)[0] == 2


@pytest.mark.parametrize(
    "content", ["", "{", "[1]", "nonsense", "[" * 5000, '{"name": "x", "shoe": 1}', '{"post": "x"}']
)
def test_bad_json_makes_nothing(run: Run, tmp_path: Path, content: str) -> None:
    file = tmp_path / "bad.json"
    file.write_text(content, encoding="utf-8")
    code, answer = run("new", "member", str(file))
    assert (code, bool(answer["error"])) == (1, True)
    assert run("list", "member")[1]["items"] == []


def test_a_wrong_passphrase_is_said(run: Run, monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setenv("SUIXING_PASSPHRASE", "wrong")
    assert run("list", "member")[0] == 1


def test_the_passphrase_may_come_from_a_file(
    run: Run, tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.delenv("SUIXING_PASSPHRASE")
    file = tmp_path / "pass"
    file.write_text("secret1\n", encoding="utf-8")
    assert run("list", "member", "--passphrase-file", str(file))[0] == 0


def test_options_of_every_command_may_stand_anywhere() -> None:
    assert hoisted(["list", "member", "--json", "--home", "x"]) == [
        "--json",
        "--home",
        "x",
        "list",
        "member",
    ]
    assert hoisted(["set", "member", "1", "--", "--json"]) == ["set", "member", "1", "--", "--json"]
    assert hoisted(["list", "--home=x"]) == ["--home=x", "list"]


def test_people_get_tables_and_sentences(
    run: Run, tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    # A narrow terminal folds words; ids are copied from here and stay whole.
    made = member(run, tmp_path)
    assert "周建国" in run("list", "member", json_too=False)[1]
    monkeypatch.setenv("COLUMNS", "40")
    assert made in run("list", "member", json_too=False)[1]
    assert "姓名: 周建国" in run("show", "member", made, json_too=False)[1]
