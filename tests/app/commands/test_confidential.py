"""Sealed texts, the access log and inspections from the command line, as scripts use them."""

import json
from datetime import UTC, datetime, timedelta
from pathlib import Path
from typing import Any

import pytest

from app.cli import main
from app.commands.confidential import NEW, SECRET


@pytest.fixture
def run(tmp_path: Path, capsys: pytest.CaptureFixture[str], monkeypatch: pytest.MonkeyPatch) -> Any:
    """Run a command in one home; return its exit code and its JSON."""
    monkeypatch.setenv("SUIXING_PASSPHRASE", "secret1")
    monkeypatch.setenv(SECRET, "mishi-2026")
    home = tmp_path / "home"

    def call(*line: str) -> tuple[int, Any]:
        code = main(["--home", str(home), "--json", *line])
        return code, json.loads(capsys.readouterr().out)

    assert call("init", "--branch", "支部")[0] == 0
    return call


@pytest.fixture
def talk(run: Any, tmp_path: Path) -> str:
    assert run("confidential", "init", "--holder", "周建国")[0] == 0
    people = tmp_path / "people.json"
    people.write_text(json.dumps([{"name": "周建国"}, {"name": "高峻"}]), encoding="utf-8")
    one, other = (i["id"] for i in run("new", "member", str(people))[1]["items"])
    file = tmp_path / "talk.json"
    fields = {"initiator": one, "partner": other, "body": "老人病了"}
    file.write_text(json.dumps(fields), encoding="utf-8")
    code, made = run("new", "heart_to_heart_talk", str(file))
    assert code == 0
    assert made["items"][0]["body"] == "sealed"
    return str(made["items"][0]["id"])


KIND = "heart_to_heart_talk"


def test_a_text_is_sealed_as_it_is_entered_and_opened_with_an_entry(run: Any, talk: str) -> None:
    assert run("show", KIND, talk)[1]["body"] == "sealed"
    assert run("list", KIND)[1]["items"][0]["body"] == "sealed"
    code, opened = run("confidential", "open", KIND, talk, "body", "--purpose", "回访")
    assert (code, opened["text"]) == (0, "老人病了")
    (entry,) = run("access")[1]["items"]
    assert (entry["way"], entry["purpose"], entry["about"]) == ("open_sealed", "回访", talk)
    assert run("set", KIND, talk, "body=另一句")[1]["body"] == "sealed"
    fields = run("history", KIND, talk)[1]["items"][0]["fields"]
    assert fields["body"] == {"before": "sealed", "after": "sealed"}
    assert run("confidential", "open", KIND, talk, "body")[1]["text"] == "另一句"


def test_another_passphrase_opens_nothing_and_can_become_the_one(
    run: Any, talk: str, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setenv(NEW, "jieban-2027")
    assert run("confidential", "passphrase")[1] == {"keys": 1}
    assert run("confidential", "open", KIND, talk, "body")[0] == 1
    monkeypatch.setenv(SECRET, "jieban-2027")
    assert run("confidential", "open", KIND, talk, "body")[0] == 0
    monkeypatch.setenv(NEW, "third-2028")
    code, answer = run("confidential", "hand-over", "--holder", "高峻")
    assert code == 0
    monkeypatch.setenv(SECRET, answer["recovery_key"])
    assert run("confidential", "open", KIND, talk, "body")[0] == 0
    assert run("confidential", "init")[0] == 1
    assert run("confidential", "open", KIND, talk, "subject")[0] == 1


def test_without_a_key_nothing_is_written_down(run: Any, tmp_path: Path) -> None:
    people = tmp_path / "people.json"
    people.write_text(json.dumps([{"name": "周建国"}, {"name": "高峻"}]), encoding="utf-8")
    one, other = (i["id"] for i in run("new", "member", str(people))[1]["items"])
    file = tmp_path / "talk.json"
    fields = {"initiator": one, "partner": other, "body": "老人病了"}
    file.write_text(json.dumps(fields), encoding="utf-8")
    assert run("new", KIND, str(file))[0] == 1
    assert run("list", KIND)[1]["items"] == []


def test_an_inspection_refuses_writes_and_logs_what_was_asked(
    run: Any, talk: str, tmp_path: Path
) -> None:
    assert run("inspection", "status")[1] == {"inspection": None}
    assert run("inspection", "start", "--team", "检查组", "--until", "gestern")[0] == 1
    code, begun = run("inspection", "start", "--team", "检查组", "--until", _tomorrow())
    assert code == 0
    file = tmp_path / "more.json"
    file.write_text(json.dumps({"name": "新人"}), encoding="utf-8")
    assert run("new", "member", str(file))[0] == 1
    assert run("set", KIND, talk, "subject=x")[0] == 1
    assert run("delete", KIND, talk)[0] == 1
    assert run("confidential", "open", KIND, talk, "body")[0] == 1
    assert run("show", KIND, talk)[0] == 0
    assert run("inspection", "status")[1]["team"] == "检查组"
    said = [e["what"] for e in run("access")[1]["items"] if e["way"] == "inspect"]
    assert any(f"show {KIND} {talk}" in what for what in said)
    assert not any("secret1" in what for what in said)
    assert run("inspection", "end")[0] == 0
    assert run("new", "member", str(file))[0] == 0
    assert begun["inspection"]


def _tomorrow() -> str:
    return (datetime.now(UTC) + timedelta(hours=32)).strftime("%Y-%m-%dT%H:%M")
