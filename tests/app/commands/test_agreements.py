"""Agreements, visits and half-years from the command line: JSON, a table, PDFs."""

import json
from pathlib import Path

import pytest

from tests.app.commands.conftest import Run


def new(run: Run, tmp_path: Path, kind: str, **fields: object) -> str:
    file = tmp_path / "one.json"
    file.write_text(json.dumps(fields), encoding="utf-8")
    return str(run("new", kind, str(file))[1]["items"][0]["id"])


@pytest.fixture
def partner(run: Run, tmp_path: Path) -> str:
    return new(run, tmp_path, "partner_organization", name="桥梁一公司")


@pytest.fixture
def agreement(run: Run, tmp_path: Path, partner: str) -> str:
    term = {"valid_from": "2026-01-01", "valid_to": "2026-12-31", "state": "signed"}
    return new(
        run, tmp_path, "cobuild_agreement", title="协议", parties=[partner], quota=True, **term
    )


def test_agreements_are_listed_with_where_they_stand(
    run: Run, agreement: str, partner: str
) -> None:
    code, answer = run("agreements")
    assert code == 0
    (one,) = answer["items"] if isinstance(answer, dict) else answer
    assert (one["id"], one["parties"]) == (agreement, ["桥梁一公司"])
    assert one["standing"] in {"soon", "in_force", "expired"}
    assert "协议" in run("agreements", json_too=False)[1]


def test_the_half_year_is_answered_and_written_as_a_table(
    run: Run, tmp_path: Path, agreement: str, partner: str
) -> None:
    visit = new(run, tmp_path, "service_visit", partner=partner, on="2026-03-10")
    file = tmp_path / "half.csv"
    code, answer = run("quota", "--half", "2026H1", "-o", str(file))
    assert code == 0
    (one,) = answer["items"] if isinstance(answer, dict) else answer
    assert one["visits"] == {"state": "done", "records": [visit]}
    assert "桥梁一公司" in file.read_text("utf-8-sig")
    assert "桥梁一公司" in run("quota", "--half", "2026H1", json_too=False)[1]


def test_a_word_that_is_no_half_year_is_named(run: Run) -> None:
    code, said = run("quota", "--half", "2026H3", json_too=False)
    assert code == 1
    assert "2026H3" in said


@pytest.mark.parametrize("paper", ["agreement", "visit", "quota"])
def test_each_paper_is_written_whole(
    run: Run, tmp_path: Path, agreement: str, partner: str, paper: str
) -> None:
    file = tmp_path / f"{paper}.pdf"
    visit = new(run, tmp_path, "service_visit", partner=partner)
    line = {"agreement": [agreement], "visit": [visit], "quota": ["--half", "2026H1"]}[paper]
    code, answer = run("pdf", paper, *line, "-o", str(file))
    assert (code, answer) == (0, {"file": str(file), "bytes": file.stat().st_size})
    assert file.read_bytes().startswith(b"%PDF-")
