"""Papers of vanguard and deeds from the command line, and the sums of a period."""

import json
from pathlib import Path

import openpyxl

from app.commands.vanguard import add_papers
from tests.app.commands.conftest import Run

MAY = ("--from", "2026-05-01", "--to", "2026-05-31")


def test_papers_of_vanguard_and_deeds(run: Run, tmp_path: Path) -> None:
    file, given = tmp_path / "one.json", tmp_path / "file.json"
    given.write_text(json.dumps({"title": "五星党支部佐证材料"}), encoding="utf-8")
    evidence = str(run("new", "evidence_file", str(given))[1]["items"][0]["id"])
    given.write_text(json.dumps({"title": "先锋评选"}), encoding="utf-8")
    held = str(run("new", "election_round", str(given))[1]["items"][0]["id"])
    for line in (
        ("commitments", "--year", "2026", "--sheet", "list"),
        ("commitments",),
        ("carriers",),
        ("round", held),
        ("evidence", evidence),
        ("deeds", *MAY),
    ):
        assert run("pdf", *line, "-o", str(file))[0] == 0
        assert file.read_bytes().startswith(b"%PDF-")
    assert run("pdf", "commitments", "--sheet", "x", "-o", str(file))[0] == 1
    assert run("pdf", "evidence", "none", "-o", str(file))[0] == 1


def test_sums_of_a_period_and_a_workbook_of_its_lists(run: Run, tmp_path: Path) -> None:
    given, file = tmp_path / "one.json", tmp_path / "deeds.xlsx"
    rows = [
        {"title": "水果", "on": "2026-05-02", "kind": "purchase", "amount": 3000, "unit": "元"},
        {"title": "口罩", "on": "2026-05-03", "kind": "goods", "amount": 10000, "unit": "只"},
    ]
    given.write_text(json.dumps(rows), encoding="utf-8")
    assert run("new", "donation", str(given))[0] == 0
    code, answer = run("deeds", *MAY, "-o", str(file))
    assert (code, [(g["unit"], g["amount"]) for g in answer["given"]]) == (
        0,
        [("只", 10000), ("元", 3000)],
    )
    assert len(openpyxl.load_workbook(file).sheetnames) == 4
    assert callable(add_papers)
