"""The opinion box and the papers of openness from the command line."""

import io
import json
from datetime import datetime, timedelta
from pathlib import Path

import pytest

from app.cli import main
from app.site import SITE
from tests.app.commands.conftest import Run


def said(monkeypatch: pytest.MonkeyPatch, text: str) -> None:
    monkeypatch.setattr("sys.stdin", io.StringIO(text))


def made(run: Run, tmp_path: Path, kind: str, **fields: object) -> str:
    file = tmp_path / "one.json"
    file.write_text(json.dumps(fields), encoding="utf-8")
    return str(run("new", kind, str(file))[1]["items"][0]["id"])


def test_slips_come_from_standard_input_and_out_together(
    run: Run, monkeypatch: pytest.MonkeyPatch, tmp_path: Path
) -> None:
    asked = made(run, tmp_path, "deliberation", title="活动室")
    shown = made(run, tmp_path, "disclosure", title="党费")
    said(monkeypatch, "食堂早饭太晚\n")
    assert run("box", "drop", "--kind", "view") == (0, {"dropped": True})
    assert run("box", "status") == (0, {"may_open": False})
    assert run("box", "open")[0] == 1
    for about in (asked, shown):
        said(monkeypatch, "不清楚")
        assert run("box", "drop", "--about", about)[0] == 0
    assert run("list", "opinion")[1] == {"items": []}
    assert run("box", "status") == (0, {"may_open": True})
    assert run("box", "open") == (0, {"opened": 3})
    (one,) = run("list", "opinion")[1]["items"]
    assert (one["text"], one["kind"]) == ("食堂早饭太晚", "view")
    kinds = {c["about"]: c["kind"] for c in run("list", "comment")[1]["items"]}
    assert kinds == {asked: "opinion", shown: "question"}


def test_an_empty_slip_is_refused(run: Run, monkeypatch: pytest.MonkeyPatch) -> None:
    said(monkeypatch, " \n")
    assert run("box", "drop")[0] == 1


def test_the_bulletin_of_a_month(run: Run, tmp_path: Path) -> None:
    file = tmp_path / "b.pdf"
    code, answer = run("pdf", "bulletin", "--month", "2026-05", "-o", str(file))
    assert (code, answer["bytes"]) == (0, file.stat().st_size)
    assert run("pdf", "bulletin", "-o", str(file))[0] == 0
    assert run("pdf", "bulletin", "--month", "五月", "-o", str(file))[0] == 1


def test_the_other_papers(run: Run, tmp_path: Path) -> None:
    notice = made(run, tmp_path, "notice", title="放假", issued_on="2026-05-18")
    shown = made(run, tmp_path, "disclosure", title="党费", from_on="2026-05-15")
    asked = made(run, tmp_path, "deliberation", title="活动室")
    file = tmp_path / "x.pdf"
    may = ("--from", "2026-05-01", "--to", "2026-05-31")
    for line in (
        ("acknowledgements", notice),
        ("acknowledgements", notice, "--blank"),
        ("disclosure", shown),
        ("disclosures",),
        ("deliberation", asked),
        ("answers", *may),
    ):
        assert run("pdf", *line, "-o", str(file))[0] == 0
        assert file.read_bytes().startswith(b"%PDF-")
    assert run("pdf", "disclosure", "nowhere", "-o", str(file))[0] == 1
    assert main(["pdf", "nothing"]) == 2


def test_no_log_of_an_inspection_names_the_box_and_what_was_asked_of_it(
    run: Run, monkeypatch: pytest.MonkeyPatch, tmp_path: Path
) -> None:
    asked = made(run, tmp_path, "deliberation", title="活动室")
    until = f"{datetime.now(SITE) + timedelta(days=1):%Y-%m-%dT%H:%M}"
    begun = ("--team", "巡察组", "--purpose", "检查", "--until", until)
    assert run("inspection", "start", *begun)[0] == 0
    said(monkeypatch, "不清楚")
    assert run("box", "drop", "--about", asked)[0] == 1
    logged = json.dumps(run("access")[1], ensure_ascii=False)
    assert asked not in logged
    assert "drop" not in logged


@pytest.mark.parametrize(
    "line",
    [
        ("stats", "--from", "0001-01-01", "--to", "9999-12-31"),
        ("check", "--from", "0001-01-01", "--to", "9999-12-31"),
        ("quota", "--half", "9999H2"),
        ("pdf", "bulletin", "--month", "9999-12"),
        ("pdf", "joint-report", "--year", "1"),
        ("pdf", "commitments", "--year", "-5"),
        ("pdf", "matrix", "bagong", "--year", "9999"),
    ],
)
def test_a_period_beyond_the_calendar_is_told_in_a_sentence(
    run: Run, tmp_path: Path, line: tuple[str, ...]
) -> None:
    output = ("-o", str(tmp_path / "x.pdf")) if line[0] == "pdf" else ()
    code, said = run(*line, *output)
    assert code == 1
    assert "程序出了错" not in said["error"]
    assert "9999" in said["error"] or "1900" in said["error"]


@pytest.mark.parametrize(
    "line",
    [
        ("check",),
        ("stats",),
        ("deeds",),
        ("pdf", "matters"),
        ("pdf", "suggestions"),
        ("pdf", "answers"),
        ("pdf", "activities"),
        ("pdf", "tags", "bagong"),
        ("pdf", "deeds"),
    ],
)
def test_a_period_that_ends_before_it_begins_makes_no_paper(
    run: Run, tmp_path: Path, line: tuple[str, ...]
) -> None:
    file = tmp_path / "x.pdf"
    output = ("-o", str(file)) if line[0] == "pdf" else ()
    code, said = run(*line, "--from", "2026-06-30", "--to", "2026-01-01", *output)
    assert (code, file.exists()) == (1, False)
    assert "早于开始" in said["error"]
