"""A matter's way by command: each step asks for what it needs; the two papers; no raw way to closed."""

import json
from pathlib import Path

import pytest

from tests.app.commands.conftest import Run


def new(run: Run, tmp_path: Path, kind: str, **fields: object) -> str:
    file = tmp_path / "one.json"
    file.write_text(json.dumps(fields), encoding="utf-8")
    return str(run("new", kind, str(file))[1]["items"][0]["id"])


@pytest.fixture
def matter(run: Run, tmp_path: Path) -> str:
    return new(run, tmp_path, "matter", title="修便道", raised_on="2026-05-01", source="masses")


def test_a_matter_goes_its_whole_way(run: Run, tmp_path: Path, matter: str) -> None:
    owner = new(run, tmp_path, "member", name="马福林")
    assert run("matter", "start", matter)[0] == 1
    assert run("matter", "assign", matter, "--owner", owner, "--due", "2026-05-31")[0] == 0
    assert run("matter", "note", matter, "看了现场", "--on", "2026-05-20")[1]["state"] == (
        "in_progress"
    )
    assert run("matter", "done", matter)[0] == 1
    done = run("matter", "done", matter, "--result", "通了", "--on", "2026-05-30")[1]
    assert (done["state"], done["done_on"]) == ("done", "2026-05-30")
    assert run("matter", "verify", matter, "--by", "马福林")[0] == 1
    assert run("matter", "verify", matter, "--by", "何静")[1]["state"] == "verified"
    code, refused = run("matter", "close", matter)
    assert code == 1
    assert "error" in refused
    closed = run(
        "matter", "close", matter, "--to", "村委会", "--text", "已通车", "--satisfaction", "5"
    )[1]
    assert (closed["state"], closed["satisfaction"]) == ("closed", 5)
    assert run("list", "feedback")[1]["items"][0]["to_whom"] == "村委会"


def test_no_field_closes_a_matter(run: Run, matter: str) -> None:
    code, answer = run("set", "matter", matter, "state=closed")
    assert code == 1
    assert "suixing matter close" in answer["error"]
    assert run("show", "matter", matter)[1].get("state", "registered") == "registered"


def test_a_matter_is_put_by_handed_over_or_rejected_with_what_that_asks(
    run: Run, tmp_path: Path, matter: str
) -> None:
    assert run("matter", "suspend", matter)[0] == 1
    assert run("matter", "suspend", matter, "--reason", "等材料")[1]["state"] == "suspended"
    assert run("matter", "resume", matter)[1]["state"] == "registered"
    assert run("matter", "transfer", matter, "--to", "白玛村委会")[1]["state"] == "transferred"
    assert run("matter", "resume", matter)[0] == 1
    other = new(run, tmp_path, "matter", title="加灯")
    assert run("matter", "reject", other)[0] == 1
    assert run("matter", "reject", other, "--reason", "非职责")[1]["state"] == "rejected"


def test_a_suggestion_is_taken_up_answered_and_published(run: Run, tmp_path: Path) -> None:
    idea = new(
        run, tmp_path, "suggestion", title="通勤车晚半小时", received_on="2026-05-02", by="罗布"
    )
    made = run("suggestion", "accept", idea, "--unit", "综合部", "--due", "2026-05-20")[1]
    assert (made["source"], made["suggestion"], made["owner_unit"]) == (
        "suggestion", idea, "综合部"
    )  # fmt: skip
    assert run("suggestion", "decline", idea, "--reason", "x")[0] == 1
    assert run("suggestion", "reply", idea, "下周起改")[1]["reply"] == "下周起改"
    assert run("suggestion", "publish", idea)[1]["published_on"]
    target = tmp_path / "ideas.pdf"
    period = ("--from", "2026-05-01", "--to", "2026-05-31")
    assert run("pdf", "suggestions", *period, "-o", str(target))[0] == 0
    assert target.read_bytes().startswith(b"%PDF")


def test_the_closed_loop_list_is_a_paper_or_a_table(run: Run, tmp_path: Path, matter: str) -> None:
    del matter
    period = ("--from", "2026-05-01", "--to", "2026-05-31")
    paper, table = tmp_path / "list.pdf", tmp_path / "list.csv"
    assert run("pdf", "matters", *period, "-o", str(paper))[1]["bytes"] > 1000
    assert run("pdf", "matters", *period, "--state", "open", "-o", str(table))[0] == 0
    assert "修便道" in table.read_text("utf-8-sig")
    code, answer = run("pdf", "matters", *period, "--state", "没有", "-o", str(table))
    assert code == 1
    assert "overdue" in answer["error"]
